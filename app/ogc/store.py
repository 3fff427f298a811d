"""One layer in one language, in memory for queries: its features as JSON, indexed in space and in time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, cast

import numpy as np
from shapely import STRtree, box

from geodata.errors import InputError
from layers.artifact.facts import KEY_JOINT
from layers.artifact.model import Artifact
from layers.artifact.shapes import to_shape
from layers.schema.layer import LISTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geodata.text import Lang
    from layers.artifact.model import Feature, Geometry, Meta

#: Properties of every feature, before the declared fields; the same as every exported format's.
OWN = ("name", "mark", "mark_label", "place_id")
#: The pairs of fields that give a feature's period of validity, by preference.
PERIODS = (("since", "until"), ("period_start", "period_end"))
BEGINNING, END = "0001-01-01", "9999-12-31"


class StoredFeature(TypedDict):
    """A GeoJSON feature with every property of its layer."""

    type: str
    id: str
    geometry: Geometry | None
    properties: dict[str, Any]


@dataclass(frozen=True)
class LayerStore:
    """A built layer in memory, with indexes in space and time.

    Parameters
    ----------
    id, lang
        Identifier and language.
    meta
        What the artifact says of itself.
    features
        GeoJSON features, each with ``id``, ``geometry`` and every property; what is not known is
        ``None``, so that a client sees all columns whatever page it reads first.
    """

    id: str
    lang: Lang
    meta: Meta
    features: tuple[StoredFeature, ...]

    @cached_property
    def rank(self) -> dict[str, int]:
        """Place of each feature by its identifier."""
        return {feature["id"]: rank for rank, feature in enumerate(self.features)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the properties, in order."""
        return tuple(dict.fromkeys([*OWN, *(field["name"] for field in self.meta["fields"])]))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """JSON Schema type of each property: ``string``, ``number`` or ``integer``; ``date`` for days."""
        kinds = dict.fromkeys(self.names, "string")
        for field in self.meta["fields"]:
            if field["kind"] == "number":
                values = [feature["properties"][field["name"]] for feature in self.features]
                whole = all(
                    value is None or (isinstance(value, int) and abs(value) < 2**31) for value in values
                )
                kinds[field["name"]] = "integer" if whole else "number"
            elif field["kind"] == "date":
                kinds[field["name"]] = "date"
        return kinds

    def table_of(self, features: Sequence[StoredFeature]) -> Artifact:
        """An artifact of some of the features, for a table that people read: 3.0 is written 3."""
        shown = [feature | {"properties": _shortened(feature["properties"])} for feature in features]
        return Artifact(self.meta, cast("Sequence[Feature]", shown))

    def feature_schema(self) -> dict[str, Any]:
        """JSON Schema of a whole GeoJSON feature: where GDAL looks for the columns and their types."""
        columns = {
            name: {"type": "string", "format": "date"} if kind == "date" else {"type": kind}
            for name, kind in self.kinds.items()
        }
        return {
            "$schema": "http://json-schema.org/draft/2019-09/schema",
            "type": "object",
            "title": self.meta["title"],
            "properties": {
                "type": {"type": "string"},
                "id": {"type": "string"},
                "geometry": {"type": "object", "nullable": True},
                "properties": {
                    "type": "object",
                    "properties": {name: schema | {"nullable": True} for name, schema in columns.items()},
                },
            },
        }

    @cached_property
    def shapes(self) -> list[BaseGeometry | None]:
        """The geometries (degrees, WGS 84, longitude first), ``None`` where there is none."""
        return [f["geometry"] and to_shape(f["geometry"]) for f in self.features]

    @cached_property
    def unlocated(self) -> np.ndarray[Any, Any]:
        """Which features have no geometry."""
        return np.array([shape is None for shape in self.shapes], dtype=bool)

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree(np.array(self.shapes, dtype=object))

    @cached_property
    def period(self) -> tuple[str, str] | None:
        """The names of the two date fields that say when, if the layer has any."""
        return next((pair for pair in PERIODS if set(pair) <= set(self.names)), None)

    @cached_property
    def _spans(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]] | None:
        if self.period is None:
            return None
        pairs = [[f["properties"][name] for name in self.period] for f in self.features]
        starts = [start or (end and BEGINNING) or END for start, end in pairs]
        ends = [end or (start and END) or BEGINNING for start, end in pairs]
        return np.array(starts, dtype="datetime64[D]"), np.array(ends, dtype="datetime64[D]")

    @cached_property
    def interval(self) -> tuple[str, str] | None:
        """First and last day that any feature states (ISO 8601)."""
        days = [f["properties"][name] for name in self.period or () for f in self.features]
        known = [day for day in days if day]
        return (min(known), max(known)) if known else None

    def inside(self, bbox: list[float]) -> np.ndarray[Any, Any]:
        """Which features meet a box (west, south, east, north; degrees); west > east crosses 180°."""
        west, south, east, north = bbox
        boxes = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        found = np.zeros(len(self.features), dtype=bool)
        for left, right in boxes:
            found[self._tree.query(box(left, south, right, north), predicate="intersects")] = True
        return found

    def during(self, start: str, end: str) -> np.ndarray[Any, Any]:
        """Which features hold on some day between two days, or carry no date (as the standard says)."""
        if self._spans is None:
            return np.ones(len(self.features), dtype=bool)
        starts, ends = self._spans
        first, last = np.datetime64(start), np.datetime64(end)
        return ((starts <= last) & (ends >= first)) | (starts > ends)

    def equal(self, name: str, given: str) -> np.ndarray[Any, Any]:
        """Which features have a property equal to a value written in an address, or a list that holds it.

        Raises
        ------
        InputError
            If a number is expected.
        """
        if name in LISTS:
            lists = (f["properties"][name] or "" for f in self.features)
            holds = (given == one or given in one.split(KEY_JOINT) for one in lists)
            return np.fromiter(holds, dtype=bool, count=len(self.features))
        value: object = given
        if self.kinds[name] in {"number", "integer"}:
            value = as_number(name, given)
        return np.fromiter(
            (f["properties"][name] == value for f in self.features), dtype=bool, count=len(self.features)
        )


def as_number(name: str, given: str) -> float:
    """Read a number written in an address.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return float(given)
    except ValueError:
        raise InputError(
            f"{name} = « {given[:40]} » : attendu un nombre.", f"{name} = “{given[:40]}”: expected a number."
        ) from None


def make_store(artifact: Artifact) -> LayerStore:
    """Make the store of a built layer."""
    meta = artifact.meta
    labels = {mark["key"]: mark["label"] for mark in meta["marks"]}
    names = dict.fromkeys([*OWN, *(field["name"] for field in meta["fields"])])
    features: tuple[StoredFeature, ...] = tuple(
        {
            "type": "Feature",
            "id": feature["id"],
            "geometry": feature["geometry"],
            "properties": {name: feature["properties"].get(name) for name in names}
            | {"mark_label": labels.get(feature["properties"]["mark"])},
        }
        for feature in artifact.features
    )
    store = LayerStore(artifact.id, artifact.lang, meta, features)
    for name in (name for name, kind in store.kinds.items() if kind == "number"):
        for feature in features:  # written 3.0: QGIS takes the type from a few features, and loses decimals
            value = feature["properties"][name]
            feature["properties"][name] = None if value is None else float(value)
    return store


def _shortened(properties: dict[str, Any]) -> dict[str, Any]:
    """Write whole numbers without decimals."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in properties.items()
    }
