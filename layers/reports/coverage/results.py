"""The coverage card: who is covered and who is not, as plain data that a panel shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geodata.coverage import people as coverage
from geodata.radio.network import station_field
from geodata.radio.radial import DISTANCES_KM
from geodata.radio.thresholds import THRESHOLDS
from geodata.text import Text
from layers.reports.charts.field import Curve, Level, field_chart
from layers.reports.coverage.case import (
    SITUATION_NAMES,
    contours,
    covered,
    equal_area_regions,
    percent_typeset,
    shares,
)
from layers.reports.coverage.outside import outside_sections
from layers.words import fixed, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.radio.contours import Contour
    from geodata.radio.thresholds import Threshold
    from geodata.radio.transmitter import Transmitter
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.reports.coverage.case import Case

WORDS: Final = {
    "kicker": Text("Radio · couche calculée", "Radio · computed layer"),
    "title": Text("Couverture de Mikado FM", "Mikado FM coverage"),
    "past": Text(
        "La station a cessé d’émettre le 1er décembre 2023 ; fréquences du livret de 2020, "
        "populations de GeoNames.",
        "The station went off the air on 1 December 2023; frequencies of the 2020 booklet, "
        "populations of GeoNames.",
    ),
    "share": Text("Part du Mali couverte", "Share of Mali covered"),
    "contour": Text("Contour {contour}", "{contour} contour"),
    "country": Text("Superficie du Mali (régions)", "Area of Mali (regions)"),
    "network": Text("Ensemble des stations, sans double compte", "All stations, nothing counted twice"),
    "area": Text("Superficie", "Area"),
    "of_mali": Text("Part du Mali", "Share of Mali"),
    "places": Text("Villes", "Towns"),
    "people": Text("Habitants, au moins", "People, at least"),
    "unknown": Text("Villes sans population connue", "Towns of unknown population"),
    "raster": Text("Habitants selon le raster", "People by the raster"),
    "without": Text("Les mêmes, sans la station de Bamako", "The same, without the Bamako station"),
    "stations": Text("Par station, contour {contour}", "By station, {contour} contour"),
    "station": Text("Station, MHz", "Station, MHz"),
    "radius": Text("Rayon, km", "Radius, km"),
    "percent": Text("% du Mali", "% of Mali"),
    "people_short": Text("Habitants ≥", "People ≥"),
    "regions": Text("Part de chaque région", "Share of each region"),
    "region": Text("Région", "Region"),
    "chart": Text("{station} : champ selon la distance", "{station}: field against distance"),
    "alt": Text(
        "{station} : le champ baisse avec la distance ; seuil {level} atteint à {reaches}.",
        "{station}: the field falls with distance; threshold {level} is met at {reaches}.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Writer:
    """The card's words and numbers in one language."""

    lang: Lang

    def word(self, key: str, **values: object) -> str:
        text = WORDS[key].get(self.lang).format(**values)
        return percent_typeset(text[:1].upper() + text[1:], self.lang)

    def whole(self, value: float) -> str:
        return number(round(value), self.lang)

    def share(self, value: float, *, sign: bool = True) -> str:
        figure = fixed(100 * value, 2, self.lang)
        return percent_typeset(f"{figure} %", self.lang) if sign else figure

    def contour(self, situation: str) -> str:
        return SITUATION_NAMES[situation].get(self.lang)

    def station(self, station: Transmitter) -> str:
        return f"{station.name.get(self.lang)} {fixed(station.frequency_mhz, 1, self.lang)} MHz"


def coverage_results(tables: Tables, case: Case, lang: Lang) -> dict[str, Any]:
    """Return the card of one case, for :func:`app.panels.results.results_panel`.

    The people are a lower bound; several stations are the union of their contours, never a sum.
    """
    write = _Writer(lang)
    sections = [
        _headline(tables, case, write),
        _network(tables, case, write),
        _network(tables, case, write, without=coverage.CAPITAL),
        *(_stations(tables, case, situation, write) for situation in case.situations),
        _regions(tables, case, write),
        *outside_sections(tables, covered(tables, case, case.situations[0]), lang),
        *_charts(tables, case, write),
    ]
    return {
        "kicker": write.word("kicker"),
        "title": write.word("title"),
        "caption": f"{case.caption(lang)} {write.word('past')}",
        "sections": sections,
    }


def _country_km2(tables: Tables) -> float:
    return float(equal_area_regions(tables).area.sum()) / 1e6


def _headline(tables: Tables, case: Case, write: _Writer) -> dict[str, Any]:
    items = [
        {
            "label": write.word("contour", contour=write.contour(situation)),
            "value": write.share(coverage.country_share(shares(tables, case, situation))),
        }
        for situation in case.situations
    ]
    country = f"{write.whole(_country_km2(tables))}\N{NO-BREAK SPACE}km²"
    items.append({"label": write.word("country"), "value": country})
    return {"kind": "figures", "title": write.word("share"), "items": items}


