"""What the tests of joins share: the real places, with a few of OCHA's codes."""

from __future__ import annotations

import pytest

from geodata.own.naming.register import Register, register_of
from geodata.tables import Tables

#: OCHA's Global P-Code List, Mali, valid from 2021-12-20.
PCODES = {
    "region-mopti": "ML05", "region-tombouctou": "ML06", "region-gao": "ML07", "district-bamako": "ML09",
    "cercle-koro": "ML0505", "cercle-niafunke": "ML0604", "cercle-tombouctou": "ML0605", "cercle-ansongo": "ML0701",
    "cercle-bamako": "ML0901",
}


@pytest.fixture(scope="session")
def coded() -> Tables:
    """The data folder, with the codes of some units where the tables have none."""
    tables = Tables()
    for name in ("regions", "cercles"):
        shapes = tables.shapes(name).copy()
        if "pcode" not in shapes.columns:
            shapes["pcode"] = shapes["id"].map(PCODES).fillna("")
        tables._shapes[name] = shapes
    return tables


@pytest.fixture(scope="session")
def register(coded: Tables) -> Register:
    return register_of(coded)
