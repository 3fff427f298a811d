"""What the documents say became of a thing: the vocabulary of the column ``state``, and its defaults.

``status`` says what kind of figure a row holds (a plan, a measure, an earlier year's figure); ``state``
says what came of it. A table of entered rows has a column ``state`` where the document says more than
the row's status, role, kind or verdict lets one derive; where it is empty, the default below holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

#: ``event`` is what happened (an attack, a coup, a death): it has no state of its own.
FactState = Literal[
    "stated", "delivered", "under_way", "planned", "authorised", "postponed", "not_held", "not_deployed",
    "lost", "closed", "event",
]  # fmt: skip
STATES: Final[tuple[FactState, ...]] = get_args(FactState)
#: How a thing is drawn and summed up: there, not there yet, called off, over, or something that happened.
Standing = Literal["actual", "planned", "dropped", "closed", "event"]
Sign = Literal[Standing, "baseline"]
STANDING: Final[dict[FactState, Standing]] = {
    "stated": "actual",
    "delivered": "actual",
    "under_way": "planned",
    "planned": "planned",
    "authorised": "planned",
    "postponed": "dropped",
    "not_held": "dropped",
    "not_deployed": "dropped",
    "lost": "closed",
    "closed": "closed",
    "event": "event",
}
#: Signs of what is not there: they are hollow, and it is never counted as delivered.
HOLLOW: Final[frozenset[Sign]] = frozenset(("planned", "dropped"))
#: States of what is there, was done or happened; the others are not (yet), no longer, or never.
DONE: Final = frozenset({"stated", "delivered", "under_way", "event"})
#: States of what was planned and did not come, as far as the documents say.
ONLY_PLANNED: Final = frozenset({"planned", "authorised", "postponed", "not_held", "not_deployed"})
_OF_STATUS: Final[dict[str, FactState]] = {
    "actual": "stated",
    "baseline": "stated",
    "planned": "planned",
    "authorised": "authorised",
    "closed": "closed",
}
_OF_VERDICT: Final[dict[str, FactState]] = {
    "achieved": "delivered",
    "partial": "delivered",
    "not_achieved": "not_held",
}


def state_of(fact: Mapping[str, Any]) -> FactState:
    """The state of a fact of the table ``facts``.

    Examples
    --------
    >>> state_of({"state": "postponed"})
    'postponed'
    """
    return cast("FactState", fact["state"])


def standing(fact: Mapping[str, Any]) -> Standing:
    """How a fact is drawn.

    Examples
    --------
    >>> standing({"state": "delivered"}), standing({"state": "postponed"})
    ('actual', 'dropped')
    """
    return STANDING[state_of(fact)]


def sign(fact: Mapping[str, Any]) -> Sign:
    """How a figure is shown: an earlier year's as a reference, any other as its state says.

    Examples
    --------
    >>> sign({"state": "stated", "status": "baseline"}), sign({"state": "not_held", "status": "planned"})
    ('baseline', 'dropped')
    """
    return "baseline" if fact["status"] == "baseline" else standing(fact)


def of_row(row: Mapping[str, Any], status: str) -> FactState:
    """The state entered in a row, else what its status says."""
    return cast("FactState", row.get("state") or _OF_STATUS[status])


def of_result(row: Mapping[str, Any], result: Mapping[str, Any], status: str) -> FactState:
    """The state of a figure or place of the results framework.

    What an indicator measures is stated; what an output gives as done was delivered, and what one planned
    that the document says was not carried out ("Non") was not held.

    Examples
    --------
    >>> output = {"kind": "output", "verdict": "not_achieved"}
    >>> of_result({}, output, "actual"), of_result({}, output, "planned")
    ('delivered', 'not_held')
    """
    usual = _OF_STATUS[status]
    if result["kind"] == "output":
        if status == "actual":
            usual = "delivered"
        if status == "planned" and result["verdict"] == "not_achieved":
            usual = "not_held"
    return cast("FactState", row.get("state") or usual)


def of_verdict(row: Mapping[str, Any]) -> FactState:
    """The state of a result of which the document gives only the outcome."""
    return cast("FactState", row.get("state") or _OF_VERDICT[row["verdict"]])
