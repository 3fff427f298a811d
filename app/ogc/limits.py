"""How much a reader may ask of one filter: bounds that are checked before it is read or run."""

from __future__ import annotations

from typing import Any, Final

from pygeofilter import ast

from geodata.errors import InputError

LONGEST: Final = 8000  # characters of a filter
NESTED: Final = 40  # brackets within brackets
MOST_NODES: Final = 300  # conditions, properties and values together
LIKE_CHARACTERS: Final = 200  # of all patterns of LIKE together


def check_text(text: str) -> None:
    """Refuse a filter that is too long or too deeply nested to be read.

    Raises
    ------
    InputError
        If it is.
    """
    if len(text) > LONGEST:
        raise InputError(
            f"filter : {LONGEST} caractères au plus, {len(text)} reçus.",
            f"filter: at most {LONGEST} characters, {len(text)} given.",
        )
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    if deepest > NESTED:
        raise InputError(
            f"filter : {NESTED} parenthèses imbriquées au plus.", f"filter: at most {NESTED} nested brackets."
        )


def check_tree(tree: Any) -> None:  # noqa: ANN401 - pygeofilter's nodes have no common type
    """Refuse a filter of too many parts, or whose patterns are too long to be compared with every feature.

    Raises
    ------
    InputError
        If it is one.
    """
    waiting, nodes, compared = [tree], 0, 0
    while waiting:
        node = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise InputError(
                f"filter : {MOST_NODES} conditions et valeurs au plus.",
                f"filter: at most {MOST_NODES} conditions and values.",
            )
        if isinstance(node, ast.Like):
            compared += len(str(node.pattern))
        if isinstance(node, ast.Node):
            waiting += node.get_sub_nodes()
    if compared > LIKE_CHARACTERS:
        raise InputError(
            f"filter : {LIKE_CHARACTERS} caractères au plus dans les motifs de LIKE.",
            f"filter: at most {LIKE_CHARACTERS} characters in the patterns of LIKE.",
        )
