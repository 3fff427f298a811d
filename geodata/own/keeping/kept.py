"""What the catalogue says of each table of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

TABLES: Final = sa.MetaData()
KEPT: Final = sa.Table(
    "kept",
    TABLES,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("owner", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("shape", sa.String(64), nullable=False),
    sa.Column("is_layer", sa.Boolean, nullable=False),
    sa.Column("made", sa.Float, nullable=False),
    sa.Column("ends", sa.Float, nullable=False, index=True),
    sa.Column("bytes", sa.BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of a reader.

    Attributes
    ----------
    id
        Its unguessable identifier.
    title
        The reader's name for it.
    file
        Name of the file that it was read from.
    is_layer
        Whether it was added to the map; if not, it is a draft that ends within a day.
    made, ends
        Seconds since 1970, UTC.
    bytes
        Size of its files.
    """

    id: str
    title: str
    file: str
    is_layer: bool
    made: float
    ends: float
    bytes: int
