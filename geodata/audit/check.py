"""Every problem of the data folder, listed: table, line, column, value, rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.audit.place_rules import PLACE_RULES
from geodata.audit.problem import Problem, numbered_rows
from geodata.audit.result_rules import RESULT_RULES
from geodata.audit.row_rules import ROW_RULES
from geodata.audit.shape_rules import shape_problems
from geodata.facts.table import facts_csv, generate_facts
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from geodata.tables import Tables


def find_problems(tables: Tables, sound: Collection[str] = ()) -> list[Problem]:
    """List every problem of a data folder: its schema and its shapes first, then the project's own rules.

    Parameters
    ----------
    tables
        The data folder.
    sound
        Tables that are known to fit their schema, with the keys that they name in others.

    Notes
    -----
    The project's own rules are only asked of tables that fit their schema, which they rely on.
    """
    problems = [*_schema_problems(tables, sound), *shape_problems(tables)]
    if problems:
        return problems
    return [problem for rule in _RULES for problem in rule(tables)]


def _schema_problems(tables: Tables, sound: Collection[str]) -> Iterator[Problem]:
    """What the Frictionless Data Package standard finds: types, keys, enumerations."""
    import frictionless  # noqa: PLC0415 - takes a second to load, and nothing else needs it

    package = frictionless.Package.from_descriptor(tables.package, basepath=str(tables.folder))
    others = [resource for resource in package.resources if resource.name not in sound]
    reports = [resource.validate() for resource in others] if sound else [package.validate()]
    for task in (task for report in reports for task in report.tasks):
        for error in task.errors:
            note = error.note or error.title
            cells = getattr(error, "field_cells", None) or [getattr(error, "cell", "")]
            columns = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
            rule = Text(f"schéma de la table ({error.title}) : {note}", f"schema ({error.title}): {note}")
            line = getattr(error, "row_number", 0)
            yield Problem(task.name, line, ", ".join(columns), ", ".join(map(str, cells)), rule)


def _restated(tables: Tables) -> Iterator[Problem]:
    """Rows that name the fact which already states their figure must say the same of the same place."""
    facts = {row["id"]: row for _, row in numbered_rows(tables, "facts")}
    rule = Text(
        "le fait nommé existe et dit ce chiffre de ce lieu", "the fact named exists and says so of this place"
    )
    for name, column in (("result_places", "value"), ("facilities", "count")):
        for line, row in numbered_rows(tables, name):
            if not row["fact"]:
                continue
            fact = facts.get(row["fact"], {"value": None, "place": None, "group": None})
            same_figure = pd.isna(row[column]) or fact["value"] == row[column]
            if not same_figure or (fact["place"], fact["group"]) != (row["place"], row["group"]):
                yield Problem(name, line, "fact", f"{row['fact']}: {row[column]}", rule)


def _conflicts(tables: Tables) -> Iterator[Problem]:
    rule = Text("le fait retenu est en cause", "the preferred fact is one of those involved")
    links = tables["conflict_facts"].groupby("conflict")["fact"].agg(set).to_dict()
    for line, row in numbered_rows(tables, "conflicts"):
        involved = links.get(row["id"], set())
        if not involved or (row["preferred"] and row["preferred"] not in involved):
            yield Problem("conflicts", line, "preferred", row["preferred"], rule)


def _freshness(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "table produite par « python -m geodata facts » : à refaire",
        "table made by “python -m geodata facts”: make it again",
    )
    path = tables.folder / tables.resource("facts")["path"]
    made = facts_csv(generate_facts(tables)).splitlines()
    stored = path.read_text("utf-8").splitlines()
    if made != stored:
        pairs = zip(made, stored, strict=False)
        different = (i for i, (a, b) in enumerate(pairs, start=1) if a != b)
        line = next(different, min(len(made), len(stored)) + 1)
        yield Problem("facts", line, "", f"{len(made) - 1} / {len(stored) - 1}", rule)


_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    *(*ROW_RULES, *PLACE_RULES, *RESULT_RULES, _restated, _conflicts, _freshness),
)
