"""What came of each thing, as the documents say it: every case quotes document, line and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geodata.facts.states import HOLLOW, STANDING, STATES, sign

if TYPE_CHECKING:
    import pandas as pd

    from geodata.audit.citations import Documents
    from geodata.tables import Tables

Said = tuple[str, str, str, tuple[int, ...], str]
Verdict = tuple[str, str, tuple[int, int], str]
Delivered = tuple[str, str, float, tuple[int, ...], str]

#: Fact, its state, and where the document says so: lines of the document and the words that stand there.
SAID: list[Said] = [
    ("003-3240-2", "event", "003", (3238, 3242), "massacres"),
    ("003-5717-1", "event", "003", (5715, 5717), "attaques armées ciblées perpétrées contre les villages"),
    ("003-1069-1", "event", "003", (1065, 1073), "assassinat"),
    ("003-7082-1", "event", "003", (7082,), "Un soldat de la paix avait été tué"),
    ("003-4420-1", "event", "003", (4418, 4420), "manifestations contre la MINUSMA"),
    ("I2.1.2#4", "event", "003", (3272,), "913 civils ont été tués"),
    ("I4.3.2@4", "postponed", "003", (7841, 7844), "Bandiagara a été reportée"),
    ("O4.2.6#3", "postponed", "003", (7704, 7707), "Mopti a été reportée"),
    ("O2.2.13#1", "postponed", "003", (4513,), "Ces activités ont été reportées"),
    ("O4.2.2#4", "postponed", "003", (7609, 7612), "Cette activité a été reportée"),
    ("O4.3.10", "postponed", "003", (8284,), "ont été reportées"),
    ("O3.2.4", "postponed", "003", (6738,), "reportée à octobre 2021"),
    ("003-10181-1", "postponed", "003", (10181,), "reporté"),
    ("I4.3.2@3", "under_way", "003", (7837, 7842), "Djenné a été lancée"),
    ("I4.2.2", "under_way", "003", (7466, 7468), "en cours d’examen"),
    ("prj-002-744-1#number", "under_way", "002", (744, 744), "la réalisation de 32 projets CVR est en cours"),
    ("O2.4.7#5", "not_held", "003", (5479,), "Il n’y a pas eu de visites sur le terrain"),
    ("O2.2.10#1", "not_held", "003", (4444, 4447), "planifiées mais pas exécutées"),
    ("O2.2.7@2", "not_held", "003", (4362, 4367), "les derniers produits n’ont pas été exécutés"),
    ("O2.3.6#1", "not_held", "003", (5058,), "Aucun atelier n’a été organisé"),
    ("O3.1.5#1", "not_held", "003", (6051, 6056), "ce produit a été réorienté"),
    ("O3.1.18#6", "not_held", "003", (6381,), "Les 2 autres ateliers n’ont pas eu lieu"),
    ("003-10264-1", "not_held", "003", (10266,), "n’ont pas été loués"),
    ("O5.1.5@1", "not_deployed", "003", (8638, 8640), "Kidal"),
    ("003-9834-1", "not_deployed", "003", (9834,), "n’ont pas été déployés à Kidal et Tombouctou"),
    ("003-41-1", "not_deployed", "003", (43,), "n’ont pas été déployés"),
    ("003-6613-1", "closed", "003", (6611, 6613), "écoles"),
    ("fac-003-9089-1", "closed", "003", (9089,), "Diabal"),
    ("O4.1.1#1", "delivered", "003", (7273,), "8 Projets à effet rapide ont été lancés"),
    ("003-3035-1", "delivered", "003", (3035,), "déployé 1 765 éléments"),
    ("001-9-1", "authorised", "001", (9,), "a autorisé **13 289** soldats"),
    ("I2.1.3#3", "planned", "003", (3298,), "2020/21 : 550"),
    ("003-6206-1", "stated", "003", (6206,), "Kidal"),
]
#: Places of the delivered side: fact, place or group, value, where the document says so.
DELIVERED: list[Delivered] = [
    ("O1.1.1@2", "region-mopti", 10, (1295, 1298), "le centre (Mopti : 10, Ségou : 5, Gao : 4, Ménaka : 4"),
    ("O1.4.5#2", "zone-centre", 10, (2455,), "10 Ateliers et sessions de dialogue"),
    ("O2.2.16#6", "zone-centre", 203, (4627,), "203 Produits radiophoniques"),
    ("O4.3.5#2", "zone-centre+zone-nord", 3, (8171,), "3 Audiences foraines"),
    ("O5.1.19#2", "bamako", 3.8, (8964, 8966), "(Bamako) 3,8 Kilomètres de routes internes"),
    ("O2.4.7#5", "zone-centre", 0, (5461, 5479), "3 visites sur le terrain dans le centre"),
    ("I4.1.1#5", "zone-nord", 17, (7179, 7181, 7189), "régions du nord"),
    ("fac-003-9208-3", "kidal", 1, (9206, 9208, 9210), "dans 3 sites (Gao, Tombouctou et Kidal)"),
]
#: Result, its verdict, and the figures that it rests on.
VERDICTS: list[Verdict] = [
    ("I2.1.2", "partial", (3270, 3272), "2019/20 : 1 911 ; 2020/21 : 250"),
    ("I2.1.3", "partial", (3296, 3300), "1 190 actes de violence contre des civils"),
    ("I4.1.1", "partial", (7187, 7189), "17 % des représentants de l’État"),
    ("I4.2.2", "not_achieved", (7466, 7468), "est en cours d’examen"),
    ("I4.3.8", "not_achieved", (7964, 7968), "l’élaboration de la politique a été lancé"),
    ("I2.3.3", "partial", (4812, 4812), "30 057 bénéficiaires directs"),
    ("O3.1.1", "partial", (5955, 5955), "35 Missions de suivi et d’enquête"),
]
OUTCOMES = ("Oui", "Objectif atteint")


def words(documents: Documents, source: str, *lines: int) -> str:
    """Some lines of a document as one text, spaces plain."""
    return " ".join(" ".join(documents[source][line] for line in range(lines[0], lines[-1] + 1)).split())


@pytest.fixture(scope="module")
def facts(tables: Tables) -> pd.DataFrame:
    return tables["facts"].set_index("id")


@pytest.mark.parametrize("case", SAID, ids=lambda case: case[0])
def test_a_state_is_what_its_line_says(facts: pd.DataFrame, documents: Documents, case: Said) -> None:
    fact, state, source, lines, said = case
    assert facts.loc[fact, "state"] == state
    assert said in words(documents, source, *lines)


@pytest.mark.parametrize("case", DELIVERED, ids=lambda case: case[0])
def test_what_was_delivered_in_a_place_stays_there(
    facts: pd.DataFrame, documents: Documents, case: Delivered
) -> None:
    fact, where, value, lines, said = case
    row = facts.loc[fact]
    assert (row["place"] or row["group"], row["value"]) == (where, value)
    assert row["status"] == "actual"
    assert said in words(documents, "003", *lines)


def test_what_is_told_delivered_where_it_was_planned_has_its_outcome(
    tables: Tables, documents: Documents
) -> None:
    told = tables["result_places"].dropna(subset="told")
    assert len(told) > 40
    first = tables["results"].set_index("ref")["line"]
    for row in told.itertuples():
        outcome = documents["003"][int(row.told)].strip()
        assert outcome.startswith(OUTCOMES), (row.ref, row.told, outcome)
        assert 0 < int(row.told) - first[row.ref] < 80, row.ref


def test_no_planned_place_of_an_output_said_carried_out_is_left_alone(tables: Tables) -> None:
    """« Oui » or « Objectif atteint »: each place that the plan names is there on the delivered side too."""
    told = tables["result_places"].dropna(subset="told")
    places = tables["result_places"]
    for ref in set(told["ref"]):
        mine = places[places["ref"] == ref]
        planned, done = (
            {(row.place, row.group) for row in mine.itertuples() if row.role == role and row.place != "mali"}
            for role in ("planned", "delivered")
        )
        assert planned <= done, ref


def test_what_is_called_off_is_hollow_and_an_event_has_a_sign_of_its_own(facts: pd.DataFrame) -> None:
    assert set(STANDING) == set(STATES)
    for state in ("planned", "authorised", "under_way", "postponed", "not_held", "not_deployed"):
        assert STANDING[state] in HOLLOW
    assert STANDING["event"] not in {STANDING[state] for state in STATES if state != "event"}
    measured = facts[facts["status"] == "baseline"].to_dict("records")
    assert {sign(row) for row in measured} == {"baseline"}


def test_a_word_of_not_being_done_is_never_a_filled_sign(facts: pd.DataFrame) -> None:
    """A measure that says itself undone (not deployed, put off, not held) has a hollow sign."""
    undone = r"non (?:déployé|tenu|réalisé|exécuté|loué|renouvelé)|report[ée]|suspendu|annulé"
    told = facts[facts["measure_fr"].str.contains(undone, flags=re.IGNORECASE)]
    filled = told[told["state"].map(STANDING) == "actual"]
    assert len(told) > 10
    assert set(filled.index) == set(), list(filled["measure_fr"])


@pytest.mark.parametrize("case", VERDICTS, ids=lambda case: case[0])
def test_a_verdict_that_was_weighed_says_why(tables: Tables, documents: Documents, case: Verdict) -> None:
    ref, verdict, lines, said = case
    row = tables["results"].set_index("ref").loc[ref]
    assert row["verdict"] == verdict
    assert row["verdict_why_fr"]
    assert row["verdict_why_en"]
    assert said in words(documents, "003", *lines)
