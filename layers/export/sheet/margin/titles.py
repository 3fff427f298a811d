"""A sheet's title, subtitle and dates, composed from the view where the request names none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.artifact.asof import as_of_words
from layers.artifact.colour import titled
from layers.export.sheet.request.profiles import OPEN_GROUPS
from layers.export.sheet.request.words import word
from layers.reports.filter_words import filter_words
from layers.words import day, typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Artifact
    from layers.export.sheet.request.data import SheetData


@dataclass(frozen=True, slots=True)
class Titles:
    """What heads the sheet, and the dates its data speak of, in words and as ISO dates."""

    title: str
    subtitle: str
    dates: str
    iso_dates: tuple[str, ...]


def titles(data: SheetData, artifacts: list[Artifact]) -> Titles:
    """Compose the title from the place framed and the layers in sight."""
    request, lang = data.request, data.lang
    alone = len(artifacts) == 1
    named = [
        titled(artifact.meta, is_dated=False) if alone else artifact.meta["title"] for artifact in artifacts
    ]
    layers = _joined(named, lang)
    place = data.place(request.focus) if request.focus else None
    metas = [a.meta for a in artifacts if a.meta["group"] not in OPEN_GROUPS]
    stated = {meta["data_date"] for meta in metas if meta["data_date"]}
    iso = tuple(sorted(d for d in stated if not any(d != other and other.startswith(d) for other in stated)))
    dates = _dates(iso, lang)
    situation = word("situation", lang, date=dates) if dates else ""
    if request.view.date:
        situation = as_of_words(request.view.date, lang)
    if place:
        title = place["names"][lang]
        subtitle = ". ".join(part for part in (layers, situation) if part)
    else:
        title, subtitle = layers or word("untitled", lang), situation
    if request.view.filter:
        subtitle = ". ".join(filter(None, (subtitle, filter_words(data.build, request.view.filter, lang))))
    return Titles(
        typeset(request.title or title, lang), typeset(request.subtitle or subtitle, lang), dates, iso
    )


def _joined(names: list[str], lang: Lang) -> str:
    if not names:
        return ""
    if len(names) > 3:
        return word("others", lang, title=names[0], count=len(names) - 1)
    first, *rest = names
    if not rest:
        return first
    rest = [_lower(name) for name in rest]
    return word("and", lang, first=", ".join([first, *rest[:-1]]), last=rest[-1])


def _lower(name: str) -> str:
    """Lower a title's first letter inside a sentence, unless it begins with an abbreviation or a name."""
    second = name[1:2]
    return name if second.isupper() or name.startswith(("Mikado", "Mali")) else name[:1].lower() + name[1:]


def _dates(iso: tuple[str, ...], lang: Lang) -> str:
    if not iso:
        return ""
    written = [day(date, lang).replace(" ", "\N{NO-BREAK SPACE}") for date in (iso[0], iso[-1])]
    if len(iso) == 1:
        return written[0]
    return word("dates", lang, first=written[0], last=written[1])
