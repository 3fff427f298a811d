"""The date: what the bar at the foot of the map offers (``templates/time.html``)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dash import html

from app.panels.attributes import attributes
from app.words.page import word
from layers.artifact.asof import as_of_words
from layers.view.days import DAYS

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.view.state import ViewState

#: Months of the slider, first and last: all the reference dates, with a margin.
MONTHS: Final = ("2017-03", "2021-09")


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date at which documents describe the Mission.

    Parameters
    ----------
    day
        ISO 8601.
    label
        Month and year in figures.
    words
        The day in words.
    title
        The day in words, and the documents.
    at
        Its month's place on the slider, from 0 to 1, with four decimals.
    """

    day: str
    label: str
    words: str
    title: str
    at: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The bar of the date.

    Parameters
    ----------
    marks
        The documents' dates, in order.
    as_of
        The view's date in words; empty where it shows all dates.
    last
        Months from the slider's first to its last.
    first_month
        The slider's first month, ISO 8601.
    days
        First and last day that a reader may ask for, ISO 8601.
    """

    marks: tuple[DateMark, ...]
    as_of: str
    last: int
    first_month: str = MONTHS[0]
    days: tuple[str, str] = DAYS


def time_bar(collection: Collection, view: ViewState) -> TimeBar:
    """Return what the bar offers in one view."""
    return TimeBar(
        marks=tuple(date_marks(collection, view.lang)),
        as_of=as_of_words(view.date, view.lang) if view.date else "",
        last=_position(MONTHS[1]),
    )


def date_marks(collection: Collection, lang: Lang) -> list[DateMark]:
    """Return the dates at which documents describe the Mission, in order."""
    last = _position(MONTHS[1])
    return [
        DateMark(
            day=mark["day"],
            label=f"{mark['day'][5:7]}/{mark['day'][:4]}",
            words=mark["words"],
            title=word("time_mark", lang, date=mark["words"], documents=" · ".join(mark["documents"])),
            at=f"{_position(mark['day'][:7]) / last:.4f}",
        )
        for mark in collection.index["references"][lang]
    ]


def _position(month: str) -> int:
    """Months from the slider's first."""
    first, this = (dt.date.fromisoformat(f"{m}-01") for m in (MONTHS[0], month))
    return 12 * (this.year - first.year) + this.month - first.month


def date_choice(collection: Collection, lang: Lang) -> html.Div:
    """The dates of the documents and an exact day, for a page that covers the bar."""
    every = html.Button(
        word("time_all", lang), type="button", **attributes(data_action="allDates", aria_pressed="true")
    )
    buttons = [
        html.Button(
            mark.words,
            type="button",
            title=mark.title,
            **attributes(data_time_mark=mark.day, data_time_row="date", aria_pressed="false"),
        )
        for mark in date_marks(collection, lang)
    ]
    status = html.P(className="dates-status", role="status")
    parts: list[Any] = [every, *buttons, _day_field(lang)]
    choices = html.Div(parts, role="group", **attributes(aria_label=word("time_bar", lang)))
    return html.Div([choices, status], className="dates")


def _day_field(lang: Lang) -> dict[str, Any]:
    """An exact day, typed as the page's language writes it; a native date field follows the browser's.

    ``dash.html`` has no ``<input>``: this is the element as the script that mounts the tree reads it.
    """
    shape = word("time_shape", lang)
    props = {
        "type": "text",
        "className": "time-day",
        "placeholder": shape,
        "inputMode": "numeric",
        "maxLength": 24,
        "autoComplete": "off",
        "data-time-day": "date",
        "data-first": DAYS[0],
        "data-last": DAYS[1],
        "aria-label": f"{word('time_day', lang)} ({shape})",
    }
    return {"type": "Input", "props": props}
