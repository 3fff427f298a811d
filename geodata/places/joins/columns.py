"""Every joined column, in the order of the tables."""

from __future__ import annotations

from typing import Final

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

__all__ = ["COLUMNS", "THEMES", "JoinColumn"]

COLUMNS: Final[tuple[JoinColumn, ...]] = tuple(
    column
    for theme in (deployment, projects, justice, radio, activities, protection, support, contradictions)
    for column in theme.COLUMNS
)
