"""P.1546-6 with terrain: the 38 land cases of the validation set of ITU-R Study Group 3."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geodata.radio.p1546 import field as p1546
from geodata.radio.p1546.corrections import Environment
from geodata.radio.p1546.heights import (
    Profile,
    h1_with_terrain_m,
    receiver_clearance_deg,
    transmitter_clearance_deg,
)

if TYPE_CHECKING:
    from pathlib import Path

SEA = 1
ENVIRONMENTS = {
    "Rural": Environment.RURAL,
    "Suburban": Environment.SUBURBAN,
    "Urban": Environment.URBAN,
    "Dense Urban": Environment.DENSE_URBAN,
}
INTERMEDIATE = {
    "curve_dbuvm": "Field strength (dBuV/m)",
    "clearance_db": "TCA correction (dB)",
    "scatter_dbuvm": "Trop. Scatt. field strength Ets (dBuV/m)",
    "receiver_db": "Rx antenna height correction (dB)",
    "transmitter_clutter_db": "Tx clutter correction (dB)",
    "slope_db": "Rx slope-path correction (dB)",
}


@dataclass(frozen=True, eq=False)
class Case:
    """One computed path: the inputs we derive ourselves and what SG3 obtained."""

    name: str
    path: p1546.Path
    erp_kw: float
    expected_dbuvm: float
    log: dict[str, str]


def _log(file: Path) -> dict[str, str]:
    with file.open(encoding="latin-1", newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) > 3 and row[3].strip()]
    return {row[0].strip(): row[3].strip() for row in rows}


def _sections(file: Path) -> tuple[list[list[str]], list[list[str]], bool]:
    lines = file.read_text(encoding="latin-1").splitlines()
    cut = {mark: lines.index(mark) for mark in lines if mark.startswith("{")}
    profile = lines[cut["{Begin of Profile}"] + 2 : cut["{End of Profile}"]]
    measured = lines[cut["{Begin of Measurements}"] + 1 : cut["{End of Measurements}"]]
    from_receiver = any(line.startswith("First Point TX or RX:,R") for line in lines)
    rows = [line.split(",") for line in measured if line.count(",") > 3]
    return [line.split(",") for line in profile], rows, from_receiver


def land_cases(folder: Path) -> list[Case]:
    """Read every case whose profile holds no sea."""
    cases = []
    for file in sorted((folder / "validation_profiles").glob("*.csv")):
        points, rows, swapped = _sections(file)
        if any(int(point[2]) == SEA for point in points):
            continue
        for number, row in enumerate(rows, start=1):
            log = _log(folder / "matlab_results" / f"{file.stem}_{number}_log.csv")
            cases.append(_case(f"{file.stem} {number}", points, row, log, swapped=swapped))
    return cases


def _case(name: str, points: list[list[str]], row: list[str], log: dict[str, str], *, swapped: bool) -> Case:
    numbers = np.array([[float(cell or 0) for cell in point[:4]] for point in points])
    heights = [float(row[1]), float(row[3])]
    if swapped:  # Annex 5, section 1.1: the last point is the transmitting/base terminal
        numbers = numbers[::-1]
        numbers[:, 0] = numbers[0, 0] - numbers[:, 0]
        heights.reverse()
    profile = Profile(numbers[:, 0].copy(), numbers[:, 1].copy())
    antenna, receiver = heights
    length = float(profile.distance_km[-1])
    difference = profile.elevation_m[0] + antenna - profile.elevation_m[-1] - receiver
    path = p1546.Path(
        distance_km=length,
        h1_m=float(h1_with_terrain_m(profile, antenna, length)),
        frequency_mhz=float(row[0]),
        time_percent=float(log["Percentage time t (%)"]),
        antenna_m=antenna,
        antenna_clutter_m=float(numbers[0, 3]),
        receiver_m=receiver,
        receiver_clutter_m=float(numbers[-1, 3]),
        environment=ENVIRONMENTS[log["Rx clutter type"]],
        ground=p1546.Ground(
            transmitter_clearance_deg(profile, antenna),
            receiver_clearance_deg(profile, receiver),
            float(difference),
        ),
    )
    expected = float(log["Resulting field strength for given PTx (dBuV/m)"])
    return Case(name, path, float(log["Tx Power (kW)"]), expected, log)


def test_all_38_land_cases_of_study_group_3_within_a_ten_thousandth_of_a_decibel(
    itu_reference, tables
) -> None:
    cases = land_cases(itu_reference / "sg3_p1546")
    assert len(cases) == 38
    errors = {
        case.name: float(p1546.field_strength_dbuvm(tables, case.path, case.erp_kw)) - case.expected_dbuvm
        for case in cases
    }
    assert {name: error for name, error in errors.items() if abs(error) >= 1e-4} == {}


def test_intermediate_values_of_study_group_3(itu_reference, tables) -> None:
    for case in land_cases(itu_reference / "sg3_p1546"):
        steps = p1546.steps(tables, case.path)
        for name, label in INTERMEDIATE.items():
            expected = float(case.log[label])  # printed with six significant digits
            assert float(getattr(steps, name)) == pytest.approx(expected, rel=5e-5, abs=2e-4), (
                case.name,
                name,
            )


def test_basic_loss_of_study_group_3(itu_reference, tables) -> None:
    for case in land_cases(itu_reference / "sg3_p1546"):
        field = p1546.field_strength_dbuvm(tables, case.path)
        expected = float(case.log["Resulting basic transmission loss (dB)"])
        loss = p1546.basic_loss_db(field, case.path.frequency_mhz)
        assert float(loss) == pytest.approx(expected, abs=1e-4)
