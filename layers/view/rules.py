"""What a view of one build may name: its layers with their arguments, its basemaps and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from layers.schema.layer import UNLISTED
from layers.schema.parameters import from_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.artifact.model import Index
    from layers.artifact.scales import Colouring
    from layers.schema.parameters import Parameter

COLOURINGS: Final = ("tint", "symbol")  #: how numbers may be drawn


@dataclass(frozen=True, slots=True)
class Rules:
    """What a view may name: the layers in catalogue order, basemaps and places of one build."""

    layers: tuple[str, ...]
    defaults: tuple[str, ...]
    basemaps: tuple[str, ...] = ("atlas", "blank")
    places: frozenset[str] = frozenset()
    parameters: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)
    #: For each layer, the columns that it may be coloured by, and how each is drawn by itself.
    colours: Mapping[str, Mapping[str, Colouring]] = field(default_factory=dict)

    def parameter(self, layer: str, name: str) -> Parameter | None:
        """Return one declared parameter of a layer."""
        return next((p for p in self.parameters.get(layer, ()) if p.name == name), None)

    def colour(self, layer: str, choice: str) -> str:
        """Return by what a layer is coloured as it is always written; empty for none of its columns.

        Examples
        --------
        >>> rules = Rules(("sectors",), (), colours={"sectors": {"courts": "symbol"}})
        >>> [rules.colour("sectors", each) for each in ("courts.symbol", "courts.tint", "dunes")]
        ['courts', 'courts.tint', '']
        """
        column, point, how = choice.partition(".")
        natural = self.colours.get(layer, {}).get(column, "")
        if not natural or (point and how not in COLOURINGS):
            return ""
        return column if how in ("", natural) else choice


def rules_of(index: Index, basemaps: tuple[str, ...] = ()) -> Rules:
    """Return what a view of one build may name, from its index of layers and places."""
    listed = [entry for entry in index["layers"] if entry["group"] not in UNLISTED]
    parameters = {
        entry["id"]: tuple(from_dict(p) for p in entry["parameters"])
        for entry in listed
        if entry["parameters"]
    }
    panels = {f"layer:{layer}" for layer in parameters}
    return Rules(
        layers=tuple(entry["id"] for entry in listed),
        defaults=tuple(entry["id"] for entry in listed if entry["is_default"]),
        basemaps=("atlas", "blank", *basemaps),
        places=frozenset({place["id"] for place in index["places"]} | panels),
        parameters=parameters,
        colours={entry["id"]: entry["colours"] for entry in listed if entry["colours"]},
    )
