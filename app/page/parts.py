"""The parts of the page that the first picture does without, in one file a language.

They are what the panel says of each layer behind its "…", and the legends of the layers that are off:
half of all the page's elements. The scripts fetch them once the picture is there
(``app/web/page/parts.ts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.page.templating import render
from app.panels.layer_about import layer_about
from app.panels.legend import whole_legend
from layers.view.state import from_query

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang


def page_parts(collection: Collection, lang: Lang) -> dict[str, dict[str, str]]:
    """Write the parts of one language as HTML.

    Returns
    -------
    dict
        ``about`` and ``legend`` by the layer's identifier, ``signs`` by the key of the mark.
    """
    view, _ = from_query(f"lang={lang}", collection.rules)
    legend = whole_legend(collection, view)

    def written(**part: object) -> str:
        return render("parts.html", lang, **{"about": None, "block": None, "sign": None, **part}).strip()

    return {
        "about": {entry["id"]: written(about=layer_about(entry, view)) for entry in collection.layers},
        "legend": {block.layer: written(block=block) for block in legend.blocks},
        "signs": {f"{sign.key}|{sign.label}": written(sign=sign) for sign in legend.signs},
    }
