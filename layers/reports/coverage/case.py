"""One case of radio coverage: the arguments a reader chose, and the contours that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.coverage import people as coverage
from geodata.coverage.stations import read_stations
from geodata.errors import InputError
from geodata.radio import interference
from geodata.radio.itm.area import Surroundings
from geodata.radio.network import station_contours
from geodata.radio.prediction import Model, Settings
from geodata.radio.thresholds import THRESHOLDS, threshold_label
from geodata.tables import kept_by_tables
from geodata.text import Text
from layers.words import SEMICOLON, fixed, number, typeset

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geodata.radio.contours import Contour
    from geodata.radio.interference import Protection
    from geodata.radio.thresholds import Threshold
    from geodata.radio.transmitter import Transmitter
    from geodata.tables import Tables
    from geodata.text import Lang

#: Confidence of each contour, percent of situations (ITM), the widest contour first.
SITUATIONS: Final = {"median": 50.0, "cautious": 90.0}
SITUATION_NAMES: Final = {"median": Text("médian", "median"), "cautious": Text("prudent", "cautious")}

_SHARE = Text("{share} % de la superficie du Mali ({contour})", "{share} % of Mali’s area ({contour})")
_MODELLED = Text("Modélisé, non mesuré : {parts}.", "Modelled, not measured: {parts}.")
_TIME = Text("{time} % du temps", "{time} % of the time")
_GROUND = Text("irrégularité du terrain {delta_h} m", "terrain irregularity {delta_h} m")
_ASSUMED = Text(
    "hypothèses, que le livret ne donne pas : PAR {erp} kW, antenne à {height} m du sol, "
    "polarisation horizontale, émetteur au point de la localité",
    "assumed, as the booklet does not say: ERP {erp} kW, antenna {height} m above ground, "
    "horizontal polarisation, transmitter at the point of the town",
)
_INTERFERENCE = {
    "none": Text("brouillage entre stations non compté", "interference between stations not counted"),
    "on": Text(
        "brouillage entre stations du même canal compté (UIT-R BS.412, {service})",
        "interference between stations on one channel counted (ITU-R BS.412, {service})",
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """The arguments of the layer ``coverage``.

    Parameters
    ----------
    model
        ``itm`` or ``p1546``.
    erp_kw
        Effective radiated power of every station, kW.
    height_m
        Height of every antenna above the ground, m.
    threshold
        Least field covered at 10 m, dB(µV/m), one of BS.412's.
    time_percent
        Share of the time, percent.
    situation
        ``both``, ``median`` or ``cautious``; P.1546 knows the median only.
    delta_h_m
        Terrain irregularity of ITM, m.
    interference
        ``none`` or ``on``.

    Raises
    ------
    InputError
        If the model has no cautious contour.
    """

    model: str = "itm"
    erp_kw: float = 1.0
    height_m: float = 50.0
    threshold: str = "54"
    time_percent: float = 50.0
    situation: str = "both"
    delta_h_m: float = 90.0
    interference: str = "none"

    def __post_init__(self) -> None:
        if self.model == Model.P1546 and self.situation == "cautious":
            raise InputError(
                "situation = « cautious » demande model = itm : P.1546 ne donne que le champ médian "
                "(attendu avec p1546 : median, both).",
                "situation = “cautious” needs model = itm: P.1546 gives the median field only "
                "(expected with p1546: median, both).",
            )

    @property
    def situations(self) -> tuple[str, ...]:
        """The contours drawn, the widest first."""
        if self.model == Model.P1546:
            return ("median",)
        return tuple(SITUATIONS) if self.situation == "both" else (self.situation,)

    @property
    def level(self) -> Threshold:
        """The threshold, with its words."""
        return next(item for item in THRESHOLDS if item.field_dbuvm == float(self.threshold))

    @property
    def protection(self) -> Protection | None:
        """Protection ratios of the service, where interference counts."""
        if self.interference == "none":
            return None
        return interference.STEREO if self.level.service == "stereo" else interference.MONO

    def settings(self, situation: str) -> Settings:
        """The radio package's settings for one contour."""
        return Settings(
            model=Model(self.model),
            threshold_dbuvm=self.level.field_dbuvm,
            time_percent=self.time_percent,
            situation_percent=SITUATIONS[situation],
            surroundings=Surroundings(delta_h_m=self.delta_h_m),
        )

    def stations(self, tables: Tables) -> tuple[Transmitter, ...]:
        """The stations, with the power and height supposed."""
        return tuple(
            station.assuming(erp_kw=self.erp_kw, antenna_m=self.height_m) for station in read_stations(tables)
        )

    def caption(self, lang: Lang) -> str:
        """Say model, threshold and every assumption in one sentence."""
        words: dict[str, object] = {
            "time": number(self.time_percent, lang),
            "delta_h": number(self.delta_h_m, lang),
            "erp": number(self.erp_kw, lang),
            "height": number(self.height_m, lang),
            "service": {"fr": {"stereo": "stéréo"}}.get(lang, {}).get(self.level.service, self.level.service),
        }
        parts = [Model(self.model).label, threshold_label(self.level.field_dbuvm), _TIME]
        parts += [_GROUND] if self.model == Model.ITM else []
        parts += [_INTERFERENCE[self.interference], _ASSUMED]
        assumptions = SEMICOLON.get(lang).join(part.get(lang).format(**words) for part in parts)
        return percent_typeset(_MODELLED.get(lang).format(parts=assumptions), lang)


def percent_typeset(text: str, lang: Lang) -> str:
    """Set French spaces, and join the percent sign to its number in English."""
    return typeset(text, lang) if lang == "fr" else text.replace(" %", "%")


def contours(tables: Tables, case: Case, situation: str, *, is_clear: bool = False) -> tuple[Contour, ...]:
    """Return a contour per station, all with the interference of the case unless ``is_clear``."""
    return _contours(tables, case, situation, None if is_clear else case.protection)


@kept_by_tables(64)
def _contours(
    tables: Tables, case: Case, situation: str, protection: Protection | None
) -> tuple[Contour, ...]:
    return station_contours(case.stations(tables), case.settings(situation), protection)


@kept_by_tables(256)
def covered(tables: Tables, case: Case, situation: str, without: str | None = None) -> BaseGeometry:
    """Return the union of the contours, WGS 84, perhaps without one station."""
    return coverage.union(contours(tables, case, situation), without=without)


@kept_by_tables(2)
def equal_area_regions(tables: Tables) -> gpd.GeoDataFrame:
    """Return the regions on the equal-area grid."""
    return tables.shapes("regions").to_crs(coverage.EQUAL_AREA)


@kept_by_tables(256)
def shares(tables: Tables, case: Case, situation: str, without: str | None = None) -> pd.DataFrame:
    """Return how much of each region is covered: :func:`geodata.coverage.people.region_shares`."""
    area = covered(tables, case, situation, without)
    return coverage.region_shares(equal_area_regions(tables), area, "id")


def shares_caption(tables: Tables, case: Case, lang: Lang) -> str:
    """Say in one sentence which share of the country the contours cover."""
    parts = [
        _SHARE.get(lang).format(
            share=fixed(100 * coverage.country_share(shares(tables, case, situation)), 2, lang),
            contour=SITUATION_NAMES[situation].get(lang),
        )
        for situation in case.situations
    ]
    return percent_typeset(f"{', '.join(parts)}.", lang)
