"""A layer as tables of one kind of geometry each: QGIS and its files know no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from geodata.text import Text
from layers.artifact.colour import titled
from layers.export.gis.sql import table_name

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.text import Lang
    from layers.artifact.model import FieldEntry
    from layers.export.gis.frame import GisLayer
    from layers.schema.marks import LegendEntry

Kind = Literal["points", "lines", "areas", "rows"]

#: How a part of a layer is named beside the layer's title.
PARTS: dict[Kind, Text] = {
    "points": Text("points", "points"),
    "lines": Text("lignes", "lines"),
    "areas": Text("surfaces", "areas"),
}
_FAMILIES: dict[Kind, tuple[str, str]] = {
    "points": ("Point", "MultiPoint"),
    "lines": ("LineString", "MultiLineString"),
    "areas": ("Polygon", "MultiPolygon"),
}
#: Rows of several points each, of a layer that has single points too: QGIS can spread only single points.
TOGETHER: Final = "together"
_TOGETHER: Final = Text("lieux ensemble", "places together")


@dataclass(frozen=True)
class GisTable:
    """One table of a file.

    Parameters
    ----------
    name
        The layer's, as SQL takes it (:func:`layers.export.gis.sql.table_name`); with ``_points``,
        ``_together``, ``_lines`` or ``_areas`` where the layer mixes them.
    layer
        The layer it is part of.
    kind
        Its geometry; ``rows`` for a table without any.
    geometry
        Name of the OGC geometry type, empty for ``rows``.
    frame
        Its rows. A table of ``rows`` keeps the frame's geometry column; writers leave it out.
    is_part
        Whether the layer has other tables.
    """

    name: str
    layer: GisLayer
    kind: Kind
    geometry: str
    frame: gpd.GeoDataFrame
    is_part: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has every row of its layer."""
        return self.name == table_name(self.layer.id)

    @property
    def old_name(self) -> str:
        """Its name until version 0.1: with the hyphens of the layer's identifier."""
        return self.layer.id + self.name.removeprefix(table_name(self.layer.id))

    @property
    def lang(self) -> Lang:
        """The language of its words."""
        return self.layer.lang

    @property
    def title(self) -> str:
        """The layer's title, and which part of it this is."""
        title = titled(self.layer.meta)
        part = _TOGETHER if self.name.endswith(f"_{TOGETHER}") else PARTS.get(self.kind)
        return f"{title} ({part.get(self.lang)})" if part and not self.is_whole else title

    @property
    def marks(self) -> list[LegendEntry]:
        """The resolved marks that its rows carry, in the legend's order, and all the classes of a scale."""
        used, shape = set(self.frame["mark"]), {"points": "dot", "areas": "area"}.get(self.kind)
        return [
            mark
            for mark in self.layer.meta["marks"]
            if mark["key"] in used or (mark.get("scale") and mark["shape"] == shape)
        ]

    @property
    def min_zoom(self) -> int:
        """Web-map zoom from which anything of it is drawn."""
        least = min((mark["min_zoom"] for mark in self.marks), default=0)
        return max(int(self.layer.meta["min_zoom"]), int(least))

    @property
    def fields(self) -> list[FieldEntry]:
        """The declared fields that some row fills."""
        return [f for f in self.layer.meta["fields"] if self.frame[f["name"]].notna().any()]


def split(layer: GisLayer) -> tuple[GisTable, ...]:
    """Split a layer into tables of one geometry each.

    A layer of one kind of geometry is one table named like the layer. One that mixes points, lines
    and areas has a table for each kind; one that mixes single points and rows of several points has
    a table for either. One of which some rows have no place at all is first a
    table of all its rows without geometry, then the tables of those that have one.
    """
    frame, stem = layer.frame, table_name(layer.id)
    missing = frame.geometry.isna()
    types = frame.geom_type
    found = {
        name: (kind, types.isin(family))
        for name, kind, family in _families(set(types.dropna()))
        if types.isin(family).any()
    }
    alone = len(found) == 1 and not missing.any()
    tables = [] if alone or not missing.any() else [GisTable(stem, layer, "rows", "", frame, bool(found))]
    for part, (kind, chosen) in found.items():
        rows = frame[chosen].reset_index(drop=True)
        single, multi = _FAMILIES[kind]
        geometry = single if (rows.geom_type == single).all() else multi
        name = stem if alone else f"{stem}_{part}"
        tables.append(GisTable(name, layer, kind, geometry, rows, not alone))
    return tuple(tables)


def _families(types: set[str]) -> list[tuple[str, Kind, tuple[str, ...]]]:
    """Names, kinds and geometries of the tables that geometries of some types take."""
    found: list[tuple[str, Kind, tuple[str, ...]]] = []
    for kind, family in _FAMILIES.items():
        if kind == "points" and types >= set(family):
            found += [(kind, kind, family[:1]), (TOGETHER, kind, family[1:])]
        else:
            found.append((kind, kind, family))
    return found
