"""Places join their units, by key and by shape alike, and have the shapes they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shapely import Point

from geodata.errors import NotFoundError
from geodata.places.joins import (
    ancestors,
    members_by_key,
    memberships,
    place_points,
    place_shape,
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


def test_shapes_of_single_places(tables: Tables) -> None:
    gao = place_shape(tables, "gao")
    assert isinstance(gao, Point)
    east = place_shape(tables, "sector-est")
    assert east is not None
    assert east.contains(gao)
    assert place_shape(tables, "niger") is not None
    assert place_shape(tables, "zone-gourma") is None
    assert place_shape(tables, "ogossagou") is None
    outline = place_shape(tables, "mali")
    assert outline is not None
    assert outline.contains(place_points(tables).query("id == 'kidal'").geometry.iloc[0])
