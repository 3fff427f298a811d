"""Cases of radio coverage side by side: a line for each contour of a case, as a table and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd

from geodata.coverage import people as coverage
from geodata.radio.prediction import Model
from geodata.text import Text, same
from layers.reports.coverage.case import SITUATION_NAMES, covered, shares

if TYPE_CHECKING:
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.reports.coverage.case import Case

#: What a line says, in order; areas in km², people in persons of the towns whose population is known.
COLUMNS: Final = {
    "erp_kw": Text("PAR supposée, kW", "Assumed ERP, kW"),
    "height_m": Text("Antenne supposée, m", "Assumed antenna, m"),
    "threshold": Text("Seuil, dB(µV/m)", "Threshold, dB(µV/m)"),
    "model": Text("Modèle", "Model"),
    "time_percent": Text("Part du temps, %", "Share of the time, %"),
    "contour": same("Contour"),
    "area_km2": Text("Superficie, km²", "Area, km²"),
    "of_mali": Text("Part du Mali, %", "Share of Mali, %"),
    "towns": Text("Villes couvertes", "Towns covered"),
    "people": Text("Habitants, au moins", "People, at least"),
    "unknown": Text("Villes sans population connue", "Towns of unknown population"),
    "sites_out": Text("Sites de la Mission hors contour", "Mission sites outside"),
    "sites": Text("Sites de la Mission situés", "Mission sites with a position"),
}

Value = str | int | float


def scenario_lines(tables: Tables, case: Case, lang: Lang) -> list[dict[str, Value]]:
    """Return a line for each contour of a case, by the labels of :data:`COLUMNS`.

    Several stations are the union of their contours, never a sum. People are a lower bound: towns whose
    population is not known are counted apart.
    """
    return [_line(tables, case, situation, lang) for situation in case.situations]


def _line(tables: Tables, case: Case, situation: str, lang: Lang) -> dict[str, Value]:
    area = covered(tables, case, situation)
    people = coverage.people_in(tables.shapes("towns"), area)
    sites = _sites(tables)
    values: dict[str, Value] = {
        "erp_kw": case.erp_kw,
        "height_m": case.height_m,
        "threshold": float(case.threshold),
        "model": Model(case.model).label.get(lang).partition(",")[0],
        "time_percent": case.time_percent,
        "contour": SITUATION_NAMES[situation].get(lang),
        "area_km2": round(coverage.area_km2(area)),
        "of_mali": round(100 * coverage.country_share(shares(tables, case, situation)), 2),
        "towns": people.places,
        "people": people.population,
        "unknown": people.places_without_population,
        "sites_out": len(coverage.outside(sites, area)),
        "sites": len(sites),
    }
    return {COLUMNS[key].get(lang): value for key, value in values.items()}


def _sites(tables: Tables) -> gpd.GeoDataFrame:
    """The Mission's sites that have a position, as points."""
    places = tables["places"]
    chosen = places[places["id"].isin(set(tables["sites"]["place"])) & places["lon"].notna()]
    return gpd.GeoDataFrame(chosen, geometry=gpd.points_from_xy(chosen["lon"], chosen["lat"]), crs=4326)
