"""What a joined column declares: its words, its kind, and which facts it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from geodata.text import Text

if TYPE_CHECKING:
    from geodata.places.joins.reach import Scope

ColumnKind = Literal["count", "share", "number", "text"]
#: What a count counts once: each fact, or each place, result of the framework or contradiction they tell of.
Once = Literal["fact", "place", "result", "conflict"]

THEMES: Final[dict[str, Text]] = {
    "deployment": Text("Déploiement", "Deployment"),
    "projects": Text("Projets et programmes", "Projects and programmes"),
    "justice": Text("Justice et prisons", "Justice and prisons"),
    "radio": Text("Radio", "Radio"),
    "activities": Text("Cadre de résultats", "Results framework"),
    "protection": Text("Protection et droits", "Protection and rights"),
    "support": Text("Appui", "Support"),
    "contradictions": Text("Énoncés et contradictions", "Statements and contradictions"),
}
PERCENT: Final = Text("%", "%")
MEGAHERTZ: Final = Text("MHz", "MHz")


@dataclass(frozen=True, slots=True)
class Takes:
    """Which facts a column takes: those that meet every condition given.

    Parameters
    ----------
    topics
        Topics of the table of facts.
    states
        States of :func:`geodata.places.joins.records.fact_states`.
    table
        The entered table that the fact comes from: ``sites``, ``facilities``, ``transmitters``, ``contacts``.
    kinds
        Kinds of the facilities that the facts state.
    lines
        Lines of the documents, ``document:line``, where nothing else tells the facts apart.
    refs
        Results of the framework.
    components
        Components of the framework.
    units
        Units of the facts' figures.
    facts
        Identifiers of facts, where nothing else tells them apart.
    outcome
        ``none``: results of which nothing at all was delivered, anywhere.
    """

    topics: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    table: str = ""
    kinds: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    refs: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    outcome: Literal["", "none"] = ""


@dataclass(frozen=True, slots=True)
class JoinColumn:
    """One joined column.

    Parameters
    ----------
    code
        Its name in every file and language, ASCII.
    theme
        Key of `THEMES`.
    label, about
        Its words, and one sentence on what it counts.
    unit
        Unit of its values; a count has none.
    kind
        ``count``: how many things are stated; ``share``: per cent, computed; ``number``: a figure stated for
        exactly that place; ``text``: values stated, side by side.
    tables
        The tables that it is made of.
    takes
        A fact is taken if it meets one of these.
    once
        What is counted once.
    scope
        ``inside``: stated for the place or inside it. ``with_others``: given for a group or a wider place.
    is_nil
        Whether nothing stated means none: the documents list all there are. Elsewhere no data is not zero.
    computed
        For a share, what :mod:`geodata.coverage.usual` computes: contour and measure.
    """

    code: str
    theme: str
    label: Text
    about: Text
    unit: Text | None = None
    kind: ColumnKind = "count"
    tables: tuple[str, ...] = ("facts",)
    takes: tuple[Takes, ...] = ()
    once: Once = "fact"
    scope: Scope = "inside"
    is_nil: bool = False
    computed: tuple[str, str] | None = None
