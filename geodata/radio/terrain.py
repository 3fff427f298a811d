"""Optional ground heights around a mast, from the reader's own elevation model.

The setting ``ATLAS_DEM`` names a raster in any projection, heights in metres above sea level.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import Geod, Transformer

from geodata.errors import InputError, MissingResourceError
from geodata.radio.p1546.heights import FAR_KM, Profile, h1_with_terrain_m
from geodata.radio.radial import AZIMUTHS_DEG, DISTANCES_KM, RADIALS

if TYPE_CHECKING:
    import rasterio

    from geodata.radio.arrays import Floats

SETTING: Final = "ATLAS_DEM"
SAMPLES_KM: Final = np.linspace(0.0, FAR_KM, 151)
_GEOD: Final = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, eq=False)
class RadialGround:
    """Ground heights on 360 radials around one mast.

    Attributes
    ----------
    elevation_m
        Metres above sea level, shape (360, 151): one row per degree clockwise from north,
        one column per ``SAMPLES_KM`` (0 to 15 km).
    """

    elevation_m: Floats

    @property
    def site_m(self) -> float:
        """Return the ground height at the mast, m above sea level."""
        return float(self.elevation_m[0, 0])

    def h1_m(self, antenna_m: float) -> Floats:
        """Return h1 for every radial and every distance of ``DISTANCES_KM``, m.

        References
        ----------
        ITU-R P.1546-6, Annex 5, sections 3.1.2 and 3.2.
        """
        profiles = (Profile(SAMPLES_KM, row) for row in self.elevation_m)
        return np.stack([h1_with_terrain_m(profile, antenna_m, DISTANCES_KM) for profile in profiles])


def read_radials(
    longitude_deg: float, latitude_deg: float, path: str | Path | None = None
) -> RadialGround | None:
    """Read the ground around a mast, or None when no elevation model is set.

    Parameters
    ----------
    longitude_deg, latitude_deg
        The mast, WGS 84, degrees.
    path
        Elevation raster; by default the setting ``ATLAS_DEM``.

    Raises
    ------
    MissingResourceError
        If the file named is not there.
    InputError
        If it is no georeferenced raster, does not reach 15 km around the mast, or has holes.
    """
    chosen = str(path) if path is not None else os.environ.get(SETTING, "")
    if not chosen.strip():
        return None
    file = Path(chosen).expanduser().resolve()
    if not file.is_file():
        raise MissingResourceError(
            f"{SETTING} désigne {file}, qui n'est pas un fichier",
            f"{SETTING} names {file}, which is not a file",
        )
    return _read(file, file.stat().st_mtime_ns, longitude_deg, latitude_deg)


@lru_cache(maxsize=64)
def _read(file: Path, _modified_ns: int, longitude_deg: float, latitude_deg: float) -> RadialGround:
    import rasterio  # noqa: PLC0415 - takes time to load, and few have a terrain
    from rasterio.errors import RasterioIOError  # noqa: PLC0415

    longitudes, latitudes = _sample_points(longitude_deg, latitude_deg)
    try:
        with rasterio.open(file) as dataset:
            if dataset.crs is None:
                raise InputError(
                    f"{file} n'indique pas son système de coordonnées",
                    f"{file} does not state its coordinate reference system",
                )
            place = f"{latitude_deg:.4f}, {longitude_deg:.4f}"
            elevation = _sample(dataset, file, place, longitudes, latitudes)
    except RasterioIOError as error:
        raise InputError(
            f"{file} n'est pas un raster lisible : {error}",
            f"{file} is not a readable raster: {error}",
        ) from error
    return RadialGround(elevation.reshape(RADIALS, len(SAMPLES_KM)))


def _sample_points(longitude_deg: float, latitude_deg: float) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes of the sample points, radial after radial."""
    azimuths = np.repeat(AZIMUTHS_DEG, len(SAMPLES_KM))
    metres = np.tile(SAMPLES_KM * 1000.0, RADIALS)
    start = (np.full(azimuths.shape, longitude_deg), np.full(azimuths.shape, latitude_deg))
    longitudes, latitudes, _ = _GEOD.fwd(*start, azimuths, metres)
    return np.asarray(longitudes), np.asarray(latitudes)


def _sample(
    dataset: rasterio.DatasetReader,
    file: Path,
    place: str,
    longitudes: Floats,
    latitudes: Floats,
) -> Floats:
    """Return the nearest cell's height at each point."""
    from rasterio.warp import transform_bounds  # noqa: PLC0415
    from rasterio.windows import Window  # noqa: PLC0415

    to_raster = Transformer.from_crs("EPSG:4326", dataset.crs, always_xy=True)
    x, y = (np.asarray(values) for values in to_raster.transform(longitudes, latitudes))
    cell = ~dataset.transform
    columns, rows = cell.a * x + cell.b * y + cell.c, cell.d * x + cell.e * y + cell.f
    outside = ~((columns >= 0) & (columns < dataset.width) & (rows >= 0) & (rows < dataset.height))
    if outside.any():
        west, south, east, north = transform_bounds(dataset.crs, "EPSG:4326", *dataset.bounds)
        span = f"{south:.3f} – {north:.3f}, {west:.3f} – {east:.3f}"
        raise InputError(
            f"{file} n'atteint pas 15 km autour de {place} (latitude, longitude) : il couvre "
            f"{span} (latitudes, longitudes) et {outside.mean():.0%} des points manquent",
            f"{file} does not reach 15 km around {place} (latitude, longitude): it covers "
            f"{span} (latitudes, longitudes) and {outside.mean():.0%} of the points are missing",
        )
    column, row = np.floor(columns).astype(np.intp), np.floor(rows).astype(np.intp)
    left, top = int(column.min()), int(row.min())
    window = Window(left, top, int(column.max()) - left + 1, int(row.max()) - top + 1)
    block = dataset.read(1, window=window, masked=True).astype(np.float64)
    heights = block[row - top, column - left].filled(np.nan)
    holes = ~np.isfinite(heights)
    if holes.any():
        raise InputError(
            f"{file} n'a pas de valeur (nodata) en {holes.sum()} des {holes.size} points lus "
            f"à moins de 15 km de {place} (latitude, longitude)",
            f"{file} has no value (nodata) at {holes.sum()} of the {holes.size} points read "
            f"within 15 km of {place} (latitude, longitude)",
        )
    return np.asarray(heights, dtype=np.float64)
