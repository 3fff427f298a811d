"""What has come of what a fact states: the one reading of it that joins and layers share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from geodata.tables import Tables

#: States of what is there or was done; the others are not (yet), no longer, or never.
DONE: Final = frozenset({"delivered", "under_way", "partly", "relocated"})
#: Facts whose text says more than their status, with the document and line that says so.
_SAID: Final[dict[str, str]] = {
    "fac-003-7839-1": "under_way",  # 003:7839, a court's security equipment, procurement begun
    "I4.3.2@3": "under_way",  # the same, in the results framework
    "fac-003-7843-1": "postponed",  # 003:7843, a court's security assessment, put off by demonstrations
    "I4.3.2@4": "postponed",
    "O4.2.6#3": "postponed",  # 003:7706, an awareness activity put off to 2021/22
    "I4.3.3#5": "relocated",  # 003:7877, relocated courts, partly operational
    "002-789-1": "partly",  # 002:789, courts functional or partly functional
    "002-789-3": "partly",  # 002:789, prisons functional or partly functional
    "O5.1.5@1": "not_deployed",  # 003:8638, drones
    "O5.1.5@2": "not_deployed",  # 003:8640
    "O5.1.7@1": "not_deployed",  # 003:8711
    "003-9834-1": "not_deployed",  # 003:9834
    "O2.2.7@2": "cancelled",  # 003:4368, the last dialogues not held
    "I2.2.3@1": "suspended",  # 003:4062, setting up of alert mechanisms suspended
}
_OF_STATUS: Final = {
    "actual": "delivered",
    "planned": "planned",
    "authorised": "authorised",
    "baseline": "baseline",
}


@kept_by_tables(2)
def fact_states(tables: Tables) -> dict[str, str]:
    """State of every fact by its identifier.

    Returns
    -------
    dict
        ``delivered``, ``baseline`` (an earlier period's figure), ``planned``, ``authorised``,
        ``under_way``, ``partly``, ``relocated``, ``postponed``, ``cancelled``, ``suspended``,
        ``not_deployed`` or ``closed``.
    """
    facts = tables["facts"]
    closed = tables["facilities"].query("status == 'closed'")["id"]
    states = {key: _OF_STATUS[status] for key, status in zip(facts["id"], facts["status"], strict=True)}
    return states | dict.fromkeys(closed, "closed") | {key: s for key, s in _SAID.items() if key in states}
