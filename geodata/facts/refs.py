"""The result of the framework that a fact is a figure of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def refs_of(tables: Tables, facts: pd.Series[str]) -> pd.Series[str]:
    """References of the results that facts are figures of, by identifier; empty for other facts.

    Notes
    -----
    A fact made from ``result_values`` or ``result_places`` begins with the reference, then ``#`` or ``@``
    and a number: ``O1.3.5@6`` is a figure of ``O1.3.5``.
    """
    refs = facts.str.extract(r"^([IO][\d.]+)(?:[#@]|$)", expand=False)
    return refs.where(refs.isin(tables["results"]["ref"]), "")
