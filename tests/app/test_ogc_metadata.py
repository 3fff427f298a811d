"""Metadata for catalogues, and the layers' stable addresses in front of Flask."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from werkzeug.test import Client

from app.factory import create_app
from geodata.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.collection import Collection
    from app.settings import Settings

NAMES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
    "gml": "http://www.opengis.net/gml/3.2",  # what the schema of ISO/TS 19139:2007 imports
}
#: Order of a record's members in the schema (gmd/metadataEntity.xsd), of those that we write.
MEMBERS = (
    *("fileIdentifier", "language", "characterSet", "hierarchyLevel", "contact", "dateStamp"),
    *("metadataStandardName", "metadataStandardVersion", "dataSetURI", "locale"),
    *("spatialRepresentationInfo", "referenceSystemInfo", "identificationInfo", "distributionInfo"),
    *("dataQualityInfo", "metadataMaintenance"),
)


@pytest.fixture(scope="module")
def whole(settings: Settings) -> Client:
    return Client(create_app(settings))


@pytest.fixture(scope="module")
def iso_record(client: FlaskClient) -> Callable[[str, str], TestResponse]:
    """A layer's record by its identifier and the language; each asked for once."""
    return cache(lambda layer, lang: client.get(f"/layers/{layer}.iso.xml?lang={lang}"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_has_an_iso_record_in_both_languages(
    iso_record: Callable[[str, str], TestResponse], collection: Collection, lang: str
) -> None:
    other = "en" if lang == "fr" else "fr"
    for entry in [*collection.layers, *collection.records]:
        answer = iso_record(entry["id"], lang)
        assert answer.mimetype == "application/xml"
        assert answer.headers["Content-Language"] == lang
        root = etree.fromstring(answer.data)
        texts = root.xpath("//gco:CharacterString/text()", namespaces=NAMES)
        localised = root.xpath("//gmd:LocalisedCharacterString", namespaces=NAMES)
        assert {entry["title"][lang], entry["about"][lang]} <= set(texts)
        assert {entry["title"][other], entry["about"][other]} <= {element.text for element in localised}
        assert {element.get("locale") for element in localised} == {f"#{other}"}
        assert root.xpath(f"//gmd:PT_Locale[@id='{other}']", namespaces=NAMES)
        limits = " ".join(root.xpath("//gmd:useLimitation/gco:CharacterString/text()", namespaces=NAMES))
        for caveat in entry["caveats"][lang]:
            assert caveat in limits
        west = root.xpath("//gmd:westBoundLongitude/gco:Decimal/text()", namespaces=NAMES)
        assert float(west[0]) == entry["bounds"][0]


@pytest.mark.parametrize("lang", LANGS)
def test_an_iso_record_keeps_the_rules_of_its_schema(
    iso_record: Callable[[str, str], TestResponse], collection: Collection, lang: str
) -> None:
    """What the schema of ISO 19139 refused in the template's records; its files may not be copied here."""
    for entry in [*collection.layers, *collection.records]:
        root = etree.fromstring(iso_record(entry["id"], lang).data)
        assert tuple(etree.QName(member).localname for member in root) == MEMBERS, entry["id"]
        assert {etree.QName(e).namespace for e in root.iter("*")} <= {*NAMES.values()}, entry["id"]
        periods = root.xpath("//gmd:EX_TemporalExtent/gmd:extent/gml:TimePeriod", namespaces=NAMES)
        assert len(periods) == len(root.xpath("//gmd:temporalElement", namespaces=NAMES))
        for citation in root.iter("{*}CI_Citation"):
            assert citation.xpath("gmd:title", namespaces=NAMES)
            assert citation.xpath("gmd:date/gmd:CI_Date/gmd:date/gco:Date/text()", namespaces=NAMES), entry[
                "id"
            ]
        for party in root.iter("{*}CI_ResponsibleParty"):
            assert party.xpath("gmd:organisationName/gco:CharacterString/text()", namespaces=NAMES)
            assert party.xpath("gmd:role/gmd:CI_RoleCode/@codeListValue", namespaces=NAMES)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        codes = root.xpath("//gmd:LanguageCode/@codeListValue", namespaces=NAMES)
        assert set(codes) == {"fre", "eng"}
        assert codes[0] == {"fr": "fre", "en": "eng"}[lang]
        assert all(text.strip() for text in root.xpath("//gco:CharacterString/text()", namespaces=NAMES))
        assert not root.xpath("//gco:CharacterString[not(text())]", namespaces=NAMES)


DATES = {"xsd:gYear": r"\d{4}", "xsd:gYearMonth": r"\d{4}-\d\d", "xsd:date": r"\d{4}-\d\d-\d\d"}


def written_dates(dataset: dict[str, Any]) -> list[dict[str, str]]:
    """Every date of a dataset's record."""
    found = [source["dct:issued"] for source in dataset["dct:source"] if "dct:issued" in source]
    period = dataset.get("dct:temporal", {})
    return found + [value for name, value in period.items() if name.startswith("dcat:")]


def test_the_catalogue_lists_every_layer(client: FlaskClient, collection: Collection) -> None:
    answer = client.get("/catalogue.jsonld")
    assert answer.mimetype == "application/ld+json"
    catalogue = answer.get_json(force=True)
    entries = [*collection.layers, *collection.records]
    assert [d["dct:identifier"] for d in catalogue["dcat:dataset"]] == [entry["id"] for entry in entries]
    for dataset, entry in zip(catalogue["dcat:dataset"], entries, strict=True):
        titles = {title["@language"]: title["@value"] for title in dataset["dct:title"]}
        assert titles == entry["title"]
        for distribution in dataset["dcat:distribution"]:
            url = distribution["dcat:accessURL"]["@id"]
            assert url.startswith("http://localhost/")
            assert distribution["dcat:mediaType"]["@id"].startswith("https://www.iana.org/")
        words = {(word["@language"], word["@value"]) for word in dataset["dcat:keyword"]}
        assert {("fr", "Nations Unies"), ("en", "United Nations")} <= words
        for day in written_dates(dataset):
            assert re.fullmatch(DATES[day["@type"]], day["@value"])
        assert ("dct:license" in dataset) == any(source["licence"] for source in entry["sources"]["fr"])
    again = client.get("/catalogue.jsonld", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("query", ["", "?lang=fr", "?lang=en"])
def test_a_stable_address_answers_as_the_route_does(
    whole: Client, client: FlaskClient, query: str, encoding: str
) -> None:
    url = f"/layers/sites.geojson{query}"
    headers = {"Accept-Encoding": encoding}
    fast, slow = whole.get(url, headers=headers, buffered=True), client.get(url, headers=headers)
    assert fast.data == slow.data
    for name in (
        *("Content-Type", "Content-Encoding", "Content-Language", "Content-Length", "ETag"),
        *("Vary", "Cache-Control", "Access-Control-Allow-Origin"),
    ):
        assert fast.headers.get(name) == slow.headers.get(name), name
    head = whole.head(url, headers=headers)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == fast.headers["Content-Length"]


@pytest.mark.parametrize("validator", ["{}", "W/{}", '"other", {}', "*"])
def test_a_stable_address_revalidates(whole: Client, validator: str) -> None:
    url = "/layers/sites.geojson?lang=fr"
    etag = whole.get(url, buffered=True).headers["ETag"]
    again = whole.get(url, headers={"If-None-Match": validator.format(etag)}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    assert whole.get(url, headers={"If-None-Match": '"other"'}, buffered=True).status_code == 200


def test_what_is_unusual_is_left_to_the_route(whole: Client) -> None:
    url = "/layers/sites.geojson?lang=fr"
    weighted = whole.get(url, headers={"Accept-Encoding": "br;q=0, gzip;q=0.5"}, buffered=True)
    assert weighted.headers["Content-Encoding"] == "gzip"
    assert whole.get("/layers/sites.geojson?lang=de").status_code == 400
    assert whole.delete(url).status_code == 405
    computed = whole.get("/layers/coverage.geojson?lang=fr&erp_kw=2", buffered=True)
    assert computed.status_code == 200
    assert "ETag" not in computed.headers
