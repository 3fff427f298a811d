"""What each audience gets: telephone numbers withheld, positions rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

Profile = Literal["public", "partner", "internal"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one audience does not get.

    Parameters
    ----------
    withheld_layers
        Layers whose fields are withheld: their shapes are drawn, their figures are not told.
    withheld_topics
        Topics of the dossiers that are left out.
    step
        Step to which the Mission's own points are rounded (degrees); 0 keeps them.
    """

    withheld_layers: frozenset[str]
    withheld_topics: frozenset[str]
    step: float


_CONTACTS = frozenset({"call-centres"}), frozenset({"contacts"})
RULES: Final[dict[str, Rule]] = {
    "public": Rule(*_CONTACTS, step=0.1),
    "partner": Rule(*_CONTACTS, step=0.0),
    "internal": Rule(frozenset(), frozenset(), step=0.0),
}
#: Groups of layers that come from open gazetteers: their points are public as they are.
OPEN_GROUPS: Final = frozenset({"base", "reference"})
_POSITION_FIELDS: Final = frozenset({"lat", "lon"})


def release(artifact: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """Return an artifact as one audience may have it; the original is left alone.

    Points of the Mission's layers are rounded, and every field is withheld of the layers that hold
    telephone numbers.
    """
    rule = RULES[profile]
    meta = artifact["atlas"]
    withheld = meta["id"] in rule.withheld_layers
    rounded = bool(rule.step) and meta["group"] not in OPEN_GROUPS
    if not withheld and not rounded:
        return artifact
    kept = {"name", "mark", "place", "rank"}
    features = []
    for feature in artifact["features"]:
        changed = dict(feature)
        if withheld:
            changed["properties"] = {k: v for k, v in feature["properties"].items() if k in kept}
        if rounded:
            changed = _rounded(changed, rule.step)
        features.append(changed)
    meta = meta | {"fields": []} if withheld else meta
    return artifact | {"atlas": meta, "features": features}


def _rounded(feature: dict[str, Any], step: float) -> dict[str, Any]:
    properties = {
        key: round_to(value, step) if key in _POSITION_FIELDS and isinstance(value, (int, float)) else value
        for key, value in feature["properties"].items()
    }
    geometry = feature["geometry"]
    if geometry and geometry["type"] == "Point":
        coordinates = [round_to(c, step) for c in geometry["coordinates"]]
        geometry = {"type": "Point", "coordinates": coordinates}
    return feature | {"properties": properties, "geometry": geometry}


def round_to(value: float, step: float) -> float:
    """Round to a multiple of a step.

    Examples
    --------
    >>> round_to(16.2717, 0.1)
    16.3
    """
    return round(round(value / step) * step, 6)
