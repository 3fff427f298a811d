"""How a class of features is drawn and named: the one place where a style is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NotRequired, TypedDict

from layers.icons import icon_path

if TYPE_CHECKING:
    from geodata.text import Lang, Text

#: How far a bar reaches across a pin, each way from its middle: a share of the radius.
BAR_REACH: Final = 0.66
Shape = Literal["area", "line", "dot", "pin"]
#: How names are written (``layers.schema.type``); empty for none.
LabelStyle = Literal["", "site", "town", "area", "water", "country", "sector", "village", "commune", "square"]


class LegendEntry(TypedDict):
    """A mark resolved in one language: all that a renderer needs to draw and to name a class."""

    key: str  #: value of the feature property ``mark``
    label: str  #: the legend's words
    shape: Shape
    color: str  #: ``#RRGGBB``: outline, and fill at ``fill`` opacity
    stroke: str  #: ``#RRGGBB`` of the outline
    fill: float  #: fill opacity, 0 to 1
    width: float  #: outline in CSS pixels; 0 for none
    dash: str  #: SVG dash array in CSS pixels; empty for a whole line
    radius: float  #: of a dot or pin, in CSS pixels
    label_style: LabelStyle  #: how names are written; empty for none
    min_zoom: int  #: web-map zoom from which the class is drawn, 0 to 16
    short: NotRequired[str]  #: short form of the name of the mark's area, where it has one
    hatch: NotRequired[bool]  #: present and true where an area is hatched
    icon: NotRequired[str]  #: SVG path of a pin's icon
    struck: NotRequired[bool]  #: present and true where a bar crosses a pin: what was called off
    together: NotRequired[bool]  #: present and true of the sign at each point of what is stated for several
    scale: NotRequired[bool]  #: present and true of a class of numbers: a legend shows it, drawn or not


@dataclass(frozen=True, slots=True)
class Mark:
    """One class of a layer's legend.

    Parameters
    ----------
    key
        Value of the feature property ``mark`` that this class draws.
    label
        The legend's words.
    shape
        ``area``, ``line``, ``dot`` (plain disc) or ``pin`` (disc with an icon).
    color
        Hue, ``#RRGGBB``: outline, and fill at ``fill`` opacity.
    fill
        Fill opacity, 0 to 1. A planned thing is hollow (0), a delivered one filled.
    struck
        Whether a bar crosses a pin: hollow, as what is planned, and called off.
    width
        Outline width in CSS pixels; 0 for none.
    dash
        SVG dash array; derived or indicative limits are dashed.
    radius
        Radius of a dot or pin in CSS pixels.
    icon
        Name of an icon in ``layers/icons``, for a pin.
    stroke
        Outline colour where it differs from ``color``.
    short
        Short form of the name of the mark's only area, for a map too small for the whole. On the screen a
        name that has one stands beside its area, with a line, rather than being left out.
    hatch
        Whether an area is hatched: what is modelled, not observed.
    label_style
        How the features' names are written on the map; empty for none.
    min_zoom
        Web-map zoom level from which the class is drawn.
    together
        Whether a feature is one statement for several points, each of which has this sign, a pin's.
    """

    key: str
    label: Text
    shape: Shape
    color: str
    fill: float = 1.0
    width: float = 1.0
    dash: str = ""
    radius: float = 5.0
    icon: str = ""
    stroke: str = ""
    short: Text | None = None
    hatch: bool = False
    struck: bool = False
    label_style: LabelStyle = ""
    min_zoom: int = 0
    together: bool = False

    def resolve(self, lang: Lang) -> LegendEntry:
        """Return everything a renderer needs, with the words in one language and the icon's outline."""
        resolved: LegendEntry = {
            "key": self.key,
            "label": self.label.get(lang),
            "shape": self.shape,
            "color": self.color,
            "stroke": self.stroke or self.color,
            "fill": self.fill,
            "width": self.width,
            "dash": self.dash,
            "radius": self.radius,
            "label_style": self.label_style,
            "min_zoom": self.min_zoom,
        }
        if self.short:
            resolved["short"] = self.short.get(lang)
        if self.hatch:
            resolved["hatch"] = True
        if self.struck:
            resolved["struck"] = True
        if self.icon:
            resolved["icon"] = icon_path(self.icon)
        if self.together:
            resolved["together"] = True
        return resolved
