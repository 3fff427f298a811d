"""The tables behind the national picture: contradictions, facts with no place; and their files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import orjson

from geodata.places.nation import NATION
from geodata.text import LANGS, Text
from layers.reports.figures.ledger import make_figures
from layers.reports.figures.results import results_table
from layers.reports.figures.rows import SINCE, RowWriter
from layers.words import TOPICS, typeset

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables
    from geodata.text import Lang

CONFLICT_KINDS: Final = {
    "scope": Text("Périmètre différent", "Different scope"),
    "planned-actual": Text("Prévu contre réalisé", "Planned against actual"),
    "arithmetic": Text("Calcul", "Arithmetic"),
    "date": Text("Date différente", "Different date"),
    "spelling": Text("Graphie", "Spelling"),
    "extraction": Text("Texte perdu", "Text lost"),
    "impossible-date": Text("Date impossible", "Impossible date"),
}


def conflicts_table(tables: Tables, lang: Lang) -> dict[str, Any]:
    """Write every contradiction with its facts.

    Returns
    -------
    dict
        ``rows`` of ``[id, kind (rank in kinds), explanation, preferred fact (rank, or -1), why, facts]``.
    """
    writer = RowWriter(tables, lang)
    rows = []
    for row in tables.records("conflicts"):
        facts, preferred = writer.statements(writer.ledger.facts_of.get(row["id"], []), row["preferred"])
        rows.append(
            [
                row["id"],
                list(CONFLICT_KINDS).index(row["kind"]),
                typeset(row[f"explanation_{lang}"], lang),
                preferred,
                typeset(row[f"why_{lang}"], lang),
                facts,
            ]
        )
    return {**writer.heads(), "kinds": writer.choices(CONFLICT_KINDS), "rows": rows}


def unlocated_facts(tables: Tables) -> dict[str, pd.DataFrame]:
    """Facts of the country or of zones, alone or in a group, by topic; what is said twice is there once."""
    facts, places = tables["facts"], tables["places"]
    vague = {NATION, *places[places["kind"] == "zone"]["id"]}
    members = tables["group_members"]
    groups = set(members[members["place"].isin(vague)]["group"])
    kept = facts[facts["place"].isin(vague) | facts["group"].isin(groups)]
    by_topic = dict(list(kept.groupby("topic")))
    listed = {topic: by_topic[topic] for topic in TOPICS if topic in by_topic}
    return {topic: rows[~rows["same_as"].isin(rows["id"])] for topic, rows in listed.items()}


def topic_tables(tables: Tables, lang: Lang) -> dict[str, dict[str, Any]]:
    """Write the unlocated facts, one table per topic: ``{id, title, rows}`` with its heads.

    A row ends with the fact's identifier, by which the search finds it.
    """
    writer = RowWriter(tables, lang)
    return {
        topic: {
            **writer.heads(),
            "id": topic,
            "title": TOPICS[topic].get(lang),
            "rows": [[*writer.fact(key), key] for key in rows["id"]],
        }
        for topic, rows in unlocated_facts(tables).items()
    }


def _known(rows: list[list[Any]]) -> dict[str, int]:
    """How many facts become known on each day."""
    return dict(sorted(Counter(row[SINCE] for row in rows).items()))


def _contradicted(rows: list[list[Any]]) -> dict[str, int]:
    """How many contradictions become known on each day: the day of its second side."""
    known = (sorted(fact[SINCE] for fact in row[-1])[:2] for row in rows)
    return dict(sorted(Counter(days[-1] if days else "" for days in known).items()))


def figures_files(tables: Tables) -> dict[str, bytes]:
    """Return ``figures.<lang>.json`` and, in ``figures/``, the tables behind it, in both languages, by name.

    The tables are ``results``, ``conflicts`` and one ``topic-<id>`` per topic: the page fetches each
    when it is opened.
    """
    written = {}
    for lang in LANGS:
        topics = topic_tables(tables, lang)
        files = {"results": results_table(tables, lang), "conflicts": conflicts_table(tables, lang)}
        counts = {
            "results": {"": len(files["results"]["rows"])},
            "conflicts": _contradicted(files["conflicts"]["rows"]),
            "topics": _known([row for table in topics.values() for row in table["rows"]]),
        }
        listed = [[topic, table["title"], _known(table["rows"])] for topic, table in topics.items()]
        page = make_figures(tables, lang) | {"counts": counts, "topics": listed}
        files |= {f"topic-{topic}": table for topic, table in topics.items()}
        written[f"figures.{lang}.json"] = orjson.dumps(page)
        written |= {f"figures/{name}.{lang}.json": orjson.dumps(table) for name, table in files.items()}
    return written
