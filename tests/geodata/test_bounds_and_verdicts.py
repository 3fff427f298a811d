"""Figures that are not exact, and the one rule of verdicts: each case quotes document, line and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geodata.audit.result_rules import RESULT_RULES
from geodata.facts.verdicts import verdict_of
from layers.words import BOUNDS, fact_value

if TYPE_CHECKING:
    import pandas as pd

    from geodata.audit.citations import Documents
    from geodata.tables import Tables

    from .conftest import Spoil

#: What a document writes where a figure is a limit or an estimate.
WRITTEN = {
    "at_least": r"au moins|au minimum|≥",
    "at_most": r"au maximum|maxim|≤",
    "about": r"environ|approximativement|estimée|une soixantaine",
    "over": r"plus de",
    "nearly": r"près de",
}
#: What it writes of an outcome.
OUTCOMES = {
    "yes": r"\bOui\b|Objectif atteint",
    "no": r"\bNon\b|n’a pas été atteint",
    "less": r"inférieure?s? aux prévi|inférieure?s? à ce|moins \w+|pas pu atteindre",
    "more": r"supérieure?s? aux prévi|plus \w+|supérieur",
    "mixed": r"inférieure?s? aux prévi|moins \w+|Non",
}
#: Fact, and how it reads in both languages.
READS = [
    ("003-3232-1", "au moins 34 dialogues", "at least 34 dialogues", 3232, "dirigé au moins 34 dialogues"),
    ("O2.1.3#1", "au moins 8 opérations", "at least 8 operations", 3449, "au moins 8 opérations"),
    ("O2.3.3#1", "au plus 3 500 personnes", "at most 3,500 people", 4974, "un maximum de 3 500"),
    ("O4.2.9#1", "environ 10 affaires", "about 10 court cases", 7740, "environ 10 affaires pénales"),
    ("O2.2.15#3", "plus de 1 600 personnes", "more than 1,600 people", 4585, "Plus de 1 600 femmes"),
    ("I5.1.4#3", "au plus 120 jours", "at most 120 days", 8380, "≤ 120 jours"),
    ("O5.1.31#1", "au plus 29 967 tonnes", "at most 29,967 tonnes", 9289, "29 967 tonnes"),
]


def near(documents: Documents, source: str, line: int, before: int = 10, after: int = 4) -> str:
    lines = documents[source]
    return " ".join(" ".join(lines[max(1, line - before) : line + after + 1]).split())


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def test_every_limit_or_estimate_is_written_in_its_document(tables: Tables, documents: Documents) -> None:
    facts = tables["facts"].query("bound != ''")
    assert len(facts) > 50
    for row in facts.itertuples():
        words = near(documents, row.source, row.line)
        assert re.search(WRITTEN[row.bound], words, re.IGNORECASE), (row.id, words)


#: Words of a limit or an estimate that bear on no figure of a row: document and line.
OF_NO_FIGURE = {
    ("002", 856),  # the maximum is the measure itself: cost and length of a project
    ("003", 6895),  # fewer hearings and victims, without a figure
}


def test_no_limit_of_the_report_is_left_out(tables: Tables, documents: Documents) -> None:
    """Each "au moins 8", "≥ 90", "plus de 1 600"... has a row that says so, on its line or the next."""
    stated = tables["facts"].query("bound != ''")
    known = {(row.source, row.line + step) for row in stated.itertuples() for step in range(-3, 4)}
    phrase = re.compile(
        r"(?:au moins|au minimum|maximum de|≥|≤|plus de|(?<!au)près de|environ) ?(?=\d)", re.IGNORECASE
    )
    for source, lines in documents.items():
        text = [" ".join(line.split()) for line in lines]
        for line, words in enumerate(text):
            joined = f"{words} {' '.join(text[line + 1 : line + 3])}"
            for found in phrase.finditer(joined):
                if found.start() < len(words) and (source, line) not in OF_NO_FIGURE:
                    assert (source, line) in known, (source, line, joined)


@pytest.mark.parametrize("case", READS, ids=lambda case: case[0])
def test_a_limit_is_read_with_its_figure(
    tables: Tables, documents: Documents, case: tuple[str, str, str, int, str]
) -> None:
    fact, french, english, line, said = case
    row, units = tables.rows("facts")[fact], tables.rows("units")
    assert plain(fact_value(row, units, "fr")) == french
    assert plain(fact_value(row, units, "en")) == english
    assert said in near(documents, "003", line)


def test_every_bound_has_words_in_both_languages(tables: Tables) -> None:
    fields = {f["name"]: f for f in tables.resource("facts")["schema"]["fields"]}
    assert set(fields["bound"]["constraints"]["enum"]) == set(BOUNDS)
    assert all("{figure}" in text.fr and "{figure}" in text.en for text in BOUNDS.values())


def test_the_documents_word_of_an_outcome_is_on_its_line(tables: Tables, documents: Documents) -> None:
    results = tables["results"].query("said != ''")
    assert len(results) > 200
    for row in results.itertuples():
        words = near(documents, "003", row.said_line, before=0, after=3)
        assert re.search(OUTCOMES[row.said], words), (row.ref, row.said, words)


def test_one_rule_gives_the_verdicts(tables: Tables) -> None:
    values = tables["result_values"].groupby("ref")
    ruled = 0
    for row in tables["results"].to_dict("records"):
        told = values.get_group(row["ref"]).to_dict("records") if row["ref"] in values.groups else []
        found = verdict_of(row, told)
        ruled += found == row["verdict"]
        assert found == row["verdict"] or row["verdict_why_fr"], (row["ref"], found)
    assert ruled > 270  # the rest was weighed, each with its reason


@pytest.mark.parametrize(
    ("ref", "verdict"), [("I4.1.1", "partial"), ("I2.3.7", "partial"), ("I2.4.2", "not_achieved")]
)
def test_what_fell_short_is_partial_and_what_is_drafted_is_nothing(
    tables: Tables, ref: str, verdict: str
) -> None:
    assert tables["results"].set_index("ref").loc[ref, "verdict"] == verdict


def problems(tables: Tables) -> list[tuple[str, str]]:
    return [(found.table, found.column) for rule in RESULT_RULES for found in rule(tables)]


def test_a_verdict_against_the_rule_is_reported(spoil: Spoil) -> None:
    def change(results: pd.DataFrame) -> None:
        results.loc[results["ref"] == "I2.3.7", "verdict"] = "achieved"

    assert problems(spoil("results", change)) == [("results", "verdict")]


def test_a_bound_without_a_figure_is_reported(spoil: Spoil) -> None:
    def change(statements: pd.DataFrame) -> None:
        statements.loc[statements["unit"] == "presence", "bound"] = [
            "about",
            *[""] * (sum(statements["unit"] == "presence") - 1),
        ]

    assert problems(spoil("statements", change)) == [("statements", "bound")]
