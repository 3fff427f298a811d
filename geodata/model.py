"""The single things the tables speak of, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from geodata.text import Text

PlaceKind = Literal["site", "town", "village", "cercle", "region", "zone", "sector", "country", "outside"]
Status = Literal["actual", "planned", "baseline", "authorised"]


@dataclass(frozen=True, slots=True)
class Source:
    """A published document: the number of its text file, symbol, title, date and period covered."""

    id: str
    symbol: str
    title: Text
    date: dt.date
    period_start: dt.date | None
    period_end: dt.date | None
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place the documents name.

    ``lon`` and ``lat`` are WGS 84 decimal degrees, both ``None`` where no open source gives a
    coordinate; ``unlocated`` then says why. ``parent`` and ``sector`` are place identifiers.
    """

    id: str
    kind: PlaceKind
    name: Text
    aliases: tuple[str, ...]
    parent: str
    sector: str
    pcode: str
    lon: float | None
    lat: float | None
    coordinate_source: str
    unlocated: Text | None

    @property
    def is_located(self) -> bool:
        """Whether the place has a coordinate."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands: document, 1-based line of its text, and a locator for readers."""

    source: str
    line: int
    locator: str
