"""Every problem of the data folder, listed: table, line, column, value, rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import frictionless
import pandas as pd

from geodata.errors import NotFoundError
from geodata.facts.locators import locator
from geodata.facts.table import facts_csv, generate_facts
from geodata.places.joins import UNITS, memberships
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.tables import Tables
    from geodata.text import Lang

FM_BAND_MHZ = (87.5, 108.0)
_PLACED = (
    *("facts", "statements", "result_values", "result_places", "facilities", "contacts"),
    "projects",
)
_PARENTS = {
    "site": ("cercle", "region"),
    "town": ("cercle", "region"),
    "village": ("cercle", "region"),
    "cercle": ("region",),
    "region": ("country",),
    "sector": ("country",),
}
_POINTS = ("site", "town", "village")
_UNIT_NAMES = {
    "cercle": Text("cercle", "cercle"),
    "region": Text("région", "region"),
    "sector": Text("secteur", "sector"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the data.

    Parameters
    ----------
    table
        Name of the table.
    line
        1-based line of the CSV file (the header is line 1); 0 if the whole table is meant.
    column
        Name of the column, empty if the whole row is meant.
    value
        What stands there.
    rule
        The rule it breaks.
    """

    table: str
    line: int
    column: str
    value: str
    rule: Text

    def describe(self, lang: Lang) -> str:
        """Write the problem on one line."""
        where = ", ".join(filter(None, (self.table, str(self.line or ""), self.column)))
        return f"{where}: {self.value!r}: {self.rule.get(lang)}"


def find_problems(tables: Tables) -> list[Problem]:
    """List every problem of a data folder: its schema first, then the project's own rules.

    Notes
    -----
    The project's own rules are only asked of tables that fit their schema, which they rely on.
    """
    problems = list(_schema_problems(tables))
    if problems:
        return problems
    return [problem for rule in _RULES for problem in rule(tables)]


def _schema_problems(tables: Tables) -> Iterator[Problem]:
    """What the Frictionless Data Package standard finds: types, keys, enumerations."""
    package = frictionless.Package.from_descriptor(tables.package, basepath=str(tables.folder))
    for task in package.validate().tasks:
        for error in task.errors:
            said = error.note or error.title
            cells = getattr(error, "field_cells", None) or [getattr(error, "cell", "")]
            columns = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
            rule = Text(f"schéma de la table ({error.title}) : {said}", f"schema ({error.title}): {said}")
            line = getattr(error, "row_number", 0)
            yield Problem(task.name, line, ", ".join(columns), ", ".join(map(str, cells)), rule)


