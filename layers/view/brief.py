"""The brief: views in an order, each with one message. Its file is a recipe of sheets in TOML.

=========== ========================================================= =======
key         meaning                                                   at most
=========== ========================================================= =======
``title``   title of the whole; of a page (``[[part]]``), headline    120
``view``    query of a page's view and of its sheet, without language
``message`` the one thing that a page says                            240
``notes``   what the speaker says; lines are kept                     3000
=========== ========================================================= =======

Lengths are in characters. ``lang`` and the fields of a sheet
(:mod:`layers.export.sheet.request.query`) may stand at the top, for every page. ``layers/web/brief.ts``
writes the same file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.view.state import ViewState

Kind = Literal["map", "comparison", "figures", "dossier"]
MOST_PAGES: Final = 30
#: Characters of each text of a page.
LONGEST: Final[dict[str, int]] = {"title": 120, "message": 240, "notes": 3000}


@dataclass(frozen=True, slots=True)
class BriefPage:
    """One page: the query of its view, and its texts, empty where there are none."""

    view: str
    title: str = ""
    message: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; ``more`` holds the other keys of its head (``lang``, ``profile``, …), as texts."""

    title: str
    pages: tuple[BriefPage, ...]
    more: Mapping[str, str] = field(default_factory=dict)


def write_brief(brief: Brief) -> str:
    r"""Write the file of a brief.

    Examples
    --------
    >>> print(write_brief(Brief("Gao", (BriefPage("sel=gao", message="Two \"lines\"\nof text"),))), end="")
    title = "Gao"
    <BLANKLINE>
    [[part]]
    view = "sel=gao"
    message = "Two \"lines\"\nof text"
    """
    blocks = [_lines({"title": brief.title, **brief.more})]
    blocks += [
        "[[part]]\n"
        + _lines({"title": page.title, "view": page.view, "message": page.message, "notes": page.notes})
        for page in brief.pages
    ]
    return "\n".join(blocks)


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"{key} = {_quoted(value)}\n" for key, value in values.items() if value)


def _quoted(text: str) -> str:
    """A basic string of TOML: escaped as JSON has it, and the one character more that TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def kind_of(view: ViewState) -> Kind:
    """What a view shows beside the map: two days, cases or places, the page of figures, one place."""
    if view.compare or view.other or (view.selection and view.beside):
        return "comparison"
    if view.selection.startswith("figures"):
        return "figures"
    if view.selection and not view.selection.startswith("layer:"):
        return "dossier"
    return "map"
