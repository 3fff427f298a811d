"""The templates of the explorer's pages, one environment a language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.words.export import export_word
from app.words.page import word
from layers.templating import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from geodata.text import Lang

TEMPLATES = Path(__file__).resolve().parent / "templates"


def templates(lang: Lang) -> Environment:
    """Return the explorer's templates for one language; ``word`` and ``export_word`` give its words."""
    return make_environment(lang, TEMPLATES, word=word, export_word=export_word)


def render(name: str, lang: Lang, **context: Any) -> str:  # noqa: ANN401 - what each template says it needs
    """Write one template in one language.

    Raises
    ------
    jinja2.UndefinedError
        If the template uses a name that was not given.
    """
    return templates(lang).get_template(name).render(context)
