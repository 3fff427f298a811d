"""Metadata of the layers for catalogues: ISO 19139 by pygeometa, and the whole as DCAT."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pygeometa.schemas import load_schema

from geodata.text import LANGS, Text
from layers.export.table import DISCLAIMER

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Bilingual, LayerEntry, SourceEntry

TITLE: Final = Text("Atlas de la Mission", "Mission Atlas")
ABOUT: Final = Text(
    "Couches de l’Atlas de la Mission : la MINUSMA au Mali, d’après cinq documents des Nations Unies.",
    "Layers of the Mission Atlas: MINUSMA in Mali, from five United Nations documents.",
)
LINEAGE: Final = Text("Établi d’après : {sources}", "Made from: {sources}")
KEYWORDS: Final = Text("MINUSMA, Mali, Nations Unies", "MINUSMA, Mali, United Nations")
SERVICE: Final = "OGC API - Features"
UNLICENSED: Final = Text("Documents cités, sans licence énoncée", "Documents cited, no licence stated")
GMD: Final = "{http://www.isotc211.org/2005/gmd}"
#: GML as pygeometa's template names it, and as ISO 19139:2007 imports it.
OLD_GML: Final = '"http://www.opengis.net/gml"'
GML: Final = '"http://www.opengis.net/gml/3.2"'
#: Languages as ISO 639-2 codes them: the code list that the records name.
CODES: Final = {"fr": "fre", "en": "eng"}
#: Vocabularies whose words DCAT takes as addresses.
LANGUAGE: Final = "http://id.loc.gov/vocabulary/iso639-1/"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"
#: Type of a date by its length: a year, a month, a day.
DATE_TYPES: Final = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
#: Members of a DCAT record, by what they mean (W3C DCAT 3).
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def iso_record(entry: LayerEntry, base: str, lang: Lang, made: str) -> str:
    """Write one layer's ISO 19139 record (XML), its texts in both languages, the asked one first.

    Parameters
    ----------
    entry
        The layer's entry in the build's index.
    base
        Public address of the explorer, without a slash at its end.
    lang
        The record's main language.
    made
        Day on which the layer was built (``YYYY-MM-DD``): the record's own date.
    """
    record = str(load_schema("iso19139").write(_content_model(entry, base, lang, made)))
    root = etree.fromstring(record.replace(OLD_GML, GML).encode())
    _mend(root, _other(lang))
    etree.indent(root)
    mended: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return mended.decode()


def _mend(root: etree._Element, other: Lang) -> None:
    """Mend what the template says otherwise than the standard, and leave out what it says of nothing."""
    for locale in root.iter(f"{GMD}PT_Locale"):
        locale.set("id", other)  # the template names it after French, whatever the record's languages are
    for code in root.iter(f"{GMD}LanguageCode"):
        code.text = CODES[code.get("codeListValue")]
        code.set("codeListValue", code.text)
    for empty in [*root.iter(f"{GMD}phone", f"{GMD}address")]:
        empty.getparent().remove(empty)


def _other(lang: Lang) -> Lang:
    return "en" if lang == "fr" else "fr"


def _each(text: Text) -> dict[str, str]:
    return {lang: text.get(lang) for lang in LANGS}


def _both(words: Bilingual) -> dict[str, str]:
    return {lang: words[lang] for lang in LANGS}


def dates_of(entry: LayerEntry) -> tuple[str, ...]:
    """First and last date that the layer or, failing that, its sources state (ISO 8601 or a year)."""
    stated = _DATE.findall(entry["data_date"])
    stated = stated or [d for s in entry["sources"]["fr"] for d in _DATE.findall(s["date"])]
    return (min(stated), max(stated)) if stated else ()


def licences_of(entry: LayerEntry) -> str:
    """The licences of everything drawn, separated by commas; empty for documents alone."""
    return ", ".join(dict.fromkeys(s["licence"] for s in entry["sources"]["en"] if s["licence"]))


def _content_model(entry: LayerEntry, base: str, lang: Lang, made: str) -> dict[str, Any]:
    """The layer in pygeometa's own content model."""
    layer_id = entry["id"]
    sources = {each: "; ".join(s["title"] for s in entry["sources"][each]) for each in LANGS}
    contact = {"organization": _each(TITLE), "url": base}
    return {
        "mcf": {"version": "1.0"},
        "metadata": {
            "identifier": f"mission-atlas-{layer_id}",
            "language": lang,
            "language_alternate": _other(lang),
            "charset": "utf8",
            "hierarchylevel": "dataset",
            "datestamp": made,
            "dataseturi": f"{base}/api/collections/{layer_id}",
        },
        "spatial": {"datatype": "vector", "geomtype": "complex"},
        "identification": _identification(entry, base, lang, made),
        "contact": dict.fromkeys(("publisher", "pointOfContact", "distributor"), contact),
        "distribution": {
            form: {"url": url, "type": media, "rel": "item", "name": name, "description": name}
            for form, media, name, url in _distributions(layer_id, base, lang)
        },
        "dataquality": {
            "scope": {"level": "dataset"},
            "lineage": {
                "statement": {each: LINEAGE.get(each).format(sources=sources[each]) for each in LANGS}
            },
        },
    }


