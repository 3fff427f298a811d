"""Computed coverage of Mikado FM's transmitters, with every assumption open to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geodata.radio.prediction import Model
from geodata.radio.thresholds import THRESHOLDS
from geodata.text import LANGS, Text, same
from layers.reports.coverage.case import SITUATION_NAMES, SITUATIONS, Case, contours, shares_caption
from layers.reports.coverage.results import coverage_results
from layers.reports.coverage.scenarios import scenario_lines
from layers.schema.colours import MUTED, TOPIC
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.parameters import Parameter
from layers.words import fixed

if TYPE_CHECKING:
    from geodata.radio.contours import Contour
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.reports.coverage.scenarios import Value

MEDIAN_HUE = "#E0954F"
NAME = {
    "": Text("{place} {mhz} MHz, contour {situation}", "{place} {mhz} MHz, {situation} contour"),
    "-clear": Text(
        "{place} {mhz} MHz, contour {situation} sans brouillage",
        "{place} {mhz} MHz, {situation} contour without interference",
    ),
}
COUNTED = {
    "none": Text("non compté", "not counted"),
    "on": Text("compté", "counted"),
}


def rows(tables: Tables, **arguments: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - typed by Case
    """One row a station and contour; with interference, also the contours without it."""
    case = Case(**arguments)
    drawn = []
    for situation in case.situations:
        variants = {"": False} if case.protection is None else {"-clear": True, "": False}
        for variant, is_clear in variants.items():
            found = contours(tables, case, situation, is_clear=is_clear)
            drawn += [_row(contour, case, situation, variant) for contour in found]
    if not drawn:  # an edition without the stations
        return gpd.GeoDataFrame({"id": []}, geometry=[], crs=4326)
    frame = gpd.GeoDataFrame(drawn, geometry="geometry", crs=4326)
    cited = tables["transmitters"].set_index("place")[["source", "line", "locator"]]
    return frame.join(cited, on="station")


def _row(contour: Contour, case: Case, situation: str, variant: str) -> dict[str, Any]:
    station, settings = contour.transmitter, case.settings(situation)
    is_itm, has_area = case.model == Model.ITM, bool(contour.radius_km.max() > 0)
    counted = "none" if variant else case.interference
    row: dict[str, Any] = {
        "id": f"coverage-{station.id}-{situation}{variant}",
        "mark": situation + variant,
        "station": station.id,
        "frequency_mhz": station.frequency_mhz,
        "radius_km": round(float(contour.radius_km.mean()), 1),
        "area_km2": round(contour.area_km2),
        "erp_kw": station.erp_kw,
        "height_m": station.antenna_m,
        "time_percent": case.time_percent,
        "situation_percent": settings.situation_percent if is_itm else None,
        "delta_h_m": case.delta_h_m if is_itm else None,
        "geometry": contour.polygon if has_area else None,
    }
    for lang in LANGS:
        words = {
            "place": station.name.get(lang),
            "mhz": fixed(station.frequency_mhz, 1, lang),
            "situation": SITUATION_NAMES[situation].get(lang),
        }
        row[f"name_{lang}"] = NAME[variant].get(lang).format(**words)
        row[f"model_{lang}"] = settings.model.label.get(lang)
        row[f"threshold_{lang}"] = case.level.label.get(lang)
        row[f"interference_{lang}"] = COUNTED[counted].get(lang)
    return row


def results(tables: Tables, lang: Lang, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the coverage card says."""
    return coverage_results(tables, Case(**arguments), lang)


def scenario(tables: Tables, lang: Lang, **arguments: Any) -> list[dict[str, Value]]:  # noqa: ANN401
    """The lines of one case in a table of cases."""
    return scenario_lines(tables, Case(**arguments), lang)


def caption(tables: Tables, lang: Lang, **arguments: Any) -> str:  # noqa: ANN401
    """The share of Mali covered, the model and its assumptions, in two sentences."""
    case = Case(**arguments)
    return f"{shares_caption(tables, case, lang)} {case.caption(lang)}"


def _contour_marks() -> tuple[Mark, ...]:
    """The contours asked for, hatched; those without interference, as outlines to compare with."""
    hue = TOPIC["radio"]
    median = Text("Contour médian (borne haute)", "Median contour (upper bound)")
    cautious = Text("Contour prudent (confiance de 90 %)", "Cautious contour (90% confidence)")
    short = {
        "median": Text("Contour médian, sans brouillage", "Median contour, without interference"),
        "cautious": Text("Contour prudent, sans brouillage", "Cautious contour, without interference"),
    }
    return (
        Mark("median-clear", short["median"], "area", MUTED, fill=0, width=1.2, dash="1 4"),
        Mark("median", median, "area", MEDIAN_HUE, stroke=hue, fill=0.6, width=1.2, dash="2 4", hatch=True),
        Mark("cautious-clear", short["cautious"], "area", MUTED, fill=0, width=1.2, dash="5 4"),
        Mark("cautious", cautious, "area", hue, fill=0.9, width=1.6, dash="7 4", hatch=True),
    )


