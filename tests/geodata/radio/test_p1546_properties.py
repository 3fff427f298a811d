"""Properties that P.1546 must have whatever the numbers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.radio.p1546 import field as p1546
from geodata.radio.p1546.corrections import (
    Environment,
    knife_edge_loss_db,
    location_variability_db,
    receiver_height_db,
    short_path_dbuvm,
    transmitter_clutter_db,
)
from geodata.radio.p1546.heights import Profile, h1_with_terrain_m

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
heights = st.floats(-100.0, 1200.0)
frequencies = st.floats(30.0, 4000.0)
times = st.floats(1.0, 50.0)


@relaxed
@given(heights, frequencies, times)
def test_field_falls_with_distance(tables, height, frequency, time) -> None:
    """Beyond the slope-path region; the tables themselves fall everywhere."""
    distance = np.geomspace(max(2.0, height / 100.0), 1000.0, 300)
    field = p1546.field_strength_dbuvm(tables, p1546.Path(distance, height, frequency, time))
    assert (np.diff(field) < 1e-9).all()


@relaxed
@given(heights, st.floats(0.0, 300.0), st.floats(30.0, 300.0), times)
def test_field_rises_with_power_and_height(tables, height, more, frequency, time) -> None:
    distance = np.geomspace(10.0, 1000.0, 60)
    low = p1546.Path(distance, height, frequency, time, antenna_m=50.0)
    high = p1546.Path(distance, height + more, frequency, time, antenna_m=50.0)
    weak = p1546.field_strength_dbuvm(tables, low)
    assert p1546.field_strength_dbuvm(tables, low, 10.0) == pytest.approx(weak + 10.0)
    assert (p1546.field_strength_dbuvm(tables, high) >= weak - 1e-9).all()


@relaxed
@given(heights, st.floats(100.0, 2000.0), st.floats(1.0, 49.0), st.floats(0.0, 1.0))
def test_rarer_fields_are_at_least_as_strong(tables, height, frequency, time, more) -> None:
    """Between the nominal frequencies; ITU's extrapolation beyond them can break it."""
    distance = np.geomspace(1.0, 1000.0, 60)
    rare = p1546.field_strength_dbuvm(tables, p1546.Path(distance, height, frequency, time))
    usual = p1546.field_strength_dbuvm(tables, p1546.Path(distance, height, frequency, time + more))
    assert (rare >= usual - 1e-9).all()


@relaxed
@given(heights, frequencies, times, st.floats(1.0, 99.0))
def test_never_above_free_space(tables, height, frequency, time, location) -> None:
    distance = np.geomspace(0.01, 1000.0, 200)
    path = p1546.Path(distance, height, frequency, time, location, receiver_m=50.0)
    field = p1546.field_strength_dbuvm(tables, path)
    assert (field <= 106.9 - 20.0 * np.log10(distance) + 1e-9).all()


@relaxed
@given(frequencies, st.sampled_from([0.0, 10.0]))
def test_no_jump_where_small_and_negative_heights_begin(tables, frequency, limit) -> None:
    distance = np.geomspace(1.0, 1000.0, 40)
    below, above = (
        p1546.field_strength_dbuvm(tables, p1546.Path(distance, limit + shift, frequency, antenna_m=10.0))
        for shift in (-1e-9, 1e-9)
    )
    assert below == pytest.approx(above, abs=0.003)  # ITU rounds J(0) = 6.0329 dB to 6.03


@relaxed
@given(st.floats(-50.0, 1200.0), frequencies, times)
def test_no_jump_at_one_kilometre(tables, height, frequency, time) -> None:
    near, far = (
        float(p1546.field_strength_dbuvm(tables, p1546.Path(d, height, frequency, time)))
        for d in (1.0 - 1e-9, 1.0)
    )
    assert near == pytest.approx(far, abs=1e-5)


def test_short_paths_are_free_space_up_to_forty_metres() -> None:
    assert float(short_path_dbuvm(0.04, 0.0, 90.0)) == pytest.approx(106.9 - 20 * np.log10(0.04))
    assert float(short_path_dbuvm(1.0, 40.0, 90.0)) == pytest.approx(90.0)


def test_knife_edge_begins_at_the_printed_value() -> None:
    assert float(knife_edge_loss_db(-0.79)) == 0.0
    assert float(knife_edge_loss_db(-0.7806)) == pytest.approx(0.0, abs=2e-3)
    assert float(knife_edge_loss_db(0.0)) == pytest.approx(6.03, abs=0.005)


@given(st.sampled_from(list(Environment)), frequencies, st.floats(1.0, 100.0))
def test_a_higher_receiving_antenna_never_hears_less(environment, frequency, height) -> None:
    clutter = {"rural": 10.0, "suburban": 10.0, "urban": 15.0, "dense_urban": 20.0}[environment]
    low, high = (float(receiver_height_db(frequency, h, clutter, environment)) for h in (height, height + 1))
    assert high >= low - 0.03  # ITU rounds J(0) to 6.03 dB: the two laws meet within 0.003 dB


@given(frequencies, st.floats(1.0, 300.0), st.floats(0.0, 100.0))
def test_clutter_at_the_mast_never_helps(frequency, antenna, clutter) -> None:
    assert float(transmitter_clutter_db(frequency, antenna, clutter)) <= 0.0


def test_half_of_the_locations_changes_nothing() -> None:
    assert float(location_variability_db(94.0, 50.0)) == 0.0
    assert float(location_variability_db(94.0, 90.0)) < 0.0 < float(location_variability_db(94.0, 10.0))


def test_height_with_terrain_averages_the_right_stretch() -> None:
    distance = np.linspace(0.0, 30.0, 301)
    profile = Profile(distance, np.where(distance < 1.0, 100.0, 100.0 - distance))
    assert float(h1_with_terrain_m(profile, 20.0, 10.0)) == pytest.approx(20.0 + 6.0)
    assert float(h1_with_terrain_m(profile, 20.0, 25.0)) == pytest.approx(20.0 + 9.0)
