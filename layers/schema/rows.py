"""Turning tables and shapes into the rows a layer draws."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
from shapely import MultiPoint, Point, union_all

from geodata.facts.same import once
from geodata.facts.states import STANDING
from geodata.facts.timeline import held_of
from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.tables import reading
from geodata.text import LANGS, Text, same
from layers.reports.citing import Citing
from layers.words import fact_date, fact_value, state_words, typeset

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.records import Bounded, FactRecord, ResultRecord

COURT_UNITS = ("court", "hearing", "trial", "verdict", "arrest_warrant")
TOGETHER = Text("Donné ensemble pour : {places}", "Given together for: {places}")
SOMEWHERE = same("{name} ({holder})")


def shape_rows(tables: Tables, name: str, mark: str = "all") -> gpd.GeoDataFrame:
    """Rows of one shape file, all of one mark, with its names and identifiers."""
    rows = tables.shapes(name).copy()
    rows["mark"] = mark
    return rows


def place_points(tables: Tables, rows: pd.DataFrame, column: str = "place") -> gpd.GeoDataFrame:
    """Attach to each row the names and the point of the place it names.

    Rows whose place has no coordinate are left out: they belong in tables and panels, not on the
    map. The frame gains ``name_fr``, ``name_en`` (unless it has names of its own), ``place`` and
    ``geometry``.
    """
    places = tables["places"].set_index("id")
    located = rows[rows[column].map(places["lon"]).notna()].copy()
    for name in ("name_fr", "name_en"):
        if name not in located:
            located[name] = located[column].map(places[name])
    located["place"] = located[column]
    points = gpd.points_from_xy(
        located[column].map(places["lon"]), located[column].map(places["lat"]), crs=4326
    )
    return gpd.GeoDataFrame(located, geometry=points)


def names_of(tables: Tables, ids: pd.Series[str], lang: str) -> pd.Series[str]:
    """Names of places by identifier, in one language; empty where there is none."""
    names = tables["places"].set_index("id")[f"name_{lang}"]
    return ids.map(names).fillna("")


def with_unit_names(tables: Tables, rows: gpd.GeoDataFrame, unit: str) -> gpd.GeoDataFrame:
    """Replace an identifier column (``region`` or ``cercle``) by its names in both languages."""
    units = tables.shapes(f"{unit}s").set_index("id")
    named = rows.copy()
    for lang in ("fr", "en"):
        named[f"{unit}_{lang}"] = named[unit].map(units[f"name_{lang}"]).fillna("")
    return named.drop(columns=unit)


def with_place(tables: Tables, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Point rows whose identifier is a place of the documents to that place's dossier."""
    known = set(tables["places"]["id"])
    rows["place"] = [i if i in known else "" for i in rows["id"]]
    return rows


@reading
def facts_of(tables: Tables, *topics: str) -> pd.DataFrame:
    """Facts of some topics, in the documents' order."""
    facts = tables["facts"]
    return facts[facts["topic"].isin(topics)]


@reading
def facts_given_for(tables: Tables, *places: str) -> pd.DataFrame:
    """Facts given for some places by themselves, in the documents' order."""
    facts = tables["facts"]
    return facts[facts["place"].isin(places)]


def facts_entered(tables: Tables, name: str) -> pd.DataFrame:
    """Facts whose figures are entered in one table (``sites``, ``transmitters``), in the documents' order."""
    return tables["facts"][tables["facts"]["id"].isin(tables[name]["id"])]


def facility_facts(tables: Tables, *kinds: str) -> pd.Series[str]:
    """Identifiers of the facts that state facilities of some kinds."""
    facilities = tables["facilities"]
    kept = facilities[facilities["kind"].isin(kinds)]
    return kept["fact"].where(kept["fact"] != "", kept["id"])


@reading
def results_of(tables: Tables, *facts: str) -> dict[str, ResultRecord]:
    """Component and verdict of the result that each fact belongs to; facts of other tables have none."""
    results = {row["ref"]: row for row in tables["results"].to_dict("records")}
    found: dict[str, ResultRecord] = {}
    for fact in facts:
        ref = re.split("[#@]", fact)[0]
        if ref in results:
            found[fact] = {"ref": ref, "component": str(results[ref]["component"])}
            if results[ref]["verdict"]:
                found[fact]["verdict"] = results[ref]["verdict"]
    return found


