"""Where it is, and which place a name means."""

from typing import Final

#: The place that stands for the whole country in the tables (``places.id``).
COUNTRY_PLACE: Final = "mali"
