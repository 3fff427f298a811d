"""What has come of what a fact states, as the join counts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from geodata.tables import Tables

#: What is there, was done, is being done, or happened.
DONE: Final = frozenset({"stated", "delivered", "in_progress", "partly", "relocated", "event"})
#: What is foreseen, begun or not.
PLANNED: Final = frozenset({"planned", "authorised", "under_way"})
#: Courts and prisons whose document says that they work in part, or elsewhere, with its line.
_IN_PART: Final[dict[str, str]] = {
    "I4.3.3#5": "relocated",  # 003:7877, relocated courts, partly operational
    "002-789-1": "partly",  # 002:789, courts functional or partly functional
    "002-789-3": "partly",  # 002:789, prisons functional or partly functional
}


@kept_by_tables(2)
def outcomes(tables: Tables) -> dict[str, str]:
    """Outcome of every fact by its identifier.

    Returns
    -------
    dict
        A state of :mod:`geodata.facts.states`, but ``baseline`` for an earlier period's figure,
        ``in_progress`` for what is done and goes on (its ``status`` is ``actual``; a plan being carried out
        stays ``under_way``), ``partly`` and ``relocated`` for courts and prisons.
    """
    facts = tables["facts"]
    found = {}
    for key, status, state in zip(facts["id"], facts["status"], facts["state"], strict=True):
        if status == "baseline":
            found[key] = "baseline"
        elif status == "actual" and state == "under_way":
            found[key] = "in_progress"
        else:
            found[key] = _IN_PART.get(key, state)
    return found
