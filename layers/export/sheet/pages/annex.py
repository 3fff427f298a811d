"""An atlas's annex: the sources of everything drawn, and the contradictions between the documents."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from layers.export.sheet.margin.compose import caveats_of
from layers.export.sheet.pages.textpage import Paragraph
from layers.export.sheet.request.profiles import RULES
from layers.export.sheet.request.words import word
from layers.words import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.text import Lang
    from layers.artifact.dossiers import Conflict, ConflictFact
    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.request.data import SheetData


def annex_paragraphs(sheets: list[Sheet], head: SheetData) -> list[Paragraph]:
    """Sources, caveats and contradictions, as paragraphs in the language of the book."""
    lang = head.lang
    found = [Paragraph(word("sources", lang), "head"), *map(Paragraph, _sources(sheets, lang))]
    caveats = list(dict.fromkeys(c for sheet in sheets for c in caveats_of(sheet)))
    found += [Paragraph(word("caveats", lang), "head"), *map(Paragraph, caveats)]
    conflicts = list(_conflicts(head))
    if conflicts:
        found.append(Paragraph(word("contradictions", lang), "head"))
        found += [p for conflict in conflicts for p in _conflict(conflict, lang)]
    return found


def _sources(sheets: list[Sheet], lang: Lang) -> list[str]:
    drawn = [a for sheet in sheets for a, seen in sheet.drawing.layers if seen.seen]
    drawn += [a for sheet in sheets for a in sheet.drawing.base_artifacts]
    found: dict[str, None] = {}
    for artifact in drawn:
        for source in artifact.meta["sources"]:
            parts = (source["title"], source["date"] and day(source["date"], lang), source["licence"])
            found[", ".join(part for part in parts if part)] = None
    return list(found)


def _conflicts(head: SheetData) -> Iterator[Conflict]:
    """Every contradiction that any place's dossier tells, once, in the order of its identifier."""
    withheld = RULES[head.request.profile].withheld_topics
    found: dict[str, Conflict] = {}
    for place in head.build.index["places"]:
        dossier = head.dossier(place["id"])
        if dossier is None:
            continue
        shown = {fact["id"] for topic in dossier["topics"] for fact in topic["facts"]}
        for conflict in dossier["conflicts"]:
            if not withheld or any(fact["id"] in shown for fact in conflict["facts"]):
                found.setdefault(conflict["id"], conflict)
    yield from (found[key] for key in sorted(found))


def _line(fact: ConflictFact) -> str:
    value = fact["value"] if fact["number"] is not None else ""
    return " · ".join(part for part in (fact["measure"], value, fact["date"], fact["source"]) if part)


def _conflict(conflict: Conflict, lang: Lang) -> Iterator[Paragraph]:
    yield Paragraph(conflict["explanation"], "strong")
    lines = Counter(_line(fact) for fact in conflict["facts"])
    for line, times in lines.items():
        yield Paragraph(f"{line} (× {times})" if times > 1 else line)
    if conflict["preferred"]:
        chosen = next((f["value"] for f in conflict["facts"] if f["id"] == conflict["preferred"]), "")
        if chosen:
            yield Paragraph(word("preferred", lang, value=chosen))
    if conflict["why"]:
        yield Paragraph(conflict["why"], "small")
