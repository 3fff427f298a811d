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
``dpi``         dots per inch of a picture, 36 to 600             300; a2 to a0 less
=============== ================================================= ======================
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args
from urllib.parse import parse_qsl, quote

from geodata.errors import InputError
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

Grid = Literal["auto", "graticule", "mgrs", "none"]
PANELS: Final = ("facts", "figures", "strength")
SCALES: Final = (25_000, 30_000_000)
DPI: Final = (36, 600)
MOST_PIXELS: Final = 40_000_000
LONGEST, SHORT = 120, 70  # characters of a title; of a marking, a producer and a status


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


def today(environ: Mapping[str, str] = os.environ) -> str:
    """The date printed on a sheet that names none: ``SOURCE_DATE_EPOCH``, else today (UTC)."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    return moment.date().isoformat()


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
        paper=_choice(values, "paper", tuple(SIZES), "a4"),
        orientation=_choice(values, "orientation", get_args(Orientation), "landscape"),
        scale=_scale(values),
        focus=_place(values, rules),
        centre=_centre(values),
        grid=_choice(values, "grid", get_args(Grid), "auto"),
        panels=_panels(values),
        profile=_choice(values, "profile", get_args(Profile), "public"),
        title=_line(values, "title"),
        subtitle=_line(values, "subtitle"),
        number=_code(values, "number", ""),
        version=_code(values, "version", "1"),
        made=_date(values),
        dpi=_dpi(values),
        marking=_line(values, "marking", SHORT),
        marking_colour=_colour(values),
        producer=_line(values, "producer", SHORT),
        status=_line(values, "status", SHORT),
        validity=_line(values, "validity", SHORT),
        preset=_preset(values),
        logo=values.get("logo", ""),
    )
    if request.logo:
        logo_of(request.logo)
    _check_pixels(request)
    return request


def _refuse(name: str, value: str, fr: str, en: str) -> InputError:
    shown = value if len(value) <= 40 else value[:40] + "…"
    return InputError(
        f"{name} = « {shown} » : {fr}.",
        f"{name} = “{shown}”: {en}.",
    )


def _choice(values: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> Any:  # noqa: ANN401 - the caller's literal type
    value = values.get(name, default).lower()
    if value not in known:
        listed = ", ".join(known)
        raise _refuse(name, value, f"attendu {listed}", f"expected one of {listed}")
    return value


def _scale(values: Mapping[str, str]) -> float:
    value = values.get("scale", "auto").lower().replace(" ", "").removeprefix("1:")
    if value in {"auto", "0"}:
        return 0.0
    low, high = SCALES
    if not re.fullmatch(r"\d{1,12}(\.\d{1,3})?", value) or not low <= float(value) <= high:
        raise _refuse(
            "scale",
            values["scale"],
            f"échelle attendue entre 1:{low} et 1:{high}, ou auto",
            f"expected a scale between 1:{low} and 1:{high}, or auto",
        )
    return float(value)


def _place(values: Mapping[str, str], rules: Rules) -> str:
    value = values.get("focus", "")
    if value and value not in rules.places:
        raise _refuse("focus", value, "lieu inconnu", "no such place")
    return value


def _centre(values: Mapping[str, str]) -> str:
    value = values.get("centre", "").replace(" ", "")
    found = re.fullmatch(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)", value)
    if value and not (found and abs(float(found[1])) <= 80 and abs(float(found[2])) <= 180):
        raise _refuse(
            "centre", value, "attendu latitude,longitude en degrés", "expected latitude,longitude in degrees"
        )
    return value


def _panels(values: Mapping[str, str]) -> tuple[str, ...]:
    asked = [name for name in values.get("panels", "").split(",") if name and name != "none"]
    for name in asked:
        if name not in PANELS:
            listed = ", ".join(PANELS)
            raise _refuse("panels", name, f"attendu {listed}", f"expected one of {listed}")
    return tuple(name for name in PANELS if name in asked)


def _line(values: Mapping[str, str], name: str, most: int = LONGEST) -> str:
    value = " ".join(values.get(name, "").split())
    if len(value) > most or not value.isprintable():
        raise _refuse(name, value, f"au plus {most} caractères", f"at most {most} characters")
    return value


def _colour(values: Mapping[str, str]) -> str:
    value = values.get("marking_colour", "").upper()
    if value and not re.fullmatch(r"#[0-9A-F]{6}", value):
        raise _refuse("marking_colour", value, "couleur attendue : #RRVVBB", "expected a colour, #RRGGBB")
    return value


def _preset(values: Mapping[str, str]) -> str:
    value, known = values.get("preset", ""), deployed()
    if value and value not in known:
        listed = ", ".join(known) or "–"
        raise _refuse(
            "preset", value, f"modèle inconnu ; il y a {listed}", f"no such preset; there are {listed}"
        )
    return value


def _code(values: Mapping[str, str], name: str, default: str) -> str:
    value = values.get(name, default)
    if value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}", value):
        raise _refuse(
            name,
            value,
            "24 lettres, chiffres, points ou tirets au plus",
            "at most 24 letters, digits, dots or hyphens",
        )
    return value


def _date(values: Mapping[str, str]) -> str:
    value = values.get("made", "")
    try:
        return dt.date.fromisoformat(value).isoformat() if value else today()
    except ValueError:
        raise _refuse("made", value, "date attendue : AAAA-MM-JJ", "expected a date, YYYY-MM-DD") from None


def _dpi(values: Mapping[str, str]) -> int:
    value = values.get("dpi", str(RESOLUTION.get(values.get("paper", "").lower(), USUAL)))
    low, high = DPI
    if not re.fullmatch(r"\d{1,5}", value) or not low <= int(value) <= high:
        raise _refuse("dpi", value, f"entier de {low} à {high}", f"a whole number from {low} to {high}")
    return int(value)


def _check_pixels(request: SheetRequest) -> None:
    short, long = SIZES[request.paper]
    pixels = short * long * (request.dpi / 25.4) ** 2
    if pixels > MOST_PIXELS:
        raise _refuse(
            "dpi",
            str(request.dpi),
            f"image de {pixels / 1e6:.0f} millions de points, au plus {MOST_PIXELS / 1e6:.0f}",
            f"a picture of {pixels / 1e6:.0f} million dots, at most {MOST_PIXELS / 1e6:.0f}",
        )
