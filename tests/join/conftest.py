"""What the tests of joins share: the real places, with a few of OCHA's codes."""

from __future__ import annotations

import json

import pytest

from geodata.own.naming.register import Register, register_of
from geodata.tables import DATA_FOLDER, Tables

#: OCHA's Global P-Code List, Mali, valid from 2021-12-20.
PCODES = {
    "region-mopti": "ML05",
    "region-tombouctou": "ML06",
    "region-gao": "ML07",
    "district-bamako": "ML09",
    "cercle-koro": "ML0505",
    "cercle-niafunke": "ML0604",
    "cercle-tombouctou": "ML0605",
    "cercle-ansongo": "ML0701",
    "cercle-bamako": "ML0901",
}


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A copy of the data folder, with the codes of some units where its shapes have none."""
    folder = tmp_path_factory.mktemp("coded")
    for path in DATA_FOLDER.iterdir():
        (folder / path.name).symlink_to(path) if path.is_file() else (folder / path.name).mkdir()
    for path in (DATA_FOLDER / "shapes").iterdir():
        (folder / "shapes" / path.name).symlink_to(path)
    for name in ("regions", "cercles"):
        path = folder / "shapes" / f"{name}.geojson"
        document = json.loads(path.read_text("utf-8"))
        path.unlink()
        for feature in document["features"]:
            feature["properties"].setdefault("pcode", PCODES.get(feature["id"], ""))
        path.write_text(json.dumps(document), "utf-8")
    return Tables(folder)


@pytest.fixture(scope="session")
def register(coded: Tables) -> Register:
    return register_of(coded)
