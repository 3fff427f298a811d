"""Facts join places, places join their units, groups keep their figures to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shapely import Point

from geodata.errors import NotFoundError
from geodata.places.joins import (
    ancestors,
    facts_about,
    facts_with_places,
    group_shapes,
    groups_of,
    members_by_key,
    memberships,
    place_points,
    place_shape,
    places_inside,
    projects_at,
    results_at,
)

if TYPE_CHECKING:
    from geodata.tables import Tables


def test_key_and_shape_agree_for_every_located_place(tables: Tables) -> None:
    both = memberships(tables)
    assert len(both) >= 29
    assert both[~both["agree"]].to_dict("records") == []


def test_every_site_lies_in_a_region_of_its_sector(tables: Tables) -> None:
    both = memberships(tables).set_index("id")
    for site in tables["sites"].itertuples():
        assert both.loc[site.place, "sector_by_shape"] == site.sector


def test_ancestors_go_up_to_the_country(tables: Tables) -> None:
    assert ancestors(tables, "aguelhok") == ["cercle-tessalit", "region-kidal", "mali"]
    with pytest.raises(NotFoundError):
        ancestors(tables, "atlantis")


def test_units_by_key(tables: Tables) -> None:
    units = members_by_key(tables).set_index("id")
    assert tuple(units.loc["ogossagou"]) == ("cercle-bankass", "region-mopti", "sector-centre")
    assert tuple(units.loc["region-gao"]) == ("", "region-gao", "sector-est")
    assert tuple(units.loc["france"]) == ("", "", "")


def test_joining_facts_to_places_loses_and_repeats_nothing(tables: Tables) -> None:
    joined = facts_with_places(tables)
    assert list(joined["id"]) == list(tables["facts"]["id"])
    assert ((joined["place_name_fr"] != "") == (joined["place"] != "")).all()
    assert ((joined["group_title_en"] != "") == (joined["group"] != "")).all()
    assert joined.loc[joined["group"] != "", ["lon", "lat"]].isna().all(axis=None)


def test_group_facts_stay_apart_from_the_place(tables: Tables) -> None:
    about = facts_about(tables, "gao")
    assert (about.own["place"] == "gao").all()
    assert (about.of_groups["place"] == "").all()
    assert "002-148-1" in set(about.of_groups["id"])
    assert "002-148-1" not in set(about.own["id"])
    assert about.inside.empty


def test_a_region_tells_of_its_towns_apart(tables: Tables) -> None:
    about = facts_about(tables, "region-gao")
    assert {"gao", "ansongo"} <= set(about.inside["place"])
    assert set(about.own["place"]) == {"region-gao"}


def test_a_sector_holds_the_places_of_its_regions(tables: Tables) -> None:
    inside = places_inside(tables, "sector-nord")
    assert {"kidal", "tessalit", "aguelhok", "region-kidal"} <= set(inside)
    assert "gao" not in inside
    assert {"gao", "region-kidal"} <= set(places_inside(tables, "mali"))
    assert places_inside(tables, "gao") == []
    with pytest.raises(NotFoundError):
        facts_about(tables, "atlantis")


def test_results_and_projects_are_linked_to_places(tables: Tables) -> None:
    results = results_at(tables, "region-gao")
    assert "O1.1.1" in set(results["ref"])
    assert results["title_en"].notna().all()
    assert "prj-002-742-1" in set(projects_at(tables, "region-gao")["id"])
    assert projects_at(tables, "gao").empty


def test_a_group_has_the_union_of_its_members(tables: Tables) -> None:
    shapes = group_shapes(tables).set_index("id")
    assert set(shapes.index) == set(tables["groups"]["id"])
    regions = tables.shapes("regions").set_index("id").geometry
    members = ["region-mopti", "region-segou"]
    union = shapes.geometry["region-mopti+region-segou"]
    assert union.area == pytest.approx(sum(regions[member].area for member in members), rel=1e-6)
    towns = shapes.geometry["gao+mopti+tombouctou"]
    assert towns.geom_type == "MultiPoint"
    assert len(towns.geoms) == 3


def test_a_member_without_limits_is_named_not_drawn(tables: Tables) -> None:
    shapes = group_shapes(tables).set_index("id")
    assert shapes.loc["zone-centre+zone-nord", "without_shape"] == "zone-centre|zone-nord"
    assert shapes.geometry["zone-centre+zone-nord"].is_empty
    assert shapes.loc["bamako+zone-centre+zone-nord", "members"] == 3


def test_shapes_of_single_places(tables: Tables) -> None:
    gao = place_shape(tables, "gao")
    assert isinstance(gao, Point)
    east = place_shape(tables, "sector-est")
    assert east is not None
    assert east.contains(gao)
    assert place_shape(tables, "niger") is not None
    assert place_shape(tables, "zone-nord") is None
    assert place_shape(tables, "ogossagou") is None
    outline = place_shape(tables, "mali")
    assert outline is not None
    assert outline.contains(place_points(tables).query("id == 'kidal'").geometry.iloc[0])


def test_groups_of_a_place(tables: Tables) -> None:
    assert "menaka+tessalit" in groups_of(tables, "tessalit")
    assert groups_of(tables, "ogossagou") == []
