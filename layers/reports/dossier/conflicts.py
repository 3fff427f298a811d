"""Contradictions about a place: both sides, whom each is given for, which one is preferred, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.reports.figures.tables import CONFLICT_KINDS
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from layers.artifact.dossiers import Chart, Conflict, DossierFact, PlaceFigure
    from layers.reports.dossier.series import Series


class Conflicts:
    """The contradictions of the tables, by the facts they involve."""

    def __init__(self, series: Series) -> None:
        self.series, self.lang = series, series.lang
        self.table = series.ledger.conflicts
        self._charts: dict[str, Chart | None] = {}
        self.rows: dict[str, PlaceFigure] = {}
        self._given: dict[str, tuple[str, str]] = {}
        self._facts: dict[str, DossierFact] = {}
        self.of_fact: dict[str, list[str]] = {}
        for conflict, facts in series.ledger.facts_of.items():
            for fact in facts:
                self.of_fact.setdefault(fact, []).append(conflict)

    def about(self, place: str, facts: Iterable[str], write: Callable[[str], DossierFact]) -> list[Conflict]:
        """List the contradictions that involve some facts of a place.

        Parameters
        ----------
        place
            Identifier of the place: facts of others name theirs.
        facts
            Identifiers of its facts.
        write
            Writes one fact as a reader sees it.

        Returns
        -------
        list of dict
            ``{id, kind, explanation, why, preferred, facts, chart}``; each fact also has
            ``given_for`` and ``is_preferred``, and ``chart`` is None where no figures compare.
        """
        keys = sorted({conflict for fact in facts for conflict in self.of_fact.get(fact, ())})
        return [self._conflict(key, place, write) for key in keys]

    def _conflict(self, key: str, place: str, write: Callable[[str], DossierFact]) -> Conflict:
        row, facts = self.table[key], self.series.ledger.facts_of[key]
        preferred = row["preferred"]
        return {
            "id": key,
            "kind": CONFLICT_KINDS[row["kind"]].get(self.lang),
            "explanation": typeset(row[f"explanation_{self.lang}"], self.lang),
            "why": typeset(row[f"why_{self.lang}"], self.lang),
            "preferred": preferred,
            "facts": [
                {
                    **self._fact(fact, write),
                    "given_for": self.given_for(fact, place),
                    "is_preferred": fact == preferred,
                }
                for fact in facts
            ],
            "chart": self._chart(key),
        }

    def _chart(self, key: str) -> Chart | None:
        if key not in self._charts:
            self._charts[key] = self.series.clash(self.series.ledger.facts_of[key])
        return self._charts[key]

    def _fact(self, fact: str, write: Callable[[str], DossierFact]) -> DossierFact:
        if fact not in self._facts:
            self._facts[fact] = write(fact)
        return self._facts[fact]

    def given_for(self, fact: str, place: str = "") -> str:
        """Whom a fact is given for: a group's title or a place's name, nothing for ``place`` itself."""
        if fact not in self._given:
            row = self.series.ledger.facts[fact]
            if row["group"]:
                named = ("", str(self.series.groups[row["group"]][f"title_{self.lang}"]))
            else:
                named = (row["place"], str(self.series.names[row["place"]][f"name_{self.lang}"]))
            self._given[fact] = named
        of, name = self._given[fact]
        return "" if of and of == place else name
