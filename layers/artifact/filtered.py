"""A layer with only the facts and rows that a filter asks for.

``layers/web/filter.ts`` does the same in the browser, on ``tests/shared/filter_cases.json``.
"""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, Final

from geodata.places.names import fold
from layers.artifact.facts import KEY_JOINT, bounds, document_name, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.artifact.model import Artifact, Feature, Meta
    from layers.artifact.records import FactRecord
    from layers.view.filter import Comparison, Filter

#: How a number is compared.
_HOLDS: Final[dict[str, Callable[[float, float], bool]]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def filtered(artifact: Artifact, wanted: Filter) -> Artifact:
    """Return a layer with what a filter asks for.

    Parameters
    ----------
    artifact
        The layer as built. It is not changed.
    wanted
        Conditions. Those on facts concern the layers that place facts: of each feature the facts that meet
        all of them are left, and a feature without any is absent. One given for several places is inside an
        area where any of them is. ``inside`` also chooses among points, such as the named sites. A comparison
        concerns the layers that have its column; a row without a value does not meet it.

    Returns
    -------
    Artifact
        The same where the filter asks nothing of it. Else with the marks and documents of what is left.
        Joined columns count all that is known of a place, whatever the filter.
    """
    meta = artifact.meta
    names = {field["name"] for field in meta["fields"]}
    columns = [each for each in wanted.columns if each.column in names]
    if not (columns or wanted.facts or wanted.words):
        return artifact
    features = [
        left for one in artifact.features if (left := _feature(one, wanted, columns, meta)) is not None
    ]
    if len(features) == len(artifact.features) and all(map(is_, features, artifact.features)):
        return artifact
    used = {feature["properties"]["mark"] for feature in features}
    used |= {feature["towns"]["mark"] for feature in features if "towns" in feature}
    cited = {fact["source"] for feature in features for fact in feature.get("facts", [])}
    kept: Meta = meta | {
        "marks": [mark for mark in meta["marks"] if mark["key"] in used],
        "count": len(features),
    }
    if any("facts" in feature for feature in artifact.features):
        kept["sources"] = [s for s in meta["sources"] if s["licence"] or s["id"] in cited]
    return replace(artifact, meta=kept, features=features)


def _feature(feature: Feature, wanted: Filter, columns: list[Comparison], meta: Meta) -> Feature | None:
    if not all(_meets(feature, each) for each in columns):
        return None
    areas = wanted.facts.get("inside")
    if areas and "inside" in feature and not set(areas) & set(feature["inside"]):
        return None
    if "facts" not in feature:
        return feature
    themes = wanted.facts.get("theme")
    if themes and meta["group"] not in themes:
        return None
    facts = [fact for fact in feature["facts"] if _is_wanted(fact, wanted)]
    if len(facts) == len(feature["facts"]):
        return feature
    return _restated(feature, facts, meta) if facts else None


def _meets(feature: Feature, comparison: Comparison) -> bool:
    value = feature["properties"].get(comparison.column)
    if value is None:
        return False
    first = comparison.values[0]
    if isinstance(first, str):
        return str(value) in comparison.values
    return isinstance(value, (int, float)) and _HOLDS[comparison.operator](value, first)


def _is_wanted(fact: FactRecord, wanted: Filter) -> bool:
    said = {
        "state": fact["state"],
        "document": fact["source"],
        "component": fact.get("component", ""),
        "verdict": fact.get("verdict", ""),
    }
    if any(said[name] not in values for name, values in wanted.facts.items() if name in said):
        return False
    words = fold(fact["words"])
    return all(part in words for part in fold(wanted.words).split())


def _restated(feature: Feature, facts: list[FactRecord], meta: Meta) -> Feature:
    """The feature with some of its facts: counted, dated and cited accordingly."""
    properties = feature["properties"] | {
        "facts": joined(facts, meta["lang"]),
        "count": len(facts),
        "documents": len({fact["source"] for fact in facts}),
        "fact_ids": KEY_JOINT.join(fact["id"] for fact in facts),
    }
    properties["since"], last = bounds(facts)
    properties.pop("until", None)
    if last:
        properties["until"] = last
    if facts[0] is not feature["facts"][0] and "source" in properties:
        properties["source"] = next(
            document_name(s) for s in meta["sources"] if s["id"] == facts[0]["source"]
        )
    return feature | {"properties": properties, "facts": facts}
