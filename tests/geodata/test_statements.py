"""What a statement is, and that each has a row or a reason; the contradictions found while reading them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from geodata.audit.completeness import STATEMENT_STATES, cover
from geodata.audit.statements import KINDS, Statement, account, statements

if TYPE_CHECKING:
    import pandas as pd

    from geodata.audit.citations import Documents
    from geodata.tables import Tables
    from tests.geodata.conftest import Spoil

#: Document, the lines of one statement, its first and its last words.
FOUND: list[tuple[str, tuple[int, ...], str, str]] = [
    ("000", (13, 14, 15, 16, 17, 18), "Soutenir financièrement", "sécurité maliennes ;"),
    ("001", (74,), "faciliter la tenue", "élections pacifiques."),
    ("001", (57,), "Appuyer la mise en œuvre", "réconciliation au Mali ;"),
    ("002", (54, 55, 56, 57, 58), "Appuyer avec tous les moyens", "prenantes maliennes;"),
    ("002", (223, 225, 226, 227, 228), "Conseiller le leadership", "dispositions dudit Accord ;"),
    ("002", (239,), "Apporter son soutien aux structures", "mise en œuvre de l’Accord ;"),
    ("002", (519,), "L’adoption d’une loi", "basées sur le genre ;"),
    ("002", (969, 970, 971), "Participer au renforcement", "violence armée."),
    ("003", (370, 372), "La transition politique n’a progressé", "compliqué la situation."),
    ("003", (5719, 5721), "La Mission a également continué de renforcer", "atteintes à ceux-ci."),
    ("004", (17,), "Le contrôle démocratique", "secteur de la sécurité ;"),
]
#: Contradiction, then where the documents say each side: document, first and last line, words.
CONTRADICTIONS: list[tuple[str, list[tuple[str, int, int, str]]]] = [
    (
        "cfl-003-5638-1",
        [
            ("003", 5638, 5638, "mener 35 missions d’enquête et de surveillance"),
            ("003", 5955, 5955, "35 Missions de suivi et d’enquête"),
            ("003", 6037, 6037, "25 Enquêtes sur les droits humains"),
        ],
    ),
    (
        "cfl-002-993-1",
        [
            ("002", 993, 994, "en partenariat avec cinq organisations de la société civile malienne"),
            ("003", 4253, 4253, "Renforcement des capacités de 4 organisations"),
        ],
    ),
    (
        "cfl-003-7873-1",
        [
            (
                "003",
                7861,
                7865,
                "de Kidal ainsi que dans les districts de Mopti",
            ),
            ("003", 7873, 7875, "opérationnels dans les régions de Gao, de Tombouctou et de Mopti"),
        ],
    ),
    (
        "cfl-003-7903-1",
        [
            ("003", 7891, 7895, "Kidal et de Mopti et les prisons pour détenus à haut risque de Bamako"),
            ("003", 7903, 7905, "11 prisons couvrant les régions de Mopti, de Gao et de Tombouctou"),
        ],
    ),
    (
        "cfl-003-673-1",
        [
            ("003", 673, 673, "calendrier électoral, qui a été publié le 1er avril 2021"),
            (
                "003",
                1103,
                1105,
                "l’ouverture de l’inscription sur les listes électorales",
            ),
        ],
    ),
    (
        "cfl-003-3187-1",
        [
            ("003", 3039, 3041, "troisième compagnie reconstituée à Kidal en juin 2021"),
            ("003", 3187, 3187, "à Gao et à Kidal de bataillons"),
        ],
    ),
    (
        "cfl-002-7-1",
        [("002", 7, 7, "pour la Stabilité au Mali"), ("003", 5, 7, "Unies pour la stabilisation au Mali")],
    ),
    (
        "cfl-002-407-1",
        [
            ("002", 401, 402, "UNITÉ DE PROTECTION DE L’ENFANT"),
            ("002", 409, 410, "la Section de Protection de l’Enfant"),
        ],
    ),
    (
        "cfl-002-527-1",
        [
            ("002", 523, 525, "communiqués unilatéraux de la CMA et de la Plateforme sur leur engagement"),
            ("002", 527, 529, "communiqués unilatéraux de la CMA et de la Plateforme sur leur engagement"),
        ],
    ),
    (
        "cfl-002-920-1",
        [
            ("002", 881, 883, "la participation, l’implication et la représentation pleines, effectives"),
            ("002", 920, 920, "La participation, l’implication et la représentation pleines, effectives"),
        ],
    ),
]


@pytest.mark.parametrize(("source", "lines", "first", "last"), FOUND)
def test_a_statement_has_its_lines(
    documents: Documents, source: str, lines: tuple[int, ...], first: str, last: str
) -> None:
    found = [s for s in statements(documents) if s.source == source and s.lines == lines]
    assert any(s.text.startswith(first) and s.text.endswith(last) for s in found)


def test_every_bullet_of_the_booklet_is_a_statement_or_opens_a_list(documents: Documents) -> None:
    """Counted without the code under test: 157 bullets, of which one opens a list."""
    lines = documents["002"]
    bullets = [n for n, text in enumerate(lines) if "•" in text]
    stated = {n for s in statements(documents) if s.source == "002" for n in s.lines}
    assert len(bullets) == 157
    assert [lines[n].strip("• \t") for n in bullets if n not in stated] == [
        "Appuyer les autorités maliennes dans :"
    ]


def test_every_numbered_paragraph_of_the_report_holds_statements(documents: Documents) -> None:
    lines = documents["003"]
    stated = {n for s in statements(documents) if s.source == "003" for n in s.lines}
    number = 0
    for n, text in enumerate(lines):
        if text.strip().startswith(f"{number + 1}. "):
            number += 1
            assert set(range(n, n + 6)) & stated, text
    assert number == 74


def test_headings_and_running_heads_are_no_statements(documents: Documents) -> None:
    texts = [s.text for s in statements(documents)]
    assert not [text for text in texts if "undocs.org" in text or "21-17313" in text or text.isupper()]
    heads = ("MANDAT", "Résolution", "Réalisation escomptée", "Écart")
    assert not [text for text in texts if text.startswith(heads)]


def test_every_statement_has_a_row_or_a_reason(tables: Tables, documents: Documents) -> None:
    coverage = cover(tables, documents)
    assert set(coverage.statements.values()) <= set(STATEMENT_STATES)
    assert coverage.statements_left_over() == []
    counts = Counter(statement.source for statement in coverage.statements)
    assert counts == {"000": 8, "001": 32, "002": 302, "003": 296, "004": 20}


def test_a_statement_without_its_row_is_left_over(spoil: Spoil, documents: Documents) -> None:
    def drop(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["id"] != "002-54-1"]

    left = cover(spoil("facts", drop), documents).statements_left_over()
    assert [(s.source, s.lines[0]) for s in left] == [("002", 54)]


def test_a_reason_for_a_figure_is_none_for_a_statement(spoil: Spoil, documents: Documents) -> None:
    def spoilt(frame: pd.DataFrame) -> None:
        frame.loc[frame["reason_en"].eq("Says what the booklet holds"), "kind"] = "date"

    left = cover(spoil("uncited", spoilt), documents).statements_left_over()
    assert [(s.source, s.lines[0]) for s in left] == [("002", 30)]


def test_reasons_of_statements_stand_on_statements(tables: Tables, documents: Documents) -> None:
    """A reason that no statement needs any more is taken out."""
    needed = account(statements(documents), _cited(tables), set())
    left = {(s.source, n) for s, state in needed.items() if state == "left over" for n in s.lines}
    for row in tables["uncited"].itertuples():
        if row.kind in KINDS:
            spanned = {(row.source, n) for n in range(row.line_start, row.line_end + 1)}
            assert spanned & left, (row.source, row.line_start)


def test_a_shared_line_is_that_of_the_statement_that_has_most_of_it() -> None:
    page = ["", "• Support the patrols of the police and", "of the force; give them all the fuel they need."]
    found = statements({"002": page})
    assert found == [
        Statement("002", (1,), "Support the patrols of the police and of the force;"),
        Statement("002", (2,), "give them all the fuel they need."),
    ]
    assert list(account(found, {("002", 2): 1}, set()).values()) == ["left over", "told"]


def test_statements_of_one_line_need_a_row_each() -> None:
    found = [Statement("001", (7,), text) for text in ("Support the dialogue;", "help to hold elections.")]
    assert set(account(found, {("001", 7): 1}, set()).values()) == {"left over"}
    assert set(account(found, {("001", 7): 2}, set()).values()) == {"told"}


def _cited(tables: Tables) -> Counter[tuple[str, int]]:
    return Counter((str(fact.source), int(fact.line)) for fact in tables["facts"].itertuples())


@pytest.mark.parametrize(("conflict", "sides"), CONTRADICTIONS)
def test_a_contradiction_is_listed_as_the_documents_have_it(
    tables: Tables, documents: Documents, conflict: str, sides: list[tuple[str, int, int, str]]
) -> None:
    assert conflict in set(tables["conflicts"]["id"])
    for source, first, last, words in sides:
        stated = " ".join(" ".join(documents[source][first : last + 1]).split())
        assert words in stated, (source, first)