def _rows(tables: Tables, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a table with their line in the CSV file."""
    return enumerate(tables[name].to_dict("records"), start=2)


def _one_place_or_group(tables: Tables) -> Iterator[Problem]:
    rule = Text("un lieu ou un groupe, et un seul", "one place or one group, and only one")
    for name in _PLACED:
        for line, row in _rows(tables, name):
            if bool(row["place"]) == bool(row["group"]):
                said = f"{row['place']} / {row['group']}"
                yield Problem(name, line, "place, group", said, rule)


def _presence(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "valeur vide avec l’unité presence, et alors seulement",
        "empty value with the unit presence, and only then",
    )
    for name in ("facts", "statements"):
        for line, row in _rows(tables, name):
            if pd.isna(row["value"]) != (row["unit"] == "presence"):
                yield Problem(name, line, "value", f"{row['value']} {row['unit']}", rule)


def _both_languages(tables: Tables) -> Iterator[Problem]:
    rule = Text("les deux langues ou aucune", "both languages or neither")
    for name in tables.names():
        stems = {c[:-3] for c in tables[name].columns if c.endswith("_fr")}
        for stem in sorted(stems):
            fr, en = tables[name][f"{stem}_fr"], tables[name][f"{stem}_en"]
            for index in fr.index[(fr == "") != (en == "")]:
                yield Problem(name, int(index) + 2, f"{stem}_fr, {stem}_en", fr[index], rule)


def _identifiers(tables: Tables) -> Iterator[Problem]:
    rule = Text("identifiant en ASCII, sans espace", "plain ASCII identifier without spaces")
    for name in tables.names():
        key = tables.resource(name)["schema"]["primaryKey"]
        for column in [key] if isinstance(key, str) else key:
            for line, row in _rows(tables, name):
                if not re.fullmatch(r"[A-Za-z0-9_.+#@-]+", str(row[column])):
                    yield Problem(name, line, column, str(row[column]), rule)


def _repeats(tables: Tables) -> Iterator[Problem]:
    rule = Text("même fait deux fois", "the same fact twice")
    told = [c for c in tables["facts"].columns if c not in {"id", "note_fr", "note_en"}]
    facts = tables["facts"]
    for index in facts.index[facts.duplicated(told)]:
        yield Problem("facts", int(index) + 2, "id", facts["id"][index], rule)


def _periods(tables: Tables) -> Iterator[Problem]:
    rule = Text("le début précède la fin", "the start is not after the end")
    for name in tables.names():
        if "period_start" in tables[name].columns:
            for line, row in _rows(tables, name):
                start, end = row["period_start"], row["period_end"]
                if start and end and start > end:
                    yield Problem(name, line, "period_start", f"{start} > {end}", rule)


def _ranges(tables: Tables) -> Iterator[Problem]:
    share = Text("pourcentage de 0 à 100, sauf note", "per cent from 0 to 100, unless noted")
    for line, row in _rows(tables, "facts"):
        odd = row["unit"] == "percent" and not 0 <= row["value"] <= 100
        if odd and not row["note_fr"] and row["topic"] != "finance":
            yield Problem("facts", line, "value", str(row["value"]), share)
    low, high = FM_BAND_MHZ
    band = Text(f"fréquence de {low} à {high} MHz", f"frequency from {low} to {high} MHz")
    for line, row in _rows(tables, "transmitters"):
        if not low <= row["frequency_mhz"] <= high:
            yield Problem("transmitters", line, "frequency_mhz", str(row["frequency_mhz"]), band)


def _locators(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "emplacement d’une forme connue (geodata/facts/locators.py), à lire aussi en anglais",
        "locator of a known form (geodata/facts/locators.py), to be read in English too",
    )
    for name in tables.names():
        if "locator" in tables[name].columns:
            for line, row in _rows(tables, name):
                try:
                    locator(row["locator"], "en")
                except ValueError:
                    yield Problem(name, line, "locator", row["locator"], rule)


def _parents(tables: Tables) -> Iterator[Problem]:
    places = tables["places"].set_index("id", drop=False)
    sectors = tables["sector_regions"].set_index("region")["sector"].to_dict()
    level = Text("unité supérieure de la bonne nature", "parent of the right kind")
    same = Text("secteur de l’unité supérieure", "the sector is that of the parent")
    for line, row in _rows(tables, "places"):
        parent = row["parent"]
        kind = places["kind"].get(parent, "") if parent else ""
        if row["kind"] in _PARENTS and kind not in _PARENTS[row["kind"]]:
            yield Problem("places", line, "parent", parent, level)
        elif row["kind"] in (*_POINTS, "cercle") and row["sector"] != places["sector"][parent]:
            yield Problem("places", line, "sector", row["sector"], same)
        elif row["kind"] == "region" and row["sector"] != sectors.get(row["id"], ""):
            rule = Text("secteur selon sector_regions", "the sector is that of sector_regions")
            yield Problem("places", line, "sector", row["sector"], rule)


def _positions(tables: Tables) -> Iterator[Problem]:
    pair = Text(
        "longitude, latitude et origine, toutes ou aucune",
        "longitude, latitude and source, all or none",
    )
    why = Text("sans coordonnée : dire pourquoi", "no coordinate: say why")
    for line, row in _rows(tables, "places"):
        has = [not pd.isna(row["lon"]), not pd.isna(row["lat"]), bool(row["coordinate_source"])]
        if len(set(has)) > 1:
            yield Problem("places", line, "lon, lat", f"{row['lon']}, {row['lat']}", pair)
        if row["kind"] in _POINTS and not any(has) and not row["unlocated_fr"]:
            yield Problem("places", line, "unlocated_fr", "", why)


def _groups(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "membres = identifiant coupé aux « + », dans l’ordre",
        "members = the identifier split at “+”, in order",
    )
    members = tables["group_members"].groupby("group")["place"].agg(list).to_dict()
    for line, row in _rows(tables, "groups"):
        listed = members.get(row["id"], [])
        if row["id"].split("+") != sorted(listed) or len(listed) < 2:
            yield Problem("groups", line, "id", row["id"], rule)


def _sites(tables: Tables) -> Iterator[Problem]:
    places = tables["places"].set_index("id")
    rule = Text("même secteur que dans places", "the same sector as in places")
    for line, row in _rows(tables, "sites"):
        if places["sector"][row["place"]] != row["sector"]:
            yield Problem("sites", line, "sector", row["sector"], rule)


def _memberships(tables: Tables) -> Iterator[Problem]:
    """Places whose cercle, region or sector differ by key and by point in polygon."""
    lines = {row["id"]: line for line, row in _rows(tables, "places")}
    try:
        both = memberships(tables)
    except NotFoundError as error:
        yield Problem("places", 0, "parent", "data/shapes", error.text)
        return
    for row in both[~both["agree"]].to_dict("records"):
        for unit in UNITS:
            key, shape = row[f"{unit}_by_key"], row[f"{unit}_by_shape"]
            if key != shape:
                name = _UNIT_NAMES[unit]
                rule = Text(
                    f"{name.fr} par clé ({key}) et par la carte ({shape}) : doivent s’accorder",
                    f"{name.en} by key ({key}) and by shape ({shape}) must agree",
                )
                yield Problem("places", lines[row["id"]], unit, row["id"], rule)


def _restated(tables: Tables) -> Iterator[Problem]:
    """Rows that name the fact which already states their figure must say the same of the same place."""
    facts = {row["id"]: row for _, row in _rows(tables, "facts")}
    rule = Text(
        "le fait nommé existe et dit ce chiffre de ce lieu", "the fact named exists and says so of this place"
    )
    for name, column in (("result_places", "value"), ("facilities", "count")):
        for line, row in _rows(tables, name):
            if not row["fact"]:
                continue
            fact = facts.get(row["fact"], {"value": None, "place": None, "group": None})
            same_figure = pd.isna(row[column]) or fact["value"] == row[column]
            if not same_figure or (fact["place"], fact["group"]) != (row["place"], row["group"]):
                yield Problem(name, line, "fact", f"{row['fact']}: {row[column]}", rule)


def _conflicts(tables: Tables) -> Iterator[Problem]:
    rule = Text("le fait retenu est en cause", "the preferred fact is one of those involved")
    links = tables["conflict_facts"].groupby("conflict")["fact"].agg(set).to_dict()
    for line, row in _rows(tables, "conflicts"):
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
    *(_one_place_or_group, _presence, _both_languages, _identifiers, _repeats, _periods, _ranges, _locators),
    *(_parents, _positions, _groups, _sites, _memberships, _restated, _conflicts, _freshness),
)
