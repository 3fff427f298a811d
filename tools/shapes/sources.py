"""Licence, attribution and caveats of every file, written to ``sources.csv``."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.shapes import pins

if TYPE_CHECKING:
    from pathlib import Path

    from tools.shapes.pins import Pin

FIELDS = (
    "file", "title_fr", "title_en", "package", "version", "licence", "attribution_fr",
    "attribution_en", "url_of_original_publisher", "data_date", "caveat_fr", "caveat_en", "features",
)  # fmt: skip


@dataclass(frozen=True)
class Publisher:
    """Who made the data, under which licence."""

    licence: str
    attribution_fr: str
    attribution_en: str
    url: str


@dataclass(frozen=True)
class Source:
    """One file of ``data/shapes``: titles, packages, publisher, date, caveats in two languages."""

    file: str
    title_fr: str
    title_en: str
    packages: tuple[Pin, ...]
    publisher: Publisher
    date: str
    caveat_fr: str
    caveat_en: str


NATURAL_EARTH = Publisher(
    "Public domain",
    "réalisé avec Natural Earth",
    "made with Natural Earth",
    "https://www.naturalearthdata.com",
)
GEOBOUNDARIES = Publisher(
    "CC BY 4.0",
    "geoBoundaries, OCHA et Direction nationale des collectivités territoriales du Mali, limites ajustées au "
    "contour de Natural Earth et simplifiées",
    "geoBoundaries, OCHA and Direction nationale des collectivités territoriales of Mali, limits fitted to "
    "the outline of Natural Earth and simplified",
    "https://www.geoboundaries.org",
)
OSM = Publisher(
    "ODbL 1.0",
    "© les contributeurs d’OpenStreetMap",
    "© OpenStreetMap contributors",
    "https://www.openstreetmap.org/copyright",
)
GEONAMES = Publisher("CC BY 4.0", "GeoNames", "GeoNames", "https://www.geonames.org")
OURAIRPORTS = Publisher("Public domain", "OurAirports", "OurAirports", "https://ourairports.com/data")

_FITTED_FR = "Ajusté au contour de Natural Earth et simplifié (600 m) ; peu sûr à moins de 3 km d’une limite."
_FITTED_EN = (
    "Fitted to the outline of Natural Earth and simplified (600 m); unreliable within 3 km of a limit."
)
_BORDER_FR = "Tracé généralisé, sans valeur juridique."
_BORDER_EN = "Generalised line, without legal value."
_TAOUDENIT_FR = "Taoudénit est indicative : commune de Salam seule."
_TAOUDENIT_EN = "Taoudénit is indicative: the commune of Salam only."
_ADMIN = (pins.COMMUNES, pins.COUNTRIES)

SOURCES = (
    Source("outline", "Contour du Mali", "Outline of Mali", (pins.COUNTRIES,), NATURAL_EARTH, "2022-05-09",
           _BORDER_FR, _BORDER_EN),
    Source("neighbours", "Pays voisins", "Neighbouring countries", (pins.COUNTRIES,), NATURAL_EARTH, "2022-05-09",
           "Fond de carte généralisé (4 km) ; les autres terres sont fondues en une seule surface sans frontières.",
           "Generalised backdrop (4 km); all other land is one area without borders."),
    Source("boundaries", "Frontières des pays", "Country boundaries", (pins.COUNTRIES,), NATURAL_EARTH, "2022-05-09",
           _BORDER_FR + " Sahara occidental – Maroc : tireté.", _BORDER_EN + " Western Sahara – Morocco: dashed."),
    Source("regions", "Régions", "Regions", _ADMIN, GEOBOUNDARIES, "", f"{_FITTED_FR} {_TAOUDENIT_FR}",
           f"{_FITTED_EN} {_TAOUDENIT_EN}"),
    Source("cercles", "Cercles", "Cercles", _ADMIN, GEOBOUNDARIES, "",
           f"{_FITTED_FR} Découpage à 49 cercles d’avant 2016 ; les cercles de Taoudénit ne sont pas cartographiés.",
           f"{_FITTED_EN} Division into 49 cercles from before 2016; the cercles of Taoudénit are not mapped."),
    Source("communes", "Communes", "Communes", _ADMIN, GEOBOUNDARIES, "",
           f"{_FITTED_FR} Accents rétablis à la main.", f"{_FITTED_EN} Accents mended by hand."),
    Source("region_limits", "Limites de régions", "Region limits", _ADMIN, GEOBOUNDARIES, "",
           f"{_FITTED_FR} {_TAOUDENIT_FR}", f"{_FITTED_EN} {_TAOUDENIT_EN}"),
    Source("cercle_limits", "Limites de cercles", "Cercle limits", _ADMIN, GEOBOUNDARIES, "", _FITTED_FR, _FITTED_EN),
    Source("rivers", "Cours d’eau", "Rivers", (pins.RIVERS,), NATURAL_EARTH, "",
           "Généralisé ; noms rétablis à la main ; le Sankarani et la Falémé manquent.",
           "Generalised; names mended by hand; the Sankarani and the Falémé are missing."),
    Source("lakes", "Grands lacs", "Large lakes", (pins.LAKES,), NATURAL_EARTH, "",
           "Étendue moyenne ; le lac Débo varie beaucoup selon la saison.",
           "Average extent; Lake Débo varies much with the season."),
    Source("water", "Lacs et mares (OpenStreetMap)", "Lakes and ponds (OpenStreetMap)", (pins.WATER,), OSM,
           "2017-11-30", "3 km² et plus ; étendue variable selon la saison.",
           "3 km² and more; the extent varies with the season."),
    Source("towns", "Villes", "Towns", (pins.GEONAMES,), GEONAMES, "",
           "Population souvent celle de la commune entière, d’années diverses ; la somme est un minimum.",
           "Population often that of the whole commune, of various years; the sum is a lower bound."),
    Source("villages", "Autres localités (OpenStreetMap)", "Other places (OpenStreetMap)", (pins.OSM_PLACES,), OSM,
           "2020", "Sans population ; orthographes diverses, doublons possibles.",
           "No population; spellings vary, duplicates are possible."),
    Source("urban", "Zones bâties", "Built-up areas", (pins.OSM_PLACES,), NATURAL_EARTH, "",
           "Six villes seulement, étendue vers 2002-2003.", "Six towns only, extent of about 2002-2003."),
    Source("airports", "Aérodromes", "Aerodromes", (pins.AIRPORTS,), OURAIRPORTS, "2022-10-11",
           "Positions inégales ; Ménaka est à 10 km environ.", "Positions vary in quality; Ménaka is about 10 km off."),
)  # fmt: skip


def write(out: Path) -> None:
    """Write ``sources.csv`` for the files that are in ``out``, with their number of features."""
    with (out / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(FIELDS)
        for source in SOURCES:
            path = out / f"{source.file}.geojson"
            if path.exists():
                table.writerow(_row(source, len(json.loads(path.read_text(encoding="utf-8"))["features"])))


def _row(source: Source, features: int) -> list[str]:
    who = source.publisher
    return [
        f"{source.file}.geojson", source.title_fr, source.title_en,
        "; ".join(p.label for p in source.packages), "; ".join(p.version for p in source.packages),
        who.licence, who.attribution_fr, who.attribution_en, who.url, source.date, source.caveat_fr, source.caveat_en, str(features),
    ]  # fmt: skip
