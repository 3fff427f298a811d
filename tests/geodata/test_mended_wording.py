"""Rows that a second reading found to say more, less or something else than their document's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.places.joins.themes import projects, support

if TYPE_CHECKING:
    from geodata.audit.citations import Documents
    from geodata.tables import Tables

#: An output or indicator that is support, its first line, and how the document begins.
SUPPORT = [
    ("O1.1.1", 1276, "Appui technique à la dynamisation de 35 réunions"),
    ("O1.2.9", 1637, "Appui logistique à 1 réunion sur la coopération"),
    ("O1.3.1", 1790, "Appui technique pour la tenue de 2 tables rondes"),
    ("O1.3.8", 2074, "un appui en matière logistique et de sécurité"),
    ("O1.3.10", 2189, "Soutien à 2 ateliers de renforcement des capacités"),
    ("O1.3.11", 2223, "Soutien à 2 activités menées par des organisations de jeunes"),
    ("O1.4.2", 2400, "Fourniture d’un soutien logistique pour les réunions"),
    ("O1.4.3", 2409, "Appui logistique au développement de partenariats"),
    ("O1.5.1", 2755, "soutien logistique pour 4 réunions de l’Assemblée nationale"),
    ("O1.5.2", 2767, "Soutien à 2 ateliers organisés par les partis"),
    ("O1.5.3", 2791, "d’un appui logistique pour la mise en œuvre des recommandations"),
    ("O2.2.2", 4203, "d’un soutien pour l’organisation de sessions de sensibilisation"),
    ("O2.4.10", 5535, "Fourniture d’un appui et de conseils techniques aux écoles"),
    ("O4.2.4", 7650, "Apport d’un appui technique aux fins de la mise en œuvre du programme"),
    ("O4.2.6", 7682, "Fourniture d’un appui et de conseils techniques au Ministère"),
    ("O4.3.2", 8071, "aux fins de la mise en service intégrale de 16 tribunaux"),
    ("O4.3.4", 8125, "Fourniture d’un appui technique à la Direction"),
    ("O4.3.10", 8260, "Fourniture d’un appui technique en vue d’améliorer la coopération"),
    ("O5.1.2", 8545, "Appui à la mise en œuvre de la stratégie et du plan"),
]
#: The same of statements and projects: fact, document, line, words.
SUPPORTED = [
    ("002-324-1", "002", 324, "Appui au redéploiement progressif de l’administration"),
    ("002-324-2", "002", 324, "Appui au redéploiement progressif de l’administration"),
    ("002-600-1", "002", 598, "Appui à la formation des médiateurs électoraux"),
    ("004-37-1", "004", 37, "Appui à la création de la Plateforme"),
    ("prj-002-637-1#beneficiaries", "002", 637, "Soutien à la formation et à l’intégration de 1 330"),
    ("prj-002-649-1#beneficiaries", "002", 649, "Soutien à la formation de 120 inspecteurs"),
    ("prj-002-649-2#beneficiaries", "002", 649, "de 15 inspecteurs"),
    ("prj-002-651-1#beneficiaries", "002", 649, "cinq inspecteurs en archivage"),
    ("prj-002-670-1#beneficiaries", "002", 670, "Appui à la formation de 400 jeunes et 30 assistants"),
    ("prj-002-670-2#beneficiaries", "002", 670, "Appui à la formation de 400 jeunes et 30 assistants"),
    ("prj-002-671-1#beneficiaries", "002", 671, "Soutien à la formation à des métiers divers"),
    ("I4.3.10@1", "003", 8030, "fourniture d’un appui à la création d’antennes régionales"),
    ("I4.3.10@3", "003", 8030, "fourniture d’un appui à la création d’antennes régionales"),
]


def said(documents: Documents, source: str, line: int, text: str) -> bool:
    read = " ".join(" ".join(documents[source][line : line + 9]).split())
    return text in read.replace("'", "’").replace("\t", " ")


def test_only_the_ceilings_end_in_june_2021(tables: Tables, documents: Documents) -> None:
    facts = tables["facts"]
    dated = facts[(facts["source"] == "001") & (facts["period"] == "../2021-06-30")]
    assert list(dated["id"]) == ["001-9-1", "001-9-2"]
    assert said(documents, "001", 9, "à la MINUSMA jusqu’au 30 juin 2021")
    mandate = facts[(facts["source"] == "001") & facts["line"].between(55, 82)]
    assert len(mandate) == 30
    assert set(mandate["state"]) == {"authorised"}
    assert set(mandate["period"]) == {""}
    assert not any("2021" in line for line in documents["001"][51:83])


@pytest.mark.parametrize(
    ("fact", "line", "words"),
    [
        ("002-627-1", 627, "redéploiement d’au moins 3 000 membres"),
        ("002-630-1", 629, "élaborer et commencer la mise en œuvre d’un plan global"),
        ("002-902-1", 902, "Appuyer l’application de la loi 052-2015"),
        ("002-905-1", 904, "Organiser chaque année la Journée Portes ouvertes"),
    ],
)
def test_a_mandate_or_a_task_is_authorised(
    tables: Tables, documents: Documents, fact: str, line: int, words: str
) -> None:
    assert tables.rows("facts")[fact]["state"] == "authorised"
    assert said(documents, "002", line, words)


def test_mandate_and_tasks_stand_under_their_headings(documents: Documents) -> None:
    assert said(documents, "002", 612, "MANDAT « Soutenir le cantonnement")
    assert said(documents, "002", 895, "Les tâches régulières de l’Unité")


@pytest.mark.parametrize(
    ("fact", "line", "words", "measure"),
    [
        ("003-350-1", 348, "se présentent comme assurant au premier chef la sécurité", "se présentant"),
        ("003-4062-1", 4058, "a été suspendue en raison de problèmes de sécurité", "suspendant la mise en"),
        ("003-4062-2", 4058, "a été suspendue en raison de problèmes de sécurité", "suspendant la mise en"),
        ("003-4062-3", 4058, "a été suspendue en raison de problèmes de sécurité", "suspendant la mise en"),
        ("003-3177-1", 3175, "a continué d’aider les autorités maliennes", "Aide à la gouvernance"),
        ("003-10262-1", 10259, "qui auraient dû servir à l’agrandissement des camps", "sécurité prévus"),
        ("O2.2.6#1", 4287, "lutte contre la violence au sein de la collectivité", "lutte contre la violence"),
    ],
)
def test_a_measure_claims_no_more_than_its_sentence(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, line: int, words: str, measure: str
) -> None:
    assert measure in tables.rows("facts")[fact]["measure_fr"]
    assert said(documents, "003", line, words)


@pytest.mark.parametrize("fact", ["002-846-1", "002-846-2"])
def test_what_initiatives_are_to_increase_is_not_there_yet(
    tables: Tables, documents: Documents, fact: str
) -> None:
    assert "à accroître" in tables.rows("facts")[fact]["measure_fr"]
    assert said(documents, "002", 842, "pour accroître la complémentarité")


@pytest.mark.parametrize(
    ("fact", "line", "words", "topic"),
    [
        ("O2.3.12@1", 5205, "des groupes d’autodéfense mené dans le centre du pays", "ddr"),
        ("I3.1.5#3", 5830, "l’accent sur les droits humains, la démocratie et la", "human-rights"),
        ("O3.1.8#2", 6108, "de sensibilisation sur les droits", "human-rights"),
        ("003-11-1", 9, "une analyse par composante", "finance"),
        ("003-270-1", 269, "les réalisations et les produits par composante", "finance"),
        ("O5.1.36#1", 9414, "traitement des indemnités et prestations", "staffing"),
        ("O5.1.37#1", 9428, "traitement de demandes d’autorisation de", "staffing"),
    ],
)
def test_a_topic_is_that_of_the_sentence(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, line: int, words: str, topic: str
) -> None:
    assert tables.rows("facts")[fact]["topic"] == topic
    assert said(documents, "003", line, words)


@pytest.mark.parametrize(("ref", "line", "words"), SUPPORT, ids=[case[0] for case in SUPPORT])
def test_an_output_of_support_is_called_support(
    tables: Tables, documents: Documents, ref: str, line: int, words: str
) -> None:
    result = tables["results"].set_index("ref").loc[ref]
    assert "Appui" in result["title_fr"]
    assert "upport" in result["title_en"]
    assert said(documents, "003", line, words)


def test_an_output_of_advice_is_called_advice(tables: Tables, documents: Documents) -> None:
    result = tables["results"].set_index("ref").loc["O4.3.6"]
    assert (result["title_fr"][:8], result["title_en"][:6]) == ("Conseils", "Advice")
    assert said(documents, "003", 8185, "Fourniture de conseils techniques à la chaîne pénale")


@pytest.mark.parametrize(("fact", "source", "line", "words"), SUPPORTED, ids=[case[0] for case in SUPPORTED])
def test_support_for_a_thing_is_not_the_thing(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, source: str, line: int, words: str
) -> None:
    measure = tables.rows("facts")[fact]
    assert any(word in measure["measure_fr"] for word in ("Appui", "Soutien"))
    assert "Support" in measure["measure_en"]
    assert said(documents, source, line, words)


def test_support_listed_among_results_was_delivered(tables: Tables) -> None:
    facts = tables.rows("facts")
    assert {facts[f"002-324-{n}"]["state"] for n in (1, 2)} == {"delivered"}


def test_a_project_that_was_launched_is_under_way(tables: Tables, documents: Documents) -> None:
    facts = tables.rows("facts")
    assert {facts[fact]["state"] for fact in ("I3.2.4#3", "I3.2.4@2", "003-5695-1")} == {"under_way"}
    assert said(documents, "003", 6579, "met en œuvre un projet visant à aider 16 organisations")
    assert said(documents, "003", 5691, "elle a lancé un projet national")


@pytest.mark.parametrize(
    ("fact", "line", "words", "note"),
    [
        ("O1.4.7#1", 2507, "Kidal, Ménaka, Tombouctou, Taoudenni, Gao et Bamako", "Noms lus comme régions"),
        ("O1.5.3#6", 2809, "Bamako", "Noms lus comme régions"),
        ("O2.2.15#1", 4543, "Gao", "Noms lus comme régions"),
        ("O2.2.7#1", 4346, "Tessalit", "Tessalit citée comme région"),
        ("O2.3.7#5", 5092, "à Mopti et à Ménaka", "Régions supposées"),
        ("O2.3.11#6", 5190, "1 cas a été confirmé à Gao", "Région supposée"),
    ],
)
def test_how_names_were_read_is_said_with_the_figure(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, line: int, words: str, note: str
) -> None:
    assert note in tables.rows("facts")[fact]["note_fr"]
    assert said(documents, "003", line, words)


@pytest.mark.parametrize(
    ("fact", "line", "words", "unit"),
    [
        ("O5.1.44#5", 9635, "53 Nouveaux dossiers relatifs à des allégations", "file"),
        ("I3.2.4#1", 6571, "2019/20 : 1 déclaration publiée", "public_statement"),
    ],
)
def test_a_unit_is_what_was_counted(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, line: int, words: str, unit: str
) -> None:
    assert tables.rows("facts")[fact]["unit"] == unit
    assert said(documents, "003", line, words)


def test_a_measure_does_not_say_its_title_twice(tables: Tables) -> None:
    for lang, colon in (("fr", " : "), ("en", ": ")):
        measures = tables["facts"][f"measure_{lang}"]
        twice = [m for m in measures if (parts := m.split(colon))[: len(parts) // 2] * 2 == parts]
        assert not twice


def test_a_garden_is_support_not_politics(tables: Tables, documents: Documents) -> None:
    assert tables.rows("facts")["O5.1.17#9"]["topic"] == "environment"
    assert said(documents, "003", 8940, "dans 1 site à Bamako, les services de jardinage ont été fournis")
    assert "environment" in support.TOPICS - projects.TOPICS
    governance = next(column for column in projects.COLUMNS if column.code == "governance")
    assert governance.about.fr == "Énoncés de ce qui est fait ou arrivé."
    assert said(documents, "003", 1147, "a peu avancé au niveau de Bamako")
