"""One table for everything the documents state, made from the entered tables.

Each figure is entered once, in the table that suits it (results framework, finance, staffing...);
``generate_facts`` brings them all to the columns of ``facts`` so that one table answers "what is
said about this place?". Identifiers are stable: they are those of the entered rows, followed by
``#`` and what the figure counts where one row holds several.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.errors import InputError
from geodata.facts.measures import (
    FINANCE,
    FREQUENCY,
    HISTORICAL,
    PROJECT_FIGURES,
    PROJECT_TOPICS,
    SITE,
    STAFFING,
    VERDICTS,
)
from geodata.facts.periods import bounds, is_moment, no_later_than, of_days
from geodata.facts.states import of_result, of_row, of_verdict
from geodata.places.nation import NATION
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.tables import Tables

    Row = dict[str, Any]

COLUMNS = (
    *("id", "place", "group", "topic", "measure_fr", "measure_en", "value", "bound", "unit"),
    *("period_start", "period_end", "period", "status", "state"),
    *("source", "line", "locator", "note_fr", "note_en", "same_as"),
)
REPORT_YEAR = "2020/21"
_ROLE_STATUS = {
    "baseline": "baseline",
    "target": "planned",
    "planned": "planned",
    "actual": "actual",
    "delivered": "actual",
}
_BLANK = dict.fromkeys(COLUMNS, "") | {"status": "actual"}


def generate_facts(tables: Tables) -> pd.DataFrame:
    """Make the ``facts`` table from the entered tables.

    Parameters
    ----------
    tables
        The data folder; its own ``facts`` table is not read.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`, in the order of the documents: by source, then line, then
        the order in which the rows were entered. ``value`` is float64 (NaN for a presence),
        ``line`` nullable Int64, every other column a string.

    Raises
    ------
    InputError
        If two rows would share an identifier.

    Notes
    -----
    A figure that two tables hold (a hospital counted under an output and listed as a facility)
    is stated once: the second row names the first in its column ``fact`` and makes none.
    """
    days = tables["sources"].set_index("id")["period_end"].to_dict()
    rows = [_defaulted(row, days) for make in _MAKERS for row in make(tables)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    repeated = sorted(frame.loc[frame["id"].duplicated(), "id"])
    if repeated:
        raise InputError(
            f"Identifiants de faits en double : {', '.join(repeated)}.",
            f"Repeated fact identifiers: {', '.join(repeated)}.",
        )
    again = tables["same_facts"].set_index("fact")["same_as"]
    frame["same_as"] = frame["id"].map(again).fillna("")
    frame = frame.sort_values(["source", "line"], kind="stable", ignore_index=True)
    return frame.astype({"value": "float64", "line": "Int64"})


def facts_csv(facts: pd.DataFrame) -> str:
    """Write the facts as the text of ``facts.csv``: plain numbers, no trailing zeros.

    Examples
    --------
    >>> number_text(12.50), number_text(1196908800.0), number_text(float("nan"))
    ('12.5', '1196908800', '')
    """
    written = facts.assign(value=facts["value"].map(number_text))
    return str(written.to_csv(index=False, lineterminator="\n"))


def number_text(value: float) -> str:
    """Write a number with a point, no thousands separator and no trailing zeros; NaN is empty."""
    return "" if pd.isna(value) else f"{value:.12g}"


def year_bounds(period: str) -> tuple[str, str]:
    """First and last day of a budget year, which runs from July to June.

    Parameters
    ----------
    period
        A budget year such as ``2020/21``; anything else has no bounds.

    Examples
    --------
    >>> year_bounds("2019/20"), year_bounds("other")
    (('2019-07-01', '2020-06-30'), ('', ''))
    """
    if "/" not in period:
        return "", ""
    first = int(period.split("/", maxsplit=1)[0])
    return f"{first}-07-01", f"{first + 1}-06-30"


def _sites(tables: Tables) -> Iterator[Row]:
    sectors = {row["id"]: _own(row, "name") for row in _rows(tables, "places")}
    for site in _rows(tables, "sites"):
        day = tables["sources"].set_index("id").loc[site["source"], "period_end"]
        note = sectors[site["sector"]]
        yield _fact(site, "strength", SITE, note, period_start=day, period_end=day)


def _result_values(tables: Tables) -> Iterator[Row]:
    results = {row["ref"]: row for row in _rows(tables, "results")}
    for row in _rows(tables, "result_values"):
        result, identifier = results[row["ref"]], f"{row['ref']}#{row['n']}"
        is_year = not is_moment(row["period"])
        start, end = (year_bounds if is_year else bounds)(row["period"])
        status = _ROLE_STATUS[row["role"]]
        yield _fact(
            {**result, **row, "id": identifier, "period": "" if is_year else row["period"]},
            row["topic"] or result["topic"],
            _joined(result, "title", row, "item"),
            period_start=start,
            period_end=end,
            status=status,
            state=of_result(row, result, status),
        )


def _result_places(tables: Tables) -> Iterator[Row]:
    results = {row["ref"]: row for row in _rows(tables, "results")}
    start, end = year_bounds(REPORT_YEAR)
    for row in _rows(tables, "result_places"):
        if row["fact"]:
            continue
        result, status = results[row["ref"]], _ROLE_STATUS[row["role"]]
        yield _fact(
            {**result, **row, "id": f"{row['ref']}@{row['n']}"},
            row["topic"] or result["topic"],
            _joined(result, "title", row, "item"),
            period_start=start,
            period_end=end,
            status=status,
            state=of_result(row, result, status),
        )


def _bare_results(tables: Tables) -> Iterator[Row]:
    stated = set(tables["result_values"]["ref"]) | set(tables["result_places"]["ref"])
    start, end = year_bounds(REPORT_YEAR)
    for row in _rows(tables, "results"):
        if row["ref"] in stated:
            continue
        verdict = VERDICTS[row["verdict"]]
        state = of_verdict(row)
        parts = [[w, row[f"reason_{lang}"]] for lang, w in (("fr", verdict.fr), ("en", verdict.en))]
        note = Text(*(" ; ".join(filter(None, parts[0])), "; ".join(filter(None, parts[1]))))
        status = "planned" if row["verdict"] == "not_achieved" else "actual"
        own = {**row, "id": row["ref"], "place": NATION}
        title = Text(row["title_fr"], row["title_en"])
        dated = {"period_start": start, "period_end": end, "status": status, "state": state}
        yield _fact(own, row["topic"], title, note, **dated)


def _finance(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "finance"):
        word = FINANCE[row["measure"]]
        measure = Text(f"{row['item_fr']} : {word.fr}", f"{row['item_en']}: {word.en}")
        yield _fact(row | {"place": NATION}, "finance", measure)


def _staffing(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "staffing"):
        word, status = STAFFING[row["measure"]]
        measure = Text(f"{row['category_fr']} : {word.fr}", f"{row['category_en']}: {word.en}")
        yield _fact(row | {"place": NATION}, "staffing", measure, status=status)


def _contributors(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "contributors"):
        yield _fact(row | {"place": row["country"]}, "contributors", _own(row, "role"))


def _facilities(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "facilities"):
        if not row["fact"]:
            counted = {"value": row["count"], "unit": "" if pd.isna(row["count"]) else "facility"}
            status = "planned" if row["status"] == "planned" else "actual"
            state = of_row(row, row["status"])
            yield _fact(row | counted, row["topic"], _own(row, "name"), status=status, state=state)


def _transmitters(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "transmitters"):
        yield _fact(row | {"value": row["frequency_mhz"], "unit": "mhz"}, "radio", FREQUENCY)


def _contacts(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "contacts"):
        number, service = row["number"], _own(row, "service")
        note = HISTORICAL["number" if re.fullmatch(r"[\d ]+", number) else "address"]
        measure = Text(f"{service.fr} : {number}", f"{service.en}: {number}")
        yield _fact(row, "contacts", measure, note)


def _projects(tables: Tables) -> Iterator[Row]:
    for row in _rows(tables, "projects"):
        topic = PROJECT_TOPICS.get(row["programme"]) or str(row["programme"])
        units = {"number": "project", "amount": row["currency_unit"]}
        for figure, word in PROJECT_FIGURES.items():
            if pd.isna(row[figure]):
                continue
            measure = Text(f"{row['title_fr']} : {word.fr}", f"{row['title_en']}: {word.en}")
            own = {"id": f"{row['id']}#{figure}", "value": row[figure]}
            own["bound"] = row.get(f"{figure}_bound", "")
            yield _fact(row | own | {"unit": units.get(figure, "person")}, topic, measure)


def _statements(tables: Tables) -> Iterator[Row]:
    return _rows(tables, "statements")


_MAKERS: tuple[Callable[[Tables], Iterator[Row]], ...] = (
    *(_statements, _sites, _result_values, _result_places, _bare_results, _finance, _staffing),
    *(_contributors, _facilities, _transmitters, _contacts, _projects),
)


def _rows(tables: Tables, name: str) -> Iterator[Row]:
    return iter(tables.records(name))


def _own(row: Row, stem: str) -> Text:
    return Text(row[f"{stem}_fr"], row[f"{stem}_en"])


def _joined(outer: Row, stem: str, inner: Row, item: str) -> Text:
    """Title and item as one measure, or the title alone where the item is empty or says the same."""
    title, told = _own(outer, stem), _own(inner, item)
    if not told.fr or told == title:
        return title
    return Text(f"{title.fr} : {told.fr}", f"{title.en}: {told.en}")


def _defaulted(row: Row, days: dict[str, str]) -> Row:
    """A row whose period and state are said: those entered, else what its days and its status say.

    What a document states without a date is no later than the document itself.
    """
    row = row | {"state": of_row(row, row["status"])}
    if row["status"] == "actual" and not (row["period_start"] or row["period_end"]):
        day = days[row["source"]]
        return row | {"period_end": day, "period": no_later_than(day)}
    return row | {"period": row["period"] or of_days(row["period_start"], row["period_end"])}


def _fact(row: Row, topic: str, measure: Text, note: Text | None = None, **more: str) -> Row:
    """One row of ``facts`` from an entered row; a row without a value is a presence."""
    empty = pd.isna(row.get("value", float("nan")))
    words = {"measure_fr": measure.fr, "measure_en": measure.en, "topic": topic}
    if note is not None:
        words |= {"note_fr": note.fr, "note_en": note.en}
    filled: Row = {**_BLANK, **row, **words, **more}
    if empty:
        filled |= {"unit": "presence", "value": float("nan")}
    return {column: filled[column] for column in COLUMNS}
