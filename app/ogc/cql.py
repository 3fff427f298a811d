"""CQL2 filters: pygeofilter reads the text or the JSON, answered from a layer's features in memory."""

from __future__ import annotations

import datetime as dt
import operator
import re
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from lark import Lark
from pygeofilter import ast, values
from pygeofilter.backends.evaluator import Evaluator, handle
from pygeofilter.parsers import cql2_text
from pygeofilter.parsers.cql2_json import parse as parse_json
from pygeofilter.parsers.cql2_text.parser import CQLTransformer
from shapely.geometry import shape

from app.ogc.like import like_pattern
from app.ogc.limits import check_text, check_tree
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ogc.store import LayerStore

COMPARISONS = {
    ast.Equal: operator.eq,
    ast.NotEqual: operator.ne,
    ast.LessThan: operator.lt,
    ast.LessEqual: operator.le,
    ast.GreaterThan: operator.gt,
    ast.GreaterEqual: operator.ge,
}
SPATIAL = {
    ast.GeometryIntersects: shapely.intersects,
    ast.GeometryDisjoint: shapely.disjoint,
    ast.GeometryContains: shapely.contains,
    ast.GeometryWithin: shapely.within,
    ast.GeometryTouches: shapely.touches,
    ast.GeometryCrosses: shapely.crosses,
    ast.GeometryOverlaps: shapely.overlaps,
    ast.GeometryEquals: shapely.equals,
}
#: pygeofilter's grammar gives AND and OR one rank, ends a text at its first quote and wants names of
#: two letters; CQL2 ranks AND above OR, doubles the quote inside a text and has short names.
MENDED = (
    (
        re.compile(r"\?condition: condition_1.*?-> or_\n", re.DOTALL),
        (
            '?condition: all_of\n          | condition "OR"i all_of -> or_\n\n'
            '?all_of: condition_1\n          | all_of "AND"i condition_1 -> and_\n'
        ),
    ),
    (re.compile(r"SINGLE_QUOTED: .*"), "SINGLE_QUOTED: /'(?:[^']|'')*'/"),
    (re.compile(r"/\[a-zA-Z\]\[a-zA-Z_:0-9\.\]\+/"), "/[a-zA-Z][a-zA-Z_:0-9.]*/"),
)


class _Transformer(CQLTransformer):  # type: ignore[misc]
    def SINGLE_QUOTED(self, token: str) -> str:  # noqa: N802 - named as the grammar's terminal
        return token[1:-1].replace("''", "'")


@cache
def _parser() -> Lark:
    folder = Path(cql2_text.__file__).parent
    grammar = (folder / "grammar.lark").read_text("utf-8")
    for pattern, better in MENDED:
        grammar, count = pattern.subn(better.replace("\\", r"\\"), grammar)
        assert count == 1, pattern.pattern
    return Lark(
        grammar,
        parser="lalr",
        maybe_placeholders=False,
        transformer=_Transformer(),
        import_paths=[str(folder.parent)],
    )


@lru_cache(maxsize=32)
def read_filter(text: str) -> Any:  # noqa: ANN401 - pygeofilter's nodes have no common type
    """Read a CQL2 filter, as JSON if it begins with a brace, else as text.

    Raises
    ------
    InputError
        If it cannot be read, or is too large (:mod:`app.ogc.limits`).
    """
    check_text(text)
    try:
        tree = parse_json(text) if text.lstrip().startswith("{") else _parser().parse(text)
    except Exception as error:  # the parsers raise many kinds, some of them built-in
        shown = text[:60]
        raise InputError(
            f"filter = « {shown} » : ce n’est pas du CQL2 (texte ou JSON).",
            f"filter = “{shown}”: not CQL2 (text or JSON).",
        ) from error
    check_tree(tree)
    return tree


