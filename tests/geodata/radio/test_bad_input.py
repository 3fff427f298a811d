"""Errors name the value and the allowed range, in both languages."""

import numpy as np
import pytest

from geodata.errors import InputError, MissingResourceError
from geodata.radio.itm import area as itm
from geodata.radio.itm.area import Link, Percentages, Surroundings
from geodata.radio.p1546 import field as p1546
from geodata.radio.p1546.heights import Profile
from geodata.radio.p1546.tables import WHERE, Tables, load_tables
from geodata.radio.prediction import Model, Settings
from geodata.radio.transmitter import Assumed, Documented, Transmitter
from geodata.text import same

NAME = same("Gao")
BAD = {
    "negative ERP": (lambda: Assumed(erp_kw=-1.0), "-1 kW", "0.0001", "1000 kW"),
    "documented ERP": (lambda: Documented(erp_kw=1e9), "1e+09 kW", "0.0001", "1000 kW"),
    "NaN height": (lambda: Assumed(antenna_m=float("nan")), "nan m", "1", "3000 m"),
    "frequency": (lambda: Transmitter("a", NAME, 0.0, 0.0, 29.0), "29 MHz", "30", "4000 MHz"),
    "latitude": (lambda: Transmitter("a", NAME, 0.0, 91.0, 94.0), "91 °", "-90", "90 °"),
    "P.1546 time": (
        lambda: Settings(model=Model.P1546, time_percent=60.0), "60 %", "1", "50 %",
    ),
    "ITM time": (lambda: Settings(time_percent=99.5), "99.5 %", "1", "99 %"),
    "situation": (lambda: Percentages(situation=0.0), "0 %", "1", "99 %"),
    "threshold": (lambda: Settings(threshold_dbuvm=200.0), "200 dBµV/m", "0", "120 dBµV/m"),
    "delta h": (lambda: Surroundings(delta_h_m=-5.0), "-5 m", "0", "500 m"),
    "ITM frequency": (lambda: Link(10.0, 50.0), "10 MHz", "20", "20000 MHz"),
    "ITM distance": (lambda: itm.basic_loss_db(0.5, Link(94.0, 50.0)), "0.5 km", "1", "2000 km"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_message_names_value_and_range(case) -> None:
    make, value, low, high = BAD[case]
    with pytest.raises(InputError) as caught:
        make()
    for lang in ("fr", "en"):
        message = caught.value.message(lang)
        assert value in message
        assert low in message
        assert high in message


@pytest.mark.parametrize(
    ("path", "value", "limit"),
    [
        (p1546.Path(1500.0, 50.0, 94.0), "1500 km", "1000 km"),
        (p1546.Path(10.0, 5000.0, 94.0), "5000 m", "3000 m"),
        (p1546.Path(10.0, 50.0, 5000.0), "5000 MHz", "4000 MHz"),
        (p1546.Path(10.0, 50.0, 94.0, 0.5), "0.5 %", "50 %"),
        (p1546.Path(10.0, 50.0, 94.0, receiver_m=0.2), "0.2 m", "3000 m"),
        (p1546.Path(np.array([5.0, -2.0]), 50.0, 94.0), "-2 km", "1000 km"),
    ],
)
def test_p1546_names_value_and_range(path, value, limit) -> None:
    shape = (3, 3, 8, 78)
    tables = Tables(np.geomspace(1.0, 1000.0, 78), np.zeros(shape))
    with pytest.raises(InputError) as caught:
        p1546.field_strength_dbuvm(tables, path)
    assert value in str(caught.value)
    assert limit in str(caught.value)


def test_polarisation_is_one_of_two() -> None:
    with pytest.raises(InputError, match="circular"):
        Assumed(polarisation="circular")


def test_missing_tables_say_where_itu_publishes_them() -> None:
    with pytest.raises(MissingResourceError) as caught:
        load_tables()
    for lang in ("fr", "en"):
        assert WHERE in caught.value.message(lang)
        assert "ATLAS_P1546_TABLES" in caught.value.message(lang)


def test_missing_file_is_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_P1546_TABLES", str(tmp_path / "nowhere.xls"))
    with pytest.raises(MissingResourceError, match=r"nowhere\.xls"):
        load_tables()


@pytest.mark.parametrize("name", ["book.xls", "tables.npz"])
def test_file_of_another_kind_is_refused(tmp_path, name) -> None:
    (tmp_path / name).write_text("not tables")
    with pytest.raises(InputError, match=name):
        load_tables(tmp_path / name)


def test_archive_of_another_shape_is_refused(tmp_path) -> None:
    file = tmp_path / "other.npz"
    families = {f"Land_{f}_{t}": np.zeros((5, 8)) for f in (100, 600, 2000) for t in (1, 10, 50)}
    np.savez(file, d=np.arange(5.0), **families)
    with pytest.raises(InputError, match="78 distances"):
        load_tables(file)


def test_profile_must_grow_from_zero() -> None:
    with pytest.raises(InputError, match="from 0 km"):
        Profile(np.array([1.0, 2.0]), np.zeros(2))
