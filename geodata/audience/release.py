"""The data folder that one audience may have: what its rules withhold is not in it.

Everything that the atlas shows is made of a data folder. So an audience's edition is built of a folder
without what is withheld, and nothing that is made of it, now or later, can tell it.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.audience.positions import POINTS, coarse, coarsen_points
from geodata.audience.rules import WITHHELD, Rules
from geodata.errors import InputError
from geodata.facts.measures import PROJECT_TOPICS
from geodata.facts.table import facts_csv, generate_facts
from geodata.places.joins.columns import COLUMNS
from geodata.places.joins.records import listed
from geodata.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

    Frames = dict[str, pd.DataFrame]

#: The topic of all the facts of a table that has no column for it.
TOPIC_OF: Final = {
    "finance": "finance",
    "staffing": "staffing",
    "contributors": "contributors",
    "transmitters": "radio",
    "contacts": "contacts",
}
#: The joined column that counts what an edition says, and not what there is: it stays right.
COUNTS_ITSELF: Final = "statements"
#: Columns without which a row would say something else: a figure without its day is another one, a row
#: without its figure a mere presence.
MEANING: Final = frozenset(
    {"value", "period_start", "period_end", "period", "status", "state", "unit", "told"}
)
#: Tables to which the rows of all others refer.
NEEDED: Final = frozenset({"sources", "places"})
#: Reports on the whole of the data, which tell what an edition lacks.
WHOLE_ONLY: Final = ("COVERAGE.md", "audience.toml")


def release(tables: Tables, rules: Rules, folder: Path) -> Tables:
    """Write the data folder of one audience and return its tables.

    Parameters
    ----------
    tables, rules
        The whole data, and what is withheld of it.
    folder
        Where to; what it held is replaced.

    Raises
    ------
    InputError
        If a rule names a topic, a column or a joined column that there is not, or one without which a row
        says nothing.

    Notes
    -----
    What would become untrue without what is withheld goes too: a contradiction one of whose sides is
    withheld, the framework's result one of whose figures is, a joined column that counts what is. Facts are
    made again of the tables that remain, so that no text of theirs quotes a withheld cell.
    """
    _check(tables, rules)
    draft = folder.with_name(f".{folder.name}")  # what is kept by folder is not kept of a half-made one
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(tables.folder, draft, ignore=shutil.ignore_patterns(".*", *WHOLE_ONLY))
    _write_released(tables, rules, draft)
    written = rules.to_dict() | {"joins": sorted(rules.joins | _untrue(tables, Tables(draft)))}
    (draft / WITHHELD).write_text(json.dumps(written), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return Tables(folder)


def _write_released(tables: Tables, rules: Rules, folder: Path) -> None:
    """Write every table of a copied folder again, and its points."""
    frames: Frames = {name: _raw(tables, name) for name in tables.names()}
    before = set(frames["facts"]["id"])
    _withhold_rows(frames, rules)
    emptied = {name: _emptied(tables, rules, name) for name in frames}
    _withhold_cells(frames, rules, {**emptied, "facts": [], "shape_sources": []})
    _write(tables, {name: frame for name, frame in frames.items() if name != "facts"}, folder)
    facts = generate_facts(Tables(folder))
    # A site is a place: its fact says no more than the layer and the table of sites.
    stays = ~facts["topic"].isin(rules.topics) | facts["id"].isin(frames["sites"]["id"])
    facts = facts[facts["id"].isin(before) & stays]
    kept = facts["same_as"].isin(facts["id"])
    facts = facts.assign(same_as=facts["same_as"].where(kept, ""))
    frames["facts"] = facts
    gone = before - set(facts["id"])
    _withhold_what_refers(frames, gone)
    facts_path = folder / tables.resource("facts")["path"]
    facts_path.write_text(_facts_text(facts, emptied["facts"]), "utf-8")
    _write(tables, {name: frame for name, frame in frames.items() if name != "facts"}, folder)
    for name in POINTS if rules.decimals is not None or rules.mgrs else ():
        coarsen_points(folder / "shapes" / f"{name}.geojson", rules)


def _check(tables: Tables, rules: Rules) -> None:
    """Refuse what the tables do not have: a rule that withholds nothing is a mistake."""
    frames = [tables[name] for name in tables.names()]
    topics = {topic for frame in frames if "topic" in frame for topic in frame["topic"]}
    for name in sorted(rules.tables & NEEDED):
        raise _refusal(
            name,
            "tout renvoie à cette table ; retenez des sujets, des couches ou des colonnes",
            "everything refers to this table; withhold topics, layers or columns",
        )
    for topic in sorted(rules.topics - topics):
        raise _refusal(topic, "aucun fait n’a ce sujet", "no fact has this topic")
    for code in sorted(rules.joins - {column.code for column in COLUMNS}):
        raise _refusal(f"joins.{code}", "aucune colonne jointe de ce nom", "no joined column has this name")
    for name in sorted(each for each in rules.fields if not each.startswith(("joins.", "layers."))):
        alone, stem = Rules(fields=frozenset({name})), name.rpartition(".")[2]
        if not any(alone.of_table(each, list(tables[each].columns)) for each in tables.names()):
            raise _refusal(name, "aucune table n’a cette colonne", "no table has this column")
        if not any(_emptied(tables, alone, each) for each in tables.names()):
            raise _refusal(
                name,
                f"sans « {stem} » une ligne ne dit rien ; retenez la table ou le sujet",
                f"without “{stem}” a row says nothing; withhold the table or the topic",
            )


def _needed(resource: dict[str, Any]) -> set[str]:
    """Columns without which a row says nothing, or refers to nothing."""
    schema = resource["schema"]
    names = {each["name"] for each in schema["fields"]}
    if resource["name"] == "sources":
        return names
    required = {each["name"] for each in schema["fields"] if each.get("constraints", {}).get("required")}
    required |= names & MEANING
    referring = {each["fields"] for each in schema.get("foreignKeys", [])}
    return required | (referring - {"preferred"})


def _emptied(tables: Tables, rules: Rules, name: str) -> list[str]:
    """Columns of a table that are withheld; a table that needs one of that name keeps it."""
    needed = _needed(tables.resource(name))
    return [column for column in rules.of_table(name, list(tables[name].columns)) if column not in needed]


def _refusal(name: str, fr: str, en: str) -> InputError:
    return InputError(f"Règles de diffusion : « {name} » : {fr}.", f"Audience rules: “{name}”: {en}.")


def _raw(tables: Tables, name: str) -> pd.DataFrame:
    """Read a table as its file has it, every cell a text."""
    path = tables.folder / tables.resource(name)["path"]
    return pd.read_csv(path, dtype=object, keep_default_na=False)


def _write(tables: Tables, frames: Frames, folder: Path) -> None:
    for name, frame in frames.items():
        path = folder / tables.resource(name)["path"]
        path.write_text(frame.to_csv(index=False, lineterminator="\n"), "utf-8")


def _withhold_rows(frames: Frames, rules: Rules) -> None:
    """Leave out rows by table and by topic; a result goes whole, with all its figures."""
    topics = frames["results"].set_index("ref")["topic"]
    results = set(topics.index[topics.isin(rules.topics) | ("results" in rules.tables)])
    for name in ("result_values", "result_places"):
        frame = frames[name]
        results |= set(frame.loc[frame["topic"].isin(rules.topics), "ref"])
    for name in ("results", "result_values", "result_places"):
        frames[name] = frames[name][~frames[name]["ref"].isin(results)]
    for name in ("statements", "facilities"):
        frames[name] = frames[name][~frames[name]["topic"].isin(rules.topics)]
    programmes = frames["projects"]["programme"].map(lambda each: PROJECT_TOPICS.get(each) or each)
    frames["projects"] = frames["projects"][~programmes.isin(rules.topics)]
    for name in {*rules.tables, *(name for name, topic in TOPIC_OF.items() if topic in rules.topics)}:
        frames[name] = frames[name].iloc[:0]
    if "conflicts" in rules.tables:
        frames["conflict_facts"] = frames["conflict_facts"].iloc[:0]
    frames["uncited"] = frames["uncited"].iloc[:0]  # it tells what lines without a fact hold


def _withhold_cells(frames: Frames, rules: Rules, emptied: dict[str, list[str]]) -> None:
    """Empty the columns that are withheld, and make positions less exact."""
    for name, columns in emptied.items():
        frame = frames[name].copy()
        frame[columns] = ""
        frames[name] = frame
    if rules.decimals is None and not rules.mgrs:
        return
    places = frames["places"]
    for row in places.index[places["lon"] != ""]:
        lon, lat = coarse(float(places.loc[row, "lon"]), float(places.loc[row, "lat"]), rules)
        places.loc[row, ["lon", "lat"]] = [f"{lon:.8g}", f"{lat:.8g}"]


def _withhold_what_refers(frames: Frames, gone: set[str]) -> None:
    """Leave out what says something of facts that are gone."""
    frames["facilities"] = frames["facilities"][~frames["facilities"]["fact"].isin(gone)]
    frames["result_places"] = frames["result_places"][~frames["result_places"]["fact"].isin(gone)]
    again = frames["same_facts"]
    frames["same_facts"] = again[~again["fact"].isin(gone) & ~again["same_as"].isin(gone)]
    told, conflicts = frames["conflict_facts"], frames["conflicts"]
    lost = set(told.loc[told["fact"].isin(gone), "conflict"])
    lost |= set(conflicts.loc[conflicts["preferred"].isin(gone), "id"])
    frames["conflicts"] = conflicts[~conflicts["id"].isin(lost)]
    frames["conflict_facts"] = told[told["conflict"].isin(frames["conflicts"]["id"])]
    frames["exceptions"] = frames["exceptions"][~frames["exceptions"]["fact"].isin(gone)]
    if gone:
        telling = [frame for name, frame in frames.items() if "group" in frame and name != "group_members"]
        groups = {group for frame in telling for group in frame["group"]}
        frames["groups"] = frames["groups"][frames["groups"]["id"].isin(groups)]
        members = frames["group_members"]
        frames["group_members"] = members[members["group"].isin(groups)]


def _facts_text(facts: pd.DataFrame, emptied: list[str]) -> str:
    """Write the facts, without their own columns that are withheld."""
    written = facts.copy()
    for name in emptied:
        written[name] = ""
    return facts_csv(written)


def _untrue(tables: Tables, released: Tables) -> set[str]:
    """Joined columns that would count less than there is."""

    def counted(of: Tables) -> dict[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for row in listed(of):
            found.setdefault(row.column, set()).add((row.place, row.key))
        return found

    before, after = counted(tables), counted(released)
    return {code for code in before if code != COUNTS_ITSELF and before[code] - after.get(code, set())}
