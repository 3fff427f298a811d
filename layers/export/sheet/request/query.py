"""What a sheet is asked for: the view, and what paper adds to it. It round-trips to a URL query.

=============== ================================================= ======================
field           meaning                                           default
=============== ================================================= ======================
``paper``       ``a4`` to ``a0``, ``letter``, ``legal``, ``tabloid``  ``a4``
``orientation`` ``landscape`` or ``portrait``                     ``landscape``
``scale``       denominator, 25 000 to 30 000 000, or ``auto``    ``auto``
``focus``       place to frame, instead of the view's centre      none
``centre``      latitude, longitude of the map's middle           as framed
``grid``        ``graticule``, ``mgrs``, ``none`` or ``auto``     ``auto``
``panels``      ``facts``, ``figures``, ``strength``, by commas   none
``profile``     ``public``, ``partner`` or ``internal``           ``public``
``title``       title, instead of the one composed                composed
``subtitle``    subtitle                                          the data's dates
``number``      map number                                        made from the view
``version``     version of the map                                ``1``
``made``        date of creation, ISO 8601                        today
``marking``     classification or distribution, at head and foot  none, or internal
``marking_colour``  its colour, ``#RRGGBB``                        black, or red
``producer``    who made the sheet                                the project
``status``      draft, or cleared by whom and when                draft, not cleared
``validity``    until when the sheet may be used                  not said
``preset``      preset of the deployment for what is not given    none
``logo``        PNG or SVG as an address of data                  the preset's, or none
``slide``       ``16:9`` or ``4:3``, of a deck                    ``16:9``
``shapes``      ``picture``, or ``native`` shapes of a deck       ``picture``
``dpi``         dots per inch of a picture, 36 to 600             300; a2 to a0 less
=============== ================================================= ======================
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args
from urllib.parse import parse_qsl, quote

from geodata.errors import InputError
from layers.export.sheet.request.checks import SHORT, centre, choice, code, colour, date, line, refuse
from layers.export.sheet.request.logo import logo_of
from layers.export.sheet.request.paper import RESOLUTION, SIZES, USUAL, Orientation, PaperName
from layers.export.sheet.request.presets import deployed
from layers.export.sheet.request.profiles import Profile
from layers.export.sheet.request.slug import slugify
from layers.view.state import ViewState, from_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang
    from layers.view.rules import Rules

Ratio = Literal["16:9", "4:3"]
Shapes = Literal["picture", "native"]
Grid = Literal["auto", "graticule", "mgrs", "none"]
PANELS: Final = ("facts", "figures", "strength")
SCALES: Final = (25_000, 30_000_000)
DPI: Final = (36, 600)
MOST_PIXELS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """One sheet asked for; see the module's table. ``scale`` 0 is automatic."""

    view: ViewState
    paper: PaperName = "a4"
    orientation: Orientation = "landscape"
    scale: float = 0.0
    focus: str = ""
    centre: str = ""
    grid: Grid = "auto"
    panels: tuple[str, ...] = ()
    profile: Profile = "public"
    title: str = ""
    subtitle: str = ""
    number: str = ""
    version: str = "1"
    made: str = ""
    dpi: int = 300
    marking: str = ""
    marking_colour: str = ""
    producer: str = ""
    status: str = ""
    validity: str = ""
    preset: str = ""
    slide: Ratio = "16:9"
    shapes: Shapes = "picture"
    logo: str = field(default="", repr=False)

    @property
    def map_number(self) -> str:
        """The number asked for, or one that belongs to this map alone."""
        if self.number:
            return self.number
        same = replace(self, version="1", made="", dpi=300).to_query()
        return "MA-" + hashlib.sha256(same.encode()).hexdigest()[:6].upper()

    def to_query(self) -> str:
        """Write the view and what differs from the defaults as a URL query; a logo has no room in one."""
        pairs = [self.view.to_query()]
        for each in fields(self)[1:]:
            value = getattr(self, each.name)
            if value != each.default and each.name != "logo":
                pairs.append(f"{each.name}={quote(_written(value), safe=',.-')}")
        return "&".join(pairs)

    def file_name(self, ending: str, slug: str) -> str:
        """``<map number>-<version>-<slug>-<paper>-<lang>.<ending>``."""
        parts = (self.map_number, f"v{self.version}", slugify(slug), self.paper, self.view.lang)
        return "-".join(parts) + f".{ending}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


#: The fields of a sheet's query beyond those of the view.
SHEET_FIELDS: Final = tuple(each.name for each in fields(SheetRequest))[1:]


