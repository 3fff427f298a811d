"""Errors a reader can act on: what, where and how to mend it, in both languages.

They know nothing of HTTP; ``app`` maps each class to a status at its edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text

if TYPE_CHECKING:
    from geodata.text import Lang


class AtlasError(Exception):
    """Base of every error that the project raises on purpose.

    Parameters
    ----------
    fr, en
        The whole message in French and in English: what is wrong, where, and how to mend it.
    """

    def __init__(self, fr: str, en: str) -> None:
        self.text = Text(fr, en)
        super().__init__(en)

    def __reduce__(self) -> tuple[type[AtlasError], tuple[str, str]]:
        """Travel between processes with both languages."""
        return type(self), (self.text.fr, self.text.en)

    def message(self, lang: Lang) -> str:
        """Return the message in the reader's language."""
        return self.text.get(lang)


class InputError(AtlasError):
    """A value from outside (argument, file, query) that cannot be used."""


class NotFoundError(AtlasError):
    """A layer, place or file that does not exist under the name given."""


class BeyondError(AtlasError):
    """What is asked for is meant for a narrower audience than the reader's own."""


class MissingResourceError(AtlasError):
    """A file or setting that the reader must supply first (ITU tables, a DEM...)."""
