"""P-codes of regions and cercles: OCHA, Common Operational Datasets, CC BY-IGO 3.0 (table ``pcodes``).

Taoudénit has none: the list is of ten regions and 53 cercles in use on 2021-12-20 and leaves it out.
Communes have none of their own here, as their list is not open to us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables


def pcodes(tables: Tables) -> dict[str, str]:
    """P-code of each region and cercle that has one, by our identifier.

    Examples
    --------
    >>> from geodata.tables import Tables
    >>> pcodes(Tables())["cercle-gao"], "region-taoudenit" in pcodes(Tables())
    ('ML0703', False)
    """
    rows = tables["pcodes"]
    return {unit: code for unit, code in zip(rows["unit"], rows["pcode"], strict=True) if unit}


def pcodes_of(tables: Tables, units: pd.Series[str]) -> pd.Series[str]:
    """P-codes of regions or cercles by identifier; empty where there is none."""
    return units.map(pcodes(tables)).fillna("")
