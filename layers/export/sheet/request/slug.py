"""A title as part of a file name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 48  # a file name's words are not cut inside a word


def slugify(text: str) -> str:
    """Reduce a title to lower-case words joined by hyphens, for a file name.

    Examples
    --------
    >>> slugify("Région de Ménaka : sites")
    'region-de-menaka-sites'
    >>> slugify("Sectors, mission sites and radio coverage (modelled)")
    'sectors-mission-sites-and-radio-coverage'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return words or "sheet"
