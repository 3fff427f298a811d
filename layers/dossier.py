"""Everything the documents say of one place, gathered once and written in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.geodesy import bearing_deg, compass_point, distance_km, to_dms, to_mgrs
from geodata.text import LANGS
from geodata.timeline import timeline
from layers.words import KINDS, STATUSES, TOPICS, fact_date, fact_value, source_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Tables
    from geodata.text import Lang

NEAREST_SITES = 4


def make_dossiers(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield one dossier per place, in the table's order.

    Each is ``{id, kind, lon, lat, names, aliases, fr: {...}, en: {...}}``; the two language parts
    hold what :class:`Dossier` writes.
    """
    book = _Book(tables)
    for _, place in tables["places"].iterrows():
        located = not pd.isna(place["lon"])
        yield {
            "id": place["id"],
            "kind": place["kind"],
            "lon": float(place["lon"]) if located else None,
            "lat": float(place["lat"]) if located else None,
            "names": {lang: place[f"name_{lang}"] for lang in LANGS},
            "aliases": [a for a in place["aliases"].split("|") if a],
            **{lang: book.write(place, lang) for lang in LANGS},
        }


class _Book:
    """The tables indexed for writing dossiers."""

    def __init__(self, tables: Tables) -> None:
        self.places = tables["places"].set_index("id", drop=False)
        self.sources = tables["sources"].set_index("id", drop=False)
        self.units = tables["units"].set_index("id")
        self.groups = tables["groups"].set_index("id")
        facts = tables["facts"]
        self.of_place = dict(list(facts[facts["place"] != ""].groupby("place")))
        self.of_group = dict(list(facts[facts["group"] != ""].groupby("group")))
        members = tables["group_members"]
        self.groups_of = members.groupby("place")["group"].agg(list).to_dict()
        self.members_of = members.groupby("group")["place"].agg(list).to_dict()
        self.sites = self.places.loc[tables["sites"]["place"]]
        self.site_sector = tables["sites"].set_index("place")["sector"].to_dict()
        self.sector_regions = tables["sector_regions"]
        self.conflicts = _conflicts(tables)
        self.facts = facts.set_index("id", drop=False)
        held = timeline(tables)
        self.held = dict(zip(held.index, zip(held["since"], held["until"], strict=True), strict=True))

    def write(self, place: pd.Series[Any], lang: Lang) -> dict[str, Any]:
        """Write one place's dossier in one language."""
        own = self.of_place.get(place["id"])
        return {
            "id": place["id"],
            "name": place[f"name_{lang}"],
            "kind": KINDS[place["kind"]].get(lang),
            "spellings": [a for a in place["aliases"].split("|") if a],
            "within": self._within(place, lang),
            "holds": self._holds(place, lang),
            "position": self._position(place, lang),
            "topics": self._topics(own, lang),
            "groups": self._groups(place["id"], lang),
            "nearest": self._nearest(place, lang),
            "conflicts": self._conflicts_about(own, lang),
            "fact_count": 0 if own is None else len(own),
        }

    def _link(self, place_id: str, lang: Lang) -> dict[str, str]:
        place = self.places.loc[place_id]
        return {
            "id": place_id,
            "name": place[f"name_{lang}"],
            "kind": KINDS[place["kind"]].get(lang),
        }

    def _within(self, place: pd.Series[Any], lang: Lang) -> list[dict[str, str]]:
        """Links to the cercle, region and sector the place lies in, nearest first."""
        links = []
        parent = place["parent"]
        while parent and parent != "mali":
            links.append(self._link(parent, lang))
            parent = self.places.loc[parent]["parent"]
        if place["sector"]:
            links.append(self._link(place["sector"], lang))
        return links

    def _holds(self, place: pd.Series[Any], lang: Lang) -> list[dict[str, str]]:
        """Links to a sector's sites, or to the sites that lie in a region."""
        if place["kind"] == "sector":
            held = [p for p, s in self.site_sector.items() if s == place["id"]]
            regions = self.sector_regions
            held += list(regions[regions["sector"] == place["id"]]["region"])
        else:
            held = [p for p in self.site_sector if place["id"] in self._ancestors(p)]
        return [self._link(p, lang) for p in held]

    def _ancestors(self, place_id: str) -> list[str]:
        found = []
        parent = self.places.loc[place_id]["parent"]
        while parent:
            found.append(parent)
            parent = self.places.loc[parent]["parent"]
        return [f for f in found if f != "mali"]

    def _position(self, place: pd.Series[Any], lang: Lang) -> dict[str, Any] | None:
        if pd.isna(place["lon"]):
            return {"why": place[f"unlocated_{lang}"]} if place[f"unlocated_{lang}"] else None
        lon, lat = float(place["lon"]), float(place["lat"])
        return {
            "lon": lon,
            "lat": lat,
            "decimal": f"{lat:.4f}, {lon:.4f}",
            "dms": to_dms(lon, lat, lang),
            "mgrs": to_mgrs(lon, lat),
            "source": place["coordinate_source"],
        }

    def fact(self, row: pd.Series[Any], lang: Lang) -> dict[str, Any]:
        """One fact as a reader sees it."""
        source = self.sources.loc[row["source"]]
        return {
            "id": row["id"],
            "measure": row[f"measure_{lang}"],
            "value": fact_value(row, self.units, lang),
            "number": None if pd.isna(row["value"]) else float(row["value"]),
            "date": fact_date(row, lang),
            "period_start": row["period_start"],
            "period_end": row["period_end"],
            "since": self.held[row["id"]][0],
            "until": self.held[row["id"]][1],
            "status": row["status"],
            "status_label": STATUSES[row["status"]].get(lang),
            "chip": source_label(source, lang, short=True),
            "source": f"{source_label(source, lang)} · {row['locator']}",
            "note": row[f"note_{lang}"],
            "disputed": row["id"] in self.conflicts,
        }

    def _topics(self, rows: pd.DataFrame | None, lang: Lang) -> list[dict[str, Any]]:
        if rows is None:
            return []
        by_topic = dict(list(rows.groupby("topic", sort=False)))
        ordered = sorted(by_topic, key=lambda t: list(TOPICS).index(t))
        return [
            {
                "id": topic,
                "title": TOPICS[topic].get(lang),
                "facts": [self.fact(row, lang) for _, row in by_topic[topic].iterrows()],
            }
            for topic in ordered
        ]

    def _groups(self, place_id: str, lang: Lang) -> list[dict[str, Any]]:
        """Facts given for a set of places together: shown apart, never shared out."""
        found = []
        for group in self.groups_of.get(place_id, []):
            rows = self.of_group.get(group)
            if rows is not None:
                found.append(
                    {
                        "id": group,
                        "title": self.groups.loc[group][f"title_{lang}"],
                        "members": [self._link(m, lang) for m in self.members_of[group]],
                        "facts": [self.fact(row, lang) for _, row in rows.iterrows()],
                    }
                )
        return found

    def _nearest(self, place: pd.Series[Any], lang: Lang) -> list[dict[str, Any]]:
        if pd.isna(place["lon"]):
            return []
        here = float(place["lon"]), float(place["lat"])
        found = []
        for _, site in self.sites[self.sites["id"] != place["id"]].iterrows():
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

    def _conflicts_about(self, rows: pd.DataFrame | None, lang: Lang) -> list[dict[str, Any]]:
        if rows is None:
            return []
        keys = sorted({c["id"]: c for f in rows["id"] for c in self.conflicts.get(f, [])}.items())
        return [
            {
                "id": key,
                "kind": conflict["kind"],
                "explanation": conflict[f"explanation_{lang}"],
                "why": conflict[f"why_{lang}"],
                "preferred": conflict["preferred"],
                "facts": [self.fact(self.facts.loc[f], lang) for f in conflict["facts"]],
            }
            for key, conflict in keys
        ]


def _conflicts(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Contradictions by the identifier of each fact they involve."""
    links = tables["conflict_facts"]
    facts_of = links.groupby("conflict")["fact"].agg(list).to_dict()
    by_fact: dict[str, list[dict[str, Any]]] = {}
    for _, row in tables["conflicts"].iterrows():
        conflict = {**row.to_dict(), "facts": facts_of.get(row["id"], [])}
        for fact in conflict["facts"]:
            by_fact.setdefault(fact, []).append(conflict)
    return by_fact