def _identification(entry: LayerEntry, base: str, lang: Lang, made: str) -> dict[str, Any]:
    """The content model's part on what the layer is: title, dates, extent, licence, limits."""
    dates = dates_of(entry)
    return {
        "language": lang,
        "charset": "utf8",
        "title": _both(entry["title"]),
        "abstract": _both(entry["about"]),
        "dates": {"publication": dates[-1]} if dates else {"creation": made},
        "keywords": {
            "default": {
                "keywords": {each: KEYWORDS.get(each).split(", ") for each in LANGS},
                "keywords_type": "theme",
            }
        },
        "topiccategory": ["society"],
        "extents": {
            "spatial": [{"bbox": entry["bounds"] or [-180, -90, 180, 90], "crs": 4326}],
            "temporal": [{"begin": dates[0], "end": dates[-1]}] if dates else [],
        },
        "license": {"name": licences_of(entry) or _each(UNLICENSED), "url": ""},
        "rights": {each: _limits(entry, each) for each in LANGS},
        "url": f"{base}/about?lang={lang}",
        "status": "completed",
        "maintenancefrequency": "notPlanned",
        "accessconstraints": "otherRestrictions",
    }


def _limits(entry: LayerEntry, lang: Lang) -> str:
    """The layer's caveats and the atlas's disclaimer, as one text."""
    return " ".join([*entry["caveats"][lang], DISCLAIMER.get(lang)])


def _distributions(layer_id: str, base: str, lang: Lang) -> list[tuple[str, str, str, str]]:
    url = f"{base}/layers/{layer_id}"
    return [
        ("api", "OGC:OAPIF", SERVICE, f"{base}/api/collections/{layer_id}"),
        ("geojson", "application/geo+json", "GeoJSON", f"{url}.geojson?lang={lang}"),
        ("csv", "text/csv", "CSV", f"{url}.csv?lang={lang}"),
    ]


def dcat_catalogue(entries: list[LayerEntry], base: str) -> dict[str, Any]:
    """Describe every layer as a DCAT 3 catalogue (JSON-LD), titles and texts in both languages."""
    return {
        "@context": CONTEXT,
        "@id": f"{base}/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _languages(TITLE.fr, TITLE.en),
        "dct:description": _languages(ABOUT.fr, ABOUT.en),
        "dct:language": [_language(lang) for lang in LANGS],
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": _languages(TITLE.fr, TITLE.en),
            "foaf:homepage": {"@id": base},
        },
        "dcat:service": {
            "@type": "dcat:DataService",
            "@id": f"{base}/api",
            "dct:title": SERVICE,
            "dcat:endpointURL": {"@id": f"{base}/api"},
            "dcat:endpointDescription": {"@id": f"{base}/api/openapi"},
        },
        "dcat:dataset": [_dataset(entry, base) for entry in entries],
    }


def _languages(french: str, english: str) -> list[dict[str, str]]:
    return [{"@value": french, "@language": "fr"}, {"@value": english, "@language": "en"}]


def _language(lang: Lang) -> dict[str, str]:
    return {"@id": f"{LANGUAGE}{lang}"}


def _date(text: str) -> dict[str, str]:
    """A date with its type: ``2020``, ``2020-07`` or ``2020-07-01``."""
    return {"@value": text, "@type": DATE_TYPES[len(text)]}


def _keywords() -> list[dict[str, str]]:
    return [{"@value": word, "@language": lang} for lang in LANGS for word in KEYWORDS.get(lang).split(", ")]


def _source(french: SourceEntry, english: SourceEntry) -> dict[str, Any]:
    source: dict[str, Any] = {"dct:title": _languages(french["title"], english["title"])}
    if _DATE.fullmatch(french["date"]):
        source["dct:issued"] = _date(french["date"])
    return source


def _distribution(lang: Lang, media: str, name: str, url: str) -> dict[str, Any]:
    media = media if "/" in media else "application/geo+json"
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dct:language": _language(lang),
        "dcat:mediaType": {"@id": f"{MEDIA_TYPE}{media}"},
        "dcat:accessURL": {"@id": url},
    }


def _dataset(entry: LayerEntry, base: str) -> dict[str, Any]:
    layer_id = entry["id"]
    dataset: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "@id": f"{base}/api/collections/{layer_id}",
        "dct:identifier": layer_id,
        "dct:title": _languages(entry["title"]["fr"], entry["title"]["en"]),
        "dct:description": _languages(entry["about"]["fr"], entry["about"]["en"]),
        "dcat:keyword": _keywords(),
        "dct:rights": {
            "@type": "dct:RightsStatement",
            "rdfs:label": _languages(*(_limits(entry, lang) for lang in LANGS)),
        },
        "dct:source": [
            _source(french, english)
            for french, english in zip(entry["sources"]["fr"], entry["sources"]["en"], strict=True)
        ],
        "dcat:distribution": [
            _distribution(lang, media, name, url)
            for lang in LANGS
            for _, media, name, url in _distributions(layer_id, base, lang)
            if "/" in media or lang == LANGS[0]
        ],
    }
    if licence := licences_of(entry):
        dataset["dct:license"] = {"@type": "dct:LicenseDocument", "rdfs:label": licence}
    return dataset | _coverage(entry)


def _coverage(entry: LayerEntry) -> dict[str, Any]:
    """The period and the bounding box of a dataset, each left out where it is not known."""
    found: dict[str, Any] = {}
    if dates := dates_of(entry):
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(dates[0]),
            "dcat:endDate": _date(dates[-1]),
        }
    if entry["bounds"]:
        west, south, east, north = entry["bounds"]
        ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
        found["dct:spatial"] = {
            "@type": "dct:Location",
            "dcat:bbox": {
                "@type": "http://www.opengis.net/ont/geosparql#wktLiteral",
                "@value": f"POLYGON(({ring}))",
            },
        }
    return found
