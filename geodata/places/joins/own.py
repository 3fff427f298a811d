"""A reader's own rows among the joins: loaded when it is first called, as it reads files of every form."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.own.join import Joined


def join(source: Any, *arguments: Any, **options: Any) -> Joined:  # noqa: ANN401 - those of the function named
    """Join a frame or a file of one's own to the places, see :func:`geodata.own.join.join`."""
    joined: Joined = import_module("geodata.own.join").join(source, *arguments, **options)
    return joined
