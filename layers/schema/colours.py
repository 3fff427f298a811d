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
INK = "#1B2733"
MUTED = "#5B6B7A"
LAND = "#F4F1EA"
NEIGHBOUR = "#ECEAE4"
WATER = "#B8D3E6"
RIVER = "#8FB8D6"
BORDER = "#7D8790"
REGION_LIMIT = "#B9B1A2"
CLOSED = "#8A949E"
