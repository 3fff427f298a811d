"""The page on documents and methods: whole, in both languages, readable without scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from geodata.tables import Tables
from geodata.text import LANGS
from layers.words import licence, number

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.collection import Collection
    from geodata.text import Lang


def page(client: FlaskClient, lang: Lang) -> str:
    answer = client.get(f"/about?lang={lang}")
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == lang
    return unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("lang", LANGS)
def test_every_document_contradiction_count_and_licence_is_told(client: FlaskClient, lang: Lang) -> None:
    tables = Tables()
    said = page(client, lang)
    for _, source in tables["sources"].iterrows():
        assert source[f"title_{lang}"] in said
    for count in (len(tables["facts"]), len(tables["conflicts"])):
        assert number(count, lang) in said
    for name in set(tables.shape_sources["licence"]):
        assert licence(name, lang) in said


@pytest.mark.parametrize("lang", LANGS)
def test_every_caveat_is_on_the_page(client: FlaskClient, collection: Collection, lang: Lang) -> None:
    said = page(client, lang)
    for entry in collection.layers:
        for caveat in entry["caveats"][lang]:
            assert caveat in said


def test_the_history_is_told_in_both_languages(client: FlaskClient) -> None:
    assert "a fermé à la fin de 2023" in page(client, "fr")
    assert "closed at the end of 2023" in page(client, "en")


def test_the_page_runs_no_script_and_has_one_heading(client: FlaskClient) -> None:
    said = page(client, "en")
    assert "<script" not in said
    assert len(re.findall("<h1", said)) == 1
    assert 'href="/about?lang=fr"' in said


def test_the_explorer_links_to_it(client: FlaskClient) -> None:
    assert 'href="about?lang=fr"' in client.get("/?lang=fr").get_data(as_text=True)
