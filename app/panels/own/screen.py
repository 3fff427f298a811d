"""The parts of the panel that a table fills: counts, report, choices, files, the reader’s layers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import html

from app.panels.attributes import attributes
from app.words.own import own_word
from layers.words import day, number, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.own.keeping.kept import Kept
    from geodata.own.reading.model import Reading
    from geodata.own.report import Report
    from geodata.text import Lang, Text

#: Rows of the report on one page.
PAGE: Final = 10
#: Candidates that one row offers.
OFFERED: Final = 4
#: What the select of sheets calls all of them, read as one.
ALL_SHEETS: Final = "*"
#: Rules of rows that need no look.
_PASSED: Final = frozenset({"total", "ignored"})


def counts(report: Report, lang: Lang) -> html.Dl:
    """The counts, on top of the report."""
    told = {
        "rows": len(report.rows),
        "located": report.located,
        "unmatched": report.unmatched,
        "outside": report.outside,
        "duplicates": report.duplicates,
    }
    return html.Dl(
        [
            html.Div(
                [html.Dd(number(count, lang), className="figure"), html.Dt(own_word(key, lang))],
                id=f"own-count-{key}",
            )
            for key, count in told.items()
            if count or key in {"rows", "located", "unmatched"}
        ],
        className="own-counts",
    )


def wanted_rows(report: Report, which: str) -> list[int]:
    """Numbers of the rows that are listed: those to look at, or all."""
    rows = report.rows
    if which == "all":
        return list(range(len(rows)))
    unlocated = (rows["precision"] == "") & ~rows["rule"].isin(_PASSED)
    told = unlocated | rows["outside"] | (rows["rule"] == "likeness") | (rows["candidates"] != "")
    return [n for n, is_told in enumerate(told.tolist()) if is_told]


def sheet_options(reading: Reading, lang: Lang) -> list[dict[str, str]]:
    """The tables of a file that may be read; folders of a KML also all together."""
    listed = [{"value": each, "label": each} for each in reading.sheets]
    if reading.form == "kml":
        listed.insert(0, {"value": ALL_SHEETS, "label": own_word("all_sheets", lang)})
    return listed


def report_table(report: Report, listed: Sequence[int], names: dict[str, Text], lang: Lang) -> Any:  # noqa: ANN401
    """One page of the report; ``names`` are those of the places that it offers."""
    if not listed:
        return html.P(own_word("none_to_see", lang), className="fine")
    heads = [html.Th(own_word(key, lang), scope="col") for key in ("line", "text", "outcome")]
    rows = [_row(n, report.rows.iloc[n], names, lang) for n in listed]
    return html.Div(
        html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="own-report"),
        className="table-scroll",
        tabIndex="0",
    )


def offered(report: Report, n: int) -> list[str]:
    """Identifiers of the places that a row of the report offers, the likeliest first."""
    return _offers(report.rows.iloc[n])


def _offers(row: Any) -> list[str]:  # noqa: ANN401 - a row of a frame
    listed = [*row["candidates"].split("|"), row["suggestion"]]
    return list(dict.fromkeys(place for place in listed if place))[:OFFERED]


def _row(n: int, row: Any, names: dict[str, Text], lang: Lang) -> html.Tr:  # noqa: ANN401 - a row of a frame
    details = []
    if row["against"]:
        details.append(own_word("against", lang, name=row["against"]))
    if row["score"]:
        details.append(own_word("score", lang, score=number(round(float(row["score"]), 2), lang)))
    if row["distance_km"] == row["distance_km"]:
        details.append(own_word("distance", lang, km=number(float(row["distance_km"]), lang)))
    buttons = [pick(n, place, names[place].get(lang)) for place in _offers(row) if place in names]
    open_ = html.Button(
        own_word("correct", lang),
        id={"type": "own-open", "row": n},
        type="button",
        className="plain",
        **attributes(aria_label=own_word("correct_row", lang, line=row["line"])),
    )
    outcome = [
        html.Strong(row["place"] or "–"),
        html.Span(f" {typeset(row[f'why_{lang}'], lang)}"),
        html.Span(f" ({', '.join(details)})" if details else "", className="fine"),
        html.Div([*buttons, open_], className="own-buttons"),
    ]
    parents = html.Div(row["parents"], className="fine") if row["parents"] else None
    return html.Tr([html.Td(str(row["line"])), html.Td([row["text"] or "–", parents]), html.Td(outcome)])


def pick(n: int, place: str, words: str) -> html.Button:
    """A button that says which place a row means."""
    return html.Button(
        words, id={"type": "own-pick", "row": n, "place": place}, type="button", className="button own-pick"
    )


def choices(n: int, found: Sequence[tuple[str, Text]], lang: Lang, *, is_asked: bool) -> list[Any]:
    """What can be chosen for the row that is being corrected."""
    buttons: list[Any] = [pick(n, place, words.get(lang)) for place, words in found]
    if is_asked and not found:
        buttons.append(html.Span(own_word("no_such", lang), className="fine"))
    return [*buttons, pick(n, "-", own_word("leave_out", lang))]


def files(name: str, more: Sequence[str], lang: Lang) -> html.Ul:
    """Links to the files of a table."""
    added = f"&add={','.join(more)}" if more else ""
    listed = {
        "report": (("csv", "xlsx"), ""),
        "table": (("csv", "xlsx", "gpkg", "geojson", "parquet"), added),
        "corrections": (("csv",), ""),
    }
    return html.Ul(
        [
            html.Li(
                [
                    f"{own_word(f'{what}_file', lang)} : "
                    if lang == "fr"
                    else f"{own_word(f'{what}_file', lang)}: ",
                    *(
                        html.A(
                            f"{ending.upper()} ",
                            href=f"own/files/{name}/{what}.{ending}?lang={lang}{query}",
                            download="",
                        )
                        for ending in endings
                    ),
                ]
            )
            for what, (endings, query) in listed.items()
        ],
        className="own-files",
    )


def layer_list(kept: Sequence[Kept], lang: Lang, days: int, base: str) -> html.Div:
    """The reader's layers, each with its end, a link and a way to delete it."""
    about = html.P(own_word("kept", lang, days=days), className="fine")
    if not kept:
        return html.Div([html.P(own_word("yours_none", lang)), about])
    return html.Div([html.Ul([_kept(each, lang, base) for each in kept], className="own-layers"), about])


def _kept(kept: Kept, lang: Lang, base: str) -> html.Li:
    end = dt.datetime.fromtimestamp(kept.ends, dt.UTC).date().isoformat()

    def button(key: str, **given: Any) -> html.Button:  # noqa: ANN401 - attributes
        label = attributes(aria_label=own_word(f"{key}_of", lang, title=kept.title))
        return html.Button(own_word(key, lang), type="button", className="plain", **label, **given)

    link = f"{base}/?lang={lang}&layers={kept.id}"
    return html.Li(
        [
            html.Strong(kept.title),
            html.Span(f" {own_word('until', lang, day=day(end, lang))}", className="fine"),
            html.Div(
                [
                    button("show", **attributes(data_action="showOwn", data_own=kept.id)),
                    button("edit", id={"type": "own-edit", "layer": kept.id}),
                    button("link", **attributes(data_copy=link)),
                    button("delete", id={"type": "own-delete", "layer": kept.id}),
                ],
                className="own-buttons",
            ),
        ]
    )


def said(text: str, color: str = "red") -> dmc.Alert:
    """Return what there is to say of the last step."""
    return dmc.Alert(text, color=color, variant="light")
