"""Longley-Rice against NTIA's published numbers, and against pyitm where pyitm is right."""

import numpy as np
import pyitm.itm as ntia
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.radio.itm.area import (
    Link,
    Percentages,
    Surroundings,
    basic_loss_db,
    field_strength_dbuvm,
)
from geodata.radio.itm.variability import Climate, Terminals, attenuation_not_exceeded_db

NTIA_GROUND = Surroundings(0.0, Climate.CONTINENTAL_TEMPERATE, 301.0, 15.0, 0.005)


# NTIA's own implementation, example "area mode, broadcast" (public domain), time 90 %.
@pytest.mark.parametrize(
    ("distance_km", "expected"),
    [
        (10.0, (147.0, 151.7, 155.9)),
        (20.0, (174.9, 179.2, 183.1)),
        (50.0, (215.8, 220.0, 223.8)),
        (100.0, (224.8, 229.0, 232.7)),
        (500.0, (260.0, 263.5, 266.6)),
        (1000.0, (295.6, 299.1, 302.2)),
    ],
)
def test_losses_of_ntias_area_example(distance_km, expected) -> None:
    link = Link(10_000.0, 3.0, 3.0, "vertical", NTIA_GROUND)
    for situation, loss in zip((50.0, 75.0, 90.0), expected, strict=True):
        ours = basic_loss_db(distance_km, link, Percentages(90.0, 50.0, situation))
        assert float(ours) == pytest.approx(loss, abs=0.051)


# NTIA's unit test of the variability: time 30, location 60, situation 90 %.
@pytest.mark.parametrize(
    ("climate", "expected"),
    [
        (Climate.EQUATORIAL, 62.258514685),
        (Climate.CONTINENTAL_SUBTROPICAL, 62.172817403),
        (Climate.MARITIME_SUBTROPICAL, 62.180947862),
        (Climate.DESERT, 62.285711000),
        (Climate.CONTINENTAL_TEMPERATE, 62.148868477),
        (Climate.MARITIME_TEMPERATE_LAND, 62.202217323),
        (Climate.MARITIME_TEMPERATE_SEA, 62.171720117),
    ],
)
def test_variability_of_ntias_unit_test(climate, expected) -> None:
    ends = Terminals((100.0, 100.0), 3500.0 / 47.7, 10.0)
    shares = (0.3, 0.6, 0.9)
    ours = attenuation_not_exceeded_db(np.array(50.0), np.array(10e3), ends, climate, shares)
    assert float(ours) == pytest.approx(expected, abs=1e-5)


def test_golden_numbers_of_the_default_link() -> None:
    """Frozen on 2026-11-22; a change here is a change of every map."""
    distance = np.array([1.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0])
    link = Link(94.0, 50.0)
    assert field_strength_dbuvm(distance, link).round(3).tolist() == GOLDEN_MEDIAN
    assert (
        field_strength_dbuvm(distance, link, Percentages(situation=90.0)).round(3).tolist() == GOLDEN_CAUTIOUS
    )


GOLDEN_MEDIAN = [105.917, 82.705, 71.651, 58.939, 50.157, 38.076, 17.884, -6.873]
GOLDEN_CAUTIOUS = [95.708, 72.673, 61.827, 49.496, 41.053, 29.54, 10.299, -13.707]


@given(
    st.floats(88.0, 108.0),
    st.floats(10.0, 600.0),
    st.sampled_from([0.0, 30.0, 90.0, 200.0, 500.0]),
    st.floats(1.0, 300.0),
    st.floats(50.0, 99.0),
    st.floats(1.0, 99.0),
)
def test_pyitm_agrees_in_the_fm_band_for_at_least_half_of_the_time(  # noqa: PLR0913
    frequency, height, delta_h, distance, time, situation
) -> None:
    around = Surroundings(delta_h_m=delta_h)
    ours = basic_loss_db(
        distance, Link(frequency, height, surroundings=around), Percentages(time, 50.0, situation)
    )
    shares = (time / 100.0, 0.5, situation / 100.0)
    ground = (around.permittivity, around.conductivity_s_m, around.refractivity_n)
    theirs, _ = ntia.area(3, delta_h, height, 10.0, distance, 0, 0, *ground, frequency, 4, 0, *shares)
    assert float(ours) == pytest.approx(theirs, abs=1e-6)


def test_rare_fields_are_stronger_than_pyitm_has_them() -> None:
    """Pyitm 0.3 forgets the deviation for times under 50 %: 1 % would equal 50 %."""
    link = Link(94.0, 50.0)
    rare, median = (float(field_strength_dbuvm(200.0, link, Percentages(time=time))) for time in (1.0, 50.0))
    assert rare > median + 10.0


heights = st.floats(20.0, 300.0)
roughness = st.sampled_from([0.0, 30.0, 90.0, 200.0])


@given(heights, roughness, st.sampled_from(list(Climate)))
def test_field_falls_with_distance(height, delta_h, climate) -> None:
    distance = np.geomspace(max(1.0, height / 100.0), 150.0, 200)
    link = Link(94.0, height, surroundings=Surroundings(delta_h, climate, 320.0))
    assert (np.diff(field_strength_dbuvm(distance, link)) < 0.0).all()


@given(heights, roughness, st.floats(1.05, 3.0))
def test_field_rises_with_power_and_height(height, delta_h, factor) -> None:
    distance = np.geomspace(5.0, 150.0, 100)
    around = Surroundings(delta_h)
    low = field_strength_dbuvm(distance, Link(94.0, height, surroundings=around))
    strong = field_strength_dbuvm(distance, Link(94.0, height, surroundings=around), erp_kw=factor)
    high = field_strength_dbuvm(distance, Link(94.0, height * factor, surroundings=around))
    assert strong == pytest.approx(low + 10.0 * np.log10(factor))
    assert (high >= low - 0.1).all()  # over a smooth sphere ITM itself dips by 0.08 dB near 200 m


@given(st.floats(1.0, 98.0), st.floats(0.5, 1.0), st.sampled_from(["time", "location"]))
def test_asking_for_more_gives_less(share, more, name) -> None:
    link = Link(94.0, 50.0)
    distance = np.geomspace(1.0, 300.0, 50)
    easy = field_strength_dbuvm(distance, link, Percentages(**{name: share}))
    hard = field_strength_dbuvm(distance, link, Percentages(**{name: share + more}))
    assert (hard <= easy + 1e-9).all()
