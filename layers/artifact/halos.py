"""What of a layer is new, ended or changed between two days: the rings of a comparison.

``layers/web/halos.ts`` does the same in the browser; both keep to ``tests/shared/halo_cases.json``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from layers.artifact.facts import on_day, stated_by
from layers.artifact.joined import joined_on

if TYPE_CHECKING:
    from layers.artifact.model import Artifact, Feature
    from layers.artifact.records import Validity

Halo = Literal["new", "ended", "changed"]

#: What the words of a fact end with: its date in brackets, and whether it is disputed.
_DATED: Final = re.compile(r"\s*\([^()]*\)( ≠)?$")


def halo(feature: Feature, first: str, second: str, column: str = "") -> Halo | None:
    """Return what became of a feature from one day to another.

    Parameters
    ----------
    feature
        As built: all that it states, of every day.
    first, second
        ISO 8601 days, the earlier first.
    column
        The joined column that the layer is coloured by; of what has no date itself, its value counts.

    Returns
    -------
    Halo or None
        ``new`` where nothing of it held on the first day, ``ended`` where nothing holds on the second,
        ``changed`` where something else is said of it; what a later document repeats is no change.
    """
    stated = stated_by(feature)
    if stated:
        then, now = (on_day(stated, day, "holds") for day in (first, second))
        return _became(bool(then), bool(now), is_same=_said(then) == _said(now))
    if not column or "joined" not in feature:
        return None
    values = [joined_on(feature, day)["properties"].get(column) for day in (first, second)]
    return _became(*(value is not None for value in values), is_same=values[0] == values[1])


def halos(artifact: Artifact, first: str, second: str) -> dict[str, Halo]:
    """Return what became of a layer's features, by identifier; those of which nothing changed are absent.

    A symbol that stands for an area's number has the halo of its own number.
    """
    coloured = artifact.meta.get("coloured")
    column = coloured["column"] if coloured else ""
    first, second = sorted((first, second))
    found = ((one["id"], halo(one, first, second, column)) for one in artifact.features)
    return {key: kind for key, kind in found if kind}


def _said(stated: list[Validity]) -> list[str]:
    """What facts say without their dates, and what came of it, each once; of what lists no facts, nothing."""
    return sorted({f"{_DATED.sub('', str(one.get('words', '')))}|{one.get('state', '')}" for one in stated})


def _became(held: bool, holds: bool, *, is_same: bool) -> Halo | None:  # noqa: FBT001 - the two days in their order
    if held and holds:
        return None if is_same else "changed"
    return "new" if holds else "ended" if held else None
