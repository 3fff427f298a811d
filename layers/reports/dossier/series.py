"""Small charts of a place: one measure at several dates, and figures that contradict each other."""

from __future__ import annotations

from collections import Counter
from math import isnan
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from geodata.facts.results import result_of
from geodata.facts.states import HOLLOW, sign, state_of
from geodata.tables import grouped
from geodata.text import Text
from layers.reports.figures.ledger import ledger_of, time_card
from layers.reports.figures.spec import Card
from layers.words import STATES, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.tables import Row, Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import Chart, FigureSeries

MOST_IN_CLASH: Final = 5  # marks of one contradiction that a small chart can still name


class Series:
    """Draws the figures of places over time, with the grammar of the national picture.

    A series is one measure of one place (or one group of places), in one unit, that the documents
    state for two periods or more. What was and the reference values are joined by a thin line;
    what is not there (planned, authorised, postponed…) stands apart, hollow.
    """

    def __init__(self, tables: Tables, lang: Lang) -> None:
        self.ledger = ledger_of(tables, lang)
        self.lang = lang
        self.titles = tables["results"].set_index("ref")[f"title_{lang}"].to_dict()
        self.names = tables.rows("places")
        self.groups = tables.rows("groups")

    def draw(self, rows: Iterable[Row]) -> list[FigureSeries]:
        """Draw the series of one place's, or one group's, facts.

        Returns
        -------
        list of dict
            ``{title, ref, unit, svg, alt, facts, since}``, in the order of the facts; ``facts`` are
            identifiers, ``since`` the day from which the first of them holds.
        """
        counted = [row | {"ref": result_of(row["id"])} for row in rows if not isnan(row["value"])]
        by_measure = grouped(counted, "topic", "ref", "measure_fr", "unit").values()
        return [
            self._series(rows) for rows in by_measure if len(grouped(rows, "period_start", "period_end")) > 1
        ]

    def _series(self, rows: list[Row]) -> FigureSeries:
        ordered = sorted(rows, key=itemgetter("period_end", "period_start"))
        hollow = [row for row in ordered if sign(row) in HOLLOW]
        was = [row for row in ordered if sign(row) not in HOLLOW]
        line, marks = (tuple(row["id"] for row in part) for part in (was, hollow))
        if len(grouped(was, "period_end")) < len(was):  # two figures of one date are no line
            line, marks = (), (*line, *marks)
        names = tuple((row["id"], STATES[state_of(row)]) for row in hollow)
        ref = rows[0]["ref"]
        title = self._title(rows[0], ref)
        card = Card(Text(title, title), (line,) if line else (), marks, names=names)
        since = min(self.ledger.validity[fact][0] for fact in card.facts)
        drawn = time_card(card, self.ledger)
        return {"title": title, "ref": ref, **drawn, "facts": list(card.facts), "since": since}

    def _title(self, row: Row, ref: str) -> str:
        """The measure; of a result, only the item counted, as its reference names the rest."""
        measure = str(row[f"measure_{self.lang}"])
        head = self.titles.get(ref, "")
        item = measure.removeprefix(head).lstrip(" :") if head else measure
        return typeset(item or measure, self.lang)

    def clash(self, keys: Sequence[str]) -> Chart | None:
        """Draw the comparable figures of one contradiction, or nothing where none can be compared.

        Figures compare when they share a unit; each mark names its place where there are several.
        """
        rows = [self.ledger.facts[key] for key in keys]
        counted = [row for row in rows if not isnan(row["value"])]
        units = Counter(row["unit"] for row in counted)
        most = min(units, key=lambda unit: (-units[unit], unit), default="")
        comparable = [row for row in counted if row["unit"] == most]
        if not 1 < len(comparable) <= MOST_IN_CLASH or max(row["value"] for row in comparable) <= 0:
            return None
        if len(grouped(comparable, "value", "period_start", "period_end")) == 1:
            return None  # marks on one spot say nothing
        scopes = {row["id"]: self._scope(row) for row in comparable}
        names = scopes if len({text.fr for text in scopes.values()}) > 1 else {}
        card = Card(Text("≠", "≠"), marks=tuple(scopes), names=tuple(names.items()), is_clash=True)
        return time_card(card, self.ledger)

    def _scope(self, row: Row) -> Text:
        if row["group"]:
            named = self.groups[row["group"]]
            return Text(*(_short(named[f"title_{lang}"]) for lang in ("fr", "en")))
        named = self.names[row["place"]]
        return Text(named["name_fr"], named["name_en"])


def _short(title: str) -> str:
    """A group's title as a mark can carry it."""
    return title if len(title) <= 26 else f"{title[:25].rstrip(' ,')}…"