def read_request(query: str, rules: Rules, lang: Lang = "fr") -> SheetRequest:
    """Read a sheet's query; nothing is guessed from a bad value.

    Raises
    ------
    InputError
        If any value cannot be used: the message names it and says what is expected.
    """
    view, problems = from_query(query.lstrip("?"), rules, lang)
    if problems:
        raise InputError(problems[0].fr, problems[0].en)
    return make_request(view, dict(parse_qsl(query.lstrip("?"), keep_blank_values=True)), rules)


def make_request(view: ViewState, given: Mapping[str, Any], rules: Rules) -> SheetRequest:
    """Check the fields of a sheet over a view.

    Raises
    ------
    InputError
        If any value cannot be used.
    """
    values = {name: str(given[name]).strip() for name in SHEET_FIELDS if given.get(name) not in (None, "")}
    request = SheetRequest(
        view,
        paper=choice(values, "paper", tuple(SIZES), "a4"),
        orientation=choice(values, "orientation", get_args(Orientation), "landscape"),
        scale=_scale(values),
        focus=_place(values, rules),
        centre=centre(values),
        grid=choice(values, "grid", get_args(Grid), "auto"),
        panels=_panels(values),
        profile=choice(values, "profile", get_args(Profile), "public"),
        title=line(values, "title"),
        subtitle=line(values, "subtitle"),
        number=code(values, "number", ""),
        version=code(values, "version", "1"),
        made=date(values),
        dpi=_dpi(values),
        marking=line(values, "marking", SHORT),
        marking_colour=colour(values),
        producer=line(values, "producer", SHORT),
        status=line(values, "status", SHORT),
        validity=line(values, "validity", SHORT),
        preset=_preset(values),
        slide=choice(values, "slide", get_args(Ratio), "16:9"),
        shapes=choice(values, "shapes", get_args(Shapes), "picture"),
        logo=values.get("logo", ""),
    )
    if request.logo:
        logo_of(request.logo)
    _check_pixels(request)
    return request


def _scale(values: Mapping[str, str]) -> float:
    value = values.get("scale", "auto").lower().replace(" ", "").removeprefix("1:")
    if value in {"auto", "0"}:
        return 0.0
    low, high = SCALES
    if not re.fullmatch(r"\d{1,12}(\.\d{1,3})?", value) or not low <= float(value) <= high:
        raise refuse(
            "scale",
            values["scale"],
            f"échelle attendue entre 1:{low} et 1:{high}, ou auto",
            f"expected a scale between 1:{low} and 1:{high}, or auto",
        )
    return float(value)


def _place(values: Mapping[str, str], rules: Rules) -> str:
    value = values.get("focus", "")
    if value and value not in rules.places:
        raise refuse("focus", value, "lieu inconnu", "no such place")
    return value


def _panels(values: Mapping[str, str]) -> tuple[str, ...]:
    asked = [name for name in values.get("panels", "").split(",") if name and name != "none"]
    for name in asked:
        if name not in PANELS:
            listed = ", ".join(PANELS)
            raise refuse("panels", name, f"attendu {listed}", f"expected one of {listed}")
    return tuple(name for name in PANELS if name in asked)


def _preset(values: Mapping[str, str]) -> str:
    value, known = values.get("preset", ""), deployed()
    if value and value not in known:
        listed = ", ".join(known) or "–"
        raise refuse(
            "preset", value, f"modèle inconnu ; il y a {listed}", f"no such preset; there are {listed}"
        )
    return value


def _dpi(values: Mapping[str, str]) -> int:
    value = values.get("dpi", str(RESOLUTION.get(values.get("paper", "").lower(), USUAL)))
    low, high = DPI
    if not re.fullmatch(r"\d{1,5}", value) or not low <= int(value) <= high:
        raise refuse("dpi", value, f"entier de {low} à {high}", f"a whole number from {low} to {high}")
    return int(value)


def _check_pixels(request: SheetRequest) -> None:
    short, long = SIZES[request.paper]
    pixels = short * long * (request.dpi / 25.4) ** 2
    if pixels > MOST_PIXELS:
        raise refuse(
            "dpi",
            str(request.dpi),
            f"image de {pixels / 1e6:.0f} millions de points, au plus {MOST_PIXELS / 1e6:.0f}",
            f"a picture of {pixels / 1e6:.0f} million dots, at most {MOST_PIXELS / 1e6:.0f}",
        )
