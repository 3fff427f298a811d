"""What one can search for, in one file a language: places in every spelling, layers, facilities, results.

The page fetches it when its search box is first used and does the matching itself. An item is
``[kind, id, name, where, spellings, at, place, layer]``: ``at`` is latitude and longitude, or south,
west, north, east (degrees, WGS 84), or ``None``; ``place`` opens a dossier; ``layer`` is switched on.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson
from shapely import union_all

from geodata.errors import NotFoundError
from geodata.places.joins import place_shape
from geodata.places.names import POINT_KINDS, fold
from geodata.places.nation import NATION
from geodata.places.pcodes import pcodes
from geodata.text import LANGS, Text
from layers.schema.layer import UNLISTED
from layers.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.schema.layer import Layer, Role

#: What an item can be, beside the kinds of place.
OTHER_KINDS = {
    "commune": Text("Commune", "Commune"),
    "airport": Text("Aérodrome", "Airport"),
    "layer": Text("Couche", "Layer"),
    "facility": Text("Installation", "Facility"),
    "indicator": Text("Indicateur", "Indicator"),
    "output": Text("Produit", "Output"),
}
#: Shape files whose units can be found although the documents say nothing of them.
#: Each is a kind of item, and the role of the layer that draws it.
_UNITS: tuple[tuple[str, Role], ...] = (
    ("cercles", "cercle"),
    ("communes", "commune"),
    ("towns", "town"),
    ("airports", "airport"),
)

#: Columns of codes by which a unit is called: the humanitarian P-code, an aerodrome's two.
_CODES = ("pcode", "icao", "iata")

Item = list[Any]
#: By layer, the facts that each of its rows is made of.
Drawn = Mapping[str, list[list[str]]]


def search_files(
    tables: Tables, catalog: Mapping[str, Layer], drawn: Drawn | None = None
) -> dict[str, bytes]:
    """Return ``search.<lang>.json`` in both languages, by name.

    ``drawn`` are the facts that each row of each layer is made of, if they are known already.
    """
    maker = _Maker(tables, catalog, drawn)
    return {f"search.{lang}.json": orjson.dumps(maker.make(lang)) for lang in LANGS}


class _Maker:
    """Writes items; what does not depend on the language is worked out once."""

    def __init__(self, tables: Tables, catalog: Mapping[str, Layer], drawn: Drawn | None = None) -> None:
        self.tables = tables
        self.layers = {name: layer for name, layer in catalog.items() if layer.group not in UNLISTED}
        self.places = tables["places"].set_index("id", drop=False)
        self.rows = tables.rows("places")
        self.pcodes = pcodes(tables)
        self.shapes = {place: place_shape(tables, place) for place in self.places.index}
        members = tables["group_members"]
        self.members: dict[str, list[str]] = members.groupby("group")["place"].agg(list).to_dict()
        self.layer_of = layers_of_facts(tables, catalog, drawn)

    def make(self, lang: Lang) -> dict[str, Any]:
        """Return ``{kinds, items}`` in one language; kinds are words by key, items as the module says."""
        items = [*self._places(lang), *self._units(lang), *self._layers(lang)]
        items += [*self._facilities(lang), *self._results(lang)]
        kinds = {key: text.get(lang) for key, text in {**KINDS, **OTHER_KINDS}.items()}
        return {"kinds": kinds, "items": items}

    def _places(self, lang: Lang) -> Iterator[Item]:
        for place in self.places.to_dict("records"):
            names = [place["name_fr"], place["name_en"], *place["aliases"].split("|")]
            names.append(self.pcodes.get(place["id"], ""))
            where = [self._name(place[key], lang) for key in ("parent", "sector") if place[key] != NATION]
            at = _at([self.shapes[place["id"]]])
            named = ", ".join(dict.fromkeys(filter(None, where)))
            yield _item(place["kind"], place["id"], place[f"name_{lang}"], named, names, at, place["id"])

    def _name(self, place: str, lang: Lang) -> str:
        return str(self.rows[place][f"name_{lang}"]) if place else ""

    def _units(self, lang: Lang) -> Iterator[Item]:
        """Cercles, communes, towns and airports of the open shapes that are not places already."""
        points = self.places[self.places["kind"].isin(POINT_KINDS)]
        towns = {fold(name) for name in points["name_fr"]}
        holders = self._holders(lang)
        for name, kind in _UNITS:
            try:
                shapes = self.tables.shapes(name)
            except NotFoundError:
                continue
            for row in shapes.to_dict("records"):
                if row["id"] in self.places.index or (kind == "town" and fold(row["name_fr"]) in towns):
                    continue
                if kind == "cercle" and row["kind"] != "cercle":
                    continue
                where = [holders.get(row.get(key, ""), "") for key in ("cercle", "region")]
                codes = [code for key in _CODES if isinstance(code := row.get(key), str) and code]
                codes.append(self.pcodes.get(row["id"], ""))
                names = [row["name_fr"], row["name_en"], *codes]
                named = ", ".join(dict.fromkeys(filter(None, where)))
                found = _item(kind, row["id"], row[f"name_{lang}"], named, names, _at([row["geometry"]]))
                yield found if kind in ("commune", "cercle") else [*found[:7], self._drawing(kind)]

    def _drawing(self, role: Role) -> str:
        """The layer that has a role, or nothing."""
        return next((layer.id for layer in self.layers.values() if role in layer.roles), "")

    def _holders(self, lang: Lang) -> dict[str, str]:
        """Names of cercles and regions by identifier."""
        found: dict[str, str] = {}
        for layer in ("cercles", "regions"):
            try:
                shapes = self.tables.shapes(layer)
            except NotFoundError:
                continue
            found |= dict(zip(shapes["id"], shapes[f"name_{lang}"], strict=True))
        return found

    def _layers(self, lang: Lang) -> Iterator[Item]:
        for layer in self.layers.values():
            names = [layer.title.fr, layer.title.en, layer.id]
            yield _item("layer", layer.id, layer.title.get(lang), "", names, layer=layer.id)

    def _facilities(self, lang: Lang) -> Iterator[Item]:
        for row in self.tables.records("facilities"):
            places = [row["place"]] if row["place"] else self.members.get(row["group"], [])
            at = _at([self.shapes[place] for place in places])
            where = ", ".join(self._name(place, lang) for place in places)
            names = [row["name_fr"], row["name_en"]]
            layer = self.layer_of.get(row["fact"] or row["id"], "")
            only = places[0] if len(places) == 1 else ""
            yield _item("facility", row["id"], row[f"name_{lang}"], where, names, at, only, layer)

    def _results(self, lang: Lang) -> Iterator[Item]:
        named = self.tables["result_places"]
        rows = dict(list(named.groupby("ref")))
        for row in self.tables.records("results"):
            places = self._places_of(rows.get(row["ref"]))
            only = places[0] if len(places) == 1 else ""
            at = _at([self.shapes[place] for place in places])
            names, title = [row["ref"], row["ref"][1:]], row[f"title_{lang}"]
            yield _item(row["kind"], row["ref"], row["ref"], title, names, at, only, self._drawing("result"))

    def _places_of(self, rows: pd.DataFrame | None) -> list[str]:
        """The places, groups resolved to their members, that rows of ``result_places`` name."""
        if rows is None:
            return []
        named = [[place] if place else self.members.get(group, []) for place, group in _pairs(rows)]
        return [place for place in dict.fromkeys(p for n in named for p in n) if place != NATION]


def _pairs(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(rows["place"], rows["group"], strict=True)


def facts_drawn(layer: Layer, rows: pd.DataFrame) -> list[list[str]]:
    """The facts that each row of a layer is made of; none of a layer that does not place facts."""
    if layer.parameters or layer.group == "reference" or "fact_ids" not in rows:
        return []
    return [list(facts) for facts in rows["fact_ids"]]


def layers_of_facts(tables: Tables, catalog: Mapping[str, Layer], known: Drawn | None) -> dict[str, str]:
    """The layer that draws each fact; the most particular one, that is the one of fewest rows.

    ``known`` are the facts that each row of each layer is made of, if they are known already.
    """
    drawn = []
    for layer in catalog.values():
        if layer.group in UNLISTED or layer.parameters or layer.group == "reference":
            continue
        facts = facts_drawn(layer, layer.rows(tables)) if known is None else known[layer.id]
        if facts:
            drawn.append((len(facts), layer.id, facts))
    found: dict[str, str] = {}
    for _, name, facts in sorted(drawn, key=lambda entry: entry[:2]):
        for fact in chain.from_iterable(facts):
            found.setdefault(fact, name)
    return found


def _at(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Where to look: latitude and longitude of a point, or south, west, north, east."""
    there = [shape for shape in shapes if shape is not None]
    if not there:
        return None
    west, south, east, north = union_all(there).bounds if len(there) > 1 else there[0].bounds
    if (west, south) == (east, north):
        return [round(south, 4), round(west, 4)]
    return [round(value, 2) for value in (south, west, north, east)]


def _item(  # noqa: PLR0913 - the parts of an item, in its order
    kind: str,
    key: str,
    name: str,
    where: str = "",
    names: Iterable[str] = (),
    at: list[float] | None = None,
    place: str = "",
    layer: str = "",
) -> Item:
    spellings = [spelling for spelling in dict.fromkeys(names) if spelling and spelling != name]
    return [kind, key, name, where, spellings, at, place, layer]
