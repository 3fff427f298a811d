"""The dossier of a place, as the component tree that the page mounts; a module is a part of it."""

from app.panels.dossier.panel import dossier_panel
from app.panels.dossier.parts import goto_button, titled_chart, validity
from app.panels.dossier.zones import given_lists

__all__ = ["dossier_panel", "given_lists", "goto_button", "titled_chart", "validity"]
