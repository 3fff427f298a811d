"""The filter of a view: conditions that a fact, or the row of a layer, must meet to be shown.

It is written as text of CQL2 (OGC 21-065r2): conditions joined by ``AND``, each a list of values
(``state IN ('delivered', 'planned')``), a comparison of a column (``courts_named >= 2``) or a part of the
words (``text LIKE '%court%'``). :mod:`layers.artifact.filtered` applies it; ``layers/web/filter.ts`` reads,
writes and applies the same, and both keep to ``tests/shared/filter_cases.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What facts are chosen by: the group of layers, the area they lie in, what came of it, whether a result was
#: achieved, the component of the results framework, and the document.
FACT_FIELDS: Final = ("theme", "inside", "state", "verdict", "component", "document")
Operator = Literal["=", "<>", "<", "<=", ">", ">="]
#: Longest filter, characters; and longest words looked for.
LONGEST, LONGEST_WORDS = 1000, 80
MOST_CONDITIONS: Final = 12

_NAME = r"[a-z][a-z0-9_]{0,62}"
_TEXT = r"'(?:[^']|'')*'"
_NUMBER = r"-?\d{1,15}(?:\.\d{1,9})?"
_CONDITION = re.compile(
    rf"\s*(?P<name>{_NAME})\s*(?:"
    rf"(?P<op>=|<>|<=|>=|<|>)\s*(?:(?P<number>{_NUMBER})|(?P<text>{_TEXT}))"
    rf"|IN\s*\(\s*(?P<list>{_TEXT}(?:\s*,\s*{_TEXT})*)\s*\)"
    rf"|LIKE\s+(?P<like>{_TEXT}))\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"AND\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column of a layer compared with a number, or with texts of which it must be one."""

    column: str
    operator: Operator
    values: tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown, canonical on construction; nothing is asked for where all is empty.

    Parameters
    ----------
    facts
        Values by field of `FACT_FIELDS`: a fact must have one of each field named.
    words
        What the words of a fact must contain, whatever their accents and case.
    columns
        Comparisons, each of which the rows of the layers that have its column must meet.
    """

    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    columns: tuple[Comparison, ...] = ()

    def __post_init__(self) -> None:
        facts = {name: tuple(sorted(set(self.facts[name]))) for name in FACT_FIELDS if self.facts.get(name)}
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "words", " ".join(re.sub(r"[%_\\]", " ", self.words).split()))
        kept = {(each.column, each.operator): each for each in self.columns}
        object.__setattr__(self, "columns", tuple(kept[key] for key in sorted(kept)))

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.facts or self.words or self.columns)

    def __str__(self) -> str:
        """Write the filter as CQL2 text; equal filters give equal text.

        Examples
        --------
        >>> str(Filter({"state": ("planned",), "component": ("4", "2")}, "cour d’assises"))
        "state = 'planned' AND component IN ('2', '4') AND text LIKE '%cour d’assises%'"
        """
        parts = [_any_of(name, values) for name, values in self.facts.items()]
        parts += [f"text LIKE {_quoted(f'%{self.words}%')}"] if self.words else []
        for each in self.columns:
            first = each.values[0]
            if isinstance(first, str):
                parts.append(_any_of(each.column, tuple(str(value) for value in each.values)))
            else:
                parts.append(f"{each.column} {each.operator} {_short(first)}")
        return " AND ".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _any_of(name: str, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"{name} = {_quoted(values[0])}"
    return f"{name} IN ({', '.join(_quoted(value) for value in values)})"


def _short(number: float) -> str:
    return f"{number + 0.0:.9f}".rstrip("0").rstrip(".")


def read_filter(text: str) -> Filter | None:
    """Read CQL2 text; nothing where it is not of the form that a view may have.

    Examples
    --------
    >>> str(read_filter("document='003' and state in ('planned','delivered')"))
    "state IN ('delivered', 'planned') AND document = '003'"
    >>> read_filter("state = 'planned' OR TRUE") is None
    True
    """
    conditions = list(_conditions(text)) if len(text) <= LONGEST else [None]
    if None in conditions or len(conditions) > MOST_CONDITIONS:
        return None
    facts: dict[str, tuple[str, ...]] = {}
    words, columns = "", []
    for condition in conditions:
        match condition:
            case str():
                words = condition
            case Comparison():
                columns.append(condition)
            case (name, values):
                facts[name] = values
    return Filter(facts, words, tuple(columns))


#: The words looked for, the values of one field of `FACT_FIELDS`, or a comparison of a column.
_Condition = str | tuple[str, tuple[str, ...]] | Comparison


def _conditions(text: str) -> Iterator[_Condition | None]:
    """Each condition in turn; nothing for one that a view may not have, and then no more."""
    at = 0
    while at < len(text):
        found = _CONDITION.match(text, at)
        read = found and _read(found)
        yield read
        if not found or read is None or found.end() == len(text):
            return
        joint = _AND.match(text, found.end())
        if not joint or joint.end() == len(text):
            yield None
            return
        at = joint.end()


def _read(found: re.Match[str]) -> _Condition | None:
    name, operator = found["name"].lower(), found["op"] or "="
    texts = found["list"] or found["text"] or found["like"] or ""
    values = tuple(text[1:-1].replace("''", "'") for text in re.findall(_TEXT, texts))
    if found["like"] is not None:
        return values[0] if name == "text" and len(values[0]) <= LONGEST_WORDS else None
    if found["number"] is not None and name not in FACT_FIELDS:
        return Comparison(name, cast("Operator", operator), (float(found["number"]),))
    if not values or operator != "=" or name == "text":
        return None
    return (name, values) if name in FACT_FIELDS else Comparison(name, "=", tuple(sorted(set(values))))
