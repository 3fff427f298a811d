"""The sources of a fact: its own, and those of the other statements of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.facts.locators import locator
from geodata.facts.same import said_again
from geodata.text import Text
from layers.words import SEMICOLON, citation, source_label, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.tables import Tables
    from geodata.text import Lang

_ALSO = Text("dit aussi : {where}", "also said: {where}")


class Citing:
    """Cites facts; one that is said twice has two sources."""

    def __init__(self, tables: Tables) -> None:
        self.sources = tables.rows("sources")
        self.again = said_again(tables)

    def full(self, fact: Mapping[str, Any], lang: Lang) -> str:
        """Every document and locator that states a fact, its own first."""
        own = [fact["source"], fact["locator"]]
        told = (
            citation(self.sources[key], where, lang) for key, where in (own, *self.again.get(fact["id"], ()))
        )
        return SEMICOLON.get(lang).join(dict.fromkeys(told))

    def chip(self, fact: Mapping[str, Any], lang: Lang) -> str:
        """The short names of the documents that state a fact."""
        keys = dict.fromkeys((fact["source"], *(key for key, _ in self.again.get(fact["id"], ()))))
        return " + ".join(source_label(self.sources[key], lang, short=True) for key in keys)

    def also(self, fact: Mapping[str, Any], lang: Lang) -> str:
        """Where else a fact is said, in few words; nothing for what is said once."""
        told = dict.fromkeys(
            locator(where, lang)
            if key == fact["source"]
            else f"{source_label(self.sources[key], lang, short=True)}, {locator(where, lang)}"
            for key, where in self.again.get(fact["id"], ())
        )
        return typeset(_ALSO.get(lang).format(where=" ; ".join(told)), lang) if told else ""
