"""Names that every reader of SQL takes: letters, digits and underscores, and no word of the language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from layers.export.gis.frame import GisLayer

#: Columns that are renamed, with a word that says the same.
RENAMED: Final = {"count": "fact_count"}
_WORDS: Final = """
abort action add after all alter always analyze and any as asc attach autoincrement avg before begin
between by cascade case cast check collate column commit conflict constraint count create cross current
current_date current_time current_timestamp database date default deferrable deferred delete desc detach
distinct do drop each else end escape except exclude exclusive exists explain fail filter first
following for foreign from full generated glob group groups having if ignore immediate in index indexed
initially inner insert instead intersect into is isnull join key last left like limit match materialized
max min natural no not nothing notnull null nulls objectid of offset on or order others outer over
partition plan pragma preceding primary query raise range recursive references regexp reindex release
rename replace restrict returning right rollback row rows savepoint select set shape sum table temp
temporary then ties to transaction trigger unbounded union unique update using vacuum values view
virtual when where window with without year month day
"""
#: What SQLite and ArcGIS (file geodatabases, Pro's expressions) keep for themselves as a name.
RESERVED: Final = frozenset(_WORDS.split())


def table_name(layer_id: str) -> str:
    """Name of a layer's table.

    Examples
    --------
    >>> table_name("judicial-pole"), table_name("group"), table_name("2020")
    ('judicial_pole', 'group_', '_2020')
    """
    name = re.sub(r"\W", "_", layer_id, flags=re.ASCII)
    return _free(f"_{name}" if name[:1].isdigit() else name)


def column_name(field: str) -> str:
    """Name of a field's column.

    Examples
    --------
    >>> column_name("count"), column_name("order"), column_name("value")
    ('fact_count', 'order_', 'value')
    """
    return RENAMED.get(field) or _free(re.sub(r"\W", "_", field, flags=re.ASCII))


def _free(name: str) -> str:
    return f"{name}_" if name.lower() in RESERVED else name


def for_sql(layer: GisLayer) -> GisLayer:
    """Return a layer whose columns have names for SQL, in its frame and in what it says of them."""
    taken = set(layer.frame.columns)
    names = {name: made for name in layer.frame.columns if (made := column_name(str(name))) != name}
    names = {name: made if made not in taken else f"{made}_" for name, made in names.items()}
    fields = [field | {"name": names.get(field["name"], field["name"])} for field in layer.meta["fields"]]
    return replace(layer, frame=layer.frame.rename(columns=names), meta=layer.meta | {"fields": fields})
