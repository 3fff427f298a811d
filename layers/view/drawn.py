"""What a reader draws on the map, as the view's address carries it.

Things are separated by ``~``. Each is its kind, with what is not usual of it after points (colour, size,
symbol), then latitudes and longitudes (WGS 84, degrees, five decimals: a metre), of a circle also its radius
in kilometres, and last, after ``_``, its label: ``arrow.blue.4,16.27,-0.04,18.44,1.41,_To Kidal``. The
browser's twin is ``layers/web/drawn.ts``; both are held to ``tests/shared/drawn_cases.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from layers.view.measured import FARTHEST, NUMBER, rounded, short

#: The points that each kind needs, and how many it may have.
POINTS: Final[dict[str, tuple[int, int]]] = {
    "arrow": (2, 60),
    "line": (2, 60),
    "area": (3, 60),
    "circle": (1, 1),
    "text": (1, 1),
    "measure": (2, 60),  # a line that says its length
    "number": (1, 1),  # a marker that counts itself
    "symbol": (1, 1),
}
#: Colours: each has a contrast of 4.5 to white and to the map's land.
COLOURS: Final[dict[str, str]] = {
    "red": "#B3261E",
    "blue": "#0B5394",
    "green": "#1E6B41",
    "orange": "#9A4B00",
    "purple": "#6B2D8B",
    "black": "#1B2733",
}
USUAL_COLOUR: Final = "red"
SIZES: Final = (1, 2, 3, 4, 5)
USUAL_SIZE: Final = 3
#: Symbol symbols (``layers/icons/symbols.json``).
SYMBOLS: Final = frozenset(
    {
        "infantry",
        "mechanised",
        "motorised",
        "armour",
        "reconnaissance",
        "engineer",
        "eod",
        "mine-clearing",
        "medical",
        "signals",
        "aviation",
        "fixed-wing",
        "drone",
        "headquarters",
        "logistics",
        "transport",
        "military-police",
        "police",
        "special-forces",
        "cimic",
        "patrol",
        "checkpoint",
        "ied",
        "ied-explosion",
        "shooting",
        "sniper",
        "explosion",
        "mine-explosion",
        "mine",
        "ambush",
        "killing",
        "arson",
        "looting",
        "demonstration",
        "food-aid",
        "health",
        "shelter",
        "wash",
        "food-security",
        "education",
        "nutrition",
        "protection",
        "relief-logistics",
        "telecom",
        "camp-management",
        "displaced",
        "refugees",
        "distribution",
        "access",
        "abduction",
        "roadblock",
        "flood",
        "truck",
    }
)
LONGEST_LABEL: Final = 80  # characters
MOST_THINGS: Final = 40
LONGEST_DRAWING: Final = 1500  # characters of an address

#: What no label holds: controls, signs that turn the direction of writing, halves of characters.
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn thing.

    Parameters
    ----------
    kind
        One of :data:`POINTS`.
    points
        Latitude and longitude, WGS 84 degrees; of a circle its centre.
    colour
        One of :data:`COLOURS`.
    size
        1 to 5: of a line its width, of a text, a marker or a symbol how large it is.
    label
        What stands beside it, or empty.
    radius
        Of a circle, geodesic, kilometres; else 0.
    symbol
        Of a symbol, one of :data:`SYMBOLS`; else empty.
    """

    kind: str
    points: tuple[tuple[float, float], ...]
    colour: str = USUAL_COLOUR
    size: int = USUAL_SIZE
    label: str = ""
    radius: float = 0.0
    symbol: str = ""

    def write(self) -> str:
        """Return the text of the address."""
        head = [self.kind, self.symbol]
        head += [self.colour if self.colour != USUAL_COLOUR else ""]
        head += [str(self.size) if self.size != USUAL_SIZE else ""]
        numbers = [short(number, 5) for point in self.points for number in point]
        numbers += [short(self.radius, 3)] if self.kind == "circle" else []
        label = self.label.replace("_", "__").replace("~", "_-")
        return ",".join([".".join(filter(None, head)), *numbers, *([f"_{label}"] if label else [])])


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a text of the address holds: things, and the texts that could not be read.

    ``is_too_large`` where it holds more than an address carries: then nothing of it is read.
    """

    things: tuple[Drawn, ...] = ()
    refused: tuple[str, ...] = ()
    is_too_large: bool = False

    def write(self) -> str:
        """Return the text of the address, as it is always written."""
        return "~".join(thing.write() for thing in self.things)


def clean_label(text: str) -> str:
    """Return a label without what cannot be seen, in one line and no longer than it may be."""
    line = _UNSEEN.sub("", re.sub("[\t\n\r]", " ", text))
    return re.sub(" +", " ", line).strip(" ")[:LONGEST_LABEL].rstrip(" ")


def is_too_large(text: str) -> bool:
    """Whether a drawing is more than an address carries.

    Examples
    --------
    >>> is_too_large("text,16.27,-0.04,_Gao"), is_too_large("text,1,1,_é~" * 40 + "text,1,1,_é")
    (False, True)
    """
    return text.count("~") >= MOST_THINGS or len(quote(text, safe=",.-", errors="replace")) > LONGEST_DRAWING


def read_drawing(text: str) -> Drawing:
    """Read the text of an address; what cannot be used as it is, is left out."""
    if not text:
        return Drawing()
    if is_too_large(text):
        return Drawing(is_too_large=True)
    parts = text.split("~")
    read = [(part, read_drawn(part)) for part in parts]
    drawing = Drawing(
        tuple(thing for _, thing in read if thing), tuple(part for part, thing in read if not thing)
    )
    # five decimals may be one more character than was given
    return Drawing(is_too_large=True) if is_too_large(drawing.write()) else drawing


def read_drawn(text: str) -> Drawn | None:
    """Read one thing; nothing where it cannot be used as it is."""
    body, _, escaped = text.partition(",_")
    label = clean_label(re.sub("_([_-])", lambda found: "_" if found[1] == "_" else "~", escaped))
    head, *rest = body.split(",")
    kind, *options = head.split(".")
    said = _options(options, kind)
    if kind not in POINTS or said is None or not all(NUMBER.fullmatch(part) for part in rest):
        return None
    numbers = [float(part) for part in rest]
    radius = rounded(numbers.pop(), 3) if kind == "circle" and len(numbers) == 3 else 0.0
    points = tuple(
        (rounded(lat, 5), rounded(lon, 5)) for lat, lon in zip(numbers[::2], numbers[1::2], strict=False)
    )
    least, most = POINTS[kind]
    if len(numbers) != 2 * len(points) or not least <= len(points) <= most:
        return None
    if any(abs(lat) > 85 or abs(lon) > 180 for lat, lon in points):
        return None
    if (kind == "circle" and not 0 < radius <= FARTHEST) or (kind == "text" and not label):
        return None
    colour, size, symbol = said
    return Drawn(kind, points, colour, size, label, radius, symbol)


def _options(options: list[str], kind: str) -> tuple[str, int, str] | None:
    """Colour, size and symbol, each given once at most; nothing where one is not known."""
    colours = [each for each in options if each in COLOURS]
    sizes = [int(each) for each in options if each in {str(size) for size in SIZES}]
    symbols = [each for each in options if each in SYMBOLS]
    if len(colours) + len(sizes) + len(symbols) < len(options):
        return None
    if len(colours) > 1 or len(sizes) > 1 or len(symbols) != (kind == "symbol"):
        return None
    return (
        colours[0] if colours else USUAL_COLOUR,
        sizes[0] if sizes else USUAL_SIZE,
        symbols[0] if symbols else "",
    )