@reading
def works_of(tables: Tables) -> pd.DataFrame:
    """The facts of construction and maintenance, and those that state works or airports."""
    facts = tables["facts"]
    built = facility_facts(tables, "works", "airport")
    return facts[(facts["topic"] == "construction") | facts["id"].isin(built)]


def is_of_a_court(tables: Tables, facts: pd.DataFrame) -> pd.Series[bool]:
    """Whether each fact is about a court: the court itself, a hearing, a trial, a warrant or a verdict."""
    words = r"tribuna|cour d’assises|procès|mandats d’arrêt|coupable"
    named = facts["measure_fr"].str.contains(words, case=False)
    return named | facts["unit"].isin(COURT_UNITS) | facts["id"].isin(facility_facts(tables, "court"))


def is_judicial_pole(tables: Tables, facts: pd.DataFrame) -> pd.Series[bool]:
    """Whether each fact is about the specialised judicial pole, its brigade or their branches."""
    words = r"Pôle judiciaire|brigades? d[’'](?:enquête|investigation)"
    named = facts["measure_fr"].str.contains(words, case=False)
    return named | facts["id"].isin(facility_facts(tables, "judicial-pole"))


def fact_rows(tables: Tables, layer: str, facts: pd.DataFrame) -> gpd.GeoDataFrame:
    """One row per place, or group of places, and standing, of the facts that have a place on the map.

    Parameters
    ----------
    tables
        The data folder.
    layer
        The layer's identifier, with which each row's begins.
    facts
        Rows of the table ``facts``.

    Returns
    -------
    GeoDataFrame
        ``id, mark, name_fr, name_en, place, rank, group_members, towns, towns_mark, facts_fr, facts_en,
        count, documents, source, line, locator, fact_ids, geometry`` (EPSG:4326). ``mark`` is the standing
        (`geodata.facts.states.STANDING`), after ``area-`` on a polygon, ``zone-`` on a zone, ``group-``
        for a group with areas and ``towns-`` for one of points only; ``towns`` are the points of a group
        that its outline leaves out, and ``towns_mark`` their sign; ``facts_fr`` and ``facts_en`` are lists of
        :class:`~layers.artifact.model.FactRecord`.

    Notes
    -----
    National figures have no row, nor those of a zone of unknown regions, of a place without a point
    (a village keeps its cercle's shape), or of a group with such a member.
    """
    drawn = facts["state"].map(STANDING)
    writer = _Writer(tables, list(facts["id"]))
    rows = []
    for (place, group, sign), told in facts.assign(sign=drawn).groupby(["place", "group", "sign"]):
        row = _of_group(tables, group) if group else _of_place(tables, place)
        if row is None:
            continue
        row["id"] = f"{layer}-{(place or group).replace('+', '.')}-{sign}"
        row["mark"] += sign
        row["towns_mark"] = f"towns-{sign}" if row["towns"] else ""
        rows.append(row | writer.write(told))
    columns = ("id", "mark", "name_fr", "name_en", "place", "rank",
        "group_members", "towns", "towns_mark", *_Writer.COLUMNS, "geometry")  # fmt: skip
    return gpd.GeoDataFrame(rows, columns=list(columns), crs=4326)


