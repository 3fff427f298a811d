"""How a comparison is shown on the map, and the other case of a computed layer, as the address writes them.

``other=coverage,erp_kw~5,height_m~60`` is the layer and those of its arguments that differ from the defaults.
It is held to ``tests/shared/view_cases.json`` with ``layers/web/comparing.ts``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.text import Text
    from layers.schema.parameters import Parameter

#: Two sides of a border that the reader moves, or rings around what is new, ended or changed.
HOWS: Final = ("swipe", "halos")
#: Where the border may stand, as a share of the map's width from the left.
SPLITS: Final = (0.05, 0.95)
MIDDLE: Final = 0.5


def rounded_split(split: float) -> float:
    """Return where the border stands, in hundredths of the map's width.

    Examples
    --------
    >>> rounded_split(0.333), rounded_split(0.001)
    (0.33, 0.05)
    """
    low, high = SPLITS
    return min(high, max(low, math.floor(split * 100 + 0.5) / 100))


def other_of(layer: str, arguments: Mapping[str, str]) -> str:
    """Write the other case of a computed layer.

    Examples
    --------
    >>> other_of("coverage", {"erp_kw": "5"})
    'coverage,erp_kw~5'
    """
    return ",".join([layer, *(f"{name}~{text}" for name, text in arguments.items())])


def split_other(text: str) -> tuple[str, dict[str, str]]:
    """Return the layer of another case, and its arguments as texts, none of them checked.

    Examples
    --------
    >>> split_other("coverage,erp_kw~5")
    ('coverage', {'erp_kw': '5'})
    """
    layer, *pairs = text.split(",")
    return layer, {name: value for name, _, value in (pair.partition("~") for pair in pairs)}


def read_other(text: str, parameters: Mapping[str, Sequence[Parameter]]) -> tuple[str, list[Text]]:
    """Return another case as it is always written, empty for what is not computed, and what was refused."""
    layer, given = split_other(text)
    if layer not in parameters:
        return "", []
    kept, wrong = {}, []
    for parameter in parameters[layer]:
        if parameter.name not in given:
            continue
        try:
            value = parameter.read(given[parameter.name])
        except InputError as error:
            wrong.append(error.text)
            continue
        if value != parameter.default:
            kept[parameter.name] = parameter.write(value)
    return other_of(layer, kept), wrong
