"""The panels that the explorer has: a new one is named here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.panels.brief import PANEL as BRIEF
from app.panels.own.panel import PANEL as OWN
from app.panels.scenarios import PANEL as SCENARIOS

if TYPE_CHECKING:
    from app.panels.panel import Panel

#: In the order of their buttons.
PANELS: tuple[Panel, ...] = (BRIEF, OWN, SCENARIOS)
