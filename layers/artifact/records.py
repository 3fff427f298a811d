"""What a feature states, fact by fact."""

from __future__ import annotations

from typing import TypedDict


class Validity(TypedDict):
    """From when to when something holds, and which document says so."""

    source: str  #: the document's identifier, as in the artifact's sources
    since: str  #: first day, ISO 8601
    until: str | None  #: last day, ISO 8601; ``None`` where it is open


class ResultRecord(TypedDict, total=False):
    """The result of the framework that a fact belongs to, where it belongs to one."""

    ref: str  #: its reference (``O1.3.5``)
    component: str  #: ``1`` to ``5``
    verdict: str  #: ``achieved``, ``partial`` or ``not_achieved``


class Bounded(TypedDict, total=False):
    """How to read a value that is not exact."""

    bound: str  #: key of ``layers.words.BOUNDS``


class FactRecord(Validity, ResultRecord, Bounded):
    """One fact that a feature states."""

    id: str  #: in the table of facts
    words: str  #: measure, figure, date and state, in the artifact's language
    value: float | None  #: in ``unit``; ``None`` for a mere presence
    unit: str  #: code of the table of units; ``presence`` where there is no value
    status: str  #: ``actual``, ``baseline``, ``planned`` or ``authorised``
    state: str  #: what came of it, one of ``geodata.facts.states.STATES``
