"""A sheet's title, subtitle and dates, composed from the view where the request names none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.artifact.asof import as_of_words
from layers.artifact.colour import titled
from layers.export.sheet.request.profiles import OPEN_GROUPS
from layers.export.sheet.request.words import word
from layers.reports.filter_words import filter_words
from layers.schema.layer import GROUPS
from layers.words import day, typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Artifact
    from layers.export.sheet.request.data import SheetData

#: More layers, or topics, than these are not named one by one in a title.
_NAMED: Final = 3
_FEW: Final = 2


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
    layers, topics = _layers(artifacts, lang), _topics(artifacts, lang)
    place = data.place(request.focus) if request.focus else None
    metas = [a.meta for a in artifacts if a.meta["group"] not in OPEN_GROUPS]
    stated = {meta["data_date"] for meta in metas if meta["data_date"]}
    iso = tuple(sorted(d for d in stated if not any(d != other and other.startswith(d) for other in stated)))
    dates = _dates(iso, lang)
    situation = word("situation", lang, date=dates) if dates else ""
    if request.view.date:
        situation = as_of_words(request.view.date, lang)
    if place:
        name = place["names"][lang]
        title = word("of_place", lang, place=name, topics=_lower(topics)) if topics else name
        subtitle = ". ".join(part for part in ("" if topics else layers, situation) if part)
    else:
        title, subtitle = layers or word("untitled", lang), situation
    if request.view.filter:
        subtitle = ". ".join(filter(None, (subtitle, filter_words(data.build, request.view.filter, lang))))
    return Titles(
        typeset(request.title or title, lang), typeset(request.subtitle or subtitle, lang), dates, iso
    )


def _layers(artifacts: list[Artifact], lang: Lang) -> str:
    """Name up to three layers by their titles; more by their topics."""
    alone = len(artifacts) == 1
    if len(artifacts) > _NAMED and (topics := _topics(artifacts, lang)):
        return topics
    return _joined([titled(a.meta, is_dated=False) if alone else a.meta["title"] for a in artifacts], lang)


def _topics(artifacts: list[Artifact], lang: Lang) -> str:
    """What the thematic layers are about; sectors and sites are the ground of any map.

    A few layers of one or two topics are named themselves, the others by the groups of the panel.
    """
    shown = [a for a in artifacts if a.meta["group"] not in OPEN_GROUPS and a.meta["group"] != "mission"]
    if len(shown) <= _FEW:
        return _joined([artifact.meta["title"] for artifact in shown], lang)
    groups = list(dict.fromkeys(artifact.meta["group"] for artifact in shown))
    ordered = [group for group in GROUPS if group in groups]
    if len(ordered) > _NAMED:
        return word("whole_mission", lang)
    return _joined([GROUPS[group].get(lang) for group in ordered], lang)


def _joined(names: list[str], lang: Lang) -> str:
    if not names:
        return ""
    first, *rest = names
    if not rest:
        return first
    rest = [_lower(name) for name in rest]
    joint = word("and", lang, first="", last="")
    if any(joint in name for name in names):  # "protection and rights": commas alone tell the parts
        return ", ".join([first, *rest])
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
