"""When the features of a layer hold: what an artifact says so that any renderer can follow a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.text import Text
from layers.schema.layer import TIMELESS, Field

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.model import TimeWords
    from layers.artifact.records import Validity
    from layers.schema.layer import Layer

SINCE: Final = Field("since", Text("Vaut à partir du", "Holds from"), "date")
UNTIL: Final = Field("until", Text("Vaut jusqu’au", "Holds until"), "date")
_WORDS: Final = {
    "mark": Text("Dépassé à la date choisie", "Superseded or ended at the date chosen"),
    "past": Text("Ne vaut plus à cette date", "No longer holds at that date"),
}


def validities(
    layer: Layer, tables: Tables, lang: Lang, rows: gpd.GeoDataFrame
) -> list[list[Validity]] | None:
    """When what each row states holds, in the order of the rows; nothing for a timeless layer.

    A row of fact records (``facts_fr``, ``facts_en``) gives these; one made of facts without their
    words (``fact_ids``) holds as they do; one that says it itself (``held``) as it says; one that only
    cites a document is known from that document's day on.
    """
    from geodata.facts.timeline import document_days, held_of  # noqa: PLC0415 - pandas, for a build only
    from geodata.tables import records_of  # noqa: PLC0415 - as above

    if "held" in rows:
        stated: list[list[Validity]] = rows["held"].tolist()
        return stated
    if layer.group in TIMELESS or not {"fact_ids", "source"} & set(rows.columns):
        return None
    told = sorted({fact for facts in rows["fact_ids"] for fact in facts}) if "fact_ids" in rows else []
    facts, days = dict(zip(told, held_of(tables, *told), strict=True)), document_days(tables)
    return [_of_row(row, facts, days, lang) for row in records_of(rows)]


def _of_row(
    row: dict[str, Any], facts: dict[str, tuple[str, str, str]], days: dict[str, str], lang: Lang
) -> list[Validity]:
    if row.get(f"facts_{lang}"):
        records: list[Validity] = row[f"facts_{lang}"]
        return records
    if row.get("fact_ids"):
        held = [facts[fact] for fact in row["fact_ids"]]
        return [{"source": source, "since": since, "until": until or None} for since, until, source in held]
    if not row["source"]:
        return []
    return [{"source": row["source"], "since": days[row["source"]], "until": None}]


def time_words(lang: Lang) -> TimeWords:
    """What a renderer says of a feature, and of facts, that no longer hold."""
    return {"mark": _WORDS["mark"].get(lang), "past": _WORDS["past"].get(lang)}
