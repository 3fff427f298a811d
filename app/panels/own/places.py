"""Places that the panel offers for a row, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.panels.own.desk import the_register
from geodata.own.naming.keys import key
from geodata.text import LANGS, Text
from layers.build.own import PRECISIONS

if TYPE_CHECKING:
    from geodata.own.keeping.store import Store
    from geodata.own.naming.register import Register

#: Places offered for what is typed.
OFFERED: Final = 8


def places_like(store: Store, text: str) -> list[tuple[str, Text]]:
    """Places whose name begins with, or holds, what was typed: identifier, and name with what holds it."""
    register, wanted = the_register(store), key(text)
    if len(wanted) < 2:
        return []
    ranked = sorted(
        (0 if name == wanted else 1 if name.startswith(wanted) else 2, len(name), name)
        for name in register.names
        if wanted in name
    )
    towns_first = [
        (rank, register.places[each.place].level != "point", length, each.place)
        for rank, length, name in ranked[:40]
        for each in register.by_key[name]
    ]
    numbers = dict.fromkeys(number for *_, number in sorted(towns_first))
    told: dict[Text, str] = {}  # a place of two sources is offered once
    for number in numbers:
        told.setdefault(place_words(register, number), register.places[number].id)
    return [(place, words) for words, place in list(told.items())[:OFFERED]]


def place_words(register: Register, number: int) -> Text:
    """A place's name, with its level where the name does not say it, its cercle and region."""
    place = register.places[number]
    holders = [
        register.places[register.number[unit]]
        for unit in (place.cercle, place.region)
        if unit in register.number and unit != place.id
    ]
    level = PRECISIONS[place.level] if place.level in {"commune", "zone", "airport"} else None
    parts = {lang: [level.get(lang)] if level else [] for lang in LANGS}
    for lang in LANGS:
        parts[lang] += [getattr(each, f"name_{lang}") for each in holders]
    if not parts["fr"]:
        return Text(place.name_fr, place.name_en)
    return Text(f"{place.name_fr} ({', '.join(parts['fr'])})", f"{place.name_en} ({', '.join(parts['en'])})")


def names_of(store: Store, ids: set[str]) -> dict[str, Text]:
    """Names of places by identifier, each with what holds it."""
    register = the_register(store)
    return {place: place_words(register, register.number[place]) for place in ids if place in register.number}
