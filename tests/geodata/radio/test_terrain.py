"""Effective heights from an elevation model, and the errors of a wrong one."""

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.transform import from_origin

from geodata.errors import InputError, MissingResourceError
from geodata.radio.network import station_contours
from geodata.radio.prediction import Model, Settings
from geodata.radio.terrain import read_radials

GAO = (-0.0447, 16.2717)


def write_dem(path, crs, centre, cell, height_of, *, half=22_000.0):  # noqa: PLR0913
    """Write a square raster around a point; heights from projected offsets in metres."""
    scale = 1.0 if cell > 1.0 else cell / 100.0
    count = int(2 * half * scale / cell)
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(*centre)
    left, top = x - count * cell / 2.0, y + count * cell / 2.0
    columns, rows = np.meshgrid(np.arange(count) + 0.5, np.arange(count) + 0.5)
    east, north = (columns - count / 2) * cell / scale, (count / 2 - rows) * cell / scale
    profile = {
        "driver": "GTiff", "height": count, "width": count, "count": 1, "dtype": "float32",
        "crs": crs, "transform": from_origin(left, top, cell, cell), "nodata": -9999.0,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(height_of(east, north).astype("float32"), 1)
    return path


def plateau(east, north):
    """Ground at 300 m, 100 m lower in the east."""
    return np.where(east > 1_000.0, 200.0, 300.0) + 0.0 * north


def test_no_setting_means_no_terrain() -> None:
    assert read_radials(*GAO) is None


@pytest.mark.parametrize(("crs", "cell"), [("EPSG:32631", 100.0), ("EPSG:4326", 0.001)])
def test_effective_heights_by_direction_in_any_projection(tmp_path, crs, cell) -> None:
    ground = read_radials(*GAO, write_dem(tmp_path / "dem.tif", crs, GAO, cell, plateau))
    heights = ground.h1_m(50.0)[:, -1]
    assert heights.shape == (360,)
    assert heights[90] == pytest.approx(150.0)
    assert heights[270] == pytest.approx(50.0)
    assert ground.site_m == pytest.approx(300.0)


@pytest.mark.usefixtures("with_tables")
def test_contours_reach_farther_over_lower_ground(tmp_path, monkeypatch, stations) -> None:
    file = write_dem(tmp_path / "dem.tif", "EPSG:32631", GAO, 100.0, plateau)
    monkeypatch.setenv("ATLAS_DEM", str(file))
    settings = Settings(model=Model.P1546)
    contour = station_contours([stations[1]], settings)[0]
    assert contour.radius_km[90] > contour.radius_km[270] * 1.3
    monkeypatch.delenv("ATLAS_DEM")
    flat = station_contours([stations[1]], settings)[0]
    assert contour.radius_km[270] == pytest.approx(flat.radius_km[270], rel=1e-3)


def test_a_dem_elsewhere_says_what_it_covers(tmp_path) -> None:
    file = write_dem(tmp_path / "dem.tif", "EPSG:4326", (10.0, 50.0), 0.001, plateau)
    with pytest.raises(InputError) as caught:
        read_radials(*GAO, file)
    for lang in ("fr", "en"):
        assert "15 km" in caught.value.message(lang)
        assert "16.2717, -0.0447" in caught.value.message(lang)
        assert "100%" in caught.value.message(lang)


def test_a_dem_that_stops_short_is_refused(tmp_path) -> None:
    file = write_dem(tmp_path / "dem.tif", "EPSG:32631", GAO, 100.0, plateau, half=12_000.0)
    with pytest.raises(InputError, match="does not reach 15 km"):
        read_radials(*GAO, file)


def test_holes_are_refused(tmp_path) -> None:
    def holed(east, north):
        return np.where(np.hypot(east - 5_000.0, north) < 500.0, -9999.0, 300.0)

    file = write_dem(tmp_path / "dem.tif", "EPSG:32631", GAO, 100.0, holed)
    with pytest.raises(InputError, match="nodata"):
        read_radials(*GAO, file)


def test_a_raster_without_projection_is_refused(tmp_path) -> None:
    file = tmp_path / "dem.tif"
    profile = {"driver": "GTiff", "height": 2, "width": 2, "count": 1, "dtype": "float32"}
    with rasterio.open(file, "w", **profile, transform=from_origin(0, 1, 1, 1)) as dataset:
        dataset.write(np.zeros((2, 2), "float32"), 1)
    with pytest.raises(InputError, match="coordinate reference system"):
        read_radials(*GAO, file)


def test_a_file_that_is_no_raster_is_refused(tmp_path) -> None:
    (tmp_path / "dem.tif").write_text("no raster")
    with pytest.raises(InputError, match=r"dem\.tif"):
        read_radials(*GAO, tmp_path / "dem.tif")
    with pytest.raises(MissingResourceError, match=r"absent\.tif"):
        read_radials(*GAO, tmp_path / "absent.tif")
