"""The country itself, as a place among the others."""

from typing import Final

#: Identifier of the country in ``places.csv``.
NATION: Final = "mali"
