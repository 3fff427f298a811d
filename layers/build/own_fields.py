"""The columns of a reader's table as fields of a layer: numbers as numbers, under names that are free."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata.own.aggregate import read_numbers
from geodata.places.names import fold
from geodata.text import same
from layers.schema.layer import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LONGEST: Final = 500  # characters of a cell on the map
#: Names that a feature's properties, or the rows of any layer, have already.
_TAKEN: Final = frozenset(
    (
        *("id", "name", "name_fr", "name_en", "mark", "geometry", "place", "place_id", "rank", "at", "named"),
        *("source", "line", "locator", "fact_ids", "group_members", "facts", "past", "count", "documents"),
        *("holds", "held", "since", "until", "steps", "rows", "value"),
    )
)


def fields_of(source: pd.DataFrame, shown: list[str]) -> tuple[list[Field], dict[str, Any]]:
    """The reader's columns as fields, numbers as numbers, under names that are free."""
    fields: list[Field] = []
    cells: dict[str, Any] = {}
    taken = set(_TAKEN)
    for column in shown:
        base = re.sub(r"\W+", "_", fold(column)).strip("_")[:40] or "column"
        base = f"{base}_" if base in taken or base.endswith(("_fr", "_en")) else base
        name = next(
            n for k in range(len(shown) + 1) if (n := base if not k else f"{base}{k + 1}") not in taken
        )
        taken.add(name)
        texts = [str(text).strip() for text in source[column]]
        said = len(texts) - texts.count("")
        numbers = read_numbers(texts if _begins_with_numbers(texts) else [""] * len(texts))
        finite = np.isfinite(numbers)
        if said and int(finite.sum()) == said:
            measure = "number" if numbers[finite].min() >= 0 else ""
            fields.append(Field(name, same(column), "number", measure=measure))  # type: ignore[arg-type]
            cells[name] = numbers
        else:
            fields.append(Field(name, same(column)))
            cells[name] = [text[:LONGEST] for text in texts]
    return fields, cells


def _begins_with_numbers(texts: Sequence[str]) -> bool:
    """Whether the first cells are numbers: one that is none makes a column of words, whatever follows."""
    return not np.isnan(read_numbers([text for text in texts[:200] if text])).any()
