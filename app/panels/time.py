"""The date: a bar at the foot of the map, and the drawer in which two dates are compared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from dash import html

from app.html.native import Input
from app.words.page import word
from layers.artifact.asof import as_of_words
from layers.view.days import DAYS

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.view.state import ViewState

#: Months of the slider, first and last: all the reference dates, with a margin.
MONTHS: Final = ("2017-03", "2021-09")


def time_control(collection: Collection, view: ViewState) -> list[Any]:
    """Return the button and the bar it opens; in the frame of another page, the date alone."""
    lang = view.lang
    if view.embed:
        said = as_of_words(view.date, lang) if view.date else ""
        return [html.P(said, id="time-label", className="time-label")] if said else []
    toggle = html.Button(
        html.Span(word("time_all", lang), id="time-said"),
        id="time-toggle",
        type="button",
        className="time-toggle",
        title=word("time_open", lang),
        **{"data-action": "timeBar", "aria-expanded": "false", "aria-controls": "time-bar"},
    )
    marks = collection.index["references"][lang]
    return [toggle, _bar(marks, lang)]


def _bar(marks: list[dict[str, Any]], lang: Lang) -> html.Section:
    fold = html.Button(
        "×",
        type="button",
        className="icon-button time-fold",
        title=word("time_close", lang),
        **{"data-action": "timeBar", "aria-label": word("time_close", lang)},
    )
    every = html.Button(
        word("time_all", lang),
        type="button",
        className="time-all",
        title=word("time_hint", lang),
        **{"data-action": "allDates", "aria-pressed": "true"},
    )
    compare = html.Label(
        [Input("checkbox", id="time-compare"), html.Span(word("time_compare", lang))],
        className="time-compare",
        title=word("changes_reading", lang),
    )
    return html.Section(
        [
            html.Div([every, compare, fold], className="time-head"),
            _row("date", "time_month", "time_day", marks, lang),
            _row("compare", "time_other_month", "time_other_day", marks, lang),
            html.P(id="time-empty", className="fine time-empty", role="status"),
        ],
        id="time-bar",
        className="time-bar",
        hidden=True,
        **{"aria-label": word("time_bar", lang), "data-first": MONTHS[0]},
    )


def _row(name: str, label: str, exact: str, marks: list[dict[str, Any]], lang: Lang) -> html.Div:
    """One date: in words, as an exact day, on a slider of months, and the documents' dates below it."""
    last = _position(MONTHS[1])
    slider = Input(
        "range",
        **{
            "min": 0,
            "max": last,
            "step": 1,
            "value": last,
            "data-time": name,
            "aria-label": word(label, lang),
        },
    )
    day = _day_field(name, exact, lang)
    buttons = [
        html.Button(
            _short(mark["day"]),
            type="button",
            title=word("time_mark", lang, date=mark["words"], documents=" · ".join(mark["documents"])),
            **{
                "data-at": f"{_position(mark['day'][:7]) / last:.4f}",
                "data-time-mark": mark["day"],
                "data-time-row": name,
                "aria-pressed": "false",
                "aria-label": f"{_short(mark['day'])}, "
                + word("time_mark", lang, date=mark["words"], documents=" · ".join(mark["documents"])),
            },
        )
        for mark in marks
    ]
    ticks = html.Div(
        buttons, className="time-marks", role="group", **{"aria-label": word("time_marks", lang)}
    )
    said = html.Output("", className="time-words", **{"data-time-words": name})
    return html.Div(
        [said, html.Div([slider, ticks], className="time-track"), day],
        className="time-row",
        hidden=name == "compare",
        **{"data-time-of": name},
    )


def date_choice(collection: Collection, lang: Lang) -> html.Div:
    """The dates of the documents and an exact day, for a page that covers the bar."""
    every = html.Button(
        word("time_all", lang), type="button", **{"data-action": "allDates", "aria-pressed": "true"}
    )
    buttons = [
        html.Button(mark["words"], type="button", **_mark(mark, "date", lang), **{"aria-pressed": "false"})
        for mark in collection.index["references"][lang]
    ]
    day = _day_field("date", "time_day", lang)
    said = html.P(className="dates-said", role="status")
    choices = html.Div([every, *buttons, day], role="group", **{"aria-label": word("time_bar", lang)})
    return html.Div([choices, said], className="dates")


def _day_field(name: str, label: str, lang: Lang) -> Input:
    """An exact day, typed as the page's language writes it; a native date field follows the browser's."""
    shape = word("time_shape", lang)
    return Input(
        "text",
        className="time-day",
        placeholder=shape,
        **{
            "inputMode": "numeric",
            "maxLength": 24,
            "autoComplete": "off",
            "data-time-day": name,
            "data-first": DAYS[0],
            "data-last": DAYS[1],
            "aria-label": f"{word(label, lang)} ({shape})",
        },
    )


def _mark(mark: dict[str, Any], row: str, lang: Lang) -> dict[str, str]:
    """A button of a document's date."""
    title = word("time_mark", lang, date=mark["words"], documents=" · ".join(mark["documents"]))
    return {"title": title, "data-time-mark": mark["day"], "data-time-row": row}


def _position(month: str) -> int:
    """Months from the slider's first."""
    first, this = (dt.date.fromisoformat(f"{m}-01") for m in (MONTHS[0], month))
    return 12 * (this.year - first.year) + this.month - first.month


def _short(day: str) -> str:
    """A mark's label: month and year, as both languages write them in figures."""
    return f"{day[5:7]}/{day[:4]}"


def changes_drawer(view: ViewState) -> html.Aside | None:
    """Return the drawer that a script fills when two dates are compared."""
    if view.embed:
        return None
    close = html.Button(
        "×",
        className="icon-button close",
        type="button",
        title=word("changes_close", view.lang),
        **{"aria-label": word("changes_close", view.lang), "data-action": "closeChanges"},
    )
    return html.Aside(
        [close, html.Div(id="changes")],
        id="changes-frame",
        className="dossier changes",
        **{"aria-label": word("changes", view.lang)},
    )
