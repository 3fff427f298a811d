"""One layer, built: features with their words and styles resolved. Every renderer reads only this."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

from geodata.errors import InputError
from geodata.facts.locators import locator
from geodata.places.joins.column import THEMES
from geodata.tables import records_of
from layers.artifact.facts import KEY_JOINT, bounds, joined
from layers.artifact.inside import locate
from layers.artifact.joined import STEPS, said
from layers.artifact.model import DECIMALS, Artifact
from layers.artifact.scales import add_scales
from layers.artifact.shapes import to_geometry
from layers.artifact.times import SINCE, UNTIL, time_words, validities
from layers.schema.layer import GROUPS, KEYS
from layers.words import licence, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.model import Feature, FieldEntry, Meta, Properties, SourceEntry
    from layers.artifact.records import Validity
    from layers.schema.layer import Field, Layer
    from layers.schema.parameters import Value


def make_artifact(
    layer: Layer,
    tables: Tables,
    lang: Lang,
    rows: gpd.GeoDataFrame,
    arguments: Mapping[str, Value] | None = None,
) -> Artifact:
    """Resolve one layer in one language.

    ``arguments`` are those of a computed layer; they are written with the artifact.

    Raises
    ------
    InputError
        If a row has no identifier, repeats one, or carries a mark the layer does not declare.
    """
    _check_rows(layer, rows)
    citations = _Citations(tables, lang)
    held = validities(layer, tables, lang, rows)
    features = tuple(_feature(layer, row, lang, citations) for row in records_of(rows))
    if held is not None:
        locate(features, tables)
    drawn = rows[~rows.geometry.isna()]
    west, south, east, north = (float(edge) for edge in drawn.total_bounds)
    meta = _meta(layer, tables, lang, rows)
    meta["fields"] = [field for field in meta["fields"] if _is_filled(field, features)]
    if held is not None:
        _date(features, held, meta)
    add_scales(layer, features, meta)
    if layer.parameters:
        _argue(meta, layer, tables, arguments or {})
    return Artifact(meta, features, (west, south, east, north) if len(drawn) else None)


def _argue(meta: Meta, layer: Layer, tables: Tables, given: Mapping[str, Value]) -> None:
    """Say of a computed layer for which arguments it was computed."""
    arguments = {p.name: given.get(p.name, p.default) for p in layer.parameters}
    meta["arguments"] = arguments
    changed = [p for p in layer.parameters if arguments[p.name] != p.default]
    meta["query"] += "".join(f"&{p.name}={p.write(given[p.name])}" for p in changed)
    if layer.caption:
        meta["caption"] = layer.caption(tables, meta["lang"], **arguments)
        meta["caveats"].insert(0, meta["caption"])


def _date(features: Sequence[Feature], held: list[list[Validity]], meta: Meta) -> None:
    """Say when each feature holds: two properties for GIS tools, and ``holds`` where it lists no facts."""
    for feature, stated in zip(features, held, strict=True):
        if stated:
            properties = feature["properties"]
            properties["since"], last = bounds(stated)
            if last:
                properties["until"] = last
            if "facts" not in feature:
                feature["holds"] = stated
    for field in (SINCE, UNTIL):
        if any(field.name in feature["properties"] for feature in features):
            meta["fields"].append(_field(field, meta["lang"]))
    meta["time_words"] = time_words(meta["lang"])


def _check_rows(layer: Layer, rows: gpd.GeoDataFrame) -> None:
    repeated = sorted(rows["id"][rows["id"].duplicated()])
    unknown = sorted(set(rows["mark"]) - {m.key for m in layer.marks})
    if repeated or unknown or (rows["id"] == "").any():
        raise InputError(
            f"Couche « {layer.id} » : identifiants répétés ou vides {repeated[:3]}, "
            f"marques non déclarées {unknown[:3]}.",
            f"Layer “{layer.id}”: repeated or empty identifiers {repeated[:3]}, "
            f"undeclared marks {unknown[:3]}.",
        )


class _Citations:
    """Write a row's source as a reader cites it: document and locator."""

    def __init__(self, tables: Tables, lang: Lang) -> None:
        sources = tables["sources"]
        self._lang: Lang = lang
        self._names = {
            s["id"]: s["symbol"] or f"{s[f'title_{lang}']} ({s['date'][:4]})" for _, s in sources.iterrows()
        }

    def write(self, row: dict[str, Any]) -> str:
        if "source" not in row or not row["source"]:
            return ""
        parts = [self._names[row["source"]], locator(row.get("locator", ""), self._lang)]
        return " · ".join(p for p in parts if p)


def _feature(layer: Layer, row: dict[str, Any], lang: Lang, citations: _Citations) -> Feature:
    properties: dict[str, Any] = {"name": row[f"name_{lang}"], "mark": row["mark"]}
    for field in layer.fields:
        value = citations.write(row) if field.kind == "citation" else _cell(row, field, lang)
        if value not in ("", None):
            properties[field.name] = value
    for column, name in (("place", "place_id"), ("rank", "rank")):
        if column in row and row[column] not in ("", None):
            properties[name] = _plain(row[column])
    for field in KEYS:
        if row.get(field.name):
            properties[field.name] = KEY_JOINT.join(row[field.name])
    geometry = row["geometry"] if isinstance(row["geometry"], BaseGeometry) else None  # a NaN is none either
    feature: Feature = {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if geometry is None else to_geometry(geometry),
        "properties": cast("Properties", properties),
    }
    if geometry is not None and geometry.geom_type != "Point" and layer.mark(row["mark"]).label_style:
        feature["at"] = _name_position(row, geometry)
    _add_members(feature, row, lang)
    return feature


