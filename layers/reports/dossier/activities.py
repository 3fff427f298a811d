"""What was planned and delivered in a place: results of the framework and works that name it."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from geodata.facts.results import result_of
from geodata.facts.states import HOLLOW, sign
from geodata.places.nation import NATION
from geodata.tables import grouped
from geodata.text import Text
from layers.reports.figures.results import VERDICTS, reason_words
from layers.schema.rows import works_of
from layers.words import STATES, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.tables import Row, Tables
    from layers.artifact.dossiers import Activity, ActivityFigure, Told, Validity
    from layers.reports.figures.ledger import Ledger


class _Values(TypedDict):
    planned: list[str]
    delivered: list[str]
    told: Told
    validity: Validity


class _Missing(TypedDict):
    whole: str
    remark: str


PRESENT: Final = {"planned": "○", "delivered": "●"}
_ELSEWHERE: Final = Text(
    "Prévu ici ; lieu non cité là où ce fut réalisé.", "Planned here; not named where it was delivered."
)
#: Kinds of areas that may hold the places where a thing was delivered.
_WIDE: Final = ("zone", "sector")
_ROLES: Final = {
    "planned": Text("prévu : {value}", "planned: {value}"),
    "delivered": Text("réalisé : {value}", "delivered: {value}"),
}
_WHOLE: Final = Text("Ensemble du résultat, {figures}", "Whole result, {figures}")


class Activities:
    """The results framework and the works, by place, in one language.

    A planned figure of a place is never taken for a delivered one. ``remark`` says that a place
    is not named where a thing was delivered only where the documents name other places, and not of an area
    without published limits, in which these may lie; where a fact's state says what came of it (postponed,
    not held…), that is all that is said.
    """

    def __init__(self, tables: Tables, ledger: Ledger) -> None:
        self.ledger, self.lang = ledger, ledger.lang
        self.places = tables.rows("places")
        self.results = {row["ref"]: row for row in tables.records("results")}
        facts = [fact | {"ref": result_of(key)} for key, fact in tables.rows("facts").items()]
        facts = [fact for fact in facts if fact["status"] != "baseline"]
        of_results = [fact for fact in facts if fact["ref"] in self.results]
        self.of_result = grouped(of_results, "ref")
        self.of_place, self.of_group = _by_place(of_results)
        built = set(works_of(tables)["id"])
        works = [fact for fact in facts if fact["id"] in built]
        self.works_of_place, self.works_of_group = _by_place(
            fact for fact in works if fact["ref"] not in self.results
        )

    def of(self, place: str, groups: Iterable[tuple[str, str]]) -> list[Activity]:
        """List what names a place by itself, then what names it with others only.

        Parameters
        ----------
        place
            Identifier of the place.
        groups
            Identifier and title of the groups it belongs to.

        Returns
        -------
        list of dict
            ``{ref, title, verdict, verdict_label, reason, chip, source, is_group, figures, whole,
            remark, since}``; works have no ``ref`` and no verdict; ``since`` is the day on which the
            document reports the outcome. A figure is ``{item, given_for, planned, delivered, told,
            validity}``;
            ``given_for`` is the title of a group, or empty; ``told`` gives the state of each value planned
            or delivered where its side does not say it, and ``validity`` its first and last day.
        """
        groups = [*groups]
        named = [(self.of_place.get(place), "")]
        named += [(self.of_group.get(group), title) for group, title in groups]
        known = [row | {"given_for": title} for rows, title in named for row in rows or ()]
        is_wide = self.places[place]["kind"] in _WIDE
        found = [self._result(ref, rows, is_wide=is_wide) for ref, rows in grouped(known, "ref").items()]
        found += self._works(self.works_of_place.get(place), "")
        for group, title in groups:
            found += self._works(self.works_of_group.get(group), title)
        return sorted(found, key=lambda item: item["is_group"])

    def _result(self, ref: str, rows: list[Row], *, is_wide: bool) -> Activity:
        result, lang = self.results[ref], self.lang
        cited = self.ledger.fact(rows[0]["id"])
        return {
            "ref": ref,
            "title": typeset(result[f"title_{lang}"], lang),
            "verdict": result["verdict"],
            "verdict_label": VERDICTS[result["verdict"]].get(lang),
            "reason": reason_words(result, lang),
            "chip": cited["chip"],
            "source": cited["source"],
            "is_group": all(row["given_for"] for row in rows),
            "since": self.ledger.known[rows[0]["source"]],
            "figures": self._figures(rows, result[f"title_{lang}"]),
            **self._missing(ref, rows, is_wide=is_wide),
        }

    def _figures(self, rows: list[Row], title: str) -> list[ActivityFigure]:
        """Planned and delivered, side by side where they count the same item for the same places."""
        figures: dict[tuple[str, str], _Values] = {}
        for row in rows:
            item = str(row[f"measure_{self.lang}"]).removeprefix(title).lstrip(" :")
            key = (typeset(item, self.lang), row["given_for"])
            figure = figures.setdefault(key, _empty())
            self._add(figure, row)
        return [{"item": item, "given_for": given, **figure} for (item, given), figure in figures.items()]

    def _add(self, figure: _Values, row: Row) -> None:
        role, fact = _role(row), self.ledger.fact(row["id"])
        figure[role].append(fact["value"] or PRESENT[role])
        figure["told"][role].append("" if row["state"] == role else STATES[row["state"]].get(self.lang))
        figure["validity"][role].append([fact["since"], fact["until"]])

    def _missing(self, ref: str, rows: list[Row], *, is_wide: bool) -> _Missing:
        """What to say of a place that only plans name: ``whole`` (figures of the country) and ``remark``."""
        if not all(row["state"] == "planned" for row in rows):
            return {"whole": "", "remark": ""}
        units = {row["unit"] for row in rows if not isnan(row["value"])}
        others = self.of_result[ref]
        done = [row for row in others if sign(row) not in HOLLOW and not row["value"] <= 0]
        alike = [row for row in done if row["unit"] in units] if units else done
        is_elsewhere = not is_wide and any(row["place"] != NATION for row in alike)
        remark = typeset(_ELSEWHERE.get(self.lang), self.lang) if is_elsewhere else ""
        national = [row for row in others if row["place"] == NATION and row["unit"] in units]
        whole = self._whole([row for row in national if not isnan(row["value"])])
        return {"whole": whole, "remark": remark}

    def _whole(self, rows: list[Row]) -> str:
        """Figures of the result for the whole country, in the units of those planned in a place."""
        parts = [
            _ROLES[_role(row)].get(self.lang).format(value=self.ledger.fact(row["id"])["value"])
            for row in rows
        ]
        joined = ", ".join(dict.fromkeys(parts))
        return typeset(_WHOLE.get(self.lang).format(figures=joined), self.lang) if parts else ""

    def _works(self, rows: list[Row] | None, given_for: str) -> list[Activity]:
        return [self._work(row, given_for) for row in rows or ()]

    def _work(self, row: Row, given_for: str) -> Activity:
        fact, figure = self.ledger.fact(row["id"]), _empty()
        self._add(figure, row)
        return {
            "ref": "",
            "title": fact["measure"],
            "verdict": "",
            "verdict_label": "",
            "reason": fact["note"],
            "chip": fact["chip"],
            "source": fact["source"],
            "is_group": bool(given_for),
            "since": fact["since"],
            "figures": [{"item": fact["date"], "given_for": given_for, **figure}],
            "whole": "",
            "remark": "",
        }


def _empty() -> _Values:
    told: Told = {"planned": [], "delivered": []}
    return {"planned": [], "delivered": [], "told": told, "validity": {"planned": [], "delivered": []}}


def _role(fact: Row) -> Literal["planned", "delivered"]:
    return "planned" if sign(fact) in HOLLOW else "delivered"


def _by_place(facts: Iterable[Row]) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Gather the facts smaller than the country, by place and by group."""
    named = [fact for fact in facts if fact["place"] != NATION]
    places = grouped((fact for fact in named if fact["place"]), "place")
    return places, grouped((fact for fact in named if fact["group"]), "group")
