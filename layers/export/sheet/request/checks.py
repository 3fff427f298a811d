"""What each field of a sheet's query may say; nothing is guessed from a bad value."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, Any

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST, SHORT = 120, 70  # characters of a title; of a marking, a producer and a status


def today(environ: Mapping[str, str] = os.environ) -> str:
    """The date printed on a sheet that names none: ``SOURCE_DATE_EPOCH``, else today (UTC)."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    return moment.date().isoformat()


def refuse(name: str, value: str, fr: str, en: str) -> InputError:
    """Return the refusal of a field's value, in both languages."""
    shown = value if len(value) <= 40 else value[:40] + "…"
    return InputError(
        f"{name} = « {shown} » : {fr}.",
        f"{name} = “{shown}”: {en}.",
    )


def choice(values: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> Any:  # noqa: ANN401 - the caller's literal type
    """Return one of the values known."""
    value = values.get(name, default).lower()
    if value not in known:
        listed = ", ".join(known)
        raise refuse(name, value, f"attendu {listed}", f"expected one of {listed}")
    return value


def centre(values: Mapping[str, str]) -> str:
    """Return latitude and longitude as they were written."""
    value = values.get("centre", "").replace(" ", "")
    found = re.fullmatch(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)", value)
    if value and not (found and abs(float(found[1])) <= 80 and abs(float(found[2])) <= 180):
        raise refuse(
            "centre", value, "attendu latitude,longitude en degrés", "expected latitude,longitude in degrees"
        )
    return value


def line(values: Mapping[str, str], name: str, most: int = LONGEST) -> str:
    """Return a text of one line."""
    value = " ".join(values.get(name, "").split())
    if len(value) > most or not value.isprintable():
        raise refuse(name, value, f"au plus {most} caractères", f"at most {most} characters")
    return value


def colour(values: Mapping[str, str]) -> str:
    """Return a colour, `#RRGGBB`, or nothing."""
    value = values.get("marking_colour", "").upper()
    if value and not re.fullmatch(r"#[0-9A-F]{6}", value):
        raise refuse("marking_colour", value, "couleur attendue : #RRVVBB", "expected a colour, #RRGGBB")
    return value


def code(values: Mapping[str, str], name: str, default: str) -> str:
    """Return a number or version."""
    value = values.get(name, default)
    if value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}", value):
        raise refuse(
            name,
            value,
            "24 lettres, chiffres, points ou tirets au plus",
            "at most 24 letters, digits, dots or hyphens",
        )
    return value


def date(values: Mapping[str, str]) -> str:
    """Return the date of creation."""
    value = values.get("made", "")
    try:
        return dt.date.fromisoformat(value).isoformat() if value else today()
    except ValueError:
        raise refuse("made", value, "date attendue : AAAA-MM-JJ", "expected a date, YYYY-MM-DD") from None
