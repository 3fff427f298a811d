"""What a feature made of facts cites, and how what is authorised is dated: read against the documents."""

from __future__ import annotations

import pytest

from geodata.tables import Tables
from layers.catalog import topics
from layers.schema.library import read_catalog
from layers.words import fact_date

CATALOG = read_catalog()
TABLES = Tables()
FACTS = TABLES["facts"].set_index("id", drop=False)
TOPIC_LAYERS = [i for i, layer in CATALOG.items() if topics.FACT_FIELDS[0] in layer.fields]


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_the_first_source_is_that_of_the_first_fact_shown(layer_id: str) -> None:
    rows = CATALOG[layer_id].rows(TABLES)
    for row in rows[rows["count"] > 0].itertuples():
        first = FACTS.loc[row.fact_ids[0]]
        assert (row.source, row.line, row.locator) == (first["source"], first["line"], first["locator"])


def test_a_statement_that_another_stands_for_is_not_cited_first() -> None:
    """003:9834 (par. 53) stands for 003's output 7 of accomplishment 5.1, which is said beside it."""
    rows = CATALOG["aviation"].rows(TABLES).set_index("id")
    dropped = rows.loc["aviation-kidal.tombouctou-dropped"]
    assert list(dropped["fact_ids"]) == ["003-9834-1"]
    assert dropped["locator"] == "par. 53"
    assert "dit aussi" in dropped["facts_fr"][0]["words"]


def test_an_authorisation_holds_until_its_day() -> None:
    """001:9: « a autorisé 13 289 soldats et 1 920 policiers à la MINUSMA jusqu’au 30 juin 2021 »."""
    ceiling = FACTS.loc["001-9-1"]
    assert fact_date(ceiling, "fr") == "jusqu’au 30 juin 2021"
    assert fact_date(ceiling, "en") == "until 30 June 2021"
    assert fact_date({**ceiling, "period": "../2021-06"}, "fr") == "jusqu’en juin 2021"


@pytest.mark.parametrize("layer_id", ["security", "reconciliation", "contingents", "governance"])
def test_a_mandate_has_no_date_of_its_own(layer_id: str) -> None:
    """001:55-82 gives none."""
    words = [
        fact["words"]
        for facts in CATALOG[layer_id].rows(TABLES)["facts_fr"]
        for fact in facts
        if fact["source"] == "001" and fact["state"] == "authorised"
    ]
    assert words
    assert all("(autorisé)" in one for one in words)


def test_what_a_broadcast_is_about_is_no_broadcast() -> None:
    """003:5193-5207: programmes on the disarmament « mené dans le centre »; the centre is their subject."""
    rows = CATALOG["radio-announced"].rows(TABLES)
    assert "O2.3.12@1" not in {fact for facts in rows["fact_ids"] for fact in facts}


def test_a_document_without_symbol_has_a_title_of_one_part() -> None:
    """A popup takes what stands before `` · `` for the symbol (``layers/web/card.ts``)."""
    titles = TABLES["sources"][["title_fr", "title_en"]].stack()
    assert not titles.str.contains(" · ").any()
