"""Rows that once said something else than their document: each with the words and the line that settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.facts.periods import bounds, moments

if TYPE_CHECKING:
    from geodata.audit.citations import Documents
    from geodata.tables import Tables


Stated = tuple[str, str, str, int, str]

#: Fact, its period, and where the document states it: document, line, words.
PERIODS: list[Stated] = [
    ("003-7074-1", "2017", "003", 7074, "opérationnel en 2017"),
    ("003-3240-2", "2019/2020", "003", 3240, "2019"),
    ("002-640-1", "2019/2020", "002", 634, "la période 2019-2020"),
    ("002-540-1", "2017-01-01/2020-06", "002", 540, "Du 1er janvier 2017 à juin 2020"),
    ("002-981-1", "2020", "002", 981, "en 2020"),
    ("002-992-1", "2020-01/..", "002", 992, "Depuis janvier 2020"),
    ("002-89-1", "2016/..", "002", 89, "est effectif depuis 2016"),
    ("002-95-1", "2020-07", "002", 95, "En juillet 2020"),
    ("prj-002-742-1#number", "2020-07", "002", 741, "En juillet 2020, 161 projets"),
    ("003-3041-1", "2021-06", "003", 3041, "à Kidal en juin 2021"),
    ("003-1069-1", "2021-04-13", "003", 1069, "13 avril"),
    ("000-60-1", "2018-03-31", "000", 57, "Au 31 mars 2018"),
    ("002-148-2", "../2020-08", "002", 148, "Gao"),
    ("I1.2.1#6", "2021-02/2021-03", "003", 1399, "respectivement en février et mars 2021"),
    ("I1.2.1#7", "2021-06", "003", 1399, "1 autre fin juin 2021"),
]


def said(documents: Documents, source: str, line: int, text: str) -> bool:
    return text in " ".join(" ".join(documents[source][line : line + 8]).split())


def test_life_imprisonment(tables: Tables, documents: Documents) -> None:
    assert "à vie" in tables.rows("facts")["003-7069-1"]["measure_fr"]
    assert said(documents, "003", 7069, "condamnés à la prison à vie et 1 a été acquitté")


def test_a_start_of_2018_19_is_not_a_plan_of_2020_21(tables: Tables, documents: Documents) -> None:
    facts = tables.rows("facts")
    start = facts["I4.3.10#4"]
    assert (start["status"], start["period_start"], start["group"]) == (
        "baseline",
        "2018-07-01",
        "gao+mopti+tombouctou",
    )
    planned = tables["result_places"].query("ref == 'I4.3.10' and role == 'planned'")
    assert "gao+mopti+tombouctou" not in set(planned["group"])
    assert said(documents, "003", 8004, "(2018/19 : formation de")
    assert said(
        documents,
        "003",
        8014,
        "bâtiments des antennes régionales de Mopti, de Gao et de Tombouctou ; 2019/20",
    )


def test_seventeen_per_cent_are_of_the_north_as_the_title_says(tables: Tables, documents: Documents) -> None:
    assert tables.rows("facts")["I4.1.1#5"]["place"] == "zone-nord"
    assert said(documents, "003", 7177, "dans les régions du nord")


def test_it_is_the_army_that_is_reconstituted_not_the_camp(tables: Tables, documents: Documents) -> None:
    for fact in ("002-667-1", "002-667-2"):
        assert "armées reconstituées" in tables.rows("facts")[fact]["measure_fr"]
    assert said(documents, "002", 665, "armées reconstruites (ou reconstituées) dans les")


def test_languages_are_the_station_s(tables: Tables, documents: Documents) -> None:
    assert not [column for column in tables["transmitters"].columns if "language" in column]
    facts = tables["facts"]
    named = facts[facts["note_fr"].str.contains("tamasheq")]
    assert set(named["place"]) == {"mali"}
    assert said(documents, "002", 1168, "Ses programmes sont produits en Français")


@pytest.mark.parametrize("place", ["bamako", "koulikoro", "dioila"])
def test_prisons_named_in_the_indicator_only_are_aimed_at(
    tables: Tables, documents: Documents, place: str
) -> None:
    facts = tables["facts"]
    prison = facts[(facts["place"] == place) & facts["id"].str.startswith("fac-003-7895")].iloc[0]
    assert prison["state"] == "planned"
    assert said(documents, "003", 7895, "risque de Bamako, de Koulikoro et de Dioïla restent pleinement")
    assert said(documents, "003", 7903, "11 prisons couvrant les régions de Mopti, de Gao et de Tombouctou")


def test_mopti_sevare_has_the_source_of_its_coordinate(tables: Tables) -> None:
    places = tables.rows("places")
    assert places["mopti-sevare"]["coordinate_source"].startswith("OpenStreetMap")
    assert places["mopti-sevare"]["lon"] == places["sevare"]["lon"]


def test_sobane_da_has_no_alias_that_no_document_has(tables: Tables, documents: Documents) -> None:
    text = " ".join(" ".join(lines) for lines in documents.values()).lower()
    assert "sobanou" not in text
    assert "sobanou" not in tables.rows("places")["sobane-da"]["aliases"].lower()


def test_french_agrees(tables: Tables) -> None:
    for name in ("result_values", "statements", "facts"):
        for column in (c for c in tables[name].columns if c.endswith("_fr")):
            assert not tables[name][column].str.contains(r"\(es\)", regex=True).any(), (name, column)


def test_only_a_number_is_a_historical_number(tables: Tables) -> None:
    facts = tables["facts"].set_index("id")
    assert facts.loc["cnt-002-1115-3", "note_fr"] == "Adresse historique"
    assert facts.loc["cnt-002-1173-1", "note_en"] == "Historical address"
    assert facts.loc["cnt-002-392-1", "note_fr"] == "Numéro historique"


def test_the_judicial_pole_has_one_name_in_english(tables: Tables) -> None:
    for name in ("facts", "results", "conflicts", "facilities"):
        for column in (c for c in tables[name].columns if c.endswith("_en")):
            told = tables[name][column]
            named = told[told.str.contains(r"judicial (?:unit|pole)", case=False)]
            assert named.str.contains("Specialized Judicial Unit").all(), (name, column, list(named))


def test_taoudenit_has_one_spelling_on_screen(tables: Tables) -> None:
    shown = [*tables["places"]["name_fr"], *tables["places"]["name_en"]]
    for file in ("regions", "towns", "cercles"):
        shown += [*tables.shapes(file)["name_fr"], *tables.shapes(file)["name_en"]]
    spelt = {name for name in shown if "taoud" in name.lower()}
    assert spelt
    assert all("Taoudénit" in name for name in spelt)
    aliases = tables.rows("places")["region-taoudenit"]["aliases"]
    assert "Taoudenni" in aliases  # the report's own spelling still finds it


def test_a_team_of_headquarters_is_not_placed_where_its_subject_is(
    tables: Tables, documents: Documents
) -> None:
    assert tables.rows("facts")["002-382-1"]["place"] == "mali"
    assert said(documents, "002", 378, "Le siège est composé du Cabinet du Directeur")
    assert said(documents, "002", 381, "ainsi qu’une équipe du HCDH chargée")


def test_a_death_says_that_its_place_is_not_given(tables: Tables, documents: Documents) -> None:
    assert "lieu du décès non dit" in tables.rows("facts")["003-2682-1"]["note_fr"]
    assert said(documents, "003", 2682, "Le décès soudain, le 23 avril 2021, du Secrétaire permanent")


def test_efforts_that_are_made_are_under_way(tables: Tables, documents: Documents) -> None:
    assert tables.rows("facts")["003-3077-1"]["state"] == "under_way"
    assert said(documents, "003", 3071, "représente en outre les efforts qui sont faits")


def test_it_is_the_reports_that_are_on_the_centre(tables: Tables, documents: Documents) -> None:
    project = tables.rows("facts")["I3.2.4@2"]
    assert project["measure_fr"].endswith(
        "Projet d’aide à des rapports sur diverses régions, notamment le centre"
    )
    assert project["state"] == "under_way"
    assert said(
        documents, "003", 6583, "rapports sur la situation des droits humains dans diverses régions du pays"
    )
    assert said(documents, "003", 6593, "aucun rapport n’a encore été publié")


@pytest.mark.parametrize("fact", ["003-3238-1", "003-3238-2"])
def test_a_fall_in_violence_is_no_incident(tables: Tables, documents: Documents, fact: str) -> None:
    assert tables.rows("facts")[fact]["topic"] == "reconciliation"
    assert said(documents, "003", 3236, "ce qui a abouti à une baisse notable de la violence")


@pytest.mark.parametrize(
    ("fact", "line", "words"),
    [
        ("I4.1.1#1", 7183, "sur un total de 195 postes"),
        ("O3.1.11#2", 6172, "6 violations graves commises à leur égard"),
        ("O3.1.15#2", 6281, "prévenir les 6 violations graves"),
        ("O3.1.17#2", 6341, "les 6 violations graves commises contre les enfants"),
    ],
)
def test_a_total_that_a_plan_refers_to_is_not_planned(
    tables: Tables, documents: Documents, fact: str, line: int, words: str
) -> None:
    found = tables.rows("facts")[fact]
    assert (found["status"], found["state"]) == ("baseline", "stated")
    assert said(documents, "003", line, words)


@pytest.mark.parametrize(
    ("fact", "source", "line", "words", "bound"),
    [
        ("002-1044-1", "002", 1043, "la participation de plus de 200 jeunes", "over"),
        ("002-1050-1", "002", 1050, "ont touché environ 250 jeunes", "about"),
        ("002-1028-1", "002", 1028, "Près de 217 Volontaires", "nearly"),
        ("003-3232-1", "003", 3232, "dirigé au moins 34 dialogues", "at_least"),
        ("O2.2.15#3", "003", 4585, "Plus de 1 600 femmes", "over"),
        ("O2.2.16#3", "003", 4601, "moins 10 conférences de presse", "at_least"),
    ],
)
def test_a_figure_that_is_not_exact_says_so_where_it_is_read(  # noqa: PLR0913 - a case
    tables: Tables, documents: Documents, fact: str, source: str, line: int, words: str, bound: str
) -> None:
    assert tables.rows("facts")[fact]["bound"] == bound
    assert said(documents, source, line, words)


def test_peace_dividends_are_not_called_quick_impact_projects(tables: Tables, documents: Documents) -> None:
    facts = tables["facts"]
    assert set(facts[facts["id"].str.match(r"(O4\.1\.4|I4\.1\.3)#")]["topic"]) == {"governance"}
    assert said(documents, "003", 7330, "projets relatifs aux dividendes de la paix")


def test_a_camp_that_is_closed_is_named_as_its_place(tables: Tables, documents: Documents) -> None:
    camp = tables.rows("facts")["fac-003-9089-1"]
    assert (camp["measure_fr"], camp["measure_en"], camp["state"]) == (
        "Camp de Diabaly",
        "Diabaly camp",
        "closed",
    )
    assert "Diabali" in camp["note_fr"]
    assert said(documents, "003", 9089, "la fermeture du camp de Diabali")


#: Result, its verdict, what its reason must say, and the words that it rests on.
WEIGHED = [
    (
        "I2.4.2",
        "not_achieved",
        "en cours d’élaboration",
        5259,
        "relative aux frontières est en cours d’élaboration",
    ),
    ("I2.4.3", "not_achieved", "en cours d’élaboration", 5275, "2 politiques pour 2018-2023 sont en cours"),
    ("I2.3.2", "partial", "aucune activité de réinsertion", 4796, "n’ont pas encore été lancées"),
    ("I1.5.3", "partial", "Deux programmes politiques", 2733, "élaboration de 2 programmes politiques"),
    (
        "I2.1.2",
        "partial",
        "la gravité des blessures n’est pas dite",
        3272,
        "913 civils ont été tués et 918 blessés",
    ),
    (
        "I2.1.3",
        "partial",
        "si les menaces y sont comptées",
        3300,
        "1 190 actes de violence contre des civils",
    ),
    (
        "O3.1.1",
        "partial",
        "missions de suivi et d’enquête",
        5955,
        "35 Missions de suivi et d’enquête ont été menées",
    ),
    ("I1.4.1", "not_achieved", "mise en œuvre partielle", 2310, "mise en œuvre partielle de la stratégie"),
]


@pytest.mark.parametrize("fact", ["I1.4.1@3", "I2.4.2#3", "I2.4.3#9", "I2.4.3#10"])
def test_what_is_being_drafted_is_under_way(tables: Tables, fact: str) -> None:
    assert tables.rows("facts")[fact]["state"] == "under_way"


@pytest.mark.parametrize("case", WEIGHED, ids=lambda case: case[0])
def test_a_verdict_compares_only_what_is_alike(
    tables: Tables, documents: Documents, case: tuple[str, str, str, int, str]
) -> None:
    ref, verdict, reason, line, text = case
    why = tables["results"].set_index("ref").loc[ref]
    assert why["verdict"] == verdict
    assert reason in why["verdict_why_fr"]
    assert said(documents, "003", line, text)


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: case[0])
def test_a_period_is_as_precise_as_its_document(tables: Tables, documents: Documents, case: Stated) -> None:
    fact, period, source, line, text = case
    assert tables.rows("facts")[fact]["period"] == period
    assert said(documents, source, line, text)


def test_what_a_document_measures_ends_no_later_than_the_document(tables: Tables) -> None:
    days = tables["sources"].set_index("id")["period_end"].to_dict()
    for row in tables["facts"].query("status == 'actual' and source == '002'").itertuples():
        assert row.period_end <= days["002"], row.id
        assert row.period_end or row.period.endswith("..")


@pytest.mark.parametrize("wrong", ["2020/21/22", "juillet 2020", "../..", "20-07"])
def test_a_period_of_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moments(wrong)


def test_a_leap_day_ends_its_month() -> None:
    assert bounds("2020-02") == ("2020-02-01", "2020-02-29")


@pytest.mark.parametrize(
    ("fact", "line", "words"),
    [
        ("O4.3.7@2", 8198, "Fourniture d’un appui technique en vue de l’entrée en activité à Bamako"),
        ("O4.3.8@2", 8224, "Fourniture d’un appui technique en vue de la création"),
        ("O4.3.9@3", 8246, "Fourniture d’un appui logistique et technique"),
        ("O4.3.9@4", 8250, "en lien avec la création d’antennes de brigades"),
        ("O2.3.1@3", 4907, "Fourniture d’un appui technique et logistique au programme national"),
        ("O2.4.8@2", 5487, "Fourniture d’un appui technique, administratif et logistique"),
        ("O4.1.1@3", 7261, "Appui au rétablissement de l’autorité de l’État"),
    ],
)
def test_what_was_delivered_is_the_support_not_what_it_is_for(
    tables: Tables, documents: Documents, fact: str, line: int, words: str
) -> None:
    assert "appuy" in tables.rows("facts")[fact]["measure_fr"]
    assert said(documents, "003", line, words)


def test_a_locator_is_the_document_s_not_ours(tables: Tables) -> None:
    """A reader of the report knows accomplishment 2.1, output 12, and no O2.1.12."""
    assert not tables["facts"]["locator"].str.contains(r"(?:produit|indicateur) [OI]\d").any()
