"""Kinds of places that others lie in; apart from what reads shapes, which takes long to load."""

from __future__ import annotations

from typing import Final

#: The widest first.
AREAS: Final = ("zone", "sector", "region", "cercle")
