"""A reader's table drawn as a layer like any other: marks, fields, classes, dates, sources."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import orjson
import shapely

from geodata.own.aggregate import aggregate
from geodata.own.enrich import as_frame
from geodata.own.naming.found import MATCHED, UNMATCHED
from geodata.own.squares import SIDES
from geodata.text import LANGS, Text, same
from layers.artifact.make import make_artifact
from layers.artifact.model import read_artifact
from layers.artifact.own import ENTRY
from layers.build.drawing import entry_of
from layers.build.own_fields import LONGEST, fields_of
from layers.build.tiled import draw_tiled
from layers.schema.layer import Field, Layer
from layers.schema.marks import LabelStyle, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.own.match import Matched
    from geodata.tables import Tables
    from layers.artifact.model import Artifact, Meta

#: Hues of readers' layers, none of which means anything else on the map: several at once are told apart.
HUES: Final = ("#7B2D8E", "#8A4B08", "#00695C", "#37474F")
#: Columns of a table that the map's layer has; the table that is downloaded has them all.
COLUMNS: Final = 60
#: Rows that are sent to the browser; more are drawn as tiles.
MOST_DRAWN: Final = 10_000
_UNITS: Final = frozenset({"commune", "cercle", "region", "sector", "zone", "country"})
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?|(\d\d)[/.](\d\d)[/.](\d{4})")
_RULES: Final = {**MATCHED, **UNMATCHED}
_ROW: Final = Text("Ligne {line}", "Row {line}")
_ABOUT: Final = Text(
    "Fichier d’un lecteur, joint aux lieux du projet ; le projet n’en a rien vérifié.",
    "A reader’s file, joined to the places of the project; the project has verified nothing of it.",
)
_SOURCE: Final = Text("Fichier du lecteur : {file}", "File of the reader: {file}")
_FIELDS: Final = (
    Field("atlas_place", Text("Lieu trouvé", "Place found")),
    Field("atlas_precision", Text("Précision", "Precision")),
    Field("atlas_rule", Text("Règle", "Rule")),
)
PRECISIONS: Final[dict[str, Text]] = {
    "point": Text("position du fichier", "position in the file"),
    "area": Text("surface du fichier", "area in the file"),
    "place": Text("lieu", "place"),
    "airport": Text("aéroport", "airport"),
    "commune": Text("commune", "commune"),
    "cercle": Text("cercle", "cercle"),
    "region": Text("région", "region"),
    "sector": Text("secteur", "sector"),
    "zone": Text("zone", "zone"),
    "country": Text("pays", "country"),
}
UNITS: Final[dict[str, Text]] = {
    "region": Text("région", "region"),
    "cercle": Text("cercle", "cercle"),
    "commune": Text("commune", "commune"),
    "sector": Text("secteur", "sector"),
    **{unit: Text(f"carré de {side} km", f"square of {side} km") for unit, side in SIDES.items()},
}
HOWS: Final[dict[str, Text]] = {
    "count": Text("Nombre de lignes", "Number of rows"),
    "sum": Text("Somme : {column}", "Sum: {column}"),
    "mean": Text("Moyenne : {column}", "Mean: {column}"),
    "share": Text("Part du total : {column}", "Share of the total: {column}"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """How a reader wants a table drawn.

    Parameters
    ----------
    title, file
        Name of the layer, and of the file.
    unit
        Unit by which rows are gathered (``region``…); empty to draw each row.
    how, column
        What is gathered: ``count``, or ``sum``, ``mean``, ``share`` of a column.
    """

    title: str
    file: str
    unit: str = ""
    how: str = "count"
    column: str = ""


def draw_own(
    name: str, matched: Matched, wish: Wish, tables: Tables, most: int = MOST_DRAWN
) -> dict[str, bytes]:
    """Return the files of a layer: its entry of an index, and its artifact in both languages.

    Rows beyond ``most`` are drawn as tiles by the server (:mod:`layers.artifact.tiled`).
    """
    layer, rows = (_areas if wish.unit else _points)(name, matched, wish)
    if len(rows) > most and rows.geometry.notna().any():
        files = draw_tiled(layer, rows, tables, f"/own/{name}.{{lang}}.geojson?v={{version}}")
        return {file: _sourced(file, content, wish.file) for file, content in files.items()}
    artifacts: dict[Any, Artifact] = {lang: make_artifact(layer, tables, lang, rows) for lang in LANGS}
    for lang, artifact in artifacts.items():
        _source(artifact.meta, wish.file, lang)
    entry = entry_of(layer, artifacts)
    entry["files"] = {lang: f"/own/{name}.{lang}.geojson?v={artifacts[lang].digest}" for lang in LANGS}
    entry["bytes"] = dict.fromkeys(LANGS, 0)
    files = {f"layer.{lang}.geojson": artifact.content for lang, artifact in artifacts.items()}
    return {ENTRY: orjson.dumps(entry), **files}


def _sourced(file: str, content: bytes, source: str) -> bytes:
    """Say in an artifact without features from which file it is."""
    if not file.endswith(".geojson"):
        return content
    artifact = read_artifact(content)
    _source(artifact.meta, source, artifact.lang)
    return artifact.content


def _source(meta: Meta, file: str, lang: Any) -> None:  # noqa: ANN401 - one of the two languages
    today = dt.datetime.now(dt.UTC).date().isoformat()
    title = _SOURCE.format(file=file).get(lang)
    meta["sources"].append({"id": "reader", "title": title, "date": today, "licence": ""})
    meta["query"] = f"/own/{meta['id']}.{lang}.geojson"


def _points(name: str, matched: Matched, wish: Wish) -> tuple[Layer, gpd.GeoDataFrame]:
    """Each row where it is located; rows that are not stay in the table."""
    joined = as_frame(matched)
    source = matched.reading.frame
    shown = [column for column in map(str, source.columns) if column != "geometry"][:COLUMNS]
    fields, cells = fields_of(source, shown)
    cells["id"] = [str(line) for line in _distinct(matched.reading.lines)]
    named = source[matched.guess.name].astype(str).tolist() if matched.guess.name else [""] * len(source)
    rules = [found.rule for found in matched.found]
    for lang in LANGS:
        places = joined[f"atlas_name_{lang}"].tolist()
        row = _ROW.get(lang)
        cells[f"name_{lang}"] = [
            (text or place or row.replace("{line}", str(line)))[:LONGEST]
            for text, place, line in zip(named, places, matched.reading.lines, strict=True)
        ]
        cells[f"atlas_place_{lang}"] = places
        precisions = {each: words.get(lang) for each, words in PRECISIONS.items()}
        cells[f"atlas_precision_{lang}"] = [precisions.get(each, each) for each in matched.precision]
        said = {rule: words.get(lang) for rule, words in _RULES.items()}
        cells[f"atlas_rule_{lang}"] = [said[rule] for rule in rules]
    if matched.guess.date:
        cells["held"] = [_held(text) for text in source[matched.guess.date].astype(str).tolist()]
    cells["mark"] = _row_marks(joined.geometry.to_numpy(), matched.precision)
    rows = gpd.GeoDataFrame(cells, geometry=joined.geometry.array, crs=4326)
    return _layer(name, wish, (*fields, *_FIELDS), _marks(name)), rows


def _areas(name: str, matched: Matched, wish: Wish) -> tuple[Layer, gpd.GeoDataFrame]:
    """The rows gathered by unit."""
    gathered = aggregate(matched, wish.unit, "" if wish.how == "count" else wish.column, wish.how)  # type: ignore[arg-type]
    rows = gathered.frame.assign(mark="unit")
    rows["value"] = rows["value"].round(2)
    measure = "share" if wish.how in {"share", "mean"} else "count"
    label = HOWS[wish.how].format(column=wish.column)
    unit = same("%") if wish.how == "share" else None
    value = Field("value", label, "number", unit, measure=measure)  # type: ignore[arg-type]
    count = Field("rows", HOWS["count"], "number", measure="count" if wish.how != "count" else "")
    named: LabelStyle = "" if wish.unit in SIDES else "area"  # a square is called by its position
    mark = Mark("unit", UNITS[wish.unit], "area", _hue(name), fill=0.25, width=1.6, label_style=named)
    left = gathered.left_out
    caveat = Text(
        f"{left} lignes ne sont pas situées assez finement pour être comptées ici.",
        f"{left} rows are not located finely enough to be counted here.",
    )
    fields = (value,) if wish.how == "count" else (value, count)
    return _layer(name, wish, fields, (mark,), (caveat,) if left else ()), rows


def _layer(
    name: str, wish: Wish, fields: Sequence[Field], marks: tuple[Mark, ...], caveats: tuple[Text, ...] = ()
) -> Layer:
    shapes = {"region": "regions", "cercle": "cercles", "commune": "communes", "sector": "regions"}
    return Layer(
        id=name,
        title=same(wish.title),
        about=_ABOUT,
        group="own",
        rows=gpd.GeoDataFrame,
        marks=marks,
        fields=tuple(fields),
        shapes=(shapes[wish.unit],) if wish.unit in shapes else (),
        caveats=(_ABOUT, *caveats),
    )


@lru_cache(maxsize=20_000)
def _held(text: str) -> list[dict[str, Any]]:
    """From the date of a row on, it is there; a row without one always is. Rows of a day share the list."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return []
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        since = dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return []
    return [{"source": "reader", "since": since, "until": None}]