PARAMETERS = (
    Parameter(
        "model",
        Text("Modèle de propagation", "Propagation model"),
        "choice",
        "itm",
        choices=(
            ("itm", Text("Longley-Rice (ITM), mode zone", "Longley-Rice (ITM), area mode")),
            ("p1546", Text("UIT-R P.1546-6", "ITU-R P.1546-6")),
        ),
    ),
    Parameter(
        "erp_kw",
        Text("Puissance rayonnée (PAR), supposée", "Radiated power (ERP), assumed"),
        "number",
        1.0,
        minimum=0.1,
        maximum=50.0,
        step=0.1,
        unit="kW",
    ),
    Parameter(
        "height_m",
        Text("Hauteur d’antenne, supposée", "Antenna height, assumed"),
        "number",
        50.0,
        minimum=10.0,
        maximum=300.0,
        step=5.0,
        unit="m",
    ),
    Parameter(
        "threshold",
        Text("Seuil de réception (UIT-R BS.412)", "Reception threshold (ITU-R BS.412)"),
        "choice",
        "54",
        choices=tuple((f"{item.field_dbuvm:g}", item.label) for item in THRESHOLDS),
    ),
    Parameter(
        "time_percent",
        Text("Part du temps", "Share of the time"),
        "number",
        50.0,
        minimum=1.0,
        maximum=99.0,
        step=1.0,
        unit="%",
    ),
    Parameter(
        "situation",
        Text("Contours", "Contours"),
        "choice",
        "both",
        choices=(
            ("both", Text("médian et prudent", "median and cautious")),
            *((key, SITUATION_NAMES[key]) for key in SITUATIONS),
        ),
    ),
    Parameter(
        "delta_h_m",
        Text("Irrégularité du terrain Δh (ITM)", "Terrain irregularity Δh (ITM)"),
        "number",
        90.0,
        minimum=0.0,
        maximum=500.0,
        step=10.0,
        unit="m",
    ),
    Parameter(
        "interference",
        Text("Brouillage entre stations", "Interference between stations"),
        "choice",
        "none",
        choices=tuple(COUNTED.items()),
    ),
)

LAYER = Layer(
    id="coverage",
    title=Text("Couverture radio (modélisée)", "Radio coverage (modelled)"),
    about=Text(
        "Où un modèle publié de propagation donne à Mikado FM un champ suffisant, sous des "
        "hypothèses que vous pouvez changer.",
        "Where a published propagation model gives Mikado FM enough field, under assumptions that "
        "you can change.",
    ),
    group="radio",
    rows=rows,
    marks=_contour_marks(),
    fields=(
        Field("frequency_mhz", Text("Fréquence", "Frequency"), "number", same("MHz")),
        Field("model", Text("Modèle", "Model")),
        Field("erp_kw", Text("PAR supposée", "Assumed ERP"), "number", same("kW")),
        Field("height_m", Text("Antenne supposée", "Assumed antenna"), "number", same("m")),
        Field("threshold", Text("Seuil", "Threshold")),
        Field("time_percent", Text("Part du temps", "Share of the time"), "number", same("%")),
        Field("situation_percent", Text("Confiance", "Confidence"), "number", same("%")),
        Field("delta_h_m", Text("Irrégularité du terrain", "Terrain irregularity"), "number", same("m")),
        Field("interference", Text("Brouillage", "Interference")),
        Field("radius_km", Text("Rayon moyen", "Mean radius"), "number", same("km")),
        Field("area_km2", Text("Superficie", "Area"), "number", same("km²")),
        Field("source", Text("Source de la fréquence", "Source of the frequency"), "citation"),
    ),
    shapes=("regions", "towns"),
    data_date="2020",
    caveats=(
        Text(
            "Le livret de 2020 donne les fréquences, mais ni puissance, ni hauteur, ni emplacement "
            "d’antenne : ce sont des hypothèses.",
            "The 2020 booklet gives the frequencies, but neither power, height nor position of any "
            "antenna: those are assumptions.",
        ),
        Text(
            "La station a cessé d’émettre le 1er décembre 2023.",
            "The station went off the air on 1 December 2023.",
        ),
        Text(
            "Sans modèle de relief, un contour est le même dans toutes les directions.",
            "Without an elevation model a contour is the same in every direction.",
        ),
    ),
    parameters=PARAMETERS,
    results=results,
    scenario=scenario,
    caption=caption,
)
