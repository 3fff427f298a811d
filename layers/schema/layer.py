"""What a layer declares. A new layer is one table and one module holding one ``Layer``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import pandas as pd

    from geodata.tables import Tables
    from layers.schema.marks import Mark
    from layers.schema.parameters import Parameter

GroupId = Literal[
    "own",
    "mission",
    "deployment",
    "projects",
    "justice",
    "radio",
    "protection",
    "support",
    "reference",
    "records",
    "base",
]

#: A ``code`` is an identifier, for joining tables: files and services have it, cards and screens do not.
FieldKind = Literal["text", "number", "date", "citation", "code"]
#: What a number measures: how many things, per cent of a whole, a figure in a unit; empty for other fields.
Measure = Literal["", "count", "share", "number"]
#: What a renderer may count on of a layer, and then never asks its identifier. Several may share a role.
Role = Literal[
    "ground",  # land, water and limits of the offline basemap
    "sector",  # each feature is a sector of the Mission
    "zone",  # … a zone that the documents name, wider than a region
    "site",  # … a site of the Mission, whose name goes before a town's
    "region",
    "cercle",
    "commune",  # each feature is a commune; the basemap draws its own where no layer does
    "town",  # towns with their names
    "airport",  # … drawn as quiet icons where no layer shows them
    "place",  # each row is a place of the documents
    "fact",  # each row is a fact, of a place
    "result",  # each feature is a result of the framework
    "contacts",  # holds telephone numbers, which are not for everyone
    "planner",  # where a reader who plans begins
    "briefer",  # … who briefs
    "analyst",  # … who analyses
]
#: Roles of the layers whose features are places with a shape.
SHAPED: Final[frozenset[Role]] = frozenset({"sector", "region", "cercle", "zone"})

#: Groups whose layers are landmarks or whole tables, and never change with the date.
TIMELESS: Final[frozenset[GroupId]] = frozenset({"reference", "records", "base"})
#: The panel's groups in order, then those that no panel lists (`UNLISTED`).
GROUPS: dict[GroupId, Text] = {
    "own": Text("Vos tableaux", "Your tables"),  # what readers add; empty in every build
    "mission": Text("Mission", "Mission"),
    "deployment": Text("Déploiement", "Deployment"),
    "projects": Text("Projets", "Projects"),
    "justice": Text("Justice", "Justice"),
    "radio": Text("Radio", "Radio"),
    "protection": Text("Protection et droits", "Protection and rights"),
    "support": Text("Appui", "Support"),
    "reference": Text("Repères", "Reference"),
    "records": Text("Tableaux", "Tables"),
    "base": Text("Fond de carte", "Basemap"),
}

#: ``records`` are whole tables for GIS tools, most rows without a place; ``base`` is the offline basemap.
UNLISTED: frozenset[GroupId] = frozenset({"records", "base"})


#: What a panel shows of a computed layer: ``{title, kicker, caption, sections}``, plain data.
Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A property a reader sees: its name in the GeoJSON, its words, its unit and its nature.

    A ``date`` is ISO 8601 (``YYYY-MM-DD``). The rows' column is ``name``, or ``name_fr`` and
    ``name_en`` where the content is bilingual. ``theme`` is set of a joined column, one of many: a key of
    :data:`geodata.places.joins.columns.THEMES`. What shows a feature in brief leaves these out, tables and
    files have them. ``about`` says in one sentence what is counted, ``measure`` what colouring may do with
    it. One with a ``headline`` stands on the card that shows when a place is pointed at: the words after its
    number, for one and for several (``prison|prisons``). Of what is given for several places ``with_others``
    the number alone stands beside, small, and the headline below says what it is.
    """

    name: str
    label: Text
    kind: FieldKind = "text"
    unit: Text | None = None
    theme: str = ""
    about: Text | None = None
    measure: Measure = ""
    headline: Text | None = None
    with_others: bool = False


#: Lists of identifiers that rows of any layer may have as columns: no layer declares them.
KEYS = (
    Field("fact_ids", Text("Identifiants des faits", "Identifiers of the facts"), "code"),
    Field("group_members", Text("Lieux du groupe", "Places of the group"), "code"),
)

#: Fields that hold several identifiers, joined by a vertical bar (``layers.artifact.facts.KEY_JOINT``).
LISTS = frozenset({*(field.name for field in KEYS), "layers", "stated"})


@dataclass(frozen=True, slots=True)
class Layer:
    """One map layer, whole: what it is, where its rows come from, how it is drawn.

    Parameters
    ----------
    id
        Stable identifier, used in URLs.
    title, about
        Name, and one sentence that says what is shown.
    group
        Panel group.
    rows
        Function from the tables to a GeoDataFrame (EPSG:4326) with the columns ``id`` (stable
        string), ``mark``, ``name_fr``, ``name_en``, ``geometry`` and those of ``fields``;
        optionally ``place`` (the dossier a click opens), ``rank`` (label priority, 1 first), ``at``
        (a point near which the name of an area stands), ``named`` (the part of an area inside which its
        name stands) and ``source``, ``line``, ``locator`` (a citation).
    marks
        The legend's classes, in drawing order.
    fields
        What the popup, the table and the field dictionary show.
    shapes
        Files of ``data/shapes`` drawn, whose licence and attribution the layer then carries.
    documents
        Documents cited, where the rows carry no ``source`` column.
    data_date
        Date or period the content describes, ISO 8601.
    caveats
        What a reader must know before using the layer.
    is_default
        Whether the layer is on when the reader first opens the page.
    min_zoom
        Web-map zoom from which the layer is fetched and drawn.
    parameters
        Arguments a reader may change; ``rows`` then takes them by name after the tables, all with
        defaults equal to those declared.
    results
        For a computed layer, a function from the tables, the language and the same arguments to
        plain data that a panel shows.
    scenario
        For a computed layer, a function from the tables, the language and the same arguments to what one
        case says in a table of cases: its lines, values by column.
    caption
        For a computed layer, a function from the tables, the language and the same arguments to
        what was computed, under which assumptions, in words; legends and exports carry it.
    facts
        For a layer that states facts, a function from the tables to the rows of the table ``facts`` that
        are its subject, those without a place on the map included.
    roles
        What renderers may count on: they find a layer by its role, never by its identifier.
    """

    id: str
    title: Text
    about: Text
    group: GroupId
    rows: Callable[..., gpd.GeoDataFrame]
    marks: tuple[Mark, ...]
    fields: tuple[Field, ...] = ()
    shapes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    data_date: str = ""
    caveats: tuple[Text, ...] = ()
    is_default: bool = False
    min_zoom: int = 0
    parameters: tuple[Parameter, ...] = ()
    results: Callable[..., Results] | None = None
    scenario: Callable[..., list[dict[str, str | int | float]]] | None = None
    caption: Callable[..., str] | None = None
    facts: Callable[[Tables], pd.DataFrame] | None = None
    roles: frozenset[Role] = frozenset()

    def mark(self, key: str) -> Mark:
        """Return one of the marks by its key.

        Raises
        ------
        KeyError
            If the layer declares no such mark.
        """
        for mark in self.marks:
            if mark.key == key:
                return mark
        raise KeyError(f"layer {self.id!r} declares no mark {key!r}")