def _distinct(lines: Sequence[int]) -> list[int]:
    return list(lines) if len(set(lines)) == len(lines) else list(np.arange(1, len(lines) + 1))


def _row_marks(shapes: Any, precisions: Sequence[str]) -> list[str]:  # noqa: ANN401 - an array of geometries
    """How each row is drawn: by the dimension of its shape; a point by what is known of it."""
    sizes = shapely.get_dimensions(shapes).tolist()
    return [
        "area" if size == 2 else "line" if size == 1 else "unit" if how in _UNITS else "row"
        for size, how in zip(sizes, precisions, strict=True)
    ]


def _hue(name: str) -> str:
    return HUES[int(name[-1], 16) % len(HUES)]


def _marks(name: str) -> tuple[Mark, ...]:
    hue = _hue(name)
    return (
        Mark("area", Text("Surface", "Area"), "area", hue, fill=0.25, width=1.6, label_style="area"),
        Mark("line", Text("Tracé", "Line"), "line", hue, width=2.4, label_style="area"),
        Mark(
            "row",
            Text("Ligne du tableau", "Row of the table"),
            "dot",
            hue,
            radius=6,
            width=1.5,
            stroke="#FFFFFF",
        ),
        Mark(
            "unit",
            Text("Connue seulement par son unité administrative", "Known only by its administrative unit"),
            "dot",
            hue,
            fill=0,
            radius=6,
            width=2,
        ),
    )
