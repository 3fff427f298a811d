"""The view: everything that decides what the reader sees. It round-trips to the URL's query.

============== ============================================ ==========================
URL field      meaning                                      example
============== ============================================ ==========================
``lang``       language, ``fr`` or ``en``                   ``lang=en``
``layers``     layers that are on, in catalogue order;      ``layers=sectors,sites``
               ``none`` for none
``order``      layers raised above the others, topmost      ``order=regions``
               first; the rest keep catalogue order
``ID.opacity`` opacity of layer ID, percent (100 by         ``sectors.opacity=50``
               default)
``ID.colour``  column that layer ID is coloured by; after    ``sectors.colour=courts``
               it ``.tint`` or ``.symbol`` for the way that
               is not its usual one
``ID.NAME``    argument NAME of computed layer ID         ``coverage.erp_kw=2``
``at``         centre latitude, longitude and zoom;         ``at=16.27,-0.04,7``
               without it the map shows the whole country
``base``       basemap: ``atlas`` (ours, offline),          ``base=blank``
               ``blank``, or the name of an online one
``sel``        place whose dossier is open; ``figures`` for ``sel=gao``
               the page of figures, ``figures-results``,
               ``figures-conflicts`` or
               ``figures-topics`` for one of its tables
``with``       place set beside the one whose dossier is    ``with=kidal``
               open, to compare what is known of both
``table``      layer that is read as a table                ``table=sites``
``date``       day as of which the facts are shown, ISO     ``date=2020-08-31``
               8601, 2013 to 2023; absent, all dates
``compare``    the other day of a comparison; needs         ``compare=2018-03-31``
               ``date``
``how``        how the map compares: ``swipe``, two sides   ``how=halos``
               of a border that is moved, or ``halos``,
               rings around what is new, ended, changed
``split``      where that border stands, as a share of the  ``split=0.35``
               map's width from the left (0.5 by default)
``other``      the other case of a computed layer, right of ``other=coverage,erp_kw~5``
               the border; needs ``how=swipe``
``filter``     conditions that facts and rows must meet,    ``filter=state = 'planned'``
               CQL2 text (:mod:`layers.view.filter`)
``measure``    line, area or rings that the reader measures;   ``measure=line,17,-3,16,0``
               see ``layers.view.measured``
``draw``       arrows, areas, symbols … that the reader draws;  ``draw=text,16.27,-0.04,_Gao``
               see ``layers.view.drawn``
``embed``      ``1`` for map and legend alone, to set in     ``embed=1``
               another page
============== ============================================ ==========================
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote

from layers.view.comparing import HOWS, MIDDLE, rounded_split, split_other
from layers.view.fields import ViewFields
from layers.view.forgive import tidy_query
from layers.view.order import fewest, from_the_top

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang, Text
    from layers.view.rules import Rules

#: The fields of the URL, in canonical order (those of a layer follow ``layers``).
QUERY_FIELDS: Final = (
    "lang",
    "layers",
    "order",
    "ID.opacity",
    "ID.colour",
    "ID.NAME",
    "at",
    "base",
    "sel",
    "with",
    "table",
    "date",
    "compare",
    "how",
    "split",
    "other",
    "filter",
    "measure",
    "draw",
    "embed",
)
#: Selections that are no place: the parts of the page of figures.
FIGURES: Final = ("figures", "figures-results", "figures-conflicts", "figures-topics")


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: WGS 84 degrees and a web-map zoom level (quarter steps)."""

    lat: float
    lon: float
    zoom: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lat", round(self.lat, 4) + 0.0)
        object.__setattr__(self, "lon", round(self.lon, 4) + 0.0)
        object.__setattr__(self, "zoom", round(self.zoom * 4) / 4)


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view, canonical on construction.

    Parameters
    ----------
    lang
        Language of every word.
    layers
        Identifiers of the layers that are on, in catalogue order.
    order
        The layers raised above the others, topmost first, as few as the order needs.
    opacity
        Percent, for the layers that are not fully opaque.
    colour
        For each layer that is coloured by one of its columns, the column, as ``Rules.colour`` writes it.
    arguments
        For each computed layer, its arguments that differ from the defaults, as URL texts by name.
    camera
        Centre and zoom; ``None`` shows the whole country whatever the screen's size.
    base
        Basemap.
    selection
        Identifier of the place whose dossier is open, or empty.
    beside
        Identifier of the place set beside the selected one, or empty.
    table
        Identifier of the layer that is read as a table, or empty.
    date
        Day as of which the facts are shown, ISO 8601, or empty for every date together.
    compare
        The other day of a comparison, or empty; there is none without ``date``.
    how
        How the map shows a comparison, one of ``comparing.HOWS``, or empty, as where nothing is compared.
    split
        Where the border of a swipe stands, as a share of the map's width, in hundredths.
    other
        The other case of a computed layer, as :mod:`layers.view.comparing` writes it, or empty.
    filter
        What facts and rows must meet, as :meth:`Rules.filtering` writes it, or empty.
    measured
        What the reader measures, as :mod:`layers.view.measured` writes it, or empty.
    drawing
        What the reader draws on the map, as :mod:`layers.view.drawn` writes it, or empty.
    embed
        Whether only map and legend show, for the frame of another page.
    """

    lang: Lang = "fr"
    layers: tuple[str, ...] = ()
    opacity: Mapping[str, int] = field(default_factory=dict)
    arguments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    camera: Camera | None = None
    base: str = "atlas"
    selection: str = ""
    table: str = ""
    embed: bool = False
    order: tuple[str, ...] = ()
    date: str = ""
    compare: str = ""
    colour: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    filter: str = ""
    measured: str = ""
    how: str = ""
    split: float = MIDDLE
    other: str = ""
    drawing: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", fewest(self.order, self.layers))
        object.__setattr__(self, "compare", self.compare if self.date else "")
        is_swiped = self.how == "swipe"
        is_kept = is_swiped and split_other(self.other)[0] in self.layers
        object.__setattr__(self, "other", self.other if is_kept else "")
        object.__setattr__(self, "how", self.how if self.compare or self.other else "")
        object.__setattr__(self, "split", rounded_split(self.split) if self.how == "swipe" else MIDDLE)
        if not _is_place(self.selection) or not _is_place(self.beside) or self.beside == self.selection:
            object.__setattr__(self, "beside", "")
        kept = {k: v for k, v in self.opacity.items() if k in self.layers and v != 100}
        object.__setattr__(self, "opacity", {k: kept[k] for k in self.layers if k in kept})
        object.__setattr__(self, "colour", {k: self.colour[k] for k in self.layers if self.colour.get(k)})
        given = {k: dict(v) for k, v in self.arguments.items() if v and k in self.layers}
        object.__setattr__(self, "arguments", {k: given[k] for k in self.layers if k in given})

    @property
    def drawn(self) -> tuple[str, ...]:
        """The layers that are on, from the top of the drawing down."""
        return from_the_top(self.order, self.layers)

    def to_query(self) -> str:
        """Write the view as a URL query, without the question mark; equal views give equal text."""
        pairs = [("lang", self.lang), ("layers", ",".join(self.layers) or "none")]
        if self.order:
            pairs.append(("order", ",".join(self.order)))
        pairs += [(f"{layer}.opacity", str(value)) for layer, value in self.opacity.items()]
        pairs += [(f"{layer}.colour", choice) for layer, choice in self.colour.items()]
        pairs += [
            (f"{layer}.{name}", text)
            for layer, given in self.arguments.items()
            for name, text in given.items()
        ]
        plain = {
            "at": ",".join(map(_short, (at.lat, at.lon, at.zoom))) if (at := self.camera) else "",
            "base": "" if self.base == "atlas" else self.base,
            "sel": self.selection,
            "with": self.beside,
            "table": self.table,
            "date": self.date,
            "compare": self.compare,
            "how": self.how,
            "split": "" if self.split == MIDDLE else f"{self.split:g}",
            "other": self.other,
            "filter": self.filter,
            "measure": self.measured,
            "draw": self.drawing,
            "embed": "1" if self.embed else "",
        }
        pairs += [(name, text) for name, text in plain.items() if text]
        return "&".join(f"{key}={quote(value, safe=',.-')}" for key, value in pairs)

    def with_lang(self, lang: Lang) -> ViewState:
        """Return the same view in another language."""
        return replace(self, lang=lang)


def _is_place(selection: str) -> bool:
    """Whether a selection is a place, not a part of the page of figures nor the panel of a layer."""
    return bool(selection) and not selection.startswith(("figures", "layer:"))


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def from_query(query: str, rules: Rules, lang: Lang = "fr") -> tuple[ViewState, list[Text]]:
    """Read a view from a URL query.

    Parameters
    ----------
    query
        The query, without the question mark. Unknown fields are ignored.
    rules
        What the view may name.
    lang
        Language where the query names none.

    Returns
    -------
    tuple
        The view, and a message for each value that could not be used and was replaced by its default.
    """
    read = ViewFields(dict(parse_qsl(tidy_query(query), keep_blank_values=True)), rules)
    view = ViewState(
        lang=read.lang(lang),
        layers=read.layers(),
        opacity=read.opacity(),
        colour=read.colour(),
        arguments=read.arguments(),
        camera=Camera(*at) if (at := read.camera()) else None,
        base=read.one_of("base", rules.basemaps, "atlas"),
        selection=read.one_of("sel", rules.places | {*FIGURES}, ""),
        beside=read.one_of("with", rules.places, ""),
        table=read.one_of("table", rules.layers, ""),
        embed=read.one_of("embed", ("1",), "0") == "1",
        order=read.order(),
        filter=read.filter(),
        measured=read.measured(),
        how=read.one_of("how", HOWS, ""),
        split=read.split(),
        other=read.other(),
        drawing=read.drawing(),
        **read.days(),
    )
    return view, read.problems
