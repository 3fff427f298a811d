"""One rule for the verdicts of the results framework: what the document says, else its figures.

1. The document's own word (``results.said``): "Oui" or "Objectif atteint" is achieved, "Non" or
   "l'objectif n'a pas été atteint" is not; words that differ from part to part are partial.
2. Its own comparison: what it calls more than planned is achieved. What it calls less than planned is
   partial where anything of it came about, else not achieved: begun, drafted or under discussion is
   nothing yet. Where the aim is a fall (``results.aim``), less is achieved, and more is partial where it
   is still less than the year before.
3. Its figures, item by item, each outcome beside its aim: achieved where every aim is reached, not
   achieved where every outcome is nil, else partial. An output without a figured aim is achieved by what
   was done.
4. Where none of these decides, the verdict was weighed, and ``results.verdict_why`` says how. So does a
   verdict that departs from the rule.

An aim is reached as it is given: "at least" and a bare figure from below, "at most" and a fall from above.
Whether more came about in an earlier year does not matter: the verdict is on the aim.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.facts.states import DONE, of_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]

Verdict = Literal["achieved", "partial", "not_achieved"]
_AIMS: Final = frozenset({"planned", "target"})
_LAST_YEAR: Final = "2019/20"
_OF_WORD: Final[dict[str, Verdict]] = {"yes": "achieved", "no": "not_achieved", "mixed": "partial"}


def verdict_of(result: Row, values: Iterable[Row]) -> Verdict | None:
    """The verdict that the rule gives a result, or nothing where it has to be weighed.

    Parameters
    ----------
    result
        A row of ``results``.
    values
        Its rows of ``result_values``.

    Examples
    --------
    >>> weapons = {"role": "actual", "value": 2300.0, "state": ""}
    >>> verdict_of({"kind": "indicator", "said": "less", "aim": "", "verdict": ""}, [weapons])
    'partial'
    """
    rows, said = list(values), result["said"]
    if said in _OF_WORD:
        return _OF_WORD[said]
    if said in ("less", "more"):
        return _compared(rows, result)
    return _by_figures(rows, result)


def _compared(rows: list[Row], result: Row) -> Verdict | None:
    """What the document calls more, or less, than planned."""
    is_good = (result["said"] == "less") == (result["aim"] == "fall")
    if is_good:
        return "achieved"
    if result["said"] == "more":
        return _above(rows)
    return "partial" if any(_came_about(row, result) for row in rows) else "not_achieved"


def _came_about(row: Row, result: Row) -> bool:
    """Whether a figure says that something was done, or is there."""
    is_done = of_result(row, result, "actual") in DONE - {"under_way"}
    return row["role"] == "actual" and is_done and not row["value"] <= 0


def _above(rows: list[Row]) -> Verdict | None:
    """More than an aim that is a fall: still a fall, or none."""
    before = {row["item_fr"]: row for row in rows if row["period"] == _LAST_YEAR}
    now = {row["item_fr"]: row for row in rows if row["role"] == "actual"}
    for item in before.keys() & now.keys():
        return "partial" if now[item]["value"] < before[item]["value"] else "not_achieved"
    return None


def _by_figures(rows: list[Row], result: Row) -> Verdict | None:
    """Every aim beside its outcome; a service without a figured aim is achieved by what was done."""
    done = [row for row in rows if row["role"] == "actual" and of_result(row, result, "actual") in DONE]
    aims = [row for row in rows if row["role"] in _AIMS]
    if not aims and result["kind"] == "output" and any(_came_about(row, result) for row in done):
        return "achieved"
    pairs = _pairs(aims, done)
    if not pairs:
        return None
    if all(_is_reached(aim, outcome, falls=result["aim"] == "fall") for aim, outcome in pairs):
        return "achieved"
    return "partial" if any(outcome["value"] for _, outcome in pairs) else "not_achieved"


def _is_reached(aim: Row, outcome: Row, *, falls: bool) -> bool:
    if falls or aim["bound"] == "at_most":
        return bool(outcome["value"] <= aim["value"])
    return bool(outcome["value"] >= aim["value"])


def _pairs(aims: list[Row], done: list[Row]) -> list[tuple[Row, Row]]:
    """Aims beside outcomes: of one item and unit, or the only ones that a unit has left.

    An aim whose unit has no outcome describes another (the number of places where something is held), as
    do the parts of a whole that has its own outcome. Nothing is paired where it is not clear.
    """
    found: list[tuple[Row, Row]] = []
    for unit in dict.fromkeys(row["unit"] for row in aims if not math.isnan(row["value"])):
        wanted = [row for row in aims if row["unit"] == unit]
        given = [row for row in done if row["unit"] == unit and not math.isnan(row["value"])]
        of_item = {row["item_fr"]: row for row in given}
        alike = [(row, of_item[row["item_fr"]]) for row in wanted if row["item_fr"] in of_item]
        left = [row for row in wanted if row["item_fr"] not in of_item]
        over = [row for row in given if row["item_fr"] not in {aim["item_fr"] for aim, _ in alike}]
        if len(left) == len(over) == 1:
            alike.append((left[0], over[0]))
        elif left and given and not alike:
            return []
        found += alike
    return found
