"""Kinds of places, apart from the tables: for whoever needs their names alone, and no geographic library."""

from __future__ import annotations

from typing import Final

#: Kinds of places that others lie in.
AREAS: Final = ("zone", "sector", "region", "cercle")
