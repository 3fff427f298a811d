"""What the radio tests share: ITU's reference data when present, and stations of Mali."""

import os
from pathlib import Path

import pytest

from geodata.radio.p1546.tables import Tables, load_tables
from geodata.radio.transmitter import Transmitter
from geodata.text import same

ROOT = Path(__file__).resolve().parents[3]
STATIONS = (
    ("bamako", "Bamako", -7.9752, 12.6091, 106.6),
    ("gao", "Gao", -0.0447, 16.2717, 94.0),
    ("kidal", "Kidal", 1.4092, 18.4434, 94.0),
    ("menaka", "Ménaka", 2.3961, 15.9199, 94.0),
    ("mopti", "Mopti", -4.1830, 14.4843, 91.8),
    ("tessalit", "Tessalit", 1.0119, 20.2013, 94.0),
    ("tombouctou", "Tombouctou", -3.0074, 16.7735, 92.6),
)


@pytest.fixture(scope="session")
def itu_reference() -> Path:
    """Return the folder of ITU's reference data, or skip."""
    folder = Path(os.environ.get("ATLAS_ITU_REFERENCE") or ROOT.parent / "shared" / "itu")
    if not (folder / "p1546_tables_land.npz").is_file():
        pytest.skip("skipped: ITU tables not present")
    return folder


@pytest.fixture(scope="session")
def tables(itu_reference: Path) -> Tables:
    """Return ITU's tabulated field strengths, or skip."""
    return load_tables(itu_reference / "p1546_tables_land.npz")


@pytest.fixture
def with_tables(itu_reference: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set ``ATLAS_P1546_TABLES``, or skip."""
    monkeypatch.setenv("ATLAS_P1546_TABLES", str(itu_reference / "p1546_tables_land.npz"))


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the reader's own settings out of the tests."""
    for name in ("ATLAS_P1546_TABLES", "ATLAS_DEM", "ATLAS_POPULATION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stations() -> tuple[Transmitter, ...]:
    """Return the seven stations of the booklet."""
    return tuple(Transmitter(key, same(name), *rest) for key, name, *rest in STATIONS)
