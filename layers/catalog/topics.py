"""What the layers of a topic share: their rows, how a state is drawn, the fields shown, the caveats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.reports.figures.results import VERDICTS
from layers.schema.colours import CLOSED, INK, MUTED, TOPIC
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import pandas as pd

    from geodata.facts.states import Standing
    from geodata.tables import Tables
    from layers.schema.layer import GroupId, Role

    #: A standing, its words, its colour and its fill.
    Look = tuple[Standing, Text, str, float]

#: Dashes of a zone, an area and a figure for several areas: what is there, not there yet, and called off.
_DASHES = {
    "zone": ("9 3 2 3", "1 3 1 9", "1 3 1 3 1 9"),
    "area": ("", "", "3 3"),
    "group": ("6 4", "1 4", "8 3 1 3 1 3"),
}

THERE = Text("Réalisé ou présent", "Delivered or present")
PLANNED = Text("Prévu, autorisé ou en cours", "Planned, authorised or under way")
DROPPED = Text("Reporté, annulé ou non déployé", "Postponed, cancelled or not deployed")
OVER = Text("Fermé ou perdu", "Closed or lost")
EVENT = Text("Événement", "Event")
#: How the verdict of a result is drawn.
VERDICT_MARKS = (
    Mark("achieved", VERDICTS["achieved"], "dot", INK),
    Mark("partial", VERDICTS["partial"], "dot", INK, fill=0.5),
    Mark("not_achieved", VERDICTS["not_achieved"], "dot", INK, fill=0),
)
_WHOLE = Text("{state}, lieu non précisé", "{state}, no exact place")
_ZONE = Text("{state}, pour une zone (tracé déduit)", "{state}, for a zone (derived outline)")
_TOGETHER = Text("{state}, pour plusieurs lieux ensemble", "{state}, for several places together")
_TOWNS = Text(
    "{state}, avec d’autres localités (signe à chacune)", "{state}, with other towns (a sign at each)"
)

FACT_FIELDS = (
    Field("facts", Text("Ce que disent les documents", "What the documents say")),
    Field("count", Text("Nombre de faits", "Number of facts"), "number"),
    Field("documents", Text("Documents cités", "Documents cited"), "number"),
    Field("source", Text("Première source", "First source"), "citation"),
)

NOT_DRAWN = Text(
    "Un fait donné pour le nord, le centre, le sud ou l’ouest du Mali est un contour vide autour de leurs "
    "régions, en tirets : tracé déduit (couche « Zones »). Les chiffres nationaux ne sont pas dessinés : "
    "ils figurent dans les tableaux.",
    "A fact given for the north, centre, south or west of Mali is an empty outline around their regions, "
    "dashed: it is derived (layer “Zones”). National figures are not drawn: they are in the tables.",
)
UNDRAWN_ZONES = Text(
    "Le Gourma, le Liptako-Gourma, l’Azawad, le Sahel et l’Afrique de l’Ouest ne sont pas dessinés : aucun "
    "document ne dit quelles régions.",
    "Gourma, Liptako-Gourma, Azawad, the Sahel and West Africa are not drawn: no document says which "
    "regions.",
)
POINTS = Text(
    "Le point est celui de la localité, non celui du bâtiment, du camp ou de l’événement.",
    "The point is that of the town, not of the building, the camp or the event.",
)
AREAS = Text(
    "Une région ou un cercle en contour plein (en tirets courts : reporté ou annulé) : le document ne dit "
    "pas où, à l’intérieur, ou nomme un village sans coordonnée ouverte.",
    "A region or cercle with a solid outline (short dashes: postponed or cancelled): the document does not "
    "say where within it, or names a village that has no open coordinate.",
)
TOGETHER = Text(
    "Un chiffre donné pour plusieurs lieux est un seul contour vide, en tirets, autour de leurs régions, "
    "ou un petit signe à deux points joints à chaque localité. Il n’est ni réparti entre eux ni compté plus "
    "d’une fois.",
    "A figure given for several places is a single empty, dashed outline around their regions, or a small "
    "sign of two joined dots at each town. It is neither shared out among them nor counted more than once.",
)
DISPUTED = Text(
    "Le signe ≠ suit un chiffre sur lequel les documents se contredisent.",
    "The sign ≠ follows a figure on which the documents contradict each other.",
)


def topic_layer(  # noqa: PLR0913 - what a topic's layer can say, each part by name
    *,
    layer_id: str,
    group: GroupId,
    title: Text,
    about: Text,
    icon: str,
    documents: tuple[str, ...],
    data_date: str,
    caveats: tuple[Text, ...],
    topics: tuple[str, ...] = (),
    facts: Callable[[Tables], pd.DataFrame] | None = None,
    shapes: tuple[str, ...] = (),
    there: Text = THERE,
    planned: Text = PLANNED,
    roles: frozenset[Role] = frozenset(),
) -> Layer:
    """Declare a layer of facts: one row a place, or group of places, and standing.

    Parameters
    ----------
    layer_id, group, title, about, shapes, documents, data_date, caveats, roles
        As in :class:`layers.schema.layer.Layer`.
    icon, there, planned
        As in :func:`topic_marks`.
    topics
        Topics whose facts are drawn (keys of ``layers.words.TOPICS``).
    facts
        Instead of whole topics, a function that selects rows of the table ``facts``.
    """

    def told(tables: Tables) -> pd.DataFrame:
        return facts(tables) if facts else facts_of(tables, *topics)

    def rows(tables: Tables) -> gpd.GeoDataFrame:
        return fact_rows(tables, layer_id, told(tables))

    return Layer(
        id=layer_id,
        title=title,
        about=about,
        group=group,
        rows=rows,
        marks=topic_marks(group, icon, there, planned),
        fields=FACT_FIELDS,
        shapes=shapes,
        documents=documents,
        data_date=data_date,
        caveats=caveats,
        facts=told,
        roles=roles,
    )


def topic_marks(group: GroupId, icon: str, there: Text = THERE, planned: Text = PLANNED) -> tuple[Mark, ...]:
    """The classes of a topic: what is drawn says its standing before its topic.

    Parameters
    ----------
    group
        Panel group, which gives the hue.
    icon
        Icon of the pins.
    there, planned
        The legend's words for what is there and what is not there yet.

    Notes
    -----
    A figure for several places together is a thin outline around areas, or a small sign at each town: it
    is one feature, and its size says nothing. What was called off is hollow, grey and struck through, its
    outlines dashed otherwise; an event is a plain
    disc, which no state fills or empties. Outlines of zones are drawn first, below all others, and bear no
    name.
    """
    hue = TOPIC[group]
    looks: tuple[Look, ...] = (
        ("planned", planned, hue, 0),
        ("dropped", DROPPED, MUTED, 0),
        ("closed", OVER, CLOSED, 1),
        ("actual", there, hue, 1),
        ("event", EVENT, INK, 1),
    )
    zones = (
        Mark(
            f"zone-{key}", _filled(_ZONE, word), "area", color,
            fill=0, width=1.2, dash=_dash("zone", key),
        )
        for key, word, color, fill in looks
    )  # fmt: skip
    areas = (
        Mark(
            f"area-{key}", _filled(_WHOLE, word), "area", color,
            fill=0.1 * fill, width=1.2 if fill else 1.4, dash=_dash("area", key), label_style="area",
        )
        for key, word, color, fill in looks
    )  # fmt: skip
    pins = (
        Mark(key, word, "pin", color, fill=fill, radius=10, icon=icon, struck=key == "dropped")
        if key != "event"
        else Mark(key, word, "pin", color, radius=7)
        for key, word, color, fill in looks
    )
    return (*zones, *areas, *_together(looks), *pins)


def _together(looks: tuple[Look, ...]) -> tuple[Mark, ...]:
    """The classes of figures for several places: an outline of areas, a small sign at each town."""
    areas = (
        Mark(
            f"group-{key}", _filled(_TOGETHER, word), "area", color,
            fill=0, width=1, dash=_dash("group", key),
        )
        for key, word, color, fill in looks
    )  # fmt: skip
    towns = (
        Mark(
            f"towns-{key}", _filled(_TOWNS, word), "pin", color,
            fill=fill, radius=7, icon="together", together=True, struck=key == "dropped",
        )
        for key, word, color, fill in looks
    )  # fmt: skip
    return (*areas, *towns)


def _dash(kind: str, key: Standing) -> str:
    there, planned, dropped = _DASHES[kind]
    return {"planned": planned, "dropped": dropped}.get(key, there)


def _filled(pattern: Text, state: Text) -> Text:
    return Text(pattern.fr.format(state=state.fr), pattern.en.format(state=state.en))
