"""What the panel does with a reader's table, between store and join; it runs where things are computed."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from geodata.errors import InputError, NotFoundError
from geodata.own.corrections import Corrections, read_corrections
from geodata.own.keeping.tables import (
    CORRECTIONS,
    UPLOAD,
    Received,
    fetch_to_keep,
    kept_reading,
    read_to_keep,
)
from geodata.own.limits import DEFAULT
from geodata.own.locating.columns import role_of
from geodata.own.locating.guess import Guess, guess
from geodata.own.match import Matched, match
from geodata.own.naming.register import Register, register_of
from geodata.own.reading.apart import read_apart
from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store
    from geodata.own.limits import Limits
    from geodata.own.reading.model import Reading

#: What the browser sends of a file that is larger (``app/web/page/own.ts``).
TOO_LARGE: Final = "data:large"
_CHOICE: Final = "choice.json"


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
    return register_at(_folder(store))


def _folder(store: Store) -> Path:
    return Path(store.data) if store.data else DATA_FOLDER


def content_of(data_url: str, name: str, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes that the browser sent of a file; it sends none of a file that is too large.

    Raises
    ------
    InputError
        If they are none, or too many.
    """
    if data_url == TOO_LARGE:
        limits.check("bytes", float("inf"), name)
    _, found, text = data_url.partition(";base64,")
    try:
        return base64.b64decode(text if found else "", validate=True)
    except binascii.Error:
        raise InputError(
            "Le fichier n’est pas arrivé entier : choisissez-le de nouveau.",
            "The file did not arrive whole: choose it again.",
        ) from None


def receive(  # noqa: PLR0913 - a file, whose it is, and what is asked of it
    store: Store, owner: str, data: bytes, name: str, limits: Limits = DEFAULT, *, sheet: str = ""
) -> Kept:
    """Read a file in a process beside, and keep it as a draft with the corrections of its like."""
    name = name.replace("\\", "/").rpartition("/")[2][:100] or "table"
    received = read_apart(data, name, limits, read=read_to_keep, sheet=sheet, folder=_folder(store))
    return _keep(store, owner, received)


def fetch(store: Store, owner: str, address: str, limits: Limits, allowed: tuple[str, ...]) -> Kept:
    """Read a layer by its address in a process beside, and keep it as a draft."""
    given = address.encode("utf-8", "replace")[:2_000]
    return _keep(store, owner, read_apart(given, "", limits, read=fetch_to_keep, allowed=allowed))


def other_sheet(store: Store, owner: str, kept: Kept, sheet: str, limits: Limits) -> Kept:
    """Read another table of the file of a draft; the draft is replaced, a layer is not."""
    data = store.read(store.owned(kept.id, owner).id, UPLOAD)
    fresh = receive(store, owner, data, kept.file, limits, sheet=sheet)
    if not kept.is_layer:
        store.delete(kept.id, owner)
    return fresh


def _keep(store: Store, owner: str, received: Received) -> Kept:
    files = dict(received.files)
    if earlier := store.alike(owner, received.shape):
        files[CORRECTIONS] = store.read(earlier.id, CORRECTIONS)
    name = received.name
    return store.add(owner, name.rpartition(".")[0] or name, name, files, received.shape)


@lru_cache(maxsize=2)
def read_draft(store: Store, name: str) -> Reading:
    """Return the table of a draft; what was read never changes."""
    return kept_reading(store, name)


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
        return store.read(name, CORRECTIONS)
    except NotFoundError:
        store.get(name)
        return b""


@lru_cache(maxsize=2)
def matched_of(store: Store, name: str, choice: Choice, corrections: bytes) -> Matched:
    """Join a draft."""
    register = the_register(store)
    reading = read_draft(store, name)
    kept = read_corrections(corrections, register) if corrections else Corrections()
    return match(reading, guess_of(store, reading, choice), register, kept)


def join_draft(store: Store, name: str, choice: Choice) -> Matched:
    """Join a draft with its corrections."""
    return matched_of(store, name, choice, corrections_of(store, name))


def accept_known(store: Store, owner: str, name: str, choice: Choice) -> int:
    """Take all names that were found but are unsure for the places that they bear; return how many."""
    matched = join_draft(store, name, choice)
    register = the_register(store)
    kept = _corrections(store, name)
    known = {
        (matched.texts[n], matched.parents[n]): register.places[found.suggestion].id
        for n, found in enumerate(matched.found)
        if found.rule == "unsure" and found.suggestion >= 0
    }
    for (text, parents), place in known.items():
        kept = kept.and_this(text, parents, place)
    store.write(name, owner, {CORRECTIONS: kept.to_csv().encode()})
    return len(kept.rows)


def _corrections(store: Store, name: str) -> Corrections:
    before = corrections_of(store, name)
    return read_corrections(before, the_register(store)) if before else Corrections()


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
    kept = _corrections(store, name)
    kept = kept.and_this(matched.texts[row], matched.parents[row], place)
    store.write(name, owner, {CORRECTIONS: kept.to_csv().encode()})
    return len(kept.rows)


def choice_of(store: Store, name: str) -> Choice:
    """How the rows of a layer were located when it was added; of a draft, as guessed."""
    try:
        told = orjson.loads(store.read(name, _CHOICE))
    except NotFoundError:
        return first_choice(store, read_draft(store, name))[0]
    return Choice(**{**told, "parents": tuple(told["parents"])})


def keep_choice(store: Store, owner: str, name: str, choice: Choice) -> None:
    """Keep how a draft's rows are located, so that its files say the same as the panel."""
    if not store.owned(name, owner).is_layer and choice != choice_of(store, name):
        store.write(name, owner, {_CHOICE: orjson.dumps(choice)})
