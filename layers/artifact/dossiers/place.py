"""The types of a place's dossier.

All words are in one language; days are ISO 8601, empty where a period is open or nothing is dated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from geodata.facts.states import Sign
    from layers.artifact.scores import ScoreTheme


class Link(TypedDict):
    """Another place."""

    id: str
    name: str
    kind: str  #: in words
    derived: NotRequired[bool]  #: true where no document says that the place lies there, but our outline


class Derivation(Link):
    """A region of a zone, and on whose word it is counted there."""

    basis: str  #: ``stated`` by a document, or our ``reading``
    basis_label: str
    chip: str  #: the document's short name; empty where none speaks of it
    source: str  #: document and line
    note: str  #: what the document says, or why


class GivenFor(TypedDict):
    """Facts given for a zone that contains the place, or for several: the zone's dossier writes them."""

    id: str  #: of the zone or the group
    title: str
    facts: list[str]  #: identifiers


class Nearest(Link):
    """A site near the place."""

    km: float  #: distance, one decimal
    bearing: int  #: degrees from north, clockwise
    compass: str  #: the same as a point of the compass, in words


class Position(TypedDict):
    """Where the place is; of a place that no open source locates, only ``why``."""

    why: NotRequired[str]
    lon: NotRequired[float]  #: WGS 84, decimal degrees
    lat: NotRequired[float]
    decimal: NotRequired[str]  #: latitude, longitude
    dms: NotRequired[str]
    mgrs: NotRequired[str]
    source: NotRequired[str]


class LedgerFact(TypedDict):
    """One fact as a reader sees it."""

    id: str
    measure: str
    value: str  #: with its unit; empty for a mere presence
    date: str  #: in words
    sign: Sign  #: how it is shown, see ``geodata.facts.states``
    state: str  #: in words; empty for what is merely stated, or happened
    chip: str  #: the document's short name
    source: str  #: citation with locator
    note: str
    disputed: bool  #: whether another document contradicts it
    since: str  #: first day on which it holds
    until: str  #: last day; empty while it holds
    given_for: NotRequired[str]  #: the larger area or the group it is given for


class DossierFact(LedgerFact):
    """A fact of a dossier, with what comparing and drawing need."""

    number: float | None  #: in the unit of the measure
    period_start: str  #: year, month or day
    period_end: str


class ConflictFact(DossierFact):
    """One side of a contradiction."""

    is_preferred: bool


class Topic(TypedDict):
    """The facts of one topic."""

    id: str  #: key of ``layers.words.TOPICS``
    title: str
    facts: list[DossierFact]


class Chart(TypedDict):
    """Figures drawn in time."""

    unit: str
    svg: str
    alt: str  #: the figures in words


class FigureSeries(Chart):
    """The figures of one measure, drawn in time."""

    title: str
    ref: str  #: reference of the result; empty where there is none
    facts: list[str]  #: identifiers
    since: str  #: day from which the first of them holds


class Group(TypedDict):
    """Facts given for several places together: shown apart, never shared out."""

    id: str
    title: str
    members: list[Link]
    facts: list[DossierFact]
    series: list[FigureSeries]


class InsidePlace(TypedDict):
    """A place inside, or a group of places that all lie inside, and the facts stated for it."""

    link: Link | None  #: nothing for a group
    title: str  #: of a group; else empty
    facts: list[DossierFact]


class InsideTopic(TypedDict):
    """What one topic's facts say of the places inside."""

    id: str  #: key of ``layers.words.TOPICS``
    title: str
    count: int  #: facts
    states: list[str]  #: how many are in each state, in words
    places: list[InsidePlace]


class Validity(TypedDict):
    """First and last day of each value planned and delivered, in the order of the values."""

    planned: list[list[str]]
    delivered: list[list[str]]


class Told(TypedDict):
    """State of each value, in words; empty where its side says it."""

    planned: list[str]
    delivered: list[str]


class ActivityFigure(TypedDict):
    """Values of one item, planned and delivered side by side."""

    item: str
    given_for: str  #: title of a group; empty for the place alone
    planned: list[str]
    delivered: list[str]
    told: Told
    validity: NotRequired[Validity]


class Activity(TypedDict):
    """A result or a work that names the place."""

    ref: str  #: reference of the result; empty for a work
    title: str
    verdict: str  #: key of a verdict; empty for a work
    verdict_label: str
    reason: str
    chip: str
    source: str
    is_group: bool  #: whether it names the place only with others
    figures: list[ActivityFigure]
    whole: str  #: figures of the whole country
    remark: str  #: what to know where only a plan names the place
    since: NotRequired[str]


class ModelledLine(TypedDict):
    """What the radio model says of the place."""

    name: str  #: the station; empty for an area
    text: str
    is_covered: bool


class Radio(TypedDict):
    """Radio at the place: announced by documents, and modelled."""

    announced: list[LedgerFact]
    modelled: list[ModelledLine]
    assumed: str  #: the model's settings


class Conflict(TypedDict):
    """A contradiction: its sides, which is preferred, and why."""

    id: str
    kind: str  #: in words
    explanation: str
    why: str
    preferred: str  #: identifier of a fact; empty where none is
    facts: list[ConflictFact]
    chart: Chart | None


class Dossier(TypedDict):
    """Everything the documents say of one place, in one language."""

    id: str
    name: str
    kind: str  #: in words
    spellings: list[str]  #: other names
    pcode: str  #: OCHA code; empty for none
    within: list[Link]  #: cercle, region, sector, the nearest first
    counted_in: list[Link]  #: zones that take the place in
    outline: str  #: of a sector, where its outline comes from; empty for others
    derivation: list[Derivation]  #: of a zone
    holds: list[Link]  #: sites of a sector or region
    position: Position | None
    has_sheet: bool  #: whether a sheet can frame it
    scorecard: list[ScoreTheme]  #: of a sector, site, region or cercle
    inside: list[InsideTopic]  #: what is stated for places inside it
    peers: list[Link]  #: places of its kind, with which it can be compared
    topics: list[Topic]
    series: list[FigureSeries]
    groups: list[Group]
    given_for: list[GivenFor]
    activities: list[Activity]
    radio: Radio | None
    nearest: list[Nearest]
    conflicts: list[Conflict]
    fact_count: int