def _columns(first: str, case: Case, write: _Writer) -> list[dict[str, Any]]:
    """A column of words, then one of numbers for each contour."""
    numbers = [write.word("contour", contour=write.contour(situation)) for situation in case.situations]
    return [{"label": first, "numeric": False}, *({"label": label, "numeric": True} for label in numbers)]


def _network(tables: Tables, case: Case, write: _Writer, without: str | None = None) -> dict[str, Any]:
    """The union of the stations, a column a contour."""
    columns = [_summary(tables, case, situation, write, without) for situation in case.situations]
    rows = [[label, *(column[label] for column in columns)] for label in columns[0]]
    title = write.word("without" if without else "network")
    return {"kind": "table", "title": title, "columns": _columns("", case, write), "rows": rows}


def _summary(
    tables: Tables, case: Case, situation: str, write: _Writer, without: str | None
) -> dict[str, str]:
    area = covered(tables, case, situation, without)
    people = coverage.people_in(tables.shapes("towns"), area)
    counted = coverage.raster_population(area)
    lines = {
        "area": f"{write.whole(coverage.area_km2(area))}\N{NO-BREAK SPACE}km²",
        "of_mali": write.share(coverage.country_share(shares(tables, case, situation, without))),
        "places": write.whole(people.places),
        "unknown": write.whole(people.places_without_population),
        "people": write.whole(people.population),
    }
    if counted is not None:
        lines["raster"] = write.whole(counted)
    return {write.word(key): value for key, value in lines.items()}


def _stations(tables: Tables, case: Case, situation: str, write: _Writer) -> dict[str, Any]:
    found = contours(tables, case, situation)
    table = coverage.station_table(found, tables.shapes("towns"))
    whole_km2 = _country_km2(tables)
    rows = []
    for contour, row in zip(found, table.to_dict("records"), strict=True):
        rows.append(
            [
                write.station(contour.transmitter).removesuffix(" MHz"),
                _radius(contour, write),
                write.whole(row["area_km2"]),
                write.share(row["area_km2"] / whole_km2, sign=False),
                write.whole(row["places"]),
                write.whole(row["population"]) if row["population"] or not row["places"] else "?",
            ]
        )
    keys = ("radius", "percent", "places", "people_short")
    radius, *others = ({"label": write.word(key), "numeric": True} for key in keys)
    columns = [{"label": write.word("station"), "numeric": False}, radius]
    columns += [{"label": "km²", "numeric": True}, *others]
    title = write.word("stations", contour=write.contour(situation))
    return {"kind": "table", "title": title, "columns": columns, "rows": rows}


def _radius(contour: Contour, write: _Writer) -> str:
    ends = (float(contour.radius_km.min()), float(contour.radius_km.max()))
    low, high = (fixed(km, 1, write.lang) for km in ends)
    return low if low == high else f"{low}–{high}"


def _regions(tables: Tables, case: Case, write: _Writer) -> dict[str, Any]:
    names = tables.shapes("regions")[f"name_{write.lang}"]
    found = [shares(tables, case, situation)["share"] for situation in case.situations]
    rows = [
        [name, *(write.share(float(each.iloc[rank])) for each in found)] for rank, name in enumerate(names)
    ]
    columns = _columns(write.word("region"), case, write)
    return {"kind": "table", "title": write.word("regions"), "columns": columns, "rows": rows}


def _charts(tables: Tables, case: Case, write: _Writer) -> list[dict[str, Any]]:
    """One chart a station: the field without interference, and the thresholds of the service."""
    levels = [item for item in THRESHOLDS if item.service == case.level.service]
    return [_chart(station, case, levels, write) for station in case.stations(tables)]


def _chart(station: Transmitter, case: Case, levels: Sequence[Threshold], write: _Writer) -> dict[str, Any]:
    curves = []
    for situation in case.situations:
        settings = case.settings(situation)
        field = station_field(station, settings)
        reach = float(field.reach_km(settings.threshold_dbuvm).mean())
        curves.append(Curve(write.contour(situation), field.field_dbuvm.mean(axis=0), reach))
    drawn = [
        Level(
            level.label.get(write.lang).split(", ")[1].split(" (")[0], level.field_dbuvm, level == case.level
        )
        for level in levels
    ]
    reaches = ", ".join(f"{fixed(c.reach_km, 1, write.lang)} km ({c.name})" for c in curves)
    named = write.station(station)
    return {
        "kind": "chart",
        "title": write.word("chart", station=named),
        "svg": field_chart(DISTANCES_KM, curves, drawn, write.lang),
        "alt": write.word("alt", station=named, level=case.level.label.get(write.lang), reaches=reaches),
    }
