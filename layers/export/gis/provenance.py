"""What travels with every exported layer: sources, dates, licences, caveats, field dictionary, query."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from layers.export.gis.short import SHORT
from layers.export.table import (
    CAVEAT,
    DATA_DATE,
    DISCLAIMER,
    IDENTIFIER,
    LICENCE,
    NAME,
    NOTES,
    PLACE,
    SOURCE,
    STATUS,
    caveats_of,
)
from layers.words import COLON, day, typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import FieldEntry
    from layers.export.gis.frame import GisLayer

from geodata.text import Text

QUERY = Text("Requête", "Query")
FIELDS = Text("Champs", "Fields")
MARK = Text("Code du symbole", "Symbol code")


class Cited(TypedDict):
    """A source without its identifier."""

    title: str
    date: str
    licence: str


@dataclass(frozen=True, slots=True)
class Described:
    """The provenance of one exported layer, in its language.

    ``fields`` describes every column of the frame but the geometry, in order: ``name``, ``label``,
    ``kind``, ``unit``. ``sources`` are ``{title, date, licence}``.
    """

    id: str
    lang: Lang
    title: str
    about: str
    data_date: str
    caveats: tuple[str, ...]
    sources: tuple[Cited, ...]
    licences: tuple[str, ...]
    fields: tuple[FieldEntry, ...]
    query: str
    disclaimer: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data, for JSON members and metadata tables."""
        return asdict(self)

    def lines(self) -> list[tuple[str, str]]:
        """The same as (label, text) pairs, for formats that hold only text."""
        lang = self.lang
        lines = [(NOTES.get(lang), f"{self.title}. {self.about}")]
        if self.data_date:
            lines.append((DATA_DATE.get(lang), day(self.data_date, lang)))
        lines += [(CAVEAT.get(lang), caveat) for caveat in self.caveats]
        for source in self.sources:
            text = ", ".join(filter(None, (source["title"], source["date"] and day(source["date"], lang))))
            lines.append((SOURCE.get(lang), text))
        lines += [(LICENCE.get(lang), licence) for licence in self.licences]
        for field in self.fields:
            unit = f" ({field['unit']})" if field["unit"] else ""
            about = f". {field['about']}" if "about" in field else ""
            lines.append((FIELDS.get(lang), f"{field['name']}: {field['label']}{unit}{about}"))
        if self.query:
            lines.append((QUERY.get(lang), self.query))
        lines.append(("", self.disclaimer))
        return lines

    def labelled(self) -> list[str]:
        """:meth:`lines` as texts, each after its label and a colon."""
        colon = COLON.get(self.lang)
        return [f"{label}{colon}{text}" if label else text for label, text in self.lines()]


def describe(layer: GisLayer, query: str = "") -> Described:
    """Describe a layer for a file that is read elsewhere.

    ``query`` is the address or command that made the file: whoever holds it can make it again.
    """
    meta, lang = layer.meta, layer.lang
    labels = {
        "id": IDENTIFIER.get(lang),
        "name": NAME.get(lang),
        "mark": MARK.get(lang),
        "mark_label": STATUS.get(lang),
        "place_id": PLACE.get(lang),
    }
    fields: dict[str, FieldEntry] = {
        n: {"name": n, "label": label, "kind": "text", "unit": ""} for n, label in labels.items()
    }
    fields |= {field["name"]: field for field in meta["fields"]}
    for name in fields.keys() & SHORT.keys():
        fields[name] = fields[name] | {"short": SHORT[name]}
    return Described(
        id=layer.id,
        lang=lang,
        title=meta["title"],
        about=meta["about"],
        data_date=meta["data_date"],
        caveats=tuple(caveats_of(meta)),
        sources=tuple(
            {"title": s["title"], "date": s["date"], "licence": s["licence"]} for s in meta["sources"]
        ),
        licences=tuple(dict.fromkeys(s["licence"] for s in meta["sources"] if s["licence"])),
        fields=tuple(fields.values()),
        query=query,
        disclaimer=typeset(DISCLAIMER.get(lang), lang),
    )