def matching(tree: Any, store: LayerStore) -> np.ndarray[Any, Any]:  # noqa: ANN401 - as above
    """Which features a filter selects; a comparison with what is not known is false, and so is its negation.

    Raises
    ------
    InputError
        If the filter names an unknown property, or asks for something that is not offered.
    """
    try:
        found = _Answers(store).evaluate(tree)
    except (NotImplementedError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise InputError(
            "filter : cette expression n’est pas prise en charge.",
            "filter: this expression is not supported.",
        ) from error
    if not isinstance(found, _Verdict):
        raise InputError("filter : une condition est attendue.", "filter: a condition is expected.")
    return found.true


class _Verdict:
    """Three-valued answers: for which features a condition is true, and for which it is false."""

    def __init__(self, true: np.ndarray[Any, Any], false: np.ndarray[Any, Any]) -> None:
        self.true, self.false = true, false

    def negated(self, wanted: object = True) -> _Verdict:  # noqa: FBT002 - reads well
        return _Verdict(self.false, self.true) if wanted else self


class _Answers(Evaluator):  # type: ignore[misc]
    """Evaluates each node to a verdict, a list with a value a feature, or a constant."""

    def __init__(self, store: LayerStore) -> None:
        self.store, self.count = store, len(store.features)

    def adopt(self, node: Any, *_args: Any) -> Any:  # noqa: ANN401
        """Constants stand for themselves."""
        if isinstance(node, dt.datetime):
            return node.date().isoformat()
        if isinstance(node, dt.date):
            return node.isoformat()
        if isinstance(node, (str, int, float, bool)):
            return node
        raise NotImplementedError(type(node).__name__)

    @handle(ast.Attribute)
    def attribute(self, node: Any) -> list[Any]:  # noqa: ANN401
        if node.name in {"geometry", "geom"}:
            return self.store.shapes
        if node.name == "id":
            return [feature["id"] for feature in self.store.features]
        if node.name not in self.store.kinds:
            raise InputError(
                f"filter : propriété inconnue « {node.name[:40]} ».",
                f"filter: unknown property “{node.name[:40]}”.",
            )
        return [feature["properties"][node.name] for feature in self.store.features]

    @handle(values.Geometry)
    def geometry(self, node: Any) -> Any:  # noqa: ANN401
        return shape({key: node.geometry[key] for key in ("type", "coordinates")})

    @handle(values.Envelope)
    def envelope(self, node: Any) -> Any:  # noqa: ANN401
        return shapely.box(
            min(node.x1, node.x2), min(node.y1, node.y2), max(node.x1, node.x2), max(node.y1, node.y2)
        )

    @handle(ast.Function)
    def function(self, node: Any, *arguments: Any) -> Any:  # noqa: ANN401
        if node.name not in {"lower", "casei"} or len(arguments) != 1:
            raise NotImplementedError(node.name)
        [argument] = arguments
        if isinstance(argument, str):
            return argument.lower()
        return [value.lower() if isinstance(value, str) else None for value in argument]

    @handle(*COMPARISONS)
    def comparison(self, node: Any, left: Any, right: Any) -> _Verdict:  # noqa: ANN401
        return self._each(COMPARISONS[type(node)], left, right)

    @handle(ast.Between)
    def between(self, node: Any, value: Any, low: Any, high: Any) -> _Verdict:  # noqa: ANN401
        return self._each(lambda v, a, b: a <= v <= b, value, low, high).negated(node.not_)

    @handle(ast.In)
    def among(self, node: Any, value: Any, *options: Any) -> _Verdict:  # noqa: ANN401
        return self._each(lambda v, *given: v in given, value, *options).negated(node.not_)

    @handle(ast.Like)
    def like(self, node: Any, value: Any) -> _Verdict:  # noqa: ANN401
        if not isinstance(node.pattern, str):
            raise NotImplementedError("a pattern is written, not computed")
        pattern = like_pattern(node.pattern, nocase=bool(node.nocase))
        return self._each(lambda v: pattern.fullmatch(str(v)) is not None, value).negated(node.not_)

    @handle(ast.IsNull)
    def is_null(self, node: Any, value: Any) -> _Verdict:  # noqa: ANN401
        known = np.array([v is not None for v in self._spread(value)], dtype=bool)
        return _Verdict(~known, known).negated(node.not_)

    @handle(ast.And)
    def both(self, _node: Any, left: _Verdict, right: _Verdict) -> _Verdict:  # noqa: ANN401
        return _Verdict(left.true & right.true, left.false | right.false)

    @handle(ast.Or)
    def either(self, _node: Any, left: _Verdict, right: _Verdict) -> _Verdict:  # noqa: ANN401
        return _Verdict(left.true | right.true, left.false & right.false)

    @handle(ast.Not)
    def negation(self, _node: Any, condition: _Verdict) -> _Verdict:  # noqa: ANN401
        return condition.negated()

    @handle(*SPATIAL)
    def spatial(self, node: Any, left: Any, right: Any) -> _Verdict:  # noqa: ANN401
        known = np.array([s is not None for s in self._spread(left)], dtype=bool)
        known &= np.array([s is not None for s in self._spread(right)], dtype=bool)
        found = SPATIAL[type(node)](np.array(self._spread(left)), np.array(self._spread(right)))
        return _Verdict(found & known, ~found & known)

    @handle(ast.BBox)
    def bbox(self, node: Any, _value: Any) -> _Verdict:  # noqa: ANN401
        found = self.store.inside([float(v) for v in (node.minx, node.miny, node.maxx, node.maxy)])
        known = np.array([s is not None for s in self.store.shapes], dtype=bool)
        return _Verdict(found, ~found & known)

    @handle(ast.TimeBefore, ast.TimeAfter, ast.TimeEquals)
    def temporal(self, node: Any, left: Any, right: Any) -> _Verdict:  # noqa: ANN401
        compared = {ast.TimeBefore: operator.lt, ast.TimeAfter: operator.gt, ast.TimeEquals: operator.eq}
        return self._each(compared[type(node)], left, right)

    def _spread(self, value: Any) -> list[Any]:  # noqa: ANN401
        return value if isinstance(value, list) else [value] * self.count

    def _each(self, test: Callable[..., bool], *operands: Any) -> _Verdict:  # noqa: ANN401
        """Test every feature; a missing operand leaves it neither true nor false."""
        true, false = np.zeros(self.count, dtype=bool), np.zeros(self.count, dtype=bool)
        if any(isinstance(operand, _Verdict) for operand in operands):
            raise NotImplementedError("conditions are not compared")
        rows = (each if isinstance(each, list) else repeat(each, self.count) for each in operands)
        for rank, row in enumerate(zip(*rows, strict=True)):
            if None not in row:
                (true if test(*row) else false)[rank] = True
        return _Verdict(true, false)
