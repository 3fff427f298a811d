"""The page's static frame, written as HTML; what Dash mounts in it is in :mod:`app.page.live`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.page.templating import render
from app.panels.downloads import inside_formats
from app.panels.export import export_dialog
from app.panels.figures import is_figures
from app.panels.layers import layer_panel
from app.panels.legend import legend
from app.panels.table import table_words
from app.panels.time import time_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.collection import Collection
    from app.panels.panel import Panel
    from geodata.text import Lang
    from layers.view.state import ViewState

#: The languages by their own names.
LANGUAGES: Final[dict[Lang, str]] = {"fr": "Français", "en": "English"}


def frame(view: ViewState, collection: Collection, panels: Sequence[Panel] = ()) -> str:
    """Write the static frame: header, layer panel, legend, dossier, and the place of the live part."""
    lang = view.lang
    return render(
        "frame.html",
        lang,
        is_embed=view.embed,
        has_dossier=bool(view.selection) and not is_figures(view.selection),
        whole_url=f"?{replace(view, embed=False).to_query()}",
        languages=[
            (code, f"?{view.with_lang(code).to_query()}", {"id": f"lang-{code}", "title": name})
            for code, name in LANGUAGES.items()
        ],
        panels=[(each.id, each.title.get(lang)) for each in panels if each.is_listed],
        panel=layer_panel(collection, view),
        legend=legend(collection, view),
        time=time_bar(collection, view),
        inside_formats=inside_formats(lang),
        table_words=table_words(lang),
        export=export_dialog(view, collection.audience),
        account_url=f"account?lang={lang}" if collection.signs_in else "",
    )
