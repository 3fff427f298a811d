"""Vector layers (GeoJSON, GeoPackage, KML, GPX, Shapefile, FlatGeobuf, GeoParquet) to a frame in WGS 84."""

from __future__ import annotations

import io
import re
import tempfile
import warnings
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from geodata.own.reading.archive import refuse_doctype, unpack
from geodata.own.reading.model import unreadable
from geodata.own.reading.several import check_wanted, told
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.own.limits import Limits

Layer = tuple[gpd.GeoDataFrame, list[str]]
_SUFFIX: Final = {"gpkg": ".gpkg", "kml": ".kml", "gpx": ".gpx", "fgb": ".fgb", "shp": ".shp"}
_OF_A_SHAPEFILE: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
#: Names of reference systems as GeoJSON has them: never a file, nor a definition.
_SYSTEM: Final = re.compile(r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?[\w:./-]{1,60}")
_NO_SYSTEM: Final = Text(
    "système de coordonnées non dit : longitude et latitude WGS 84 supposées",
    "no reference system stated: WGS 84 longitude and latitude assumed",
)
_REPROJECTED: Final = Text(
    "coordonnées converties de {system} en WGS 84", "coordinates converted from {system} to WGS 84"
)
_MENDED: Final = Text("{count} géométrie(s) invalide(s) réparée(s)", "{count} invalid geometry(ies) mended")
_EMPTY: Final = Text("{count} élément(s) sans géométrie", "{count} feature(s) without geometry")
_OFF: Final = Text(
    "{count} géométrie(s) hors du globe, laissée(s)", "{count} geometry(ies) off the globe, left out"
)


def read_vector(  # noqa: PLR0913 - a file, what is asked of it, and the limits
    data: bytes, name: str, form: str, limits: Limits, notes: list[Text], wanted: str = ""
) -> tuple[gpd.GeoDataFrame, list[str], str]:
    """Return one layer in EPSG:4326, the names of all layers and the one read.

    Raises
    ------
    InputError
        If the file is not what its name says, or holds more than is allowed.
    """
    try:
        frame, layers = _READERS[form](data, name, form, limits, wanted)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FieldError,
        orjson.JSONDecodeError,
        shapely.errors.ShapelyError,
        CRSError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise unreadable(
            name, f"ce n’est pas une couche {form} valide", f"this is no valid {form} layer"
        ) from error
    chosen = wanted or ("" if form in {"kml", "kmz"} else layers[0] if layers else "")
    notes += told(chosen, layers)
    limits.check("rows", len(frame), name)
    limits.check("columns", len(frame.columns), name)
    limits.check("vertices", int(shapely.get_num_coordinates(frame.geometry.array).sum()), name)
    return _in_degrees(frame, notes, name), layers, chosen


def _in_degrees(frame: gpd.GeoDataFrame, notes: list[Text], name: str) -> gpd.GeoDataFrame:
    """Convert to WGS 84, mend what is invalid, and empty what is off the globe; every row stays."""
    frame = frame.rename_geometry("geometry") if frame.geometry.name != "geometry" else frame
    if frame.crs is None:
        if not _is_degrees(frame):
            raise unreadable(
                name,
                "ses coordonnées ne sont pas des degrés et son système n’est pas dit (sans fichier .prj ?)",
                "its coordinates are not degrees and its reference system is not stated (no .prj file?)",
            )
        notes.append(_NO_SYSTEM)
        frame = frame.set_crs(4326)
    elif not frame.crs.equals("OGC:CRS84") and frame.crs.to_epsg() != 4326:
        notes.append(_REPROJECTED.format(system=frame.crs.name))
        frame = frame.to_crs(4326)
    else:
        frame = frame.set_crs(4326, allow_override=True)
    shapes = shapely.force_2d(frame.geometry.array)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    invalid = ~missing & ~shapely.is_valid(shapes)
    if invalid.any():
        shapes[invalid] = shapely.make_valid(shapes[invalid])
        notes.append(_MENDED.format(count=int(invalid.sum())))
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        on = (np.abs(bounds[:, [0, 2]]) <= 180).all(axis=1) & (np.abs(bounds[:, [1, 3]]) <= 90).all(axis=1)
    off = ~missing & ~on
    shapes[missing | off] = None
    notes += [_EMPTY.format(count=int(missing.sum()))] if missing.any() else []
    notes += [_OFF.format(count=int(off.sum()))] if off.any() else []
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=4326))


def _is_degrees(frame: gpd.GeoDataFrame) -> bool:
    west, south, east, north = frame.total_bounds
    return bool(np.isnan(west) or (west >= -180 and east <= 180 and south >= -90 and north <= 90))


