"""Every joined column, in the order of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.places.joins.column import THEMES, JoinColumn
from geodata.places.joins.themes import (
    activities,
    contradictions,
    deployment,
    justice,
    projects,
    protection,
    radio,
    support,
)

if TYPE_CHECKING:
    from geodata.tables import Tables

__all__ = ["COLUMNS", "THEMES", "JoinColumn", "columns_of"]

COLUMNS: Final[tuple[JoinColumn, ...]] = tuple(
    column
    for theme in (deployment, projects, justice, radio, activities, protection, support, contradictions)
    for column in theme.COLUMNS
)


def columns_of(tables: Tables) -> tuple[JoinColumn, ...]:
    """Return the joined columns of a data folder: all but those withheld of it."""
    withheld = tables.withheld.get("joins", ())
    return tuple(column for column in COLUMNS if column.code not in withheld)