def _add_members(feature: Feature, row: dict[str, Any], lang: Lang) -> None:
    """Give a feature what it has beside its properties: signs of towns, facts, what joined columns said."""
    if towns := row.get("towns"):
        feature["towns"] = {"mark": row["towns_mark"], "at": [_position(town) for town in towns]}
    if row.get(f"facts_{lang}"):
        feature["facts"] = row[f"facts_{lang}"]
    if steps := row.get(STEPS):
        feature["joined"] = {
            name: [[day, _plain(said(value, lang))] for day, value in own] for name, own in steps.items()
        }


def _name_position(row: dict[str, Any], geometry: BaseGeometry) -> list[float]:
    """Where a name stands: where the row says, else in what it says to name, else in its geometry."""
    given = row.get("at")
    return _position(given) if isinstance(given, Point) else _label_point(row.get("named", geometry))


def _is_filled(field: FieldEntry, features: Sequence[Feature]) -> bool:
    """Whether a field is declared: always, but for a joined column of which no feature says anything."""
    return "theme" not in field or any(field["name"] in feature["properties"] for feature in features)


def _label_point(geometry: BaseGeometry) -> list[float]:
    """Where a name stands: the middle of the largest inscribed circle, or half-way along a line."""
    parts = list(getattr(geometry, "geoms", [geometry]))
    if geometry.geom_type.endswith("Polygon"):
        point = polylabel(max(parts, key=lambda part: part.area), tolerance=0.05)
    else:
        point = max(parts, key=lambda part: part.length).interpolate(0.5, normalized=True)
    return _position(point)


def _position(point: Point) -> list[float]:
    return [round(point.x, DECIMALS), round(point.y, DECIMALS)]


def _cell(row: dict[str, Any], field: Field, lang: Lang) -> object:
    column = f"{field.name}_{lang}"
    value = row[column] if column in row else row[field.name]
    return joined(value, lang) if field.name == "facts" else _plain(value)


def _plain(value: object) -> object:
    """Turn a pandas cell into what JSON knows: NaN is nothing, whole numbers are integers."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    return None if value is None or str(value) == "<NA>" else value


def _meta(layer: Layer, tables: Tables, lang: Lang, rows: gpd.GeoDataFrame) -> Meta:
    used = {*rows["mark"], *rows.get("towns_mark", ())}
    return {
        "id": layer.id,
        "lang": lang,
        "title": layer.title.get(lang),
        "about": layer.about.get(lang),
        "group": layer.group,
        "group_title": GROUPS[layer.group].get(lang),
        "caveats": [c.get(lang) for c in layer.caveats],
        "data_date": layer.data_date,
        "count": len(rows),
        "marks": [
            m.resolve(lang) | {"min_zoom": max(m.min_zoom, layer.min_zoom)}
            for m in layer.marks
            if m.key in used
        ],
        "fields": [_field(f, lang) for f in (*layer.fields, *_keys(rows))],
        "sources": _sources(layer, tables, lang, rows),
        "min_zoom": layer.min_zoom,
        "query": f"/layers/{layer.id}.geojson?lang={lang}",
    }


def _field(field: Field, lang: Lang) -> FieldEntry:
    unit = field.unit.get(lang) if field.unit else ""
    entry: FieldEntry = {
        "name": field.name,
        "label": typeset(field.label.get(lang), lang),
        "kind": field.kind,
        "unit": unit,
    }
    if field.theme:
        entry["theme"] = field.theme
        entry["theme_title"] = THEMES[field.theme].get(lang)
    if field.about:
        entry["about"] = typeset(field.about.get(lang), lang)
    if field.measure:
        entry["measure"] = field.measure
    if field.headline:
        entry["headline"] = typeset(field.headline.get(lang), lang)
    if field.with_others:
        entry["with_others"] = True
    return entry


def _keys(rows: gpd.GeoDataFrame) -> list[Field]:
    """The lists of identifiers that some row has."""
    return [field for field in KEYS if field.name in rows and rows[field.name].map(bool).any()]


def _sources(layer: Layer, tables: Tables, lang: Lang, rows: gpd.GeoDataFrame) -> list[SourceEntry]:
    """Documents cited and shape files drawn, each with date and licence."""
    cited = set(layer.documents) | (set(rows["source"]) if "source" in rows else set())
    documents = tables["sources"]
    found: list[SourceEntry] = [
        {
            "id": s["id"],
            "title": " · ".join(t for t in (s["symbol"], s[f"title_{lang}"]) if t),
            "date": s["date"],
            "licence": "",
        }
        for _, s in documents[documents["id"].isin(cited)].iterrows()
    ]
    shapes = tables.shape_sources
    for name in layer.shapes:
        s = shapes.loc[f"{name}.geojson"]
        found.append(
            {
                "id": name,
                "title": f"{s[f'title_{lang}']} ({s[f'attribution_{lang}']})",
                "date": s["data_date"],
                "licence": licence(s["licence"], lang),
            }
        )
    return found
