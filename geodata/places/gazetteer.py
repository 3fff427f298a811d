"""Find which place a written name means: any spelling, any accent, town or region, and say why."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

import pandas as pd

from geodata.errors import NotFoundError
from geodata.places.joins import UNITS, members_by_key
from geodata.places.names import fold, split_kind
from geodata.text import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.tables import Tables

How = Literal["exact", "spelling", "alias", "close", "ambiguous"]
POINT_KINDS = ("site", "town", "village", "outside")
CLOSE_ENOUGH = 0.8
SHORTEST_CLOSE = 5
_MARGIN = 0.05
_WHY: dict[How, Text] = {
    "exact": Text("même nom que « {name} »", "same name as “{name}”"),
    "spelling": Text(
        "même nom que « {name} », aux accents et aux traits d’union près",
        "same name as “{name}”, but for accents and hyphens",
    ),
    "alias": Text("« {name} », autre graphie du lieu", "“{name}”, another spelling of the place"),
    "close": Text("proche de « {name} » ({score} %)", "close to “{name}” ({score}%)"),
    "ambiguous": Text("plusieurs lieux nommés « {name} »", "several places named “{name}”"),
}
_NAMESAKES = Text(
    " ; lu comme {kind}, le nom désigne aussi {others}",
    "; read as {kind}, the name also means {others}",
)
_KIND_NAMES: dict[str, Text] = {
    "site": Text("une ville", "a town"),
    "town": Text("une ville", "a town"),
    "village": Text("un village", "a village"),
    "commune": Text("une commune", "a commune"),
    "cercle": Text("un cercle", "a cercle"),
    "region": Text("une région", "a region"),
    "zone": Text("une zone", "a zone"),
    "sector": Text("un secteur", "a sector"),
    "country": Text("un pays", "a country"),
    "outside": Text("un lieu hors du Mali", "a place outside Mali"),
}
_PREFERENCE = (*POINT_KINDS, "cercle", "commune", "region", "zone", "sector", "country")
#: Columns that say what a place is, after its identifier.
DESCRIBED = ("place_name_fr", "place_name_en", "place_kind", "lon", "lat", *UNITS)


@dataclass(frozen=True, slots=True)
class Match:
    """The place that a name was found to mean.

    Parameters
    ----------
    place
        Identifier of the place, empty if ambiguous.
    how
        ``exact``; ``spelling`` (accents, case and hyphens set aside); ``alias``; ``close`` (few
        letters differ); ``ambiguous`` (several places of one kind bear the name: none is chosen).
    score
        1 for an agreement of the letters, else the share of letters in common, 0 to 1.
    why
        The reason in words, with the namesakes that were set aside.
    """

    place: str
    how: How
    score: float
    why: Text


@dataclass(frozen=True, slots=True)
class _Entry:
    place: str
    kind: str
    name: str
    written: str
    is_alias: bool


class Gazetteer:
    """The names of the places, in every spelling.

    Parameters
    ----------
    tables
        The data folder. Its ``places`` are known, and the cercles, communes and towns of
        ``shapes`` (if they are there), so that a name the documents do not give is recognised
        rather than taken for a similar one.
    """

    def __init__(self, tables: Tables) -> None:
        self.places = _known(tables)
        self._entries = list(_entries(self.places))
        self._by_fold: dict[str, list[_Entry]] = {}
        for entry in self._entries:
            self._by_fold.setdefault(entry.name, []).append(entry)

    def match(self, name: str, kind: str = "") -> Match | None:
        """Find the place that a name means, or nothing.

        Parameters
        ----------
        name
            As written: ``Aguelhoc``, ``région de Gao``, ``MOPTI SEVARE``.
        kind
            Kind to prefer where the name announces none. Without it a bare name means the town
            rather than the cercle or region of the same name.
        """
        bare, announced = split_kind(name)
        found = self._by_fold.get(fold(name), []) or self._by_fold.get(bare, [])
        if found:
            return _chosen(found, announced or kind, name)
        return self._close(bare, announced or kind)

    def _close(self, bare: str, kind: str) -> Match | None:
        if len(bare) < SHORTEST_CLOSE:
            return None
        scored = [(SequenceMatcher(None, bare, e.name).ratio(), e.name) for e in self._entries]
        score, best = max(scored)
        rivals = {name for other, name in scored if score - other < _MARGIN}
        if score < CLOSE_ENOUGH or len(rivals) > 1:
            return None
        return _chosen(self._by_fold[best], kind, "", score)


def _known(tables: Tables) -> pd.DataFrame:
    """Places and reference units, indexed by identifier, with the columns of `DESCRIBED`."""
    names = {"name_fr": "place_name_fr", "name_en": "place_name_en", "kind": "place_kind"}
    places = tables["places"].drop(columns="sector").merge(members_by_key(tables), on="id")
    frames, sectors = [places], tables["sector_regions"].set_index("region")["sector"]
    points = {fold(n) for n in places.loc[places["kind"].isin(POINT_KINDS), "name_fr"]}
    for layer, kind in (("cercles", "cercle"), ("communes", "commune"), ("towns", "town")):
        try:
            shapes = tables.shapes(layer)
        except NotFoundError:
            continue
        if kind == "cercle":
            shapes = shapes[shapes["kind"] == kind]
        units = pd.DataFrame(shapes.drop(columns="geometry")).assign(kind=kind, aliases="")
        units["sector"] = units["region"].map(sectors)
        units["cercle"] = units["cercle"] if "cercle" in units else units["id"]
        if kind == "town":
            units = units.assign(lon=shapes.geometry.x, lat=shapes.geometry.y)
            units = units[~units["name_fr"].map(fold).isin(points)]
        frames.append(units[~units["id"].isin(places["id"])])
    known = pd.concat(frames, ignore_index=True).rename(columns=names)
    return known.set_index("id")[["aliases", *DESCRIBED]]


def _entries(places: pd.DataFrame) -> Iterable[_Entry]:
    """Every spelling of every place, with and without the word for its kind."""
    for place in places.reset_index().to_dict("records"):
        spellings = [(place["place_name_fr"], False), (place["place_name_en"], False)]
        spellings += [(alias, True) for alias in place["aliases"].split("|") if alias]
        kind = place["place_kind"]
        seen: set[str] = set()
        for written, is_alias in spellings:
            # Without its word, "Secteur Nord" would be no more than a direction.
            bare = "" if kind == "sector" else split_kind(written)[0]
            for name in (fold(written), bare):
                if name and name not in seen:
                    seen.add(name)
                    yield _Entry(place["id"], kind, name, written, is_alias)


def _chosen(found: list[_Entry], kind: str, name: str, score: float = 1) -> Match:
    """Choose the entry of the wanted kind, else a point, else the smallest unit."""
    wanted = POINT_KINDS if kind in POINT_KINDS else (kind,)
    order = [*wanted, *_PREFERENCE]
    best = min(found, key=lambda e: (order.index(e.kind), e.is_alias))
    if any(e.kind == best.kind and e.place != best.place for e in found):
        return Match("", "ambiguous", score, _WHY["ambiguous"].format(name=best.written))
    same: How = "exact" if name.strip() == best.written else "spelling"
    how: How = "close" if score < 1 else "alias" if best.is_alias else same
    why = _WHY[how].format(name=best.written, score=round(100 * score))
    others = list(dict.fromkeys(e.kind for e in found if e.place != best.place))
    if not others:
        return Match(best.place, how, score, why)
    tails = {
        lang: _NAMESAKES.get(lang).format(
            kind=_KIND_NAMES[best.kind].get(lang),
            others=", ".join(_KIND_NAMES[other].get(lang) for other in others),
        )
        for lang in LANGS
    }
    return Match(best.place, how, score, Text(why.fr + tails["fr"], why.en + tails["en"]))
