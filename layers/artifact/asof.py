"""A layer as of a day: what was not yet true is left out, what no longer held is greyed.

``layers/web/asof.ts`` does the same in the browser; a browser test compares the two over every layer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from layers.artifact.facts import KEY_JOINT, document_name, joined, on_day, stated_by
from layers.artifact.joined import joined_on
from layers.schema.colours import PAST as FADED
from layers.words import day as in_words

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Artifact, Feature, FieldEntry, Meta, TimeWords
    from layers.artifact.records import FactRecord
    from layers.schema.marks import LegendEntry

#: What the key of a mark ends with where nothing holds any more.
PAST: Final = "~past"


def as_of(artifact: Artifact, day: str) -> Artifact:
    """Return a layer as it stood on a day.

    Parameters
    ----------
    artifact
        The layer as built. It is not changed.
    day
        ISO 8601 day; empty for every date together.

    Returns
    -------
    Artifact
        The same where the day is empty or the layer timeless. A timeless layer with joined columns is
        the same but for these. Else one in which features that state
        nothing yet true are absent; those of which nothing holds any more have a grey mark (key ending
        in `PAST`); ``facts`` keeps the facts that hold, and ``past`` those that no longer do, as lists
        and as the properties joined of them. The documents named are those of what is left. Joined columns
        have the value that they had on the day.
    """
    meta = artifact.meta
    has_joined = any("joined" in feature for feature in artifact.features)
    if not day or not ("time_words" in meta or has_joined):
        return artifact
    if "time_words" not in meta:
        features = [joined_on(feature, day) for feature in artifact.features]
        return replace(artifact, meta=meta | {"as_of": day}, features=features)
    words = meta["time_words"]
    features = [joined_on(f, day) for one in artifact.features if (f := _feature(one, day, meta)) is not None]
    used = {feature["properties"]["mark"] for feature in features}
    used |= {feature["towns"]["mark"] for feature in features if "towns" in feature}
    marks = [m for m in meta["marks"] if m["key"] in used]
    marks += [_greyed(m, words) for m in meta["marks"] if m["key"] + PAST in used]
    past = any("past" in feature["properties"] for feature in features)
    field: FieldEntry = {"name": "past", "label": words["past"], "kind": "text", "unit": ""}
    known = meta["data_date"]
    cited = {one["source"] for feature in features for one in stated_by(feature)}
    dated = meta | {
        "sources": [s for s in meta["sources"] if s["licence"] or s["id"] in cited],
        "marks": marks,
        "fields": [*meta["fields"], *([field] if past else [])],
        "count": len(features),
        "data_date": min(known, day) if known else known,
        "as_of": day,
    }
    return replace(artifact, meta=dated, features=features)


def _greyed(mark: LegendEntry, words: TimeWords) -> LegendEntry:
    grey: LegendEntry = mark | {"color": FADED, "stroke": FADED, "hatch": False}
    return grey | {"key": mark["key"] + PAST, "label": words["mark"]}


def _feature(feature: Feature, day: str, meta: Meta) -> Feature | None:
    stated = stated_by(feature)
    known = on_day(stated, day, "holds", "past")
    holding = on_day(stated, day, "holds")
    if len(holding) == len(stated):
        return feature
    if not known:
        return None
    properties = feature["properties"].copy()
    dated: Feature = feature | {"properties": properties}
    if not holding:
        properties["mark"] += PAST
        if "towns" in feature:
            dated["towns"] = feature["towns"] | {"mark": feature["towns"]["mark"] + PAST}
    if "facts" in feature:
        _restate(dated, feature["facts"], day, meta)
    else:
        dated["holds"] = known
    return dated


def _restate(feature: Feature, facts: list[FactRecord], day: str, meta: Meta) -> None:
    """Keep in ``facts`` what holds and in ``past`` what no longer does; count and cite accordingly."""
    properties, lang = feature["properties"], meta["lang"]
    feature["facts"] = on_day(facts, day, "holds")
    del properties["facts"]
    if feature["facts"]:
        properties["facts"] = joined(feature["facts"], lang)
    if past := on_day(facts, day, "past"):
        feature["past"] = past
        properties["past"] = joined(past, lang)
    known = on_day(facts, day, "holds", "past")
    properties["count"] = len(known)
    properties["fact_ids"] = KEY_JOINT.join(fact["id"] for fact in known)
    properties["documents"] = len({fact["source"] for fact in known})
    if known[0] is not facts[0] and "source" in properties:
        properties["source"] = next(
            document_name(s) for s in meta["sources"] if s["id"] == known[0]["source"]
        )


def as_of_words(day: str, lang: Lang) -> str:
    """How a title or a legend says the date.

    Examples
    --------
    >>> as_of_words("2020-07-01", "fr"), as_of_words("2020-07-01", "en")
    ('Situation au 1er juillet 2020', 'As of 1 July 2020')
    """
    return f"{'Situation au' if lang == 'fr' else 'As of'} {in_words(day, lang)}"
