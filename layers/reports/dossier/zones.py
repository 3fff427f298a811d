"""What is given for the zones that contain a place, and on whose word a zone takes in its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.facts.same import once
from geodata.places.zones import zone_regions, zones_containing, zones_sharing
from geodata.text import Text
from layers.words import KINDS, source_label, typeset

if TYPE_CHECKING:
    from geodata.tables import Row, Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import Derivation, GivenFor, Link

BASES: Final = {
    "stated": Text("dit par un document", "stated by a document"),
    "reading": Text("notre lecture", "our reading"),
}
LINE: Final = Text("ligne {line} du texte", "line {line} of the text")
IN_PART: Final = Text("en partie", "in part")
SECTOR: Final = Text(
    "Tracé déduit des régions de ses sites : aucun document ne publie de limites de secteur.",
    "Outline derived from the regions of its sites: no document publishes sector limits.",
)


class Zones:
    """The zones of the documents, and the facts given for them, alone or together."""

    def __init__(
        self, tables: Tables, of_place: dict[str, list[Row]], of_group: dict[str, list[Row]]
    ) -> None:
        self.tables = tables
        self.places = tables.rows("places")
        self.groups = tables.rows("groups")
        self.sources = tables.rows("sources")
        self.rows = tables.records("zone_regions")
        self.regions = zone_regions(tables)
        self.of_place, self.of_group = of_place, of_group
        members = tables["group_members"]
        self.groups_of: dict[str, list[str]] = members.groupby("place")["group"].agg(list).to_dict()

    def links(self, place: str, lang: Lang) -> list[Link]:
        """The zones that take in a place; those that take in a part of a sector say so."""
        whole = zones_containing(self.tables, place)
        links = [self._link(zone, lang) for zone in zones_sharing(self.tables, place)]
        return [
            link if link["id"] in whole else {**link, "name": f"{link['name']} ({IN_PART.get(lang)})"}
            for link in links
        ]

    def given_for(self, place: str, lang: Lang) -> list[GivenFor]:
        """What is given for the zones of :meth:`links`: for each alone, then together with others.

        A group that the place itself belongs to is not among them: its dossier tells it in full.
        """
        zones = zones_sharing(self.tables, place)
        own = self.groups_of.get(place, [])
        groups = dict.fromkeys(g for zone in zones for g in self.groups_of.get(zone, []) if g not in own)
        told = [(self.places[zone][f"name_{lang}"], zone, self.of_place) for zone in zones]
        told += [(self.groups[group][f"title_{lang}"], group, self.of_group) for group in groups]
        return [
            {"id": key, "title": title, "facts": [row["id"] for row in once(rows[key])]}
            for title, key, rows in told
            if key in rows
        ]

    def derivation(self, zone: str, lang: Lang) -> list[Derivation]:
        """The regions of a zone, each with the document and line that count it there, or our reason."""
        return [self._derived(row, lang) for row in self.rows if row["zone"] == zone]

    def _derived(self, row: Row, lang: Lang) -> Derivation:
        chip = source = ""
        if row["source"]:
            document = self.sources[row["source"]]
            chip = source_label(document, lang, short=True)
            source = f"{source_label(document, lang)} · {LINE.get(lang).format(line=row['line'])}"
        return {
            **self._link(row["region"], lang),
            "basis": row["basis"],
            "basis_label": BASES[row["basis"]].get(lang),
            "chip": chip,
            "source": typeset(source, lang),
            "note": typeset(row[f"note_{lang}"], lang),
        }

    def _link(self, place: str, lang: Lang) -> Link:
        row = self.places[place]
        return {"id": place, "name": row[f"name_{lang}"], "kind": KINDS[row["kind"]].get(lang)}
