"""The colours that carry meaning, named once (safe for colour-blind readers)."""

from __future__ import annotations

SECTOR = {
    "sector-nord": "#CC79A7",
    "sector-sud": "#009E73",
    "sector-est": "#E69F00",
    "sector-ouest": "#0072B2",
    "sector-centre": "#D55E00",
}
TOPIC = {
    "mission": "#0B6FB8",
    "deployment": "#0B6FB8",
    "projects": "#1E8449",
    "justice": "#6C4AB6",
    "radio": "#C25A00",
    "protection": "#B5177E",
    "support": "#4A5B6C",
}
ZONE = "#5D4E75"
INK = "#1B2733"
MUTED = "#5B6B7A"
LAND = "#F4F1EA"
NEIGHBOUR = "#ECEAE4"
WATER = "#B8D3E6"
RIVER = "#8FB8D6"
BORDER = "#7D8790"
REGION_LIMIT = "#B9B1A2"
COMMUNE_LIMIT = "#C4BCAD"
CLOSED = "#8A949E"
#: What no longer holds at the day shown.
PAST = "#8C97A1"
#: Names on the map, by what they name.
TOWN_NAME = "#3A4856"
AREA_NAME = "#6B6354"
COMMUNE_NAME = "#7D735F"
SQUARE_NAME = "#A6AEB6"
COUNTRY_NAME = "#7A8088"
WATER_NAME = "#3B7396"
#: From the least class of numbers to the greatest: one hue that only darkens, so that it is told apart by
#: readers who do not see red or green, and in grey (relative luminance 0.77, 0.54, 0.33, 0.16, 0.05).
RAMP = ("#D6E6F4", "#9FC8E3", "#5FA2CF", "#2A72AE", "#0B3F78")
#: The class of zero, which is a figure; symbols of numbers and their edge; where no document says anything.
NIL = "#FFFFFF"
SYMBOL = "#1F66A8"
SYMBOL_EDGE = "#0B3560"
UNSAID = "#B9C2CA"
#: The frame of the explorer and of the sheets: what can be pressed, what warns, fine lines.
ACCENT = "#0B6FB8"
ALERT = "#B3261E"
LINE = "#C9D2DA"


def darker(color: str, share: float = 0.62) -> str:
    """Mix a hue with ink, so that text of it can be read.

    ``color`` is ``#RRGGBB``; ``share`` is that of the hue, 0 to 1.

    Examples
    --------
    >>> darker("#D55E00")
    '#8E4913'
    """
    ink, hue = ([int(each[i : i + 2], 16) for i in (1, 3, 5)] for each in (INK, color))
    return "#" + "".join(f"{round(share * h + (1 - share) * i):02X}" for h, i in zip(hue, ink, strict=True))
