"""Radio in a place: what the booklet announces, and apart from it what the model of the layer computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

import numpy as np
import pandas as pd

from geodata.coverage import people as coverage
from geodata.facts.results import result_of
from geodata.places.geodesy import bearing_deg, distance_km
from geodata.places.nation import NATION
from geodata.radio.network import station_field
from geodata.text import Text
from layers.reports.coverage.case import SITUATION_NAMES, SITUATIONS, Case, shares
from layers.words import fixed, number, typeset

if TYPE_CHECKING:
    from geodata.radio.transmitter import Transmitter
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import LedgerFact, ModelledLine, Radio
    from layers.reports.figures.ledger import Ledger

AT_STATION_KM: Final = 1.0  # nearer than this the model says nothing of the margin
_WORDS: Final = {
    "here": Text("Émetteur dans la localité", "Transmitter in this town"),
    "far": Text("{km} km", "{km} km"),
    "margin": Text("{contour} {margin} dB", "{contour} {margin} dB"),
    "outside": Text(
        "Hors de portée ; station la plus proche : {station}, à {km} km.",
        "Not covered; nearest station: {station}, at {km} km.",
    ),
    "share": Text("{share} % de la superficie ({contour})", "{share}% of the area ({contour})"),
    "assumed": Text(
        "Modélisé, non mesuré : Longley-Rice (ITM), seuil {threshold} dBµV/m, PAR {erp} kW et antenne à "
        "{height} m supposées.",
        "Modelled, not measured: Longley-Rice (ITM), threshold {threshold} dBµV/m, assumed ERP {erp} kW "
        "and antenna at {height} m.",
    ),
}


class Heard(TypedDict):
    """A station as it is received at a point."""

    station: Transmitter
    km: float
    margins: dict[str, float]  #: field above the threshold (dB) by situation; negative where below


class RadioCover:
    """The coverage layer's default case, asked at the points and for the regions of the atlas."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.case = Case()
        self.stations = self.case.stations(tables)
        self.fields = {
            situation: [station_field(station, self.case.settings(situation)) for station in self.stations]
            for situation in SITUATIONS
        }
        facts = tables["facts"]
        announced = facts[(facts["topic"] == "radio") & (facts["id"].map(result_of) == "")]
        self.announced = dict(list(announced[announced["place"] != ""].groupby("place")["id"]))
        self.parents = tables["places"].set_index("id")["parent"].to_dict()
        self.regions_of = tables["sector_regions"].groupby("sector")["region"].agg(list).to_dict()

    def at(self, lon: float, lat: float) -> list[Heard]:
        """Return each station with its distance and margins at one point, the nearest first.

        Parameters
        ----------
        lon, lat
            WGS 84, degrees.

        Returns
        -------
        list of Heard
            Of every station, heard or not.
        """
        found: list[Heard] = []
        for rank, station in enumerate(self.stations):
            here = station.longitude_deg, station.latitude_deg
            km = distance_km(*here, lon, lat)
            azimuth = bearing_deg(*here, lon, lat)
            margins = {
                situation: float(fields[rank].at(km, azimuth)) - self.case.level.field_dbuvm
                for situation, fields in self.fields.items()
            }
            found.append({"station": station, "km": km, "margins": margins})
        return sorted(found, key=lambda item: item["km"])

    def share(self, regions: list[str], situation: str) -> float:
        """Return the share of some regions' area that the contours cover, 0 to 1."""
        table = shares(self.tables, self.case, situation)
        return coverage.country_share(table[table["region"].isin(regions)])

    def write(self, place: dict[str, Any], ledger: Ledger) -> Radio | None:
        """Write one place's radio section in one language.

        Returns
        -------
        dict or None
            ``announced`` (facts, each with ``given_for`` where it is given for a larger area),
            ``modelled`` (lines ``{name, text, is_covered}``) and ``assumed``; None where neither
            document nor model says anything.
        """
        lang = ledger.lang
        announced = self._announced(place["id"], ledger)
        modelled = self._modelled(place, lang)
        if not announced and not modelled:
            return None
        return {
            "announced": announced,
            "modelled": modelled,
            "assumed": self._assumed(lang) if modelled else "",
        }

    def _announced(self, place: str, ledger: Ledger) -> list[LedgerFact]:
        """What the documents say of the place, else of the areas it lies in."""
        names = self.tables.rows("places")
        return [
            {
                **ledger.fact(key),
                "given_for": "" if asked == place else str(names[asked][f"name_{ledger.lang}"]),
            }
            for key, asked in self.told(place)
        ]

    def told(self, place: str) -> list[tuple[str, str]]:
        """Facts that announce radio for a place or for an area it lies in, each with whom it is given for."""
        found: list[tuple[str, str]] = []
        asked = place
        while asked and (asked != NATION or place == NATION):
            found += [(key, asked) for key in self.announced.get(asked, ())]
            asked = self.parents[asked]
        return found

    def _modelled(self, place: dict[str, Any], lang: Lang) -> list[ModelledLine]:
        if place["kind"] in ("region", "sector") or place["id"] == NATION:
            return self._areas(place, lang)
        inside = place["kind"] not in ("outside", "country", "zone", "cercle")
        if pd.isna(place["lon"]) or not inside:
            return []
        found = self.at(float(place["lon"]), float(place["lat"]))
        if not found:  # an edition without the stations
            return []
        heard = [item for item in found if item["margins"]["median"] >= 0]
        if heard:
            return [self._line(item, lang) for item in heard]
        near = found[0]
        text = (
            _WORDS["outside"]
            .get(lang)
            .format(station=near["station"].name.get(lang), km=number(round(near["km"]), lang))
        )
        return [{"name": "", "text": typeset(text, lang), "is_covered": False}]

    def _line(self, item: Heard, lang: Lang) -> ModelledLine:
        station: Transmitter = item["station"]
        name = f"{station.name.get(lang)}, {fixed(station.frequency_mhz, 1, lang)}\N{NO-BREAK SPACE}MHz"
        if item["km"] < AT_STATION_KM:
            return {"name": name, "text": _WORDS["here"].get(lang), "is_covered": True}
        margins = [
            _WORDS["margin"]
            .get(lang)
            .format(contour=SITUATION_NAMES[key].get(lang), margin=_signed(item["margins"][key], lang))
            for key in SITUATIONS
        ]
        far = _WORDS["far"].get(lang).format(km=number(round(item["km"]), lang))
        return {"name": name, "text": " · ".join([far, *margins]), "is_covered": True}

    def _areas(self, place: dict[str, Any], lang: Lang) -> list[ModelledLine]:
        known = list(shares(self.tables, self.case, "median")["region"])
        regions = known if place["id"] == NATION else self.regions_of.get(place["id"], [place["id"]])
        if not set(regions) <= set(known) or self.tables["transmitters"].empty:
            return []
        lines: list[ModelledLine] = []
        for situation in SITUATIONS:
            share = self.share(regions, situation)
            words = {
                "share": fixed(100 * share, 1, lang),
                "contour": SITUATION_NAMES[situation].get(lang),
            }
            text = typeset(_WORDS["share"].get(lang).format(**words), lang)
            lines.append({"name": "", "text": text, "is_covered": share > 0})
        return lines

    def _assumed(self, lang: Lang) -> str:
        case = self.case
        words = {
            "threshold": number(case.level.field_dbuvm, lang),
            "erp": number(case.erp_kw, lang),
            "height": number(case.height_m, lang),
        }
        return typeset(_WORDS["assumed"].get(lang).format(**words), lang)


def _signed(value: float, lang: Lang) -> str:
    """A margin with its sign and one decimal.

    Examples
    --------
    >>> _signed(-3.24, "fr"), _signed(12.0, "en")
    ('−3,2', '+12.0')
    """
    rounded = float(np.round(value, 1)) + 0.0
    return f"{'+' if rounded >= 0 else '−'}{fixed(abs(rounded), 1, lang)}"
