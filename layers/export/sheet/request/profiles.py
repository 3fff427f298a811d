"""What each audience gets: telephone numbers withheld, positions rounded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Collection

    from layers.artifact.model import Artifact, Feature, Geometry, Properties
    from layers.schema.layer import Role

Profile = Literal["public", "partner", "internal"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one audience does not get.

    Parameters
    ----------
    withheld_roles
        Layers of these roles have their fields withheld: their shapes are drawn, their figures are left out.
    withheld_topics
        Topics of the dossiers that are left out.
    step
        Step to which the Mission's own points are rounded (degrees); 0 keeps them.
    """

    withheld_roles: frozenset[Role]
    withheld_topics: frozenset[str]
    step: float


_CONTACTS: Final[tuple[frozenset[Role], frozenset[str]]] = frozenset({"contacts"}), frozenset({"contacts"})
RULES: Final[dict[str, Rule]] = {
    "public": Rule(*_CONTACTS, step=0.1),
    "partner": Rule(*_CONTACTS, step=0.0),
    "internal": Rule(frozenset(), frozenset(), step=0.0),
}
#: Groups of layers that come from open gazetteers: their points are public as they are.
OPEN_GROUPS: Final = frozenset({"base", "reference"})
_POSITION_FIELDS: Final = frozenset({"lat", "lon"})


_KEPT: Final = ("name", "mark", "place_id", "rank")  #: properties that are never withheld


def release(artifact: Artifact, roles: Collection[Role], profile: Profile) -> Artifact:
    """Return an artifact as one audience may have it; the original is left alone.

    Points of the Mission's layers are rounded, and every field and fact is withheld of the layers that hold
    telephone numbers. ``roles`` are the layer's own.
    """
    rule = RULES[profile]
    meta = artifact.meta
    withheld = not rule.withheld_roles.isdisjoint(roles)
    rounded = bool(rule.step) and meta["group"] not in OPEN_GROUPS
    if not withheld and not rounded:
        return artifact
    features = list(artifact.features)
    if withheld:
        features = [_bare(feature) for feature in features]
        meta = meta | {"fields": []}
    if rounded:
        features = [_rounded(feature, rule.step) for feature in features]
    return replace(artifact, meta=meta, features=features)


def _bare(feature: Feature) -> Feature:
    """Return the feature without what it says: neither fields nor the facts that they are made of."""
    properties = {key: value for key, value in feature["properties"].items() if key in _KEPT}
    bare = feature | {"properties": cast("Properties", properties)}
    bare.pop("facts", None)
    bare.pop("past", None)
    return bare


def _rounded(feature: Feature, step: float) -> Feature:
    properties = {
        key: round_to(value, step) if key in _POSITION_FIELDS and isinstance(value, (int, float)) else value
        for key, value in feature["properties"].items()
    }
    geometry = feature["geometry"]
    if geometry and geometry["type"] == "Point" and "symbol_of" not in feature:
        rounded: Geometry = {
            "type": "Point",
            "coordinates": [round_to(c, step) for c in geometry["coordinates"]],
        }
        geometry = rounded
    released = feature.copy()
    released["properties"], released["geometry"] = cast("Properties", properties), geometry
    return released


def round_to(value: float, step: float) -> float:
    """Round to a multiple of a step.

    Examples
    --------
    >>> round_to(16.2717, 0.1)
    16.3
    """
    return round(round(value / step) * step, 6)
