"""How HTML is written: Jinja2 templates, every text escaped, every name that a template uses given.

A line break in a template is layout of the template, not content: where it touches an element's or an
expression's edge, it is left out together with the indentation around it. So templates can be read, and
pages stay small. A space that the reader must see is written on the line, or as ``{{ " " }}``.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from layers.swatch import swatch_uri
from layers.words import day, licence, number, typeset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.text import Lang

#: A line break, with the white space around it, at the edge of an element, an expression or a block.
_BREAK = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")


class JoinedLines(Extension):
    """Leaves out the line breaks between a template's elements."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Put each such break into a comment, so that an error still names its line."""
        return _BREAK.sub(lambda found: "{#" + "\n" * found[0].count("\n") + "#}", source.strip())


@cache
def make_environment(lang: Lang, *folders: Path, **names: Callable[..., Any]) -> Environment:
    """Return the templates of some folders, for pages in one language; made once for the same arguments.

    Parameters
    ----------
    lang
        Language of the pages; templates know it as ``lang``.
    folders
        Where templates are looked for, in this order.
    names
        Functions that templates may call, each given the language as its argument ``lang``:
        ``word=word`` lets a template write ``{{ word("layers") }}``.

    Returns
    -------
    Environment
        Its filters ``typeset``, ``number``, ``day`` and ``licence`` write as the language does;
        ``swatch`` gives a mark's picture as a ``data:`` address. A name that nobody gave, or a word
        that is not there, raises when the page is written.
    """
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[JoinedLines],
    )
    environment.globals |= {"lang": lang, **{name: partial(call, lang=lang) for name, call in names.items()}}
    filters: tuple[Callable[..., str], ...] = (typeset, number, day, licence)
    environment.filters |= {write.__name__: partial(write, lang=lang) for write in filters}
    environment.filters["swatch"] = swatch_uri
    return environment
