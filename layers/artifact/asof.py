"""A layer as of a day: what was not yet true is left out, what no longer held is greyed.

``layers/web/asof.ts`` does the same in the browser; a browser test compares the two over every layer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.facts.holding import state
from layers.schema.colours import PAST as FADED
from layers.words import day as in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.artifact.model import Artifact, Feature, FieldEntry, Meta, Properties, Statement, TimeWords
    from layers.schema.marks import LegendEntry

#: What the key of a mark ends with where nothing holds any more.
PAST: Final = "~past"
_JOINTS: Final = {"fr": "\N{NARROW NO-BREAK SPACE}; ", "en": "; "}


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
        The same where the day is empty or the layer timeless. Else one in which features none of whose
        statements holds yet are absent; those of which none holds any more have a grey mark (key
        ending in `PAST`); the property ``facts`` keeps the statements that hold, and ``past`` those
        that no longer do. The documents named are those of what is left.
    """
    meta = artifact.meta
    if not day or "time_words" not in meta:
        return artifact
    words = meta["time_words"]
    features = [f for one in artifact.features if (f := _feature(one, day, meta)) is not None]
    used = {feature["properties"]["mark"] for feature in features}
    marks = [m for m in meta["marks"] if m["key"] in used]
    marks += [_greyed(m, words) for m in meta["marks"] if m["key"] + PAST in used]
    past = any("past" in feature["properties"] for feature in features)
    field: FieldEntry = {"name": "past", "label": words["past"], "kind": "text", "unit": ""}
    known = meta["data_date"]
    cited = {one[2] for f in features for one in f.get("times", []) if day >= one[0]}
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
    held = feature.get("times", [])
    states = [state(one[0], one[1], day) for one in held]
    if not held or set(states) == {"holds"}:
        return feature
    if set(states) == {"later"}:
        return None
    properties = feature["properties"].copy()
    if "holds" not in states:
        properties["mark"] += PAST
    if len(held[0]) > 3:
        _retell(properties, held, states, meta)
    return feature | {"properties": properties}


def _retell(properties: Properties, held: list[Statement], states: Sequence[str], meta: Meta) -> None:
    """Keep in ``facts`` what holds and in ``past`` what no longer does; count and cite accordingly."""
    text = properties.pop("facts")
    joint = _JOINTS[meta["lang"]]

    def told(wanted: str) -> str:
        lines = [text[one[3] : one[4]] for one, said in zip(held, states, strict=True) if said == wanted]
        return joint.join(lines)

    if now := told("holds"):
        properties["facts"] = now
    if before := told("past"):
        properties["past"] = before
    said = [one for one, what in zip(held, states, strict=True) if what != "later"]
    properties["count"] = len(said)
    properties["documents"] = len({one[2] for one in said})
    if said[0] is not held[0] and "source" in properties:
        properties["source"] = next(s["title"] for s in meta["sources"] if s["id"] == said[0][2])


def as_of_words(day: str, lang: Lang) -> str:
    """How a title or a legend says the date.

    Examples
    --------
    >>> as_of_words("2020-07-01", "fr"), as_of_words("2020-07-01", "en")
    ('Situation au 1er juillet 2020', 'As of 1 July 2020')
    """
    return f"{'Situation au' if lang == 'fr' else 'As of'} {in_words(day, lang)}"
