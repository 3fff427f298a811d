"""A draft drawn as a layer, and a layer opened again as it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from app.panels.own.desk import choice_of, join_draft, the_register
from geodata.errors import InputError, NotFoundError
from layers.build.own import Wish, draw_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.panels.own.desk import Choice
    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store

#: Rows that the map draws one by one: more are gathered by unit.
MOST_DRAWN: Final = 10_000
_WISH: Final = "wish.json"


def add_layer(store: Store, owner: str, name: str, choice: Choice, wish: Mapping[str, str]) -> Kept:
    """Draw a draft as a layer and keep it as one; a layer is drawn anew.

    Raises
    ------
    InputError
        If it has more rows than the map draws one by one.
    """
    kept = store.owned(name, owner)
    title = (wish.get("title") or kept.title).strip()[:80] or kept.file
    unit = wish.get("unit") or ""
    drawn = Wish(title, kept.file, unit, wish.get("how") or "count", wish.get("column") or "")
    matched = join_draft(store, name, choice)
    rows = len(matched.texts)
    if not unit and rows > MOST_DRAWN:
        raise InputError(
            f"La carte dessine {MOST_DRAWN} lignes une à une au plus, et ce tableau en a {rows} : "
            "choisissez de les dessiner par commune, cercle, région ou secteur.",
            f"The map draws at most {MOST_DRAWN} rows one by one, and this table has {rows}: "
            "choose to draw them by commune, cercle, region or sector.",
        )
    files = draw_own(name, matched, drawn, the_register(store).tables)
    told = {"choice.json": orjson.dumps(choice), _WISH: orjson.dumps({**wish, "title": title})}
    return store.change(name, owner, title, {**files, **told})


def add_all(store: Store, owner: str, names: list[str]) -> list[Kept]:
    """Add several drafts, each as it was guessed or changed."""
    return [add_layer(store, owner, name, choice_of(store, name), wish_of(store, name)) for name in names]


def wish_of(store: Store, name: str) -> dict[str, str]:
    """How a layer was drawn; of a draft, each row, or communes where rows are too many."""
    try:
        told: dict[str, str] = orjson.loads(store.read(name, _WISH))
    except NotFoundError:
        kept = store.get(name)
        rows = len(join_draft(store, name, choice_of(store, name)).texts)
        unit = "commune" if rows > MOST_DRAWN else ""
        return {"title": kept.title, "unit": unit, "how": "count", "column": ""}
    return told
