"""Zones on the map and in the dossiers; identifiers that join every layer and table."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from app.panels.dossier import dossier_panel, given_lists
from geodata.facts.results import result_of
from geodata.facts.same import once
from geodata.places.zones import zone_regions, zones_containing
from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.asof import as_of
from layers.export.gis.frame import as_layer
from layers.export.table import layer_table
from layers.export.table_files import write_csv
from layers.reports.dossier.data import place_csv
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang

TABLES = Tables()
CATALOG = read_catalog()
FACTS = TABLES.rows("facts")
#: How many facts are given for the centre.
CENTRE = len(once([fact for fact in FACTS.values() if fact["place"] == "zone-centre"]))


def test_each_zone_states_its_own_facts_and_no_others(collection: Collection) -> None:
    features = {f["id"]: f for f in collection.artifact("zones", "en").features}
    assert set(features) == set(zone_regions(TABLES))
    for zone, feature in features.items():
        own = [fact["id"] for fact in once([fact for fact in FACTS.values() if fact["place"] == zone])]
        assert [fact["id"] for fact in feature.get("facts", [])] == own
        assert feature["properties"]["count"] == len(own)
        assert feature["properties"]["place_id"] == zone
        assert feature["properties"].get("fact_ids", "") == "|".join(own)
    assert len(features["zone-centre"]["facts"]) == CENTRE
    assert features["zone-centre"]["properties"]["regions"] == "Mopti Region, Ségou Region"
    (mark,) = collection.artifact("zones", "en").meta["marks"]
    assert mark["dash"]
    assert not CATALOG["zones"].is_default


def test_facts_of_zones_are_drawn_dashed_and_hollow_in_their_topics() -> None:
    zones = set(zone_regions(TABLES))
    drawn: set[str] = set()
    for layer in CATALOG.values():
        rows = layer.rows(TABLES)
        for row in rows[rows["mark"].str.startswith("zone-")].itertuples():
            mark = layer.mark(str(row.mark))
            assert (mark.shape, mark.fill, bool(mark.dash), mark.label_style) == ("area", 0, True, "")
            assert row.place in zones
            assert {FACTS[fact]["place"] for fact in row.fact_ids} == {row.place}
            drawn |= set(row.fact_ids)
    told = {key for key, fact in FACTS.items() if fact["place"] in zones}
    assert len(told) > 120
    left = {FACTS[key]["topic"] for key in told - drawn if FACTS[key]["same_as"] not in drawn}
    assert left <= {"media"}  # of no topic that is drawn; the layer of the zones has them


@pytest.mark.parametrize("lang", LANGS)
def test_what_lies_in_a_zone_lists_its_facts_apart_from_its_own(collection: Collection, lang: Lang) -> None:
    for place in ("diabaly", "segou", "region-mopti", "cercle-bankass", "sector-est", "kidal"):
        dossier = collection.dossier(place, lang)
        zones = zones_containing(TABLES, place)
        assert [link["id"] for link in dossier["counted_in"]] == list(zones)
        own = {fact["id"] for topic in dossier["topics"] for fact in topic["facts"]}
        given = {entry["id"]: entry["facts"] for entry in dossier["given_for"]}
        for key, facts in given.items():
            assert set(key.split("+")) & set(zones)
            assert {FACTS[fact]["place"] or FACTS[fact]["group"] for fact in facts} == {key}
            assert not own & set(facts)
        for zone in zones:
            assert len(given[zone]) == len(once([fact for fact in FACTS.values() if fact["place"] == zone]))
    for place in ("mali", "bamako", "zone-centre", "niger"):
        assert collection.dossier(place, lang)["given_for"] == []


def test_facts_given_for_a_zone_are_written_once_for_all_its_places(collection: Collection) -> None:
    dossier = collection.dossier("diabaly", "en")
    panel = orjson.dumps(dossier_panel(dossier, "en"), default=_plain).decode()
    assert '"panel/given/zone-centre.en.json"' in panel
    first = FACTS[dossier["given_for"][0]["facts"][0]]
    assert first["measure_en"] not in panel
    for name, _ in given_lists(collection.dossier("zone-centre", "en")):
        kept = (collection.static / "panel" / "given" / f"{name}.en.json").read_text("utf-8")
        assert kept.count('"className":"fact"') > 0
    whole = (collection.static / "panel" / "given" / "zone-centre.en.json").read_text("utf-8")
    assert whole.count('"className":"fact"') == CENTRE
    for place in collection.index["places"]:
        for given in collection.dossier(place["id"], "fr")["given_for"]:
            file = f"{given['id'].replace('+', '.')}.fr.json"
            assert (collection.static / "panel" / "given" / file).is_file()


def _plain(component: Any) -> Any:
    return component.to_plotly_json()


def test_a_sector_is_said_to_be_derived_where_no_document_says_it(collection: Collection) -> None:
    sites = set(TABLES["sites"]["place"])
    for place in ("diabaly", "segou", "region-gao", "gao", "tessalit"):
        sector = collection.dossier(place, "en")["within"][-1]
        assert sector["id"].startswith("sector-")
        assert sector.get("derived", False) == (place not in sites)
    panel = orjson.dumps(dossier_panel(collection.dossier("diabaly", "en"), "en"), default=_plain).decode()
    assert "sector derived from the region" in panel
    assert "no document" in collection.dossier("sector-sud", "en")["outline"]


def test_a_zone_tells_the_word_for_each_region(collection: Collection) -> None:
    told = collection.dossier("zone-nord", "fr")["derivation"]
    assert [(each["id"], each["basis"]) for each in told] == [
        ("region-tombouctou", "stated"),
        ("region-gao", "stated"),
        ("region-kidal", "stated"),
        ("region-menaka", "reading"),
        ("region-taoudenit", "reading"),
    ]
    assert "8256" in told[0]["source"]
    assert told[0]["basis_label"] == "dit par un document"
    south = collection.dossier("zone-sud", "en")["derivation"]
    assert [(each["basis"], bool(each["source"])) for each in south] == [
        ("stated", True),
        ("reading", False),
        ("reading", False),
    ]
    assert collection.dossier("zone-gourma", "en")["derivation"] == []


def test_place_data_name_what_is_given_for_a_zone(collection: Collection) -> None:
    data = orjson.loads((collection.static / "places" / "data" / "diabaly.fr.json").read_bytes())
    kinds = [fact["record"] for fact in data["facts"]]
    assert kinds.count("own") == sum(fact["place"] == "diabaly" for fact in FACTS.values())
    zone = [fact for fact in data["facts"] if fact["record"] == "zone"]
    assert sum(fact["given_for"] == "Centre du Mali" for fact in zone) == CENTRE
    assert {fact["ref"] for fact in zone} >= {"I2.3.6"}
    rows = list(csv.DictReader(StringIO(place_csv(data).decode("utf-8-sig"))))
    assert sum(row["Nature de la ligne"].startswith("donné pour une zone") for row in rows) == len(zone)
    mali = orjson.loads((collection.static / "places" / "data" / "mali.fr.json").read_bytes())
    assert "zone" not in {fact["record"] for fact in mali["facts"]}


@pytest.mark.parametrize("layer_id", list(CATALOG))
def test_every_row_names_its_facts_and_places(collection: Collection, layer_id: str) -> None:
    artifact = collection.artifact(layer_id, "en")
    frame = as_layer(artifact).frame
    assert "place_id" in frame
    places = set(TABLES["places"]["id"])
    assert set(frame["place_id"].dropna()) <= places
    for feature in artifact.features:
        properties = feature["properties"]
        listed = [key for key in properties.get("fact_ids", "").split("|") if key]
        assert set(listed) <= set(FACTS)
        if "facts" in feature:
            assert listed == [fact["id"] for fact in feature["facts"]]
        groups = {FACTS[key]["group"] for key in listed} - {""}
        if "facts" in feature or layer_id == "facts":
            members = [key for key in properties.get("group_members", "").split("|") if key]
            assert sorted(members) == sorted("+".join(groups).split("+") if groups else [])
    stating = {"sectors", "sites", "transmitters", "contributors"}
    stating |= {"facts", "results-framework", "results-figures", "place-groups", "places"}
    assert ("fact_ids" in frame) == (layer_id in stating or any("facts" in f for f in artifact.features))


def test_identifiers_follow_the_date(collection: Collection) -> None:
    dated = as_of(collection.artifact("police", "en"), "2018-06-30")
    for feature in dated.features:
        known = {fact["id"] for fact in [*feature["facts"], *feature.get("past", [])]}
        assert set(feature["properties"]["fact_ids"].split("|")) == known


def test_a_figure_of_a_result_names_it(collection: Collection) -> None:
    refs = {f["id"]: f["properties"].get("ref") for f in collection.artifact("facts", "en").features}
    assert refs["O1.3.5@6"] == "O1.3.5"
    assert refs["001-37-1"] is None
    assert {ref for ref in refs.values() if ref} == set(TABLES["results"]["ref"])
    assert result_of("O1.3.5@6") == "O1.3.5"


ADMINISTRATIVE = {
    "regions": (
        "region-gao",
        {"adm1_pcode": "ML07", "parent": "mali"},
        {"#adm1+name": "Gao", "#adm1+code": "ML07"},
    ),
    "cercles": (
        "cercle-ansongo",
        {"adm1_pcode": "ML07", "adm2_pcode": "ML0701", "parent": "region-gao"},
        {"#adm2+name": "Ansongo", "#adm2+code": "ML0701", "#adm1+name": "Gao", "#adm1+code": "ML07"},
    ),
    "communes": (
        "commune-alafia",
        {"adm1_pcode": "ML06", "adm2_pcode": "ML0605", "parent": "cercle-tombouctou"},
        {
            "#adm3+name": "Alafia",
            "#adm2+name": "Timbuktu",
            "#adm2+code": "ML0605",
            "#adm1+name": "Timbuktu",
            "#adm1+code": "ML06",
        },
    ),
}


@pytest.mark.parametrize("layer_id", ADMINISTRATIVE)
def test_units_have_codes_and_hxl_tags(collection: Collection, layer_id: str) -> None:
    unit, codes, tags = ADMINISTRATIVE[layer_id]
    artifact = collection.artifact(layer_id, "en")
    found = next(f["properties"] for f in artifact.features if f["id"] == unit)
    assert {name: found[name] for name in codes} == codes
    head, tagged, *rows = csv.reader(StringIO(write_csv(layer_table(artifact), hxl=True).decode("utf-8-sig")))
    assert len(head) == len(tagged)
    row = dict(zip(tagged, next(row for row in rows if row[0] == unit), strict=True))
    assert {tag: row[tag] for tag in tags} == tags
    bare = {f["id"] for f in artifact.features if "adm1_pcode" not in f["properties"]}
    communes = TABLES.shapes("communes").set_index("id")["region"].to_dict()
    assert {communes.get(unit, unit) for unit in bare} <= {"region-taoudenit"}
    assert any("OCHA" in caveat for caveat in artifact.meta["caveats"])


def test_a_sector_is_counted_in_a_zone_in_part(collection: Collection) -> None:
    """003:5816-5818 counts Ségou in the centre; our Sector South has Ségou and four other regions."""
    dossier = collection.dossier("sector-sud", "en")
    names = [link["name"] for link in dossier["counted_in"]]
    assert names == ["Central Mali (in part)", "Southern Mali (in part)", "Western Mali (in part)"]
    assert "zone-centre" in [given["id"] for given in dossier["given_for"]]
    whole = collection.dossier("sector-centre", "en")["counted_in"]
    assert [link["name"] for link in whole] == ["Central Mali"]
