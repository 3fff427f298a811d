"""Every locator of the tables can be read in both languages."""

from __future__ import annotations

import re

import pytest

from geodata.facts.locators import locator
from geodata.tables import Tables

FRENCH = re.compile(r"\b(par\.|tableau|indicateur|produit|Réalisation|rubrique|encadré|résumé|rés\.|note)")


def written() -> list[str]:
    tables = Tables()
    found: set[str] = set()
    for name in tables.names():
        if "locator" in tables[name]:
            found |= set(tables[name]["locator"]) - {""}
    return sorted(found)


def test_every_locator_is_said_in_english_and_kept_in_french() -> None:
    every = written()
    assert len(every) > 400
    english = [locator(one, "en") for one in every]
    assert len(set(english)) == len(every)
    unquoted = [re.sub("“[^”]*”", "", one) for one in english]
    assert [one for one in unquoted if FRENCH.search(one)] == []
    assert [locator(one, "fr") for one in every] == every


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("", ""),
        ("résumé", "summary"),
        ("section III.F, note a", "section III.F, footnote a"),
        ("section V, par. 74 a)", "section V, para. 74 (a)"),
        ("rubrique Mandat, b)", "heading “Mandat”, (b)"),
        ("section RSS-DDR, a) RSS", "section “RSS-DDR”, “a) RSS”"),
    ],
)
def test_numbered_parts_are_named_and_headings_quoted(french: str, english: str) -> None:
    assert locator(french, "en") == english


@pytest.mark.parametrize("unknown", ["page 12", "section", "Réalisation deux"])
def test_a_locator_of_no_known_form_is_refused(unknown: str) -> None:
    with pytest.raises(ValueError, match="no known form"):
        locator(unknown, "en")
