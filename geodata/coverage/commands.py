"""``python -m geodata coverage``: contours or one row per station, on standard output."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.coverage.people import area_km2, people_in, populated_places, station_table, union
from geodata.errors import AtlasError, NotFoundError
from geodata.radio import interference
from geodata.radio.itm.area import Surroundings
from geodata.radio.network import station_contours
from geodata.radio.prediction import Model, Settings
from geodata.radio.thresholds import threshold_label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TextIO

    import geopandas as gpd
    import pandas as pd

    from geodata.radio.contours import Contour
    from geodata.radio.transmitter import Transmitter

CSV_COLUMNS: Final = (
    "station",
    "frequency_mhz",
    "model",
    "radius_min_km",
    "radius_mean_km",
    "radius_max_km",
    "area_km2",
    "places",
    "population",
)
_PROTECTIONS: Final = {"stereo": interference.STEREO, "mono": interference.MONO}
_DECIMALS: Final = 6
_USAGE_ERROR: Final = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command on a parser."""
    add = parser.add_argument
    add("--model", choices=[str(model) for model in Model], default=str(Model.ITM))
    add("--erp-kw", type=float, default=1.0, help="assumed effective radiated power, kW")
    add("--height-m", type=float, default=50.0, help="assumed antenna height above ground, m")
    add("--threshold", type=float, default=54.0, help="least field covered, dBµV/m at 10 m")
    add("--time-percent", type=float, default=50.0)
    add("--location-percent", type=float, default=50.0)
    add("--situation-percent", type=float, default=50.0, help="ITM: 50 median, 90 cautious")
    add("--delta-h-m", type=float, default=90.0, help="ITM: terrain irregularity, m")
    add("--interference", choices=["none", *_PROTECTIONS], default="none")
    add("--station", metavar="ID", help="only this station; the others still interfere")
    add("--format", choices=["geojson", "csv"], default="csv")
    add("--lang", choices=["fr", "en"], default="fr", help="language of messages")


def run(
    args: argparse.Namespace,
    stations: Sequence[Transmitter],
    places: gpd.GeoDataFrame | None = None,
    out: TextIO | None = None,
) -> int:
    """Compute and print; return the exit status.

    Parameters
    ----------
    args
        As declared by :func:`add_arguments`.
    stations
        All stations on the air.
    places
        Populated places; by default those of GeoNames for Mali.
    out
        Where to print, by default standard output.

    Returns
    -------
    int
        0, or 2 after an error that the reader can mend, printed on standard error. The union of
        the contours, which rows cannot be added up to, is summed up there too.
    """
    stream = out or sys.stdout
    try:
        contours = _contours(args, stations)
        located = populated_places() if places is None else places
        table = station_table(contours, located)
    except AtlasError as error:
        print(error.message(args.lang), file=sys.stderr)
        return _USAGE_ERROR
    if args.format == "csv":
        _print_csv(table.assign(model=args.model), stream)
    else:
        _print_geojson(contours, table, args, stream)
    _print_total(contours, located, args.lang)
    return 0


def _contours(args: argparse.Namespace, stations: Sequence[Transmitter]) -> list[Contour]:
    settings = Settings(
        model=Model(args.model),
        threshold_dbuvm=args.threshold,
        time_percent=args.time_percent,
        location_percent=args.location_percent,
        situation_percent=args.situation_percent,
        surroundings=Surroundings(delta_h_m=args.delta_h_m),
    )
    known = [station.id for station in stations]
    if args.station is not None and args.station not in known:
        raise NotFoundError(
            f"station {args.station!r} inconnue ; choisir parmi : {', '.join(known)}",
            f"unknown station {args.station!r}; choose among: {', '.join(known)}",
        )
    supposed = [station.assuming(erp_kw=args.erp_kw, antenna_m=args.height_m) for station in stations]
    protection = _PROTECTIONS.get(args.interference)
    if protection is None and args.station is not None:
        supposed = [station for station in supposed if station.id == args.station]
    contours = station_contours(supposed, settings, protection)
    return [item for item in contours if args.station in (None, item.transmitter.id)]


def _print_csv(table: pd.DataFrame, stream: TextIO) -> None:
    rounded = table.round({"radius_min_km": 2, "radius_mean_km": 2, "radius_max_km": 2})
    rounded = rounded.round({"area_km2": 1})
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(rounded[list(CSV_COLUMNS)].itertuples(index=False))


def _print_geojson(
    contours: Sequence[Contour], table: pd.DataFrame, args: argparse.Namespace, stream: TextIO
) -> None:
    rows = table.to_dict("records")
    features = [
        _feature(contour, {str(key): value for key, value in row.items()}, args)
        for contour, row in zip(contours, rows, strict=True)
    ]
    json.dump({"type": "FeatureCollection", "features": features}, stream, ensure_ascii=False)
    stream.write("\n")


def _feature(contour: Contour, row: dict[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """Return a GeoJSON feature that carries the model and every assumption."""
    station = contour.transmitter
    label, assumed = threshold_label(args.threshold), station.assumptions_text()
    model = Model(args.model).label
    properties = row | {
        "model": args.model,
        "threshold_dbuvm": args.threshold,
        "erp_kw": station.erp_kw,
        "antenna_height_m": station.antenna_m,
        "polarisation": station.polarisation,
        "assumed": list(station.assumptions()),
        "time_percent": args.time_percent,
        "location_percent": args.location_percent,
        "situation_percent": args.situation_percent if args.model == Model.ITM else None,
        "delta_h_m": args.delta_h_m if args.model == Model.ITM else None,
        "interference": args.interference,
        "caption_fr": f"Modélisé, non mesuré : {model.fr} ; {label.fr} ; {assumed.fr}.",
        "caption_en": f"Modelled, not measured: {model.en}; {label.en}; {assumed.en}.",
    }
    polygon = shapely.set_precision(contour.polygon, 10.0**-_DECIMALS, mode="pointwise")
    geometry = None if polygon.is_empty else _rounded(shapely.geometry.mapping(polygon))
    return {"type": "Feature", "id": station.id, "geometry": geometry, "properties": properties}


def _rounded(mapping: dict[str, Any]) -> dict[str, Any]:
    rings = [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in ring] for ring in mapping["coordinates"]]
    return {"type": mapping["type"], "coordinates": rings}


def _print_total(contours: Sequence[Contour], places: gpd.GeoDataFrame, lang: str) -> None:
    area = union(contours)
    people = people_in(places, area)
    square_km = area_km2(area)
    texts = {
        "fr": f"ensemble (union, sans double compte) : {square_km:.0f} km² ; localités : "
        f"{people.places} ; habitants, au moins : {people.population}",
        "en": f"together (union, nobody counted twice): {square_km:.0f} km²; places: "
        f"{people.places}; people, at least: {people.population}",
    }
    print(texts[lang], file=sys.stderr)
