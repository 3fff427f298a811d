"""Places to what holds them, and what is known of a place: memberships, joined columns, records and table.

The wide table is in :mod:`geodata.places.joins.table`, its long form in :mod:`geodata.places.joins.records`;
they are not imported here, as who only asks where a place lies needs neither facts nor radio.
"""

from geodata.places.joins.membership import (
    UNITS,
    ancestors,
    members_by_key,
    members_by_shape,
    memberships,
    place_points,
    place_shape,
)
from geodata.places.joins.own import join

__all__ = [
    "UNITS",
    "ancestors",
    "join",
    "members_by_key",
    "members_by_shape",
    "memberships",
    "place_points",
    "place_shape",
]
