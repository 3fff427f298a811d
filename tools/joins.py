"""Write the tables of docs/joins.md again from the declared columns: ``python -m tools.joins``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.facts.states import DONE, ONLY_PLANNED
from geodata.places.joins.column import THEMES
from geodata.places.joins.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.places.joins.column import JoinColumn, Takes

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "joins.md"
BEGIN: Final = "<!-- columns: python -m tools.joins -->"
END: Final = "<!-- end of columns -->"
_ONCE: Final = {
    "fact": "facts",
    "place": "places",
    "result": "results of the framework",
    "conflict": "contradictions",
}


def written() -> str:
    """Return the page with the tables of the columns as they are declared now."""
    text = PAGE.read_text("utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    tables = "\n".join(_tables())
    return between.sub(lambda _: f"{BEGIN}\n\n{tables}\n{END}", text, count=1)


def _tables() -> Iterator[str]:
    for theme, title in THEMES.items():
        yield f"### {title.en}\n"
        yield "| column | label | type | what is counted | which | tables |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for column in COLUMNS:
            if column.theme == theme:
                yield _row(column)
        yield ""


def _row(column: JoinColumn) -> str:
    kind = {"count": "integer", "text": "text"}.get(column.kind, "decimal")
    unit = f", {column.unit.en}" if column.unit else ""
    cells = [f"`{column.code}`", column.label.en, f"{kind}{unit}", column.about.en, _which(column)]
    return f"| {' | '.join(cells)} | {', '.join(f'`{name}`' for name in column.tables)} |"


_NAMED = {DONE: ["`DONE`"], ONLY_PLANNED: ["`ONLY_PLANNED`"]}


def _which(column: JoinColumn) -> str:
    if column.computed:
        contour, measure = column.computed
        return f"`usual_shares`: {measure}, {contour} contour; before the booklet nothing"
    taken = "; or ".join(_taken(takes) for takes in column.takes)
    what = {"count": f"different {_ONCE[column.once]}", "number": "the figure of the very place"}
    scope = ", given with others" if column.scope == "with_others" else ""
    nil = "; 0 where none, as the documents list all" if column.is_nil else ""
    return f"{what.get(column.kind, 'different values')} of {taken}{scope}{nil}"


def _taken(takes: Takes) -> str:
    parts = [
        ("table", [takes.table] if takes.table else []),
        *(
            (name, sorted(getattr(takes, name)))
            for name in ("topics", "kinds", "refs", "components", "lines")
        ),
        ("identifiers", sorted(takes.facts)),
        ("units", sorted(takes.units)),
        ("states", _NAMED.get(takes.states) or sorted(takes.states)),
    ]
    words = [f"{name} {', '.join(values)}" for name, values in parts if values]
    words += ["results of which nothing was delivered anywhere"] if takes.outcome else []
    return ", ".join(words) or "every fact"


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
    print(f"{PAGE}: {len(COLUMNS)} columns", file=sys.stderr)
