"""The facts of a feature as a list of records: which of them hold on a day, and how they read as one text.

``layers/web/facts.ts`` does the same in the browser; both keep to ``tests/shared/facts_cases.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from geodata.facts.holding import state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.facts.holding import State
    from geodata.text import Lang
    from layers.artifact.model import Feature, SourceEntry
    from layers.artifact.records import FactRecord, Validity

ValidityT = TypeVar("ValidityT", bound="Validity")

#: Between the identifiers of a property that holds several: none of them contains it.
KEY_JOINT: Final = "|"
_JOINTS: Final = {"fr": "\N{NARROW NO-BREAK SPACE}; ", "en": "; "}


def joined(facts: Sequence[FactRecord], lang: Lang) -> str:
    """The words of several facts as one text, for whatever shows a feature in one cell.

    Examples
    --------
    >>> joined([{"words": "Camp (planned)"}, {"words": "Police: 2"}], "en")
    'Camp (planned); Police: 2'
    """
    return _JOINTS[lang].join(fact["words"] for fact in facts)


def on_day(stated: Sequence[ValidityT], day: str, *states: State) -> list[ValidityT]:
    """What, of several things stated, is in one of some states on an ISO day; in the same order."""
    return [one for one in stated if state(one["since"], one["until"], day) in states]


def stated_by(feature: Feature) -> list[Validity]:
    """All that a feature states: its facts, those that no longer hold, or when it holds as a whole."""
    return [*feature.get("facts", []), *feature.get("past", []), *feature.get("holds", [])]


def document_name(source: SourceEntry) -> str:
    """A document as citations name it: by its symbol, which begins its title, else by title and year.

    Examples
    --------
    >>> document_name({"id": "003", "title": "A/76/564 · Budget performance", "date": "2021", "licence": ""})
    'A/76/564'
    >>> document_name({"id": "002", "title": "Booklet", "date": "2020-10", "licence": ""})
    'Booklet (2020)'
    """
    symbol, joint, _ = source["title"].partition(" · ")
    return symbol if joint else f"{symbol} ({source['date'][:4]})"


def bounds(stated: Sequence[Validity]) -> tuple[str, str]:
    """First day of all, and last day, empty unless all that is stated ends: ``since`` and ``until``."""
    ends = [one["until"] for one in stated if one["until"]]
    return min(one["since"] for one in stated), max(ends) if len(ends) == len(stated) else ""
