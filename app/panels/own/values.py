"""What the callbacks of the panel share: the choice that its selects make, and how a refusal is said."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from dash import Input, State, no_update

from app.panels.own import screen
from geodata.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.panels.own.desk import Choice
    from geodata.text import Lang

#: The selects that say how rows are located, in the order of :class:`app.panels.own.desk.Choice`.
CHOICE: Final = ("name", "parents", "lon", "lat", "other", "date")
#: What may take a while, each with a line of its own.
UNDER_WAY: Final = ("reading", "opening", "joining", "adding")


def telling(count: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Have a callback's last output say what was refused; the other ``count`` then stay as they are."""

    def around(act: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(act)
        def acted(*given: Any) -> Any:  # noqa: ANN401
            lang: Lang = "en" if given[-1] == "en" else "fr"
            try:
                return act(*given[:-1], lang)
            except AtlasError as error:
                return (*[no_update] * count, screen.said(error.text.get(lang)))

        return acted

    return around


def choice_of(values: tuple[Any, ...]) -> Choice:
    """Return what the selects say, in the order of :data:`CHOICE`."""
    from app.panels.own.desk import Choice  # noqa: PLC0415

    name, parents, lon, lat, other, date = values
    return Choice(name or "", tuple(parents or ()), lon or "", lat or "", other or "", date or "")


def choices(kind: type[Input | State]) -> list[Any]:
    """Return the selects as what a callback takes."""
    return [kind(f"own-{key}", "value") for key in CHOICE]
