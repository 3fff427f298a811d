"""What the panel does with a reader's table, between store and join; it runs where things are computed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import orjson
import pandas as pd

from geodata.errors import InputError, NotFoundError
from geodata.own.corrections import Corrections, read_corrections
from geodata.own.join import read_knowing
from geodata.own.limits import Limits
from geodata.own.locating.columns import role_of
from geodata.own.locating.guess import Guess, guess
from geodata.own.match import Matched, match
from geodata.own.naming.keys import key
from geodata.own.naming.register import Register, register_of
from geodata.own.reading.apart import read_apart
from geodata.own.reading.model import Reading
from geodata.tables import DATA_FOLDER, Tables
from geodata.text import LANGS, Text
from layers.build.own import PRECISIONS, Wish, draw_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store

#: What the explorer takes; the command line takes more.
LIMITS: Final = Limits(
    bytes=5_000_000, unpacked_bytes=100_000_000, rows=10_000, columns=200, vertices=300_000, seconds=20
)
#: What the browser sends of a file that is larger (``app/web/page/own.ts``).
TOO_LARGE: Final = "data:large"
#: Places offered for what is typed.
OFFERED: Final = 8
_FRAME, _READING, _CORRECTIONS = "source.parquet", "reading.json", "corrections.csv"


@dataclass(frozen=True, slots=True)
class Choice:
    """How the rows are located, as the reader has it: columns, empty for none."""

    name: str = ""
    parents: tuple[str, ...] = ()
    lon: str = ""
    lat: str = ""
    other: str = ""
    date: str = ""


@lru_cache(maxsize=4)
def register_at(data: Path) -> Register:
    """The places of a data folder, read once."""
    return register_of(Tables(data))


def the_register(store: Store) -> Register:
    """The places to which the tables of a store are joined."""
    return register_at(Path(store.data) if store.data else DATA_FOLDER)


def content_of(data_url: str, name: str) -> bytes:
    """Return the bytes that the browser sent of a file; it sends none of a file that is too large.

    Raises
    ------
    InputError
        If they are none, or too many.
    """
    if data_url == TOO_LARGE:
        LIMITS.check("bytes", float("inf"), name)
    _, found, text = data_url.partition(";base64,")
    try:
        return base64.b64decode(text if found else "", validate=True)
    except binascii.Error:
        raise InputError(
            "Le fichier n’est pas arrivé entier : choisissez-le de nouveau.",
            "The file did not arrive whole: choose it again.",
        ) from None


def receive(store: Store, owner: str, data: bytes, name: str) -> Kept:
    """Read a file in a process beside, and keep it as a draft with the corrections of its like."""
    name = name.replace("\\", "/").rpartition("/")[2][:100] or "table"
    folder = Path(store.data) if store.data else DATA_FOLDER
    reading = read_apart(data, name, LIMITS, read=read_knowing, folder=folder)
    if not len(reading.frame):
        raise InputError(f"« {name} » n’a aucune ligne.", f"“{name}” has no row.")
    stream = io.BytesIO()
    reading.frame.to_parquet(stream, index=False)
    told = {
        "name": reading.name,
        "form": reading.form,
        "lines": reading.lines,
        "tags": reading.tags,
        "notes": [[note.fr, note.en] for note in reading.notes],
    }
    files = {_FRAME: stream.getvalue(), _READING: orjson.dumps(told)}
    shape = _shape(reading)
    if earlier := store.alike(owner, shape):
        files[_CORRECTIONS] = store.read(earlier.id, _CORRECTIONS)
    return store.add(owner, name.rpartition(".")[0] or name, name, files, shape)


def _shape(reading: Reading) -> str:
    """A digest of the headings: files of one shape share corrections."""
    headings = "\n".join(sorted(map(str, reading.frame.columns)))
    return hashlib.sha256(headings.encode()).hexdigest()


@lru_cache(maxsize=4)
def read_draft(store: Store, name: str) -> Reading:
    """Return the table of a draft; what was read never changes."""
    told: dict[str, Any] = orjson.loads(store.read(name, _READING))
    content = io.BytesIO(store.read(name, _FRAME))
    is_layer = b'"geo"' in content.getvalue()[-200_000:]
    frame = gpd.read_parquet(content) if is_layer else pd.read_parquet(content)
    notes = tuple(Text(fr, en) for fr, en in told["notes"])
    return Reading(told["name"], told["form"], frame, tuple(told["lines"]), told["tags"], notes)


def first_choice(store: Store, reading: Reading) -> tuple[Choice, Guess]:
    """How the rows seem to be located."""
    found = guess(reading, the_register(store))
    other = found.wkt or found.mgrs or found.position or (found.pcodes[-1] if found.pcodes else "")
    parents = tuple(column for column, _ in found.parents)
    return Choice(found.name, parents, found.lon, found.lat, other, found.date), found


def guess_of(store: Store, reading: Reading, choice: Choice) -> Guess:
    """Return the guess as the reader changed it.

    Raises
    ------
    InputError
        If a column is not there.
    """
    first, found = first_choice(store, reading)
    if choice == first:
        return found
    told = guess(reading, the_register(store), choice.name, choice.parents)
    both = choice.lon and choice.lat
    told = replace(
        told,
        name=choice.name,
        level=told.level if choice.name else "",
        parents=told.parents if choice.parents else (),
        lon=choice.lon if both else "",
        lat=choice.lat if both else "",
        date=choice.date,
    )
    return told if choice.other == first.other else _with_other(told, reading, choice.other)


def _with_other(found: Guess, reading: Reading, column: str) -> Guess:
    """Take another column for the position or code of rows, by what its heading says that it holds."""
    bare = replace(found, wkt="", mgrs="", position="", pcodes=())
    role = role_of(column, reading.tags.get(column, ""))[0] if column else "none"
    if role == "none":
        return bare
    if role == "pcode":
        return replace(bare, pcodes=(column,))
    if role == "wkt":
        return replace(bare, wkt=column)
    return replace(bare, mgrs=column) if role == "mgrs" else replace(bare, position=column)


def corrections_of(store: Store, name: str) -> bytes:
    """The corrections of a draft as they lie; empty if there are none."""
    try:
        return store.read(name, _CORRECTIONS)
    except NotFoundError:
        store.get(name)
        return b""


@lru_cache(maxsize=4)
def matched_of(store: Store, name: str, choice: Choice, corrections: bytes) -> Matched:
    """Join a draft."""
    register = the_register(store)
    reading = read_draft(store, name)
    kept = read_corrections(corrections, register) if corrections else Corrections()
    return match(reading, guess_of(store, reading, choice), register, kept)


def join_draft(store: Store, name: str, choice: Choice) -> Matched:
    """Join a draft with its corrections."""
    return matched_of(store, name, choice, corrections_of(store, name))


def correct(store: Store, owner: str, name: str, choice: Choice, row: int, place: str) -> int:  # noqa: PLR0913
    """Keep which place the text of a row means (``-`` for none); return how many corrections there are.

    Raises
    ------
    InputError
        If there is no such row or place.
    """
    matched = join_draft(store, name, choice)
    register = the_register(store)
    if not 0 <= row < len(matched.texts) or (place != "-" and place not in register.number):
        raise InputError(
            f"Ligne ou lieu inconnu : « {place[:40]} ».", f"Unknown row or place: “{place[:40]}”."
        )
    before = corrections_of(store, name)
    kept = read_corrections(before, register) if before else Corrections()
    kept = kept.and_this(matched.texts[row], matched.parents[row], place)
    store.write(name, owner, {_CORRECTIONS: kept.to_csv().encode()})
    return len(kept.rows)


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


def add_layer(store: Store, owner: str, name: str, choice: Choice, wish: Mapping[str, str]) -> Kept:
    """Draw a draft as a layer and keep it as one."""
    kept = store.owned(name, owner)
    title = (wish.get("title") or kept.title).strip()[:80] or kept.file
    unit = wish.get("unit") or ""
    drawn = Wish(title, kept.file, unit, wish.get("how") or "count", wish.get("column") or "")
    matched = join_draft(store, name, choice)
    files = draw_own(name, matched, drawn, the_register(store).tables)
    return store.change(name, owner, title, {**files, "choice.json": orjson.dumps(choice)})


def choice_of(store: Store, name: str) -> Choice:
    """How the rows of a layer were located when it was added; of a draft, as guessed."""
    try:
        told = orjson.loads(store.read(name, "choice.json"))
    except NotFoundError:
        return first_choice(store, read_draft(store, name))[0]
    return Choice(**{**told, "parents": tuple(told["parents"])})


def keep_choice(store: Store, owner: str, name: str, choice: Choice) -> None:
    """Keep how a draft's rows are located, so that its files say the same as the panel."""
    if not store.owned(name, owner).is_layer and choice != choice_of(store, name):
        store.write(name, owner, {"choice.json": orjson.dumps(choice)})


def names_of(store: Store, ids: set[str]) -> dict[str, Text]:
    """Names of places by identifier, each with what holds it."""
    register = the_register(store)
    return {place: place_words(register, register.number[place]) for place in ids if place in register.number}