def with_facts(tables: Tables, rows: gpd.GeoDataFrame, facts: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give rows what the facts of their ``place`` say, of any state, as columns of :func:`fact_rows`."""
    told = dict(list(facts.groupby("place")))
    writer = _Writer(tables, list(facts["id"]))
    columns = [writer.write(told.get(place, facts.iloc[:0])) for place in rows["place"]]
    return rows.assign(**{name: [row[name] for row in columns] for name in _Writer.COLUMNS})


class _Writer:
    """Writes several facts as the columns of one row."""

    COLUMNS = ("facts_fr", "facts_en", "count", "documents", "source", "line", "locator", "fact_ids")

    def __init__(self, tables: Tables, facts: list[str]) -> None:
        self.held = dict(zip(facts, held_of(tables, *facts), strict=True))
        self.units = tables.rows("units")
        self.disputed = set(tables["conflict_facts"]["fact"])
        self.citing = Citing(tables)
        self.results = results_of(tables, *facts)

    def write(self, facts: pd.DataFrame) -> dict[str, Any]:
        rows = facts.to_dict("records")
        told = once(rows)
        first = told[0] if told else dict.fromkeys(("source", "line", "locator"), "")
        return {
            **{f"facts_{lang}": [self.record(fact, lang) for fact in told] for lang in LANGS},
            "count": len(told),
            "documents": facts["source"].nunique(),
            **{column: first[column] for column in ("source", "line", "locator")},
            "fact_ids": [fact["id"] for fact in told],
        }

    def record(self, fact: dict[str, Any], lang: Lang) -> FactRecord:
        since, until, source = self.held[fact["id"]]
        bounded: Bounded = {"bound": fact["bound"]} if fact["bound"] else {}
        return {
            "id": fact["id"],
            "words": typeset(self.line(fact, lang), lang),
            "value": _value(fact["value"]),
            "unit": fact["unit"],
            "status": fact["status"],
            "state": fact["state"],
            "source": source,
            "since": since,
            "until": until or None,
            **bounded,
            **self.results.get(fact["id"], {}),
        }

    def line(self, fact: dict[str, Any], lang: Lang) -> str:
        """One fact as ``measure: value unit (date, state)``, ``≠`` after a disputed one."""
        figure = "" if math.isnan(fact["value"]) else fact_value(fact, self.units, lang)
        colon = " : " if lang == "fr" else ": "
        when = ", ".join(filter(None, (fact_date(fact, lang), state_words(fact, lang))))
        mark = " ≠" if fact["id"] in self.disputed else ""
        told = f"{colon.join(filter(None, (fact[f'measure_{lang}'], figure)))}"
        again = self.citing.also(fact, lang)
        return f"{told}{f' ({when})' if when else ''}{mark}{f' · {again}' if again else ''}"


def _value(cell: float) -> float | None:
    """A figure as JSON writes it: nothing for NaN, no decimals for a whole number."""
    if math.isnan(cell):
        return None
    return int(cell) if cell.is_integer() else cell


def _of_place(tables: Tables, place_id: str) -> dict[str, Any] | None:
    """Names, geometry and kind of mark of one place; nothing where it has no shape."""
    places = tables.rows("places")
    place = places[place_id]
    names = {f"name_{lang}": place[f"name_{lang}"] for lang in LANGS}
    shape = None if place_id == NATION else place_shape(tables, place_id)
    if shape is None and place["kind"] == "village":
        holder = places[place["parent"]]
        shape = place_shape(tables, place["parent"])
        for lang in LANGS:
            words = {"name": place[f"name_{lang}"], "holder": holder[f"name_{lang}"]}
            names[f"name_{lang}"] = SOMEWHERE.get(lang).format(**words)
    if shape is None:
        return None
    point = shape.geom_type == "Point"
    kind = "" if point else "zone-" if place["kind"] == "zone" else "area-"
    drawn = {"mark": kind, "rank": 5 if point else 4, "geometry": shape}
    return {"place": place_id, "group_members": [], "towns": [], **names, **drawn}


def _of_group(tables: Tables, group_id: str) -> dict[str, Any] | None:
    """Names and geometry of one group; nothing where a member has no shape, or all is the nation."""
    links = tables["group_members"]
    members = list(links["place"][links["group"] == group_id])
    shapes = [None if member == NATION else place_shape(tables, member) for member in members]
    if None in shapes or set(tables["sectors"]["place"]) <= set(members):
        return None
    title = tables.rows("groups")[group_id]
    names = {
        f"name_{lang}": typeset(TOGETHER.get(lang).format(places=title[f"title_{lang}"]), lang)
        for lang in LANGS
    }
    found = [shape for shape in shapes if shape is not None]
    points = [shape for shape in found if isinstance(shape, Point)]
    areas = [shape for shape in found if not isinstance(shape, Point)]
    drawn = {
        "mark": "group-" if areas else "towns-",
        "rank": 6,
        "geometry": union_all(areas) if areas else MultiPoint(points),
        "towns": points if areas else [],
    }
    return {"place": "", "group_members": members, **names, **drawn}
