"""When the features of a layer hold: what an artifact says so that any renderer can follow a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.facts.timeline import document_days, timeline
from geodata.tables import kept_by_tables, reading
from geodata.text import Text
from layers.schema.layer import Field

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.model import Statement, TimeWords
    from layers.schema.layer import GroupId, Layer

#: Groups whose layers are landmarks or whole tables, and never change with the date.
TIMELESS: Final[frozenset[GroupId]] = frozenset({"reference", "records", "base"})
SINCE: Final = Field("since", Text("Vaut à partir du", "Holds from"), "date")
UNTIL: Final = Field("until", Text("Vaut jusqu’au", "Holds until"), "date")
_WORDS: Final = {
    "mark": Text("Dépassé à la date choisie", "Superseded or ended at the date chosen"),
    "past": Text("Ne vaut plus à cette date", "No longer holds at that date"),
}


@kept_by_tables(2)
def when_held(tables: Tables) -> tuple[dict[str, tuple[str, str, str]], dict[str, str]]:
    """First day, last day and document of each fact, and the day of each document."""
    held = timeline(tables)
    sources = tables["facts"]["source"]
    rows = zip(held.index, held["since"], held["until"], sources, strict=True)
    return {fact: (since, until, source) for fact, since, until, source in rows}, document_days(tables)


def statements(
    layer: Layer, tables: Tables, lang: Lang, rows: gpd.GeoDataFrame
) -> list[list[Statement]] | None:
    """When the statements of each row hold, in the order of the rows; nothing for a timeless layer.

    A row made of facts (``fact_ids``) holds as they do; one that only cites a document is known from
    that document's day on.
    """
    if layer.group in TIMELESS or not {"fact_ids", "source"} & set(rows.columns):
        return None
    told = sorted({fact for facts in rows["fact_ids"] for fact in facts}) if "fact_ids" in rows else []
    facts, days = dict(zip(told, held_of(tables, *told), strict=True)), document_days(tables)
    return [_of_row(row, facts, days, lang) for row in rows.to_dict("records")]


@reading
def held_of(tables: Tables, *facts: str) -> list[tuple[str, str, str]]:
    """First day, last day and document of some facts."""
    held, _ = when_held(tables)
    return [held[fact] for fact in facts]


def _of_row(
    row: dict[str, Any], facts: dict[str, tuple[str, str, str]], days: dict[str, str], lang: Lang
) -> list[Statement]:
    if "fact_ids" not in row:
        return [[days[row["source"]], "", row["source"]]] if row["source"] else []
    held = [list(facts[fact]) for fact in row["fact_ids"]]
    spans = row.get(f"spans_{lang}")
    return held if spans is None else [[*one, *span] for one, span in zip(held, spans, strict=True)]


def bounds(held: list[Statement]) -> tuple[str, str]:
    """First day of all, and last day, empty unless every statement ends: ``since`` and ``until``."""
    ends = [one[1] for one in held]
    return min(one[0] for one in held), max(ends) if all(ends) else ""


def time_words(lang: Lang) -> TimeWords:
    """What a renderer says of a feature, and of statements, that no longer hold."""
    return {"mark": _WORDS["mark"].get(lang), "past": _WORDS["past"].get(lang)}
