"""The scorecard of a dossier, and what it said on a day (``app/web/time/dated.ts`` does the same)."""

from __future__ import annotations

from typing import TypedDict


class Score(TypedDict):
    """One joined column of a place, see :mod:`geodata.places.joins`."""

    code: str  #: the same in both languages
    order: int  #: among all joined columns
    label: str
    about: str  #: what is counted
    value: str  #: with its unit, for every date together
    number: float | None  #: nothing for a text
    headline: str  #: value and words, for a chief number of its theme; else empty
    with_others: bool  #: whether it counts what is given for a group or a wider place
    steps: list[tuple[str, str, str]]  #: value and headline from each day on; empty from when nothing holds


class ScoreTheme(TypedDict):
    """The joined columns of one theme that say something of the place."""

    id: str
    title: str
    scores: list[Score]


def scorecard_on(themes: list[ScoreTheme], day: str) -> list[ScoreTheme]:
    """What a scorecard said on an ISO day: themes of which nothing was known are left out.

    The same for an empty day.

    Examples
    --------
    >>> steps = [("2019-01-01", "1", "1 camp"), ("2020-07-01", "", "")]
    >>> score = {"value": "3", "headline": "3 camps", "steps": steps}
    >>> [t["scores"][0]["value"] for t in scorecard_on([{"scores": [score]}], "2019-06-30")]
    ['1']
    >>> scorecard_on([{"scores": [score]}], "2020-07-01"), scorecard_on([{"scores": [score]}], "2018-12-31")
    ([], [])
    """
    if not day:
        return themes
    dated: list[ScoreTheme] = []
    for theme in themes:
        scores = [score for each in theme["scores"] if (score := _on(each, day)) is not None]
        if scores:
            dated.append({**theme, "scores": scores})
    return dated


def _on(score: Score, day: str) -> Score | None:
    known = [step for step in score["steps"] if step[0] <= day]
    if not known or not known[-1][1]:
        return None
    return {**score, "value": known[-1][1], "headline": known[-1][2]}
