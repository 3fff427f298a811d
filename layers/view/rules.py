"""What a view of one build may name: its layers with their arguments, its basemaps and places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from geodata.facts.measures import VERDICTS
from geodata.facts.states import STATES
from geodata.places.kinds import AREAS
from layers.schema.layer import TIMELESS, UNLISTED
from layers.schema.parameters import from_dict
from layers.view.filter import Filter, read_filter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.artifact.model import Index
    from layers.artifact.scales import Colouring
    from layers.schema.parameters import Parameter

COLOURINGS: Final = ("tint", "symbol")  #: how numbers may be drawn
COMPONENTS: Final = ("1", "2", "3", "4", "5")  #: of the results framework of A/76/564


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

    #: What facts may be filtered by, and the values that each may have.
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def filtering(self, text: str) -> tuple[str, str]:
        """Return a filter as it is always written, and what of it cannot be used, either empty.

        Examples
        --------
        >>> rules = Rules((), (), filters={"state": frozenset({"planned"})})
        >>> rules.filtering("state in ('planned', 'dreamt') and n>2")
        ("state = 'planned' AND n > 2", 'dreamt')
        """
        read = read_filter(text) if text else Filter()
        if read is None:
            return "", text
        known = {
            name: tuple(value for value in values if value in self.filters.get(name, ()))
            for name, values in read.facts.items()
        }
        unknown = [
            value for name, values in read.facts.items() for value in values if value not in known[name]
        ]
        return str(replace(read, facts=known)), ", ".join(unknown)

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
        filters=_filters(index),
    )


def _filters(index: Index) -> dict[str, frozenset[str]]:
    areas = frozenset(place["id"] for place in index["places"] if place["kind"] in AREAS)
    return {
        "theme": frozenset(group for group in index["groups"] if group not in {*TIMELESS, "own"}),
        "inside": areas,
        "state": frozenset(STATES),
        "verdict": frozenset(VERDICTS),
        "component": frozenset(COMPONENTS),
        "document": frozenset(source["id"] for source in index.get("documents", [])),
    }
