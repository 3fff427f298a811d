"""What a card of the national picture declares: its title, and the facts it draws or lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.text import Text


@dataclass(frozen=True, slots=True)
class Card:
    """One small chart in time.

    Attributes
    ----------
    title
        What is counted.
    lines
        Facts joined by a thin line, oldest first: one measure, stated at several dates.
    marks
        Other facts drawn on the same chart, unjoined.
    ceiling
        Fact drawn across the whole chart: what was authorised.
    also
        Facts listed under the chart and not drawn.
    names
        Short names of marks whose measure is not quite the title's.
    apart
        Facts that count something else than the others: never drawn as contradicting them.
    is_clash
        Whether the card is about a contradiction: marks are joined whatever their dates.
    """

    title: Text
    lines: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    ceiling: str = ""
    also: tuple[str, ...] = ()
    names: tuple[tuple[str, Text], ...] = ()
    apart: tuple[str, ...] = ()
    is_clash: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact of the card, drawn or only listed, in reading order."""
        drawn = [*(fact for line in self.lines for fact in line), *self.marks, self.ceiling]
        return tuple(dict.fromkeys(fact for fact in (*drawn, *self.also) if fact))


@dataclass(frozen=True, slots=True)
class Rows:
    """One small chart of rows: what was planned or authorised against what there was.

    Attributes
    ----------
    title
        What is compared.
    rows
        Each row's name and facts; a row has its own scale.
    also
        Facts listed under the chart and not drawn.
    """

    title: Text
    rows: tuple[tuple[Text, tuple[str, ...]], ...]
    also: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact of the card, drawn or only listed, in reading order."""
        return tuple(dict.fromkeys([*(fact for _, ids in self.rows for fact in ids), *self.also]))


@dataclass(frozen=True, slots=True)
class Section:
    """Cards on one subject."""

    id: str
    title: Text
    cards: tuple[Card | Rows, ...]
