"""A draft drawn as a layer, and a layer opened again as it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from app.panels.own.desk import choice_of, join_draft, the_register
from geodata.errors import NotFoundError
from layers.build.own import MOST_DRAWN, Wish, draw_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.panels.own.desk import Choice
    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store

_WISH: Final = "wish.json"


def add_layer(  # noqa: PLR0913 - a draft, whose it is, and how it is drawn
    store: Store, owner: str, name: str, choice: Choice, wish: Mapping[str, str], most: int = MOST_DRAWN
) -> Kept:
    """Draw a draft as a layer and keep it; a layer is drawn anew. Rows beyond ``most`` become tiles."""
    kept = store.owned(name, owner)
    title = (wish.get("title") or kept.title).strip()[:80] or kept.file
    unit = wish.get("unit") or ""
    drawn = Wish(title, kept.file, unit, wish.get("how") or "count", wish.get("column") or "")
    matched = join_draft(store, name, choice)
    files = draw_own(name, matched, drawn, the_register(store).tables, most)
    told = {"choice.json": orjson.dumps(choice), _WISH: orjson.dumps({**wish, "title": title})}
    return store.change(name, owner, title, {**files, **told})


def add_all(store: Store, owner: str, names: list[str], most: int = MOST_DRAWN) -> list[Kept]:
    """Add several drafts, each as it was guessed or changed."""
    return [
        add_layer(store, owner, name, choice_of(store, name), wish_of(store, name), most) for name in names
    ]


def wish_of(store: Store, name: str) -> dict[str, str]:
    """How a layer was drawn; of a draft, each row."""
    try:
        told: dict[str, str] = orjson.loads(store.read(name, _WISH))
    except NotFoundError:
        return {"title": store.get(name).title, "unit": "", "how": "count", "column": ""}
    return told
