"""Sheets and pages as of a date: what was not yet true is left out, and the date is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.artifact.prepared import PreparedView
from layers.export.html_page import html_page
from layers.view.state import from_query
from tests.layers.export.test_sheet import plain, words_of

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from tests.layers.export.conftest import Maker

SAID = {"fr": "Situation au 31 août 2020", "en": "As of 31 August 2020"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sheet_says_its_date_and_draws_only_what_holds(make: Maker, lang: Lang) -> None:
    now = make(f"lang={lang}&layers=sites,contingents&date=2020-08-31")
    assert plain(SAID[lang]) in words_of(now.content)
    assert max(now.metadata["data_dates"]) <= "2020-08-31"
    assert "ansongo" in words_of(now.content)
    before = make(f"lang={lang}&layers=sites,contingents&date=2018-03-31")
    assert "ansongo" not in words_of(before.content)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_says_its_date_and_holds_only_what_was_there(collection: Collection, lang: Lang) -> None:
    view, problems = from_query(f"lang={lang}&layers=sites&date=2020-08-31", collection.rules)
    assert problems == []
    page = html_page(PreparedView(collection, view))
    assert SAID[lang] in page
    assert "Ansongo" in page
    earlier, _ = from_query(f"lang={lang}&layers=sites&date=2018-03-31&base=blank", collection.rules)
    assert "Ansongo" not in html_page(PreparedView(collection, earlier))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_strength_of_a_sheet_follows_the_date(make: Maker, lang: Lang) -> None:
    whole = words_of(make(f"lang={lang}&layers=sites&panels=strength").content)
    assert "11791" in whole.replace(",", "")
    assert "12362" in whole.replace(",", "")
    then = words_of(make(f"lang={lang}&layers=sites&panels=strength&date=2018-03-31").content).replace(
        ",", ""
    )
    assert "11791" in then
    assert "12362" not in then
    assert "12873" not in then
    assert plain({"fr": "Situation au 31 mars 2018 : pâle", "en": "As of 31 March 2018: pale"}[lang]) in then
    before = words_of(make(f"lang={lang}&layers=sites&panels=strength&date=2015-03-31").content)
    assert plain({"fr": "Effectifs en uniforme", "en": "Uniformed strength"}[lang]) not in before
