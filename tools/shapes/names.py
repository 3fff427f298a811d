"""Names mended by hand, and the few decisions that no source makes for us."""

from __future__ import annotations

import re
import unicodedata

from geodata.places.names import fold


def slug(text: str) -> str:
    """Lower-case ASCII identifier: ``slug("Tin-Essako") == "tin-essako"``."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def letters(text: str) -> str:
    """Letters and digits only, for comparing spellings: ``letters("N'Tillit") == "ntillit"``."""
    return fold(text).replace(" ", "")


# Region: (id, English name). Keys are the French names of commune_cercle_region.csv.
REGIONS = {
    "Kayes": ("region-kayes", "Kayes"),
    "Koulikoro": ("region-koulikoro", "Koulikoro"),
    "Sikasso": ("region-sikasso", "Sikasso"),
    "Ségou": ("region-segou", "Ségou"),
    "Mopti": ("region-mopti", "Mopti"),
    "Tombouctou": ("region-tombouctou", "Timbuktu"),
    "Gao": ("region-gao", "Gao"),
    "Kidal": ("region-kidal", "Kidal"),
    "Taoudénit": ("region-taoudenit", "Taoudénit"),
    "Ménaka": ("region-menaka", "Ménaka"),
    "Bamako": ("district-bamako", "Bamako"),
}

INDICATIVE = "region-taoudenit"
UNMAPPED_CERCLE = "cercle-taoudenit-non-cartographie"

# ADM0_A3 of Natural Earth: (id, French, English, label longitude, label latitude).
# Labels stand near Mali, where the start view sees them.
NEIGHBOURS = {
    "DZA": ("country-algeria", "Algérie", "Algeria", 3.4, 22.6),
    "BFA": ("country-burkina-faso", "Burkina Faso", "Burkina Faso", -1.5, 12.5),
    "CIV": ("country-cote-d-ivoire", "Côte d’Ivoire", "Côte d’Ivoire", -5.6, 8.9),
    "GIN": ("country-guinea", "Guinée", "Guinea", -10.7, 10.8),
    "MRT": ("country-mauritania", "Mauritanie", "Mauritania", -9.6, 18.6),
    "NER": ("country-niger", "Niger", "Niger", 5.6, 16.2),
    "SEN": ("country-senegal", "Sénégal", "Senegal", -14.3, 14.6),
}

COUNTRY_NAMES = {code: (fr, en) for code, (_, fr, en, _, _) in NEIGHBOURS.items()} | {
    "MLI": ("Mali", "Mali"),
    "BEN": ("Bénin", "Benin"),
    "GHA": ("Ghana", "Ghana"),
    "GMB": ("Gambie", "Gambia"),
    "GNB": ("Guinée-Bissau", "Guinea-Bissau"),
    "LBR": ("Libéria", "Liberia"),
    "LBY": ("Libye", "Libya"),
    "MAR": ("Maroc", "Morocco"),
    "NGA": ("Nigéria", "Nigeria"),
    "SAH": ("Sahara occidental", "Western Sahara"),
    "SLE": ("Sierra Leone", "Sierra Leone"),
    "TCD": ("Tchad", "Chad"),
    "TGO": ("Togo", "Togo"),
    "TUN": ("Tunisie", "Tunisia"),
}

# Natural Earth rivernum: (id, French, English, rank). The package lost the accents ("S?n?gal").
RIVERS = {
    59: ("river-niger", "Niger", "Niger", 1),
    132: ("river-senegal", "Sénégal", "Senegal", 1),
    615: ("river-bani", "Bani", "Bani", 2),
    118: ("river-bafing", "Bafing", "Bafing", 2),
    931: ("river-bakoye", "Bakoye", "Bakoye", 2),
    816: ("river-baoule-bakoye", "Baoulé", "Baoulé", 2),
    499: ("river-baoule-bani", "Baoulé", "Baoulé", 2),
    981: ("river-bagoe", "Bagoé", "Bagoé", 2),
    431: ("river-gambia", "Gambie", "Gambia", 3),
    175: ("river-mouhoun", "Mouhoun (Volta noire)", "Mouhoun (Black Volta)", 3),
    267: ("river-nakambe", "Nakambé (Volta blanche)", "Nakambé (White Volta)", 3),
    380: ("river-oueme", "Ouémé", "Ouémé", 3),
    381: ("river-comoe", "Comoé", "Comoé", 3),
    444: ("river-bandama", "Bandama", "Bandama", 3),
    273: ("river-sassandra", "Sassandra", "Sassandra", 3),
    506: ("river-sokoto", "Sokoto", "Sokoto", 3),
    701: ("river-oti", "Oti", "Oti", 3),
}

# Lakes: (id, French, English, longitude and latitude of a point inside).
NE_LAKES = (
    ("lake-debo", "Lac Débo", "Lake Débo", -4.12, 15.32),
    ("lake-kainji", "Lac de Kainji", "Kainji Lake", 4.55, 10.3),
    ("lake-kossou", "Lac de Kossou", "Lake Kossou", -5.66, 7.52),
    ("lake-volta", "Lac Volta", "Lake Volta", 0.06, 7.72),
)
OSM_LAKES = (
    ("lake-manantali", "Lac de Manantali", "Lake Manantali", -10.38, 13.08),
    ("lake-selingue", "Lac de Sélingué", "Lake Sélingué", -8.23, 11.44),
    ("lake-horo", "Lac Horo", "Lake Horo", -3.88, 16.23),
    ("lake-fati", "Lac Fati", "Lake Fati", -3.69, 16.28),
    ("lake-tele", "Lac Télé", "Lake Télé", -3.75, 16.45),
)

OSM_LAKE_REACH = {"lake-selingue": 0.25}
"""Some lakes are in several pieces: all within this many degrees of the point."""

# GeoNames ids left out, with the reason.
TOWNS_DROPPED = {
    2460584: "Bamba: position in the region of Sikasso, the town is on the Niger near Bourem",
    2597438: "Abdel Begrou: in Mauritania",
    12687605: "Zambla: outside Mali",
    10343856: "Tessit: 60 km west of the town, in the commune of N'Tillit",
    2453927: "Mahina: 80 km east of the town, in the cercle of Kita",
    12718650: "Massiogo: population of the whole commune of Misséni on an unconfirmed village",
}

# GeoNames id: (French, English); spellings of the documents and of the administration.
TOWN_NAMES = {
    2449067: ("Tombouctou", "Timbuktu"),
    2450173: ("Taoudénit", "Taoudénit"),
    2452651: ("Nioro du Sahel", "Nioro du Sahel"),
    2457410: ("Pelengana", "Pelengana"),
    2457430: ("Finkolo", "Finkolo"),
    2458634: ("Dioro", "Dioro"),
    2454285: ("Koury", "Koury"),
    2451241: ("Siby", "Siby"),
    2455456: ("Kimparana", "Kimparana"),
    2453776: ("Monimpébougou", "Monimpébougou"),
    2450972: ("Siribala Coro", "Siribala Coro"),
    2455438: ("Kénenkoun", "Kénenkoun"),
    2461034: ("Anderamboukane", "Anderamboukane"),
    2596484: ("N’Tillit", "N’Tillit"),
    8631807: ("Tin-Essako", "Tin-Essako"),
    2452510: ("N’Tossoni", "N’Tossoni"),
    2455914: ("Kalabancoro", "Kalabancoro"),
    2456871: ("Gourma-Rharous", "Gourma-Rharous"),
    2453044: ("N’Débougou", "N’Débougou"),
}

REGION_SEATS = (
    "Bamako", "Gao", "Kayes", "Kidal", "Koulikoro", "Mopti", "Ménaka", "Sikasso", "Ségou",
    "Taoudénit", "Tombouctou",
)  # fmt: skip
# Seats whose town is not spelled like the cercle.
CERCLE_SEATS = {"Ké-Macina": "Macina", "Nioro du Sahel": "Nioro"}

# OpenStreetMap places: spelling as in the source -> spelling here.
VILLAGE_NAMES = {
    "Banidagara": "Bandiagara", "Kenieba": "Kéniéba", "Dioila": "Dioïla", "Timbuktu": "Tombouctou",
    "Inekar": "Inékar", "Tenenkou": "Ténenkou", "Diema": "Diéma", "Bafoulabe": "Bafoulabé",
    "Manantaly": "Manantali", "abeïbara": "Abeïbara", "kimparana": "Kimparana", "touna": "Touna",
    "TIN-ESSAKO": "Tin-Essako", "Koumbewel": "Koubéwel", "Bambara-Maoundé": "Bambara-Maoudé",
    "Siarakorola": "Sirakorola", "Araoune": "Araouane", "Anefis": "Anéfis", "Segala": "Ségala",
    "NTobougou": "N’Tobougou",
}  # fmt: skip
# Same place as a town of GeoNames under another spelling: (OSM spelling, GeoNames spelling).
SAME_PLACE = {
    "araouane": "araouane", "nioro": "niorodusahel", "macina": "kemacina", "doumbia": "doumba",
    "kenekoun": "kenenkoun", "molodocentre": "molodo", "banidagara": "bandiagara",
    "siribala": "siribalacoro", "dougabougoukoroni": "dougabougou", "figuiratomo": "figuiratoma",
    "timbuktu": "tombouctou", "taoudenni": "taoudenit",
}  # fmt: skip

# Airports (ident): name without the word for "airport"; others keep their municipality.
AIRPORT_NAMES = {
    "GABS": "Bamako-Sénou (Modibo Keïta)",
    "GAGO": "Gao-Korogoussou",
    "GAMB": "Mopti-Sévaré (Ambodédjo)",
    "GATB": "Tombouctou",
    "GAKY": "Kayes-Dag-Dag",
    "GASO": "Sikasso-Dignangan",
    "GATS": "Tessalit",
    "GAMK": "Ménaka",
    "GAKA": "Kéniéba",
    "GADA": "Dioïla",
    "GAFD": "Faladié",
    "GAKM": "Ké-Macina",
    "GANF": "Niafunké",
    "ML-0001": "Manantali (Bengassi)",
}
AIRPORT_NAMES_EN = {"GATB": "Timbuktu"}
AIRPORT_DOUBTFUL = {"GAMK"}  # about 10 km from the runway of Ménaka

# Urban areas of Natural Earth have no names: the town that lies in each.
URBAN_TOWNS = ("Bamako", "Ségou", "San", "Koutiala", "Mopti", "Kayes")
