"""Tabulated field strengths of ITU-R P.1546-6: loaded from the reader's copy, never shipped.

The tables are © ITU. ITU publishes them as an Excel workbook beside the Recommendation; the
setting ``ATLAS_P1546_TABLES`` names that workbook, or an ``.npz`` extracted from it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

import numpy as np

from geodata.errors import InputError, MissingResourceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTING: Final = "ATLAS_P1546_TABLES"
WHERE: Final = "https://www.itu.int/rec/R-REC-P.1546/"

FREQUENCIES_MHZ: Final = (100.0, 600.0, 2000.0)
TIMES_PERCENT: Final = (1.0, 10.0, 50.0)
HEIGHTS_M: Final = (10.0, 20.0, 37.5, 75.0, 150.0, 300.0, 600.0, 1200.0)
DISTANCE_COUNT: Final = 78

_FIRST_ROW: Final = 6
_MARK_ROW: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Land curves of P.1546-6, Annexes 2 to 4, as numbers.

    Attributes
    ----------
    distance_km
        The 78 tabulated distances, 1 to 1000 km.
    field_dbuvm
        Field strength for 1 kW ERP in dB(µV/m), shape (3 frequencies, 3 times, 8 heights, 78
        distances), in the order of ``FREQUENCIES_MHZ``, ``TIMES_PERCENT``, ``HEIGHTS_M``.
    """

    distance_km: NDArray[np.float64]
    field_dbuvm: NDArray[np.float64]

    def __post_init__(self) -> None:
        shape = (len(FREQUENCIES_MHZ), len(TIMES_PERCENT), len(HEIGHTS_M), DISTANCE_COUNT)
        grid = self.distance_km
        sound = (
            grid.shape == (DISTANCE_COUNT,)
            and self.field_dbuvm.shape == shape
            and bool(np.isfinite(self.field_dbuvm).all())
            and (float(grid[0]), float(grid[-1])) == (1.0, 1000.0)
            and bool((np.diff(grid) > 0).all())
        )
        if not sound:
            raise InputError(
                "les tables P.1546 lues n'ont pas la forme attendue : 9 familles terrestres, "
                "78 distances de 1 à 1000 km et 8 hauteurs",
                "the P.1546 tables read do not have the expected form: 9 land families, "
                "78 distances from 1 to 1000 km and 8 heights",
            )


def load_tables(path: str | Path | None = None) -> Tables:
    """Read the tabulated field strengths.

    Parameters
    ----------
    path
        ITU's workbook (``.xls``) or an ``.npz`` of its land tables; by default the setting
        ``ATLAS_P1546_TABLES``.

    Raises
    ------
    MissingResourceError
        If no path is set or nothing is there: the message says where ITU publishes the file.
    InputError
        If the file is not such a workbook or archive.

    References
    ----------
    ITU-R P.1546-6, Annex 1, section 3 (computer-based tabulations).
    """
    chosen = str(path) if path is not None else os.environ.get(SETTING, "")
    if not chosen.strip():
        raise MissingResourceError(
            f"le modèle P.1546 a besoin des valeurs tabulées de l'UIT, que nous ne pouvons pas "
            f"redistribuer : téléchargez le classeur Excel joint à la Recommandation ({WHERE}) "
            f"et indiquez son chemin dans le réglage {SETTING}",
            f"the P.1546 model needs ITU's tabulated values, which we may not redistribute: "
            f"download the Excel workbook published with the Recommendation ({WHERE}) "
            f"and give its path in the setting {SETTING}",
        )
    file = Path(chosen).expanduser().resolve()
    if not file.is_file():
        raise MissingResourceError(
            f"{SETTING} désigne {file}, qui n'est pas un fichier ; le classeur se trouve à {WHERE}",
            f"{SETTING} names {file}, which is not a file; the workbook is found at {WHERE}",
        )
    return _load(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(file: Path, _modified_ns: int) -> Tables:
    """Read one file once, as long as it does not change."""
    return _from_npz(file) if file.suffix.lower() == ".npz" else _from_workbook(file)


def _unreadable(file: Path) -> InputError:
    return InputError(
        f"{file} n'est ni le classeur P.1546 de l'UIT (.xls) ni une archive .npz de ses tables",
        f"{file} is neither ITU's P.1546 workbook (.xls) nor an .npz archive of its tables",
    )


def _names() -> list[tuple[int, int]]:
    return [(int(mhz), int(percent)) for mhz in FREQUENCIES_MHZ for percent in TIMES_PERCENT]


def _from_npz(file: Path) -> Tables:
    """Read arrays ``d`` and ``Land_<MHz>_<percent>`` (distances by heights)."""
    try:
        with np.load(file, allow_pickle=False) as archive:
            distance_km = np.asarray(archive["d"], dtype=np.float64)
            families = [archive[f"Land_{mhz}_{percent}"].T for mhz, percent in _names()]
    except (KeyError, ValueError, OSError, EOFError, BadZipFile) as error:
        raise _unreadable(file) from error
    return _assemble(distance_km, families)


def _from_workbook(file: Path) -> Tables:
    """Read the land sheets of ITU's workbook, found by their headings and not by their order."""
    import xlrd  # noqa: PLC0415  (only readers of the workbook need it)

    try:
        book = xlrd.open_workbook(file)
        found: dict[tuple[int, int], NDArray[np.float64]] = {}
        distance_km = np.empty(0)
        for sheet in book.sheets():
            marks = [str(sheet.cell_value(row, 1)) for row in range(_MARK_ROW + 1)]
            if marks[_MARK_ROW].strip() != "Land":
                continue
            number, unit = marks[1].split()
            key = (int(number) * (1000 if unit == "GHz" else 1), int(float(marks[2])))
            rows = range(_FIRST_ROW, _FIRST_ROW + DISTANCE_COUNT)
            block = np.array([sheet.row_values(row, 1, 2 + len(HEIGHTS_M)) for row in rows])
            distance_km, found[key] = block[:, 0], block[:, 1:].T
        families = [found[key] for key in _names()]
    except (xlrd.XLRDError, KeyError, ValueError, IndexError, OSError) as error:
        raise _unreadable(file) from error
    return _assemble(distance_km, families)


def _assemble(distance_km: NDArray[np.float64], families: list[NDArray[np.float64]]) -> Tables:
    shape = (len(FREQUENCIES_MHZ), len(TIMES_PERCENT))
    field = np.ascontiguousarray(np.stack(families), dtype=np.float64)
    return Tables(distance_km, field.reshape(*shape, *field.shape[1:]))