def _geojson(data: bytes, name: str, _form: str, limits: Limits, _wanted: str) -> Layer:
    """Read GeoJSON as JSON, so that nothing else that calls itself GeoJSON is opened."""
    document = orjson.loads(data)
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Feature":
        features = [document]
    elif kind == "FeatureCollection":
        features = document["features"]
    elif kind in {*shapely.geometry.__all__, "GeometryCollection"}:
        features = [{"type": "Feature", "properties": {}, "geometry": document}]
    else:
        raise unreadable(name, "ce JSON n’est pas du GeoJSON", "this JSON is not GeoJSON")
    limits.check("rows", len(features), name)
    # GeoJSON allows no numbers but these; NaN and Infinity are refused by the reader of JSON already.
    shapes = [shapely.geometry.shape(f["geometry"]) if f.get("geometry") else None for f in features]
    table = pd.DataFrame([f.get("properties") or {} for f in features], index=range(len(features)))
    system = ((document.get("crs") or {}).get("properties") or {}).get("name") or "OGC:CRS84"
    if not _SYSTEM.fullmatch(system):
        raise CRSError(system[:80])
    return gpd.GeoDataFrame(table.drop(columns="geometry", errors="ignore"), geometry=shapes, crs=system), []


def _with_gdal(data: bytes, name: str, form: str, limits: Limits, wanted: str) -> Layer:
    if form in {"kml", "gpx"}:
        refuse_doctype(data, name)
    with tempfile.TemporaryDirectory(prefix="own-") as folder:
        path = Path(folder) / f"layer{_SUFFIX[form]}"
        path.write_bytes(data)
        return _open(path, name, limits, wanted)


def _shapefile(data: bytes, name: str, _form: str, limits: Limits, wanted: str) -> Layer:
    """Read a zipped Shapefile, in whatever subfolder; its parts are written under names of our own."""
    members = unpack(data, name, limits)
    parts = {PurePosixPath(path): content for path, content in members.items() if "__MACOSX" not in path}
    shapes = [path for path in parts if path.suffix.lower() == ".shp"]
    check_wanted(wanted, [path.stem for path in shapes], name)
    largest = max(shapes, key=lambda path: len(parts[path]))
    chosen = next((path for path in shapes if path.stem == wanted), largest)
    with tempfile.TemporaryDirectory(prefix="own-") as folder:
        for path, content in parts.items():
            if path.with_suffix("") == chosen.with_suffix("") and path.suffix.lower() in _OF_A_SHAPEFILE:
                (Path(folder) / f"layer{path.suffix.lower()}").write_bytes(content)
        frame, _ = _open(Path(folder) / "layer.shp", name, limits, "")
    return frame, [chosen.stem, *(path.stem for path in shapes if path != chosen)]


def _kmz(data: bytes, name: str, _form: str, limits: Limits, wanted: str) -> Layer:
    members = unpack(data, name, limits)
    inside = sorted(
        (path for path in members if path.lower().endswith(".kml")), key=lambda p: (p.count("/"), p)
    )
    return _with_gdal(members[inside[0]], name, "kml", limits, wanted)


def _open(path: Path, name: str, limits: Limits, wanted: str) -> Layer:
    with warnings.catch_warnings():
        # GDAL warns of what it can read all the same; what it cannot is an error.
        warnings.simplefilter("ignore", RuntimeWarning)
        return _opened(path, name, limits, wanted)


def _opened(path: Path, name: str, limits: Limits, wanted: str) -> Layer:
    kinds = {str(layer): kind or "" for layer, kind in pyogrio.list_layers(path)}
    layers = list(kinds)
    about = {each: pyogrio.read_info(path, layer=each)["features"] for each in layers[: limits.tables]}
    if path.suffix in {".gpx", ".kml"}:
        about = {each: count for each, count in about.items() if count} or about
    layers = list(about)
    if not layers:
        raise ValueError(path.suffix)
    check_wanted(wanted, layers, name)
    if path.suffix == ".kml" and not wanted:
        frames = [_read(path, each, limits, name) for each in layers]
        frame = pd.concat([each for each in frames if len(each)] or frames[:1], ignore_index=True)
        return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326), layers
    # Points first: a layer of limits that comes with them is their ground, a table a list of codes.
    likely = max(layers, key=lambda each: ("Point" in kinds[each], kinds[each] != "", about[each]))
    chosen = wanted or likely
    return _read(path, chosen, limits, name), [chosen, *(each for each in layers if each != chosen)]


def _read(path: Path, layer: str, limits: Limits, name: str) -> gpd.GeoDataFrame:
    limits.check("rows", pyogrio.read_info(path, layer=layer)["features"], name)
    frame = pyogrio.read_dataframe(path, layer=layer, max_features=limits.rows + 1, on_invalid="ignore")
    if not isinstance(frame, gpd.GeoDataFrame):
        frame = gpd.GeoDataFrame(frame, geometry=[None] * len(frame), crs=4326)
    empty = [c for c in frame.columns if c != "geometry" and frame[c].isna().all()]
    return frame.drop(columns=empty if path.suffix in {".kml", ".gpx"} else [])


def _parquet(data: bytes, name: str, _form: str, limits: Limits, _wanted: str) -> Layer:
    about = pq.read_metadata(io.BytesIO(data))
    limits.check("rows", about.num_rows, name)
    limits.check("columns", about.num_columns, name)
    limits.check(
        "unpacked_bytes", sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups)), name
    )
    return gpd.read_parquet(io.BytesIO(data)), []


_READERS: dict[str, Callable[[bytes, str, str, Any, str], Layer]] = {
    "geojson": _geojson,
    "gpkg": _with_gdal,
    "kml": _with_gdal,
    "gpx": _with_gdal,
    "fgb": _with_gdal,
    "shp": _shapefile,
    "kmz": _kmz,
    "parquet": _parquet,
}
