from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.html.markup import to_html
from app.panels.figures import PARTS, figures_button, figures_file, figures_panel, is_figures
from app.words.figures import FIGURES_SCRIPT_WORDS, FIGURES_WORDS
from geodata.text import LANGS, Lang
from layers.view.state import FIGURES, from_query

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection


def test_the_parts_of_the_page_are_selections_of_the_address(collection: Collection) -> None:
    assert tuple(PARTS.values()) == FIGURES
    for selection in FIGURES:
        view, problems = from_query(f"lang=en&sel={selection}", collection.rules)
        assert (view.selection, problems) == (selection, [])
        assert is_figures(view.selection)
    assert not is_figures("gao")


def test_no_place_has_the_name_of_a_part(collection: Collection) -> None:
    assert not set(FIGURES) & collection.rules.places


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_both_strengths_with_their_documents(collection: Collection, lang: Lang) -> None:
    page = to_html(figures_panel(collection, lang)).replace("\u202f", " ")
    values = {
        "fr": ("12 873", "12 362", "Fiche", "Livret"),
        "en": ("12,873", "12,362", "Fact sheet", "Booklet"),
    }
    for said in values[lang]:
        assert said in page


def test_french_words_are_typeset(collection: Collection) -> None:
    words = figures_file(collection, "fr")["words"]
    assert all(not re.search(r" [:;?!%»]", said) for said in words.values())
    assert set(words) == {key.removeprefix("figures_") for key in FIGURES_SCRIPT_WORDS}


def test_the_scripts_use_words_that_the_page_sends(root: Path) -> None:
    parts = ("figures", "facts", "conflicts", "topics", "results", "result_detail")
    script = "".join((root / "app" / "web" / "tables" / f"{part}.ts").read_text("utf-8") for part in parts)
    used = set(re.findall(r"\bwords\??\.(\w+)", script))
    assert used
    assert {f"figures_{key}" for key in used} <= set(FIGURES_SCRIPT_WORDS) <= set(FIGURES_WORDS)


def test_the_button_says_what_it_opens() -> None:
    button = to_html(figures_button("fr"))
    assert 'data-action="figures"' in button
    assert 'aria-expanded="false"' in button


def test_no_dossier_stands_open_beside_the_page(client: FlaskClient) -> None:
    page = client.get("/?lang=en&sel=figures").get_data(as_text=True)
    assert 'class="dossier"' in page
    assert 'class="dossier is-open"' in client.get("/?lang=en&sel=gao").get_data(as_text=True)
