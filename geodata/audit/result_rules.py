"""Rules of the results framework, of figures that are not exact, and of what is said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.audit.problem import Problem, numbered_rows
from geodata.facts.verdicts import verdict_of
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from geodata.tables import Tables


def _verdicts(tables: Tables) -> Iterator[Problem]:
    """Each verdict is the rule's, or says why it is not."""
    rule = Text(
        "le verdict de la règle ({found}), ou sa raison dans verdict_why (geodata/facts/verdicts.py)",
        "the rule’s verdict ({found}), or its reason in verdict_why (geodata/facts/verdicts.py)",
    )
    unclear = Text("aucun : à peser", "none: to be weighed")
    values: dict[str, list[dict[str, Any]]] = {}
    for value in tables["result_values"].to_dict("records"):
        values.setdefault(value["ref"], []).append(value)
    for line, row in numbered_rows(tables, "results"):
        found = verdict_of(row, values.get(row["ref"], []))
        if found != row["verdict"] and not row["verdict_why_fr"]:
            words = Text(found, found) if found else unclear
            told = Text(rule.fr.format(found=words.fr), rule.en.format(found=words.en))
            yield Problem("results", line, "verdict", row["verdict"], told)


def _said(tables: Tables) -> Iterator[Problem]:
    rule = Text("le mot du document et sa ligne, ou aucun", "the document’s word and its line, or neither")
    for line, row in numbered_rows(tables, "results"):
        if bool(row["said"]) == pd.isna(row["said_line"]):
            yield Problem("results", line, "said_line", str(row["said_line"]), rule)


def _bounds(tables: Tables) -> Iterator[Problem]:
    """Only a figure can be a limit or an estimate."""
    rule = Text("une précision seulement là où il y a un chiffre", "a bound only where there is a figure")
    for name in tables.names():
        for column in tables[name].columns:
            if column == "bound" or column.endswith("_bound"):
                figure = column.removesuffix("bound").removesuffix("_") or "value"
                for line, row in numbered_rows(tables, name):
                    if row[column] and pd.isna(row[figure]):
                        yield Problem(name, line, column, row[column], rule)


def _said_twice(tables: Tables) -> Iterator[Problem]:
    """Statements of one event are of one place and agree, and one of them stands for the others."""
    rule = Text(
        "un autre énoncé du même lieu et du même chiffre, ailleurs, qui vaut lui-même pour les autres",
        "another statement of the same place and figure, elsewhere, that itself stands for the others",
    )
    facts, again = tables.rows("facts"), set(tables["same_facts"]["fact"])
    for line, row in numbered_rows(tables, "same_facts"):
        fact, lead = facts.get(row["fact"]), facts.get(row["same_as"])
        if fact is None or lead is None:
            continue  # a missing key is another rule's
        alike = all(fact[column] == lead[column] for column in ("place", "group"))
        figures = {f["value"] for f in (fact, lead) if not pd.isna(f["value"])}
        apart = (fact["source"], fact["line"]) != (lead["source"], lead["line"])
        if row["same_as"] in again or len(figures) > 1 or not (alike and apart):
            yield Problem("same_facts", line, "same_as", row["same_as"], rule)


RESULT_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (_verdicts, _said, _bounds, _said_twice)
