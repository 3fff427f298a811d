"""A provider of pygeoapi over the built layers: bbox, datetime, filters, sorting, paging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pygeoapi.provider.base import BaseProvider

from app.ogc.cql import matching
from app.ogc.params import read_datetime
from geodata.errors import NotFoundError

if TYPE_CHECKING:
    from app.ogc.store import LayerStore, StoredFeature


class ArtifactProvider(BaseProvider):  # type: ignore[misc]
    """Answers from a layer that is already in memory.

    pygeoapi makes a provider for every request, so that this one only keeps a reference:
    ``provider_def["data"]`` is a function that returns the :class:`app.ogc.store.LayerStore`.
    """

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        self.store: LayerStore = provider_def["data"]()
        self.get_fields()

    def get_fields(self) -> dict[str, dict[str, str]]:
        """Type, title and unit of every property (JSON Schema), in the layer's language."""
        labels = {field["name"]: field for field in self.store.meta["fields"]}
        for name, kind in self.store.kinds.items():
            field = labels.get(name, {"label": self.options["titles"].get(name, name), "unit": ""})
            self._fields[name] = {"type": "string" if kind == "date" else kind, "title": field["label"]}
            if kind == "date":
                self._fields[name]["format"] = "date"
            if field["unit"]:
                self._fields[name]["x-ogc-unit"] = field["unit"]
        fields: dict[str, dict[str, str]] = self._fields
        return fields

    def query(  # noqa: PLR0913 - the signature of pygeoapi
        self,
        offset: int = 0,
        limit: int = 10,
        resulttype: str = "results",
        bbox: list[float] | None = None,
        datetime_: str | None = None,
        properties: list[tuple[str, str]] | None = None,
        sortby: list[dict[str, str]] | None = None,
        select_properties: list[str] | None = None,
        skip_geometry: bool = False,  # noqa: FBT001, FBT002 - as above
        filterq: Any = None,  # noqa: ANN401 - as above
        **_others: Any,  # noqa: ANN401 - as above
    ) -> dict[str, Any]:
        """Return a page of the features that match everything asked.

        As the standard says, ``bbox`` also keeps features without geometry and ``datetime`` those
        without a date.
        """
        store = self.store
        kept = np.ones(len(store.features), dtype=bool)
        if bbox:
            kept &= store.inside(bbox) | store.unlocated
        if datetime_:
            kept &= store.during(*read_datetime(datetime_))
        for name, given in properties or []:
            kept &= store.equal(name, given)
        if filterq is not None:
            kept &= matching(filterq, store)
        chosen = np.flatnonzero(kept).tolist()
        for order in reversed(sortby or []):
            chosen = _sorted(chosen, store, order["property"], descending=order["order"] == "-")
        page = [] if resulttype == "hits" else chosen[offset : offset + limit]
        features = [store.features[rank] for rank in page]
        if skip_geometry or select_properties:
            features = [_part(feature, select_properties, skip_geometry) for feature in features]
        answer = {"type": "FeatureCollection", "features": features, "numberMatched": len(chosen)}
        return answer if resulttype == "hits" else answer | {"numberReturned": len(features)}

    def get(self, identifier: str, **_others: Any) -> dict[str, Any]:  # noqa: ANN401 - the signature of pygeoapi
        """Return one feature by its stable identifier.

        Raises
        ------
        NotFoundError
            If the layer has none of that name.
        """
        rank = self.store.rank.get(identifier)
        if rank is None:
            shown = identifier[:60]
            raise NotFoundError(
                f"Aucun objet « {shown} » dans la couche « {self.store.id} ».",
                f"No feature “{shown}” in the layer “{self.store.id}”.",
            )
        return dict(self.store.features[rank])


def _sorted(ranks: list[int], store: LayerStore, name: str, *, descending: bool) -> list[int]:
    """Order features by one property; those that do not say it come last either way."""
    values = {rank: store.features[rank]["properties"][name] for rank in ranks}
    known = [rank for rank in ranks if values[rank] is not None]
    known.sort(key=lambda rank: values[rank], reverse=descending)
    return known + [rank for rank in ranks if values[rank] is None]


def _part(feature: StoredFeature, names: list[str] | None, skip_geometry: bool) -> StoredFeature:  # noqa: FBT001 - one caller
    part = feature.copy()
    if skip_geometry:
        part["geometry"] = None
    if names:
        part["properties"] = {name: feature["properties"][name] for name in names}
    return part
