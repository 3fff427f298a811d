"""Stations, contours and interference."""

import dataclasses

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.radio import interference
from geodata.radio.contours import GEOD
from geodata.radio.interference import nuisance_dbuvm, usable_dbuvm
from geodata.radio.network import neighbours, station_contours
from geodata.radio.prediction import Model, Settings, radial_field
from geodata.radio.radial import DISTANCES_KM, RadialField
from geodata.radio.thresholds import THRESHOLDS, Service, Zone, threshold, threshold_label
from geodata.radio.transmitter import Assumed, Documented, Transmitter
from geodata.text import same

relaxed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)


def test_thresholds_are_those_of_bs_412() -> None:
    assert [item.field_dbuvm for item in THRESHOLDS] == [54.0, 66.0, 74.0, 48.0, 60.0, 70.0]
    assert threshold(Service.MONO, Zone.URBAN).id == "mono_urban"
    assert threshold_label(48).get("fr") == "mono, campagne (48 dBµV/m)"


def test_assumptions_disappear_when_documented() -> None:
    station = Transmitter("a", same("A"), 0.0, 15.0, 94.0, documented=Documented(erp_kw=5.0))
    assert station.erp_kw == 5.0
    assert station.assuming(erp_kw=2.0, antenna_m=80.0).erp_kw == 5.0
    assert station.assumptions() == ("antenna_m", "polarisation")
    assert station.assumptions_text().en == ("assumed: antenna 50 m above ground, horizontal polarisation")
    known = dataclasses.replace(station, documented=Documented(5.0, 60.0, "vertical"))
    assert known.assumptions_text().fr == "aucune hypothèse"
    assert Assumed() == Assumed(1.0, 50.0, "horizontal")


def test_contours_are_geodesic_circles_without_terrain(stations) -> None:
    contour = station_contours(stations, Settings())[1]
    longitude, latitude = contour.ring.T
    centre = np.full(361, -0.0447), np.full(361, 16.2717)
    _, _, metres = GEOD.inv(*centre, longitude, latitude)
    assert np.ptp(metres) < 0.01
    assert metres[0] / 1000.0 == pytest.approx(contour.radius_km[0])
    assert contour.polygon.exterior.is_ccw
    assert contour.area_km2 == pytest.approx(np.pi * contour.radius_km[0] ** 2, rel=1e-4)


def test_reach_matches_the_model(stations) -> None:
    settings_ = Settings(threshold_dbuvm=60.0)
    field = radial_field(stations[1], settings_)
    reach = field.reach_km(60.0)
    assert field.at(reach, 0.0) == pytest.approx(np.full(360, 60.0), abs=1e-6)
    assert RadialField.of(field.field_dbuvm[0] - 200.0).reach_km(60.0).max() == 0.0


def test_reach_stops_at_the_first_gap() -> None:
    curve = np.where((DISTANCES_KM > 10.0) & (DISTANCES_KM < 20.0), 40.0, 70.0)
    curve[DISTANCES_KM > 30.0] = 20.0
    assert RadialField.of(curve).reach_km(54.0).max() < 11.0


@relaxed
@given(st.floats(40.0, 80.0), st.floats(0.5, 20.0), st.sampled_from([None, "stereo", "mono"]))
def test_a_higher_threshold_lies_inside_a_lower_one(stations, low, more, kind) -> None:
    protection = {"stereo": interference.STEREO, "mono": interference.MONO}.get(kind)
    wide = station_contours(stations, Settings(threshold_dbuvm=low), protection)
    tight = station_contours(stations, Settings(threshold_dbuvm=low + more), protection)
    for outer, inner in zip(wide, tight, strict=True):
        assert (inner.radius_km <= outer.radius_km * (1.0 + 1e-4)).all()


@relaxed
@given(st.floats(0.01, 100.0), st.floats(1.1, 10.0), st.floats(20.0, 200.0))
def test_more_power_reaches_farther(stations, power, factor, height) -> None:
    weak, strong = (
        station_contours([stations[0].assuming(erp_kw=p, antenna_m=height)], Settings())[0]
        for p in (power, power * factor)
    )
    assert strong.radius_km[0] > weak.radius_km[0]


def test_power_sum() -> None:
    assert float(usable_dbuvm(54.0, np.full((1, 1), -np.inf))[0]) == 54.0
    three = usable_dbuvm(54.0, np.full((3, 2), 54.0))
    assert three == pytest.approx(54.0 + 10.0 * np.log10(4.0))


def test_nuisance_is_the_worse_of_steady_and_tropospheric() -> None:
    steady, rare = np.array([10.0, 10.0]), np.array([12.0, 30.0])
    assert nuisance_dbuvm(steady, rare, interference.STEREO).tolist() == [55.0, 67.0]


def test_only_the_stations_on_94_mhz_disturb_each_other(stations) -> None:
    assert [item.id for item in neighbours(stations[1], stations)] == [
        "kidal",
        "menaka",
        "tessalit",
    ]
    alone = station_contours(stations, Settings())
    amid = station_contours(stations, Settings(), interference.STEREO)
    for before, after in zip(alone, amid, strict=True):
        shared = before.transmitter.frequency_mhz == 94.0
        assert (after.radius_km <= before.radius_km + 1e-9).all()
        assert (after.radius_km < before.radius_km).any() == shared


def test_interference_bites_towards_the_other_station(stations) -> None:
    gao, kidal = stations[1], stations[2]
    contour = station_contours([gao, kidal], Settings(), interference.STEREO)[1]
    azimuth, _, _ = GEOD.inv(kidal.longitude_deg, kidal.latitude_deg, gao.longitude_deg, gao.latitude_deg)
    towards = round(azimuth) % 360
    assert contour.radius_km[towards] < contour.radius_km[(towards + 180) % 360]
    assert contour.radius_km[towards] == pytest.approx(contour.radius_km.min(), abs=0.05)


@pytest.mark.usefixtures("with_tables")
def test_open_ground_reaches_farther_than_measured_ground(stations) -> None:
    """ITM is bare earth, P.1546 is measured ground: both are shown, neither is tuned."""
    itm = station_contours(stations, Settings())
    itu = station_contours(stations, Settings(model=Model.P1546))
    for one, other in zip(itm, itu, strict=True):
        assert 1.2 < one.radius_km.mean() / other.radius_km.mean() < 1.6
