"""The classes of a column's numbers: resolved when a layer is built, for every renderer.

A scale is made of the values of every date together: two dates are then compared in the same classes.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from geodata.text import Text
from layers.schema.colours import MUTED, NIL, RAMP, SYMBOL, SYMBOL_EDGE, UNSAID
from layers.schema.marks import Mark
from layers.words import number, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.artifact.model import Feature, Meta
    from layers.schema.layer import Field, Layer, Measure
    from layers.schema.marks import LegendEntry

#: How a column of numbers is drawn.
Colouring = Literal["tint", "symbol"]


class Scale(TypedDict):
    """The classes of one column's numbers, from the least to the greatest, in one language."""

    how: Colouring  #: how they are drawn unless the reader asks otherwise
    ends: list[float]  #: greatest value of each class
    labels: list[str]  #: the values of each class, with their unit
    colors: list[str]  #: ``#RRGGBB`` of each, as a tint
    radii: list[float]  #: of each as a symbol, CSS pixels


class ScaleStyles(TypedDict):
    """How classes of numbers are drawn: what each of them changes in these marks is in its :class:`Scale`."""

    tint: LegendEntry  #: an area in the colour of its class
    spot: LegendEntry  #: a point in the colour of its class
    symbol: LegendEntry  #: a point as large as its class asks
    outline: LegendEntry  #: the area around such a point
    unsaid_area: LegendEntry  #: where the documents give no number
    unsaid_point: LegendEntry
    warning: str  #: said where a number that is no share tints areas


class Coloured(TypedDict):
    """By what a layer is coloured, in one language."""

    column: str
    how: Colouring
    title: str  #: the column's words, and the day
    about: str  #: what the column counts; empty where it does not say
    warning: str  #: what to know of this picture; empty for nothing


#: Values up to this many are classes of their own; of more, these are the natural breaks.
FEW: Final = 4
MANY: Final = 12  # values from which a fifth class is told apart
#: Radii of symbols (CSS pixels): their areas, not their radii, grow evenly.
LEAST: Final = 5.0
MOST: Final = 17.0
NIL_RADIUS: Final = 3.0
NONE: Final = Text("Aucune donnée", "No data")
WARNING: Final = Text(
    "Un nombre teinte ici des surfaces : une grande surface frappe plus que son nombre.",
    "A number tints areas here: a large area strikes the eye more than its number does.",
)


def add_scales(layer: Layer, features: Sequence[Feature], meta: Meta) -> None:
    """Write into ``meta`` the scale of each column that the layer may be coloured by, and how it is drawn."""
    scales = {
        field.name: _scale(field, values, meta["lang"])
        for field in layer.fields
        if field.measure and (values := _values(features, field.name))
    }
    if scales:
        meta["classes"] = scales
        meta["class_styles"] = _styles(meta["lang"])


def natural_how(measure: Measure) -> Colouring:
    """How numbers are drawn unless the reader asks otherwise: only a share tints areas."""
    return "tint" if measure == "share" else "symbol"


def class_ends(values: Sequence[float]) -> list[float]:
    """Return the greatest value of each class, ascending; zero is a class of its own.

    Notes
    -----
    Up to `FEW` values are told apart one by one. More are parted at their natural breaks (Jenks, as optimised
    by Fisher): the variance inside the classes is the least possible.

    Examples
    --------
    >>> class_ends([0, 1, 3, 3])
    [0, 1, 3]
    >>> class_ends([1, 2, 2, 9, 10, 30, 31, 60, 62])
    [2, 10, 31, 62]
    """
    nil = [0] if 0 in values else []
    above = sorted(value for value in values if value > 0)
    several = sorted(set(above))
    if len(several) <= FEW:
        return [*nil, *several]
    from jenkspy import jenks_breaks  # noqa: PLC0415 - only the build parts numbers into classes

    count = min(FEW + (len(several) > MANY), len(several) - 1)
    breaks = [float(each) for each in jenks_breaks(above, n_classes=count)[1:]]
    return [*nil, *(max(value for value in several if value <= end + 1e-9) for end in breaks)]


def _values(features: Sequence[Feature], column: str) -> list[float]:
    """Every value of a column, of every day."""
    now = [feature["properties"].get(column) for feature in features]
    ever = [value for feature in features for _, value in feature.get("joined", {}).get(column, [])]
    return [value for value in [*now, *ever] if isinstance(value, int | float)]


def _scale(field: Field, values: list[float], lang: Lang) -> Scale:
    ends = class_ends(values)
    above = [end for end in ends if end > 0]
    nil = len(ends) - len(above)
    steps = _spread(len(above))
    return {
        "how": natural_how(field.measure),
        "ends": ends,
        "labels": _labels(ends, values, field, lang),
        "colors": [NIL] * nil + [RAMP[round(step * (len(RAMP) - 1))] for step in steps],
        "radii": [NIL_RADIUS] * nil + [_radius(step) for step in steps],
    }


def _spread(count: int) -> list[float]:
    """Even steps from 0 to 1; a single class stands in the middle."""
    return [step / (count - 1) for step in range(count)] if count > 1 else [0.5] * count


def _radius(step: float) -> float:
    return round(math.sqrt(LEAST**2 + step * (MOST**2 - LEAST**2)), 1)


def _labels(ends: list[float], values: list[float], field: Field, lang: Lang) -> list[str]:
    """The least and the greatest value that there is in each class."""
    labels = []
    for below, end in pairwise([-math.inf, *ends]):
        inside = [value for value in values if below < value <= end]
        bounds = dict.fromkeys(_written(value, lang) for value in (min(inside), max(inside)))
        unit = field.unit.get(lang) if field.unit else ""
        joint = "" if not unit or (lang, unit) == ("en", "%") else " "
        labels.append(typeset("–".join(bounds) + joint + unit, lang))
    return labels


def _written(value: float, lang: Lang) -> str:
    """A number as short as a legend needs it: two decimals below 1, one below 10, none above."""
    return number(round(value, 2 if value < 1 else 1 if value < 10 else 0), lang)


def _styles(lang: Lang) -> ScaleStyles:
    unsaid = Mark("unsaid", NONE, "area", UNSAID, fill=0.6, width=0.8, hatch=True, stroke=MUTED)
    plain, edge = Text("Classe", "Class"), SYMBOL_EDGE  # each class has words of its own
    return {
        "tint": Mark("tint", plain, "area", NIL, fill=0.82, width=1, stroke=MUTED).resolve(lang),
        "spot": Mark("spot", plain, "dot", NIL, fill=0.95, width=1.2, radius=8, stroke=edge).resolve(lang),
        "symbol": Mark("symbol", plain, "dot", SYMBOL, fill=0.8, width=1.2, stroke=edge).resolve(lang),
        "outline": Mark("outline", plain, "area", MUTED, fill=0.03, width=1.4).resolve(lang),
        "unsaid_area": unsaid.resolve(lang),
        "unsaid_point": Mark("unsaid", NONE, "dot", MUTED, fill=0, width=1.6, radius=6).resolve(lang),
        "warning": typeset(WARNING.get(lang), lang),
    }
