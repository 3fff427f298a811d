"""The libraries that computing takes, loaded whole before the first request.

Loaded by a request, a library is half there for a while, and another thread may find it so: plotly looks
among the modules that are loaded for pandas, and uses what it finds.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from layers.export.gis.registry import FORMATS
from layers.schema.library import read_catalog

NEEDED: Final = (
    "app.ogc.service",
    "app.panels.own.adding",
    "app.panels.own.preview",
    "app.panels.results",
    "layers.artifact.computed",
    "layers.export.gis.catalogue",
    "layers.export.gis.frame",
    "layers.export.gis.selection",
    "layers.export.html_page",
    "layers.export.sheet.publish.metadata",
    "layers.export.sheet.publish.worker",
    "layers.reports.charts.field",
    "layers.reports.coverage.outside",
    "layers.reports.coverage.scenarios",
    # what libraries load at a first use: shared only if it is there before processes are forked
    "fontTools.agl",
    "fontTools.ttLib.tables._h_h_e_a",
    "fontTools.ttLib.tables._l_o_c_a",
    "pyarrow.pandas_compat",
    "pypdf.filters",
    "reportlab.lib.fonts",
)


def load_libraries() -> None:
    """Import everything that a computed answer may need."""
    for name in NEEDED:
        import_module(name)
    for form in FORMATS:
        import_module(f"layers.export.gis.{form.writer.partition(':')[0]}")
    read_catalog()
