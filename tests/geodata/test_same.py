"""What is said twice is one event with two sources: each pair quotes both places of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.audit.result_rules import RESULT_RULES
from geodata.facts.same import once, said_again
from geodata.places.joins.records import contributions
from layers.reports.citing import Citing

if TYPE_CHECKING:
    import pandas as pd

    from geodata.audit.citations import Documents
    from geodata.tables import Tables

    from .conftest import Spoil

#: A statement, the one that stands for it, and the words of both in the report, by line.
TWICE = [
    (
        "003-287-1",
        "003-5669-1",
        (284, "coup d’État d’août 2020"),
        (5667, "coup d’État militaire du 18 août 2020"),
    ),
    ("003-6100-1", "003-324-1", (6098, "coup d’État de mai 2021"), (322, "second coup d’État, en mai 2021")),
    (
        "003-5876-1",
        "003-1069-1",
        (5872, "l’assassinat du Président de l’un des groupes signataires"),
        (1065, "Président et Secrétaire général de la Coordination des mouvements de l’Azawad"),
    ),
    ("003-1025-1", "003-260-1", (1021, "datée du 15 octobre 2020"), (260, "Le 15 octobre 2020")),
    ("I1.2.1@2", "003-1081-1", (1395, "2 réunions à Kidal et à Kayes"), (1081, "La réunion tenue à Kidal")),
    ("003-675-1", "003-1105-1", (673, "opérations d’inscription"), (1103, "l’inscription sur les listes")),
    (
        "I3.2.4#3",
        "003-5695-1",
        (6579, "16 organisations de défense"),
        (5693, "16 organisations de la société"),
    ),
    ("I3.3.4#3", "003-5715-1", (6889, "26 victimes y ont participé"), (5713, "26 victimes")),
    ("O5.1.7@1", "003-9834-1", (8700, "Kidal"), (9834, "à Kidal et Tombouctou")),
]
#: Alike, but not the same: two resolutions that authorised as many; an arrest and the attack it is about.
APART = [("001-9-1", "002-94-1"), ("003-762-1", "003-766-1"), ("fac-002-648-1", "fac-004-26-1")]


def near(documents: Documents, line: int) -> str:
    return " ".join(" ".join(documents["003"][line - 2 : line + 14]).split())


@pytest.mark.parametrize("case", TWICE, ids=lambda case: case[0])
def test_two_statements_of_one_event_are_linked(
    tables: Tables, documents: Documents, case: tuple[str, str, tuple[int, str], tuple[int, str]]
) -> None:
    fact, lead, *places = case
    assert tables.rows("facts")[fact]["same_as"] == lead
    for line, words in places:
        assert words in near(documents, line), (line, words)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_only_alike_is_not_linked(tables: Tables, one: str, other: str) -> None:
    facts = tables.rows("facts")
    assert not {facts[one]["same_as"], facts[other]["same_as"]} & {one, other}


def test_a_list_has_the_event_once_with_both_sources(tables: Tables) -> None:
    facts = tables.rows("facts")
    coup = [facts[key] for key in ("003-287-1", "003-1027-1", "003-5669-1")]
    (shown,) = once(coup)
    assert shown["id"] == "003-5669-1"
    citing = Citing(tables)
    assert citing.full(shown, "en").count("A/76/564") == 3
    assert citing.also(shown, "fr").startswith("dit aussi")
    assert citing.also(facts["002-24-1"], "fr") == ""


def test_each_statement_knows_the_others(tables: Tables) -> None:
    again = said_again(tables)
    assert len(again["003-324-1"]) == len(again["003-6100-1"]) == 2


def test_a_joined_column_counts_an_event_once(tables: Tables) -> None:
    told = contributions(tables)
    kidal = told[told["place"].isin(["kidal"]) & told["thing"].isin(["003-1081-1", "I1.2.1@2"])]
    assert "I1.2.1@2" not in set(kidal["thing"])


def problems(tables: Tables) -> list[tuple[str, str]]:
    return [(found.table, found.column) for rule in RESULT_RULES for found in rule(tables)]


def test_a_statement_of_another_place_is_refused(spoil: Spoil) -> None:
    def change(links: pd.DataFrame) -> None:
        links.loc[links["fact"] == "I1.2.1@2", "same_as"] = "003-1087-1"

    assert problems(spoil("same_facts", change)) == [("same_facts", "same_as")]


def test_a_statement_that_another_stands_for_stands_for_none(spoil: Spoil) -> None:
    def change(links: pd.DataFrame) -> None:
        links.loc[links["fact"] == "003-1027-1", "same_as"] = "003-287-1"

    assert problems(spoil("same_facts", change)) == [("same_facts", "same_as")]
