"""Shape files are whole: GDAL reads what there is of a file that was cut short, and says nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geodata.audit.problem import Problem
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Tables

_WHOLE = Text(
    "fichier GeoJSON entier (« python -m tools.shapes » le refait)",
    "a whole GeoJSON file (“python -m tools.shapes” makes it again)",
)
_FEATURES = Text(
    "une liste d’objets, chacun avec une géométrie", "a list of features, each of which has a geometry"
)


def shape_problems(tables: Tables) -> Iterator[Problem]:
    """List the shape files that are missing, cut short, or hold no features."""
    for name in tables.shape_sources.index:
        if not str(name).endswith(".geojson"):
            continue
        table, path = f"shapes/{name}", tables.folder / "shapes" / str(name)
        try:
            content = json.loads(path.read_text("utf-8"))
        except OSError as error:
            yield Problem(table, 0, "", error.strerror or "", _WHOLE)
        except json.JSONDecodeError as error:
            yield Problem(table, error.lineno, "", error.msg, _WHOLE)
        except UnicodeDecodeError as error:
            yield Problem(table, 0, "", error.reason, _WHOLE)
        else:
            features = content.get("features") if isinstance(content, dict) else None
            if not features or not all(each.get("geometry") for each in features):
                yield Problem(table, 0, "features", str(features)[:40], _FEATURES)
