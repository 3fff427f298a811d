"""Which regions the named zones take in, on whose word, and what follows for places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.audit.citations import Documents, nearby
from geodata.places.joins import place_shape
from geodata.places.names import fold
from geodata.places.pcodes import pcodes
from geodata.places.zones import zone_regions, zone_shape, zones_containing

if TYPE_CHECKING:
    from geodata.tables import Tables

NAMES = {
    "zone-nord": "le nord",
    "zone-centre": "centre",
    "zone-sud": "du sud",
    "zone-ouest": "occidentale",
}
#: Lines of 003 that say so in as many words.
QUOTED = {
    ("zone-centre", "region-segou"): (5816, "plus grand nombre de régions du centre (notamment", "Ségou)"),
    ("zone-centre", "region-mopti"): (8256, "le nord (Tombouctou) et le centre (Ségou et Mopti)"),
    ("zone-nord", "region-tombouctou"): (8256, "le nord (Tombouctou) et le centre (Ségou et Mopti)"),
    ("zone-nord", "region-gao"): (3181, "maliennes reconstituées dans le nord.", "à Gao et à Kidal"),
    ("zone-nord", "region-kidal"): (
        1081,
        "La réunion tenue à Kidal",
        "dans le nord du pays",
    ),
    ("zone-sud", "region-kayes"): (1087, "À Kayes, la réunion du Comité", "populations du sud"),
}


def test_what_is_stated_stands_in_the_document(tables: Tables, documents: Documents) -> None:
    rows = tables["zone_regions"]
    stated = rows[rows["basis"] == "stated"]
    assert set(zip(stated["zone"], stated["region"], strict=True)) == set(QUOTED)
    for row in stated.itertuples():
        first, *words = QUOTED[row.zone, row.region]
        lines = documents[row.source]
        assert first <= row.line
        text = " ".join(line.strip() for line in lines[first : row.line + 1] if line.strip())
        assert all(each in text for each in words), (row.zone, row.region, text)


def test_every_line_cited_names_the_zone_near_it_and_no_reading_claims_more(
    tables: Tables, documents: Documents
) -> None:
    names = tables["places"].set_index("id")["name_fr"]
    for row in tables["zone_regions"].itertuples():
        if not row.source:
            assert row.basis == "reading"
            continue
        near = fold(nearby(documents[row.source], row.line, reach=3))
        assert fold(NAMES[row.zone]) in near
        named = fold(names[row.region].removeprefix("Région de "))[:5] in near  # “Taoudenni” in 003
        assert named or row.zone == "zone-ouest"


def test_the_shapes_are_the_regions_joined(tables: Tables) -> None:
    assert set(zone_regions(tables)) == set(NAMES)
    for zone, regions in zone_regions(tables).items():
        shape = zone_shape(tables, zone)
        assert shape is not None
        assert shape == place_shape(tables, zone)
        assert shape.area == pytest.approx(sum(place_shape(tables, each).area for each in regions))
    for zone in ("zone-gourma", "zone-liptako-gourma", "zone-azawad", "zone-sahel", "zone-west-africa"):
        assert zone_shape(tables, zone) is None
        assert tables.rows("places")[zone]["unlocated_en"]


@pytest.mark.parametrize(
    ("place", "zones"),
    [
        ("diabaly", ("zone-centre",)),
        ("segou", ("zone-centre",)),
        ("region-segou", ("zone-centre",)),
        ("ogossagou", ("zone-centre",)),
        ("cercle-tessalit", ("zone-nord",)),
        ("sector-est", ("zone-nord",)),
        ("sector-centre", ("zone-centre",)),
        ("sector-sud", ()),
        ("kayes", ("zone-sud", "zone-ouest")),
        ("bamako", ()),
        ("mali", ()),
        ("zone-centre", ()),
        ("niger", ()),
        ("atlantis", ()),
    ],
)
def test_the_zones_of_a_place(tables: Tables, place: str, zones: tuple[str, ...]) -> None:
    assert zones_containing(tables, place) == zones


def test_a_zone_is_not_a_sector(tables: Tables) -> None:
    for place in ("segou", "diabaly"):
        assert tables.rows("places")[place]["sector"] == "sector-sud"
        assert zones_containing(tables, place) == ("zone-centre",)


def test_every_region_and_cercle_has_its_code_but_taoudenit(tables: Tables) -> None:
    codes = pcodes(tables)
    cercles = tables.shapes("cercles")
    drawn = [*tables.shapes("regions")["id"], *cercles["id"]]
    assert [unit for unit in drawn if unit not in codes] == [
        "region-taoudenit",
        "cercle-taoudenit-non-cartographie",
    ]
    assert (codes["region-menaka"], codes["cercle-menaka"], codes["cercle-bamako"]) == (
        *("ML10", "ML1001"),
        "ML0901",
    )
    assert len(set(codes.values())) == len(codes) == 60
    unmatched = tables["pcodes"].query("unit == ''")
    assert list(unmatched["name"]) == ["Anderamboukane", "Inekar", "Tidermene"]


def test_names_of_units_and_codes_agree(tables: Tables) -> None:
    names = {**_names(tables, "regions"), **_names(tables, "cercles")}
    other = {
        row.unit: row.name for row in tables["pcodes"].itertuples(index=False) if row.unit and not row.note_en
    }
    assert {unit: fold(name) for unit, name in other.items()} == {u: fold(names[u]) for u in other}


def _names(tables: Tables, layer: str) -> dict[str, str]:
    shapes = tables.shapes(layer)
    return dict(zip(shapes["id"], shapes["name_fr"], strict=True))
