"""Everything the documents say of one place, gathered once and written in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.audience.positions import mgrs_figures
from geodata.facts.same import once
from geodata.facts.states import sign
from geodata.places.geodesy import bearing_deg, compass_point, distance_km, to_dms, to_mgrs
from geodata.places.nation import NATION
from geodata.places.pcodes import pcodes
from geodata.tables import grouped
from geodata.text import LANGS
from layers.reports.citing import Citing
from layers.reports.dossier.activities import Activities
from layers.reports.dossier.conflicts import Conflicts
from layers.reports.dossier.data import place_data
from layers.reports.dossier.radio import RadioCover
from layers.reports.dossier.rollup import RollUp
from layers.reports.dossier.series import Series
from layers.reports.dossier.zones import SECTOR, Zones
from layers.words import KINDS, TOPICS, fact_date, fact_value, state_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Row, Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import (
        Activity,
        Conflict,
        Dossier,
        DossierFact,
        FigureSeries,
        Group,
        Link,
        Nearest,
        PlaceBook,
        Position,
        Topic,
    )
    from layers.artifact.model import PlaceEntry

NEAREST_SITES = 4
SHAPED = ("sector", "region", "cercle")  # kinds that a sheet frames by their outline


def make_dossiers(tables: Tables) -> Iterator[PlaceBook]:
    """Yield one dossier per place, in the table's order.

    Each is what :func:`entry_of` gives and ``{fr: {...}, en: {...}, data: {fr, en}}``; the two
    language parts hold what :class:`Book` writes, ``data`` what other programs read
    (:func:`layers.reports.dossier.data.place_data`).
    """
    book = Book(tables)
    for place in tables.records("places"):
        yield book.both(place)


def entry_of(place: Row) -> PlaceEntry:
    """What search and the page know of a place: ``{id, kind, lon, lat, names, aliases}``."""
    located = not pd.isna(place["lon"])
    return {
        "id": place["id"],
        "kind": place["kind"],
        "lon": float(place["lon"]) if located else None,
        "lat": float(place["lat"]) if located else None,
        "names": {lang: place[f"name_{lang}"] for lang in LANGS},
        "aliases": [a for a in place["aliases"].split("|") if a],
    }


class Book:
    """The tables indexed for writing dossiers."""

    def __init__(self, tables: Tables) -> None:
        self.places = tables.rows("places")
        self.mgrs_figures = mgrs_figures(tables)
        self.citing = Citing(tables)
        self.units = tables.rows("units")
        self.groups = tables.rows("groups")
        self.facts = tables.rows("facts")
        self.of_place = grouped((fact for fact in self.facts.values() if fact["place"]), "place")
        self.of_group = grouped((fact for fact in self.facts.values() if fact["group"]), "group")
        members = tables["group_members"]
        self.groups_of = members.groupby("place")["group"].agg(list).to_dict()
        self.members_of = members.groupby("group")["place"].agg(list).to_dict()
        self.sites = [self.places[place] for place in tables["sites"]["place"]]
        self.site_sector = tables["sites"].set_index("place")["sector"].to_dict()
        self.sector_regions = tables["sector_regions"]
        self.pcodes = pcodes(tables)
        self.series = {lang: Series(tables, lang) for lang in LANGS}
        self._group_series: dict[tuple[str, Lang], list[FigureSeries]] = {}
        self.clashes = {lang: Conflicts(series) for lang, series in self.series.items()}
        self.conflicts = self.clashes[LANGS[0]].of_fact
        self.activities = {lang: Activities(tables, self.series[lang].ledger) for lang in LANGS}
        self.radio = RadioCover(tables)
        self.roll_up = RollUp(tables)
        self.zones = Zones(tables, self.of_place, self.of_group)
        self.validity = self.series[LANGS[0]].ledger.validity

    def both(self, place: Row) -> PlaceBook:
        """Write one place's dossier and data in both languages."""
        written = {lang: self.write(place, lang) for lang in LANGS}
        data = {lang: place_data(written[lang], self.clashes[lang]) for lang in LANGS}
        return {**entry_of(place), "fr": written["fr"], "en": written["en"], "data": data}

    def write(self, place: Row, lang: Lang) -> Dossier:
        """Write one place's dossier in one language."""
        own = self.of_place.get(place["id"], [])
        groups = self._groups(place["id"], lang)
        spellings = [place["name_en" if lang == "fr" else "name_fr"], *place["aliases"].split("|")]
        return {
            "id": place["id"],
            "name": place[f"name_{lang}"],
            "kind": KINDS[place["kind"]].get(lang),
            "spellings": [s for s in dict.fromkeys(spellings) if s and s != place[f"name_{lang}"]],
            "pcode": self.pcodes.get(place["id"], ""),
            "within": self._within(place, lang),
            "counted_in": self.zones.links(place["id"], lang),
            "outline": SECTOR.get(lang) if place["kind"] == "sector" else "",
            "derivation": self.zones.derivation(place["id"], lang),
            "holds": self._holds(place, lang),
            "position": self._position(place, lang),
            "has_sheet": self._has_sheet(place),
            "scorecard": self.roll_up.scorecard(place["id"], lang),
            "inside": self.roll_up.contents(
                place["id"],
                lang,
                lambda key: self.fact(self.facts[key], lang),
                lambda key: self._link(key, lang),
            ),
            "peers": [self._link(key, lang) for key in self.roll_up.peers(place["id"])],
            "topics": self._topics(once(own), lang),
            "series": self.series[lang].draw(own),
            "groups": groups,
            "given_for": self.zones.given_for(place["id"], lang),
            "activities": self._activities(place["id"], lang),
            "radio": self.radio.write(place, self.series[lang].ledger),
            "nearest": self._nearest(place, lang),
            "conflicts": self._conflicts_about(place["id"], own, groups, lang),
            "fact_count": len(once(own)),
        }

    def _has_sheet(self, place: Row) -> bool:
        shaped = place["kind"] in SHAPED or place["id"] in (NATION, *self.zones.regions)
        return shaped or not pd.isna(place["lon"])

    def _link(self, place_id: str, lang: Lang) -> Link:
        place = self.places[place_id]
        return {
            "id": place_id,
            "name": place[f"name_{lang}"],
            "kind": KINDS[place["kind"]].get(lang),
        }

    def _within(self, place: Row, lang: Lang) -> list[Link]:
        """Links to the cercle, region and sector the place lies in, nearest first."""
        links = []
        parent = place["parent"]
        while parent and parent != NATION:
            links.append(self._link(parent, lang))
            parent = self.places[parent]["parent"]
        if place["sector"]:
            sector = self._link(place["sector"], lang)
            links.append(sector if place["id"] in self.site_sector else {**sector, "derived": True})
        return links

    def _holds(self, place: Row, lang: Lang) -> list[Link]:
        """Links to a sector's sites and regions, to a zone's regions, or to the sites in a region."""
        if place["kind"] == "zone":
            inside = list(self.zones.regions.get(place["id"], ()))
        elif place["kind"] == "sector":
            inside = [p for p, s in self.site_sector.items() if s == place["id"]]
            regions = self.sector_regions
            inside += list(regions[regions["sector"] == place["id"]]["region"])
        else:
            inside = [p for p in self.site_sector if place["id"] in self._ancestors(p)]
        return [self._link(p, lang) for p in inside]

    def _ancestors(self, place_id: str) -> list[str]:
        found = []
        parent = self.places[place_id]["parent"]
        while parent:
            found.append(parent)
            parent = self.places[parent]["parent"]
        return [f for f in found if f != NATION]

    def _position(self, place: Row, lang: Lang) -> Position | None:
        if pd.isna(place["lon"]):
            return {"why": place[f"unlocated_{lang}"]} if place[f"unlocated_{lang}"] else None
        lon, lat = float(place["lon"]), float(place["lat"])
        return {
            "lon": lon,
            "lat": lat,
            "decimal": f"{lat:.4f}, {lon:.4f}",
            "dms": to_dms(lon, lat, lang),
            "mgrs": to_mgrs(lon, lat, self.mgrs_figures),
            "source": place["coordinate_source"],
        }

    def fact(self, row: Row, lang: Lang) -> DossierFact:
        """One fact as a reader sees it."""
        return {
            "id": row["id"],
            "measure": row[f"measure_{lang}"],
            "value": fact_value(row, self.units, lang),
            "number": None if pd.isna(row["value"]) else float(row["value"]),
            "date": fact_date(row, lang),
            "period_start": row["period_start"],
            "period_end": row["period_end"],
            "since": self.validity[row["id"]][0],
            "until": self.validity[row["id"]][1],
            "sign": sign(row),
            "state": state_words(row, lang),
            "chip": self.citing.chip(row, lang),
            "source": self.citing.full(row, lang),
            "note": row[f"note_{lang}"],
            "disputed": row["id"] in self.conflicts,
        }

    def _topics(self, rows: list[Row], lang: Lang) -> list[Topic]:
        by_topic = grouped(rows, "topic")
        ordered = sorted(by_topic, key=lambda t: list(TOPICS).index(t))
        return [
            {
                "id": topic,
                "title": TOPICS[topic].get(lang),
                "facts": [self.fact(row, lang) for row in by_topic[topic]],
            }
            for topic in ordered
        ]

    def _groups(self, place_id: str, lang: Lang) -> list[Group]:
        """Facts given for a set of places together: shown apart, never shared out."""
        found: list[Group] = []
        for group in self.groups_of.get(place_id, []):
            rows = self.of_group.get(group)
            if rows is not None:
                found.append(
                    {
                        "id": group,
                        "title": self.groups[group][f"title_{lang}"],
                        "members": [self._link(m, lang) for m in self.members_of[group]],
                        "facts": [self.fact(row, lang) for row in once(rows)],
                        "series": self._series_of(group, lang),
                    }
                )
        return found

    def _series_of(self, group: str, lang: Lang) -> list[FigureSeries]:
        """The series of a group, drawn once for all its members."""
        if (group, lang) not in self._group_series:
            self._group_series[group, lang] = self.series[lang].draw(self.of_group[group])
        return self._group_series[group, lang]

    def _activities(self, place_id: str, lang: Lang) -> list[Activity]:
        named = self.groups_of.get(place_id, [])
        groups = [(group, self.groups[group][f"title_{lang}"]) for group in named]
        return self.activities[lang].of(place_id, groups)

    def _nearest(self, place: Row, lang: Lang) -> list[Nearest]:
        if pd.isna(place["lon"]):
            return []
        here = float(place["lon"]), float(place["lat"])
        found = []
        for site in (site for site in self.sites if site["id"] != place["id"]):
            there = float(site["lon"]), float(site["lat"])
            found.append((distance_km(*here, *there), bearing_deg(*here, *there), site["id"]))
        return [
            {
                **self._link(site, lang),
                "km": round(km, 1),
                "bearing": round(bearing),
                "compass": compass_point(bearing, lang),
            }
            for km, bearing, site in sorted(found)[:NEAREST_SITES]
        ]

    def _conflicts_about(
        self, place_id: str, own: list[Row], groups: list[Group], lang: Lang
    ) -> list[Conflict]:
        """Contradictions about the place's own facts and those of its groups."""
        keys = [fact["id"] for fact in own]
        keys += [fact["id"] for group in groups for fact in group["facts"]]
        return self.clashes[lang].about(place_id, keys, lambda key: self.fact(self.facts[key], lang))
