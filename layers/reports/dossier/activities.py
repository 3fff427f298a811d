"""What was planned and delivered in a place: results of the framework and works that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

import pandas as pd

from geodata.places.nation import NATION
from geodata.text import Text
from layers.reports.charts.charts import HOLLOW
from layers.reports.dossier.series import result_of
from layers.reports.figures.results import VERDICTS
from layers.schema.rows import facility_facts
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.tables import Tables
    from layers.artifact.dossiers import Activity, ActivityFigure, Held
    from layers.reports.figures.ledger import Ledger


class _Values(TypedDict):
    planned: list[str]
    delivered: list[str]
    held: Held


class _Missing(TypedDict):
    whole: str
    said: str


PRESENT: Final = {"planned": "○", "delivered": "●"}
_SAID: Final = {
    "not_delivered": Text("Prévu, non réalisé.", "Planned, not delivered."),
    "elsewhere": Text(
        "Prévu ici ; lieu non cité là où ce fut réalisé.",
        "Planned here; not named where it was delivered.",
    ),
    "untold": Text(
        "Prévu ici ; les documents ne disent pas ce qui y a été réalisé.",
        "Planned here; the documents do not say what was delivered here.",
    ),
}
_ROLES: Final = {
    "planned": Text("prévu : {value}", "planned: {value}"),
    "delivered": Text("réalisé : {value}", "delivered: {value}"),
}
_WHOLE: Final = Text("Ensemble du résultat, {figures}", "Whole result, {figures}")


class Activities:
    """The results framework and the works, by place, in one language.

    A planned figure of a place is never taken for a delivered one: where the documents give none
    delivered there, ``said`` says so, and says "not delivered" only of a result that was not
    achieved and of which nothing at all was delivered.
    """

    def __init__(self, tables: Tables, ledger: Ledger) -> None:
        self.ledger, self.lang = ledger, ledger.lang
        self.results = tables["results"].set_index("ref", drop=False)
        facts = tables["facts"].assign(ref=[result_of(fact) for fact in tables["facts"]["id"]])
        facts = facts[facts["status"] != "baseline"]
        is_result = facts["ref"].isin(self.results.index)
        named = is_result & (facts["place"] != NATION)
        self.of_place = _by(facts[named & (facts["place"] != "")], "place")
        self.of_group = _by(facts[named & (facts["group"] != "")], "group")
        self.of_result = _by(facts[is_result], "ref")
        works = (facts["topic"] == "construction") | facts["id"].isin(
            facility_facts(tables, "works", "camp", "airport")
        )
        works &= ~is_result & (facts["place"] != NATION)
        self.works_of_place = _by(facts[works & (facts["place"] != "")], "place")
        self.works_of_group = _by(facts[works & (facts["group"] != "")], "group")

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
            said, since}``; works have no ``ref`` and no verdict; ``since`` is the day from which the
            document tells what came of it. A figure is ``{item, given_for, planned, delivered, held}``;
            ``given_for`` is the title of a group, or empty, and ``held`` says for each value planned
            or delivered since and until when it holds.
        """
        groups = [*groups]
        held = [(self.of_place.get(place), "")]
        held += [(self.of_group.get(group), title) for group, title in groups]
        known = [rows.assign(given_for=title) for rows, title in held if rows is not None]
        found = []
        if known:
            rows = pd.concat(known)
            found = [self._result(str(ref), each) for ref, each in rows.groupby("ref", sort=False)]
        found += self._works(self.works_of_place.get(place), "")
        for group, title in groups:
            found += self._works(self.works_of_group.get(group), title)
        return sorted(found, key=lambda item: item["is_group"])

    def _result(self, ref: str, rows: pd.DataFrame) -> Activity:
        result, lang = self.results.loc[ref], self.lang
        cited = self.ledger.fact(rows.iloc[0]["id"])
        return {
            "ref": ref,
            "title": typeset(result[f"title_{lang}"], lang),
            "verdict": result["verdict"],
            "verdict_label": VERDICTS[result["verdict"]].get(lang),
            "reason": typeset(result[f"reason_{lang}"], lang),
            "chip": cited["chip"],
            "source": cited["source"],
            "is_group": bool((rows["given_for"] != "").all()),
            "since": self.ledger.known[rows.iloc[0]["source"]],
            "figures": self._figures(rows, result[f"title_{lang}"]),
            **self._missing(ref, rows),
        }

    def _figures(self, rows: pd.DataFrame, title: str) -> list[ActivityFigure]:
        """Planned and delivered, side by side where they count the same item for the same places."""
        figures: dict[tuple[str, str], _Values] = {}
        for _, row in rows.iterrows():
            item = str(row[f"measure_{self.lang}"]).removeprefix(title).lstrip(" :")
            key = (typeset(item, self.lang), row["given_for"])
            figure = figures.setdefault(key, _empty())
            role, fact = _role(row["status"]), self.ledger.fact(row["id"])
            figure[role].append(fact["value"] or PRESENT[role])
            figure["held"][role].append([fact["since"], fact["until"]])
        return [{"item": item, "given_for": given, **figure} for (item, given), figure in figures.items()]

    def _missing(self, ref: str, rows: pd.DataFrame) -> _Missing:
        """What to say of a place that only plans name: ``whole`` (figures of the country) and ``said``."""
        if not rows["status"].isin(HOLLOW).all():
            return {"whole": "", "said": ""}
        units = set(rows[rows["value"].notna()]["unit"])
        others = self.of_result[ref]
        done = others[~others["status"].isin(HOLLOW) & ~(others["value"] <= 0)]
        alike = done[done["unit"].isin(units)] if units else done
        key = "elsewhere" if (alike["place"] != NATION).any() else "untold"
        if not len(done) and self.results.loc[ref, "verdict"] == "not_achieved":
            key = "not_delivered"
        if key == "untold" and not units:  # a mere mention: the item itself says what it is
            return {"whole": "", "said": ""}
        told = others[(others["place"] == NATION) & others["unit"].isin(units) & others["value"].notna()]
        return {"whole": self._whole(told), "said": typeset(_SAID[key].get(self.lang), self.lang)}

    def _whole(self, rows: pd.DataFrame) -> str:
        """Figures of the result for the whole country, in the units of those planned in a place."""
        said = [
            _ROLES[_role(row["status"])].get(self.lang).format(value=self.ledger.fact(row["id"])["value"])
            for _, row in rows.iterrows()
        ]
        joined = ", ".join(dict.fromkeys(said))
        return typeset(_WHOLE.get(self.lang).format(figures=joined), self.lang) if said else ""

    def _works(self, rows: pd.DataFrame | None, given_for: str) -> list[Activity]:
        if rows is None:
            return []
        return [self._work(row, given_for) for _, row in rows.iterrows()]

    def _work(self, row: pd.Series[Any], given_for: str) -> Activity:
        fact, role = self.ledger.fact(row["id"]), _role(row["status"])
        figure = _empty()
        figure[role].append(fact["value"] or PRESENT[role])
        figure["held"][role].append([fact["since"], fact["until"]])
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
            "said": "",
        }


def _empty() -> _Values:
    return {"planned": [], "delivered": [], "held": {"planned": [], "delivered": []}}


def _role(status: str) -> Literal["planned", "delivered"]:
    return "planned" if status in HOLLOW else "delivered"


def _by(rows: pd.DataFrame, column: str) -> dict[str, pd.DataFrame]:
    return dict(list(rows.groupby(column, sort=False)))
