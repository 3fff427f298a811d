"""A panel that opens over the page, written in Python alone: what a contributor adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc

from app.words.page import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from geodata.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: a button in the header opens it at the right of the page.

    Parameters
    ----------
    id
        Its identifier, and that of the drawer which holds it.
    title
        Its name, on the button and above the panel.
    layout
        Function from the language to its components: any of ``dcc``, ``html`` and ``dmc``.
    connect
        Function that registers its callbacks with the application. The view is the component ``view``
        (:class:`app.web.View`).
    size
        How wide it is, as Mantine's drawer has it.
    is_listed
        Whether the header has a button of it; another is opened from where it belongs, by ``data-panel``.
    stores
        Whether it needs the folder of readers' tables (``ATLAS_OWN``).
    """

    id: str
    title: Text
    layout: Callable[[Lang], Component]
    connect: Callable[[Any], None]
    size: str = "md"
    stores: bool = False
    is_listed: bool = True


def drawer(panel: Panel, lang: Lang) -> dmc.Drawer:
    """Return a panel in the drawer that opens it."""
    return dmc.Drawer(
        panel.layout(lang),
        id=panel.id,
        title=panel.title.get(lang),
        opened=False,
        position="right",
        size=panel.size,
        withOverlay=False,  # the map stays in sight and in hand beside it
        closeOnClickOutside=False,
        lockScroll=False,
        trapFocus=False,
        closeButtonProps={"aria-label": word("close", lang)},
    )
