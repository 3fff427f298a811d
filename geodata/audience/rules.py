"""The rule set: tables, topics, layers and fields that an audience does not get, and how exact positions are.

It is a TOML file (``data/audience.toml``, or the one that ``ATLAS_AUDIENCE`` names) with a table for each
audience. What a narrower audience lacks, a wider one lacks too, and need not say again.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from geodata.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

Audience = Literal["public", "partner", "internal"]
#: From the widest, which gets least, to the narrowest.
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
#: In the data folder of one audience, what was withheld of it; with a dot, as it is not for that audience.
WITHHELD: Final = ".withheld.json"
#: Tables that may be withheld whole: kinds of facts. The others say what those refer to.
TABLES: Final = (
    *("statements", "finance", "staffing", "contributors", "facilities", "transmitters"),
    *("contacts", "projects", "conflicts"),
)
#: Sides of a square of the MGRS to whose middle positions may be moved, metres, by how they are written.
SQUARES: Final = {"10 km": 10_000, "1 km": 1_000, "100 m": 100}
MOST_DECIMALS: Final = 5
_LISTS: Final = ("tables", "topics", "layers", "fields")
_KEYS: Final = frozenset({*_LISTS, "decimals", "mgrs"})


@dataclass(frozen=True, slots=True)
class Rules:
    """What one audience does not get.

    Parameters
    ----------
    tables
        Kinds of facts, by the table in which they are entered (:data:`TABLES`).
    topics
        Topics of facts.
    layers
        Identifiers of layers.
    fields
        ``COLUMN`` of every table, ``TABLE.COLUMN`` (a column in both languages without its ending),
        ``joins.CODE`` for a joined column, ``layers.ID.FIELD``.
    decimals
        Decimals of a degree to which positions are rounded; None keeps them.
    mgrs
        Side (metres) of the MGRS square to whose middle positions are moved; 0 for none.
    """

    tables: frozenset[str] = field(default_factory=frozenset)
    topics: frozenset[str] = field(default_factory=frozenset)
    layers: frozenset[str] = field(default_factory=frozenset)
    fields: frozenset[str] = field(default_factory=frozenset)
    decimals: int | None = None
    mgrs: int = 0

    @property
    def withholds(self) -> bool:
        """Whether anything at all is withheld."""
        return self != Rules()

    @property
    def joins(self) -> frozenset[str]:
        """Codes of the joined columns that are withheld."""
        return frozenset(name[6:] for name in self.fields if name.startswith("joins."))

    def of_layer(self, layer: str) -> frozenset[str]:
        """Fields of one layer that are withheld."""
        start = f"layers.{layer}."
        return frozenset(name.removeprefix(start) for name in self.fields if name.startswith(start))

    def of_table(self, table: str, columns: list[str]) -> list[str]:
        """Return those columns of a table that are withheld."""
        named = {name.removeprefix(f"{table}.") for name in self.fields if not name.startswith("layers.")}
        return [name for name in columns if {name, name.removesuffix("_fr").removesuffix("_en")} & named]

    def with_those_of(self, other: Rules) -> Rules:
        """Return rules that withhold what either does."""
        known = [each for each in (self.decimals, other.decimals) if each is not None]
        return Rules(
            self.tables | other.tables,
            self.topics | other.topics,
            self.layers | other.layers,
            self.fields | other.fields,
            min(known) if known else None,
            max(self.mgrs, other.mgrs),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data, equal for equal rules."""
        return {key: sorted(value) if key in _LISTS else value for key, value in asdict(self).items()}


NOTHING: Final = Rules()


def read_rules(path: Path) -> dict[Audience, Rules]:
    """Read a rule file: all that each audience does not get, from the widest to the narrowest.

    Raises
    ------
    InputError
        If the file cannot be read, or names what there is not.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"Le fichier de règles « {path} » ne peut pas être lu : {error}.",
            f"The rule file “{path}” cannot be read: {error}.",
        ) from error
    for name in given:
        if name not in AUDIENCES:
            raise _unknown(path, name, AUDIENCES)
    found: dict[Audience, Rules] = {}
    so_far = NOTHING
    for audience in reversed(AUDIENCES):
        so_far = so_far.with_those_of(_rules(path, audience, given.get(audience, {})))
        found[audience] = so_far
    return {audience: found[audience] for audience in AUDIENCES}


def rules_from(given: dict[str, Any]) -> Rules:
    """Read what :meth:`Rules.to_dict` wrote."""
    lists = {name: frozenset(given[name]) for name in _LISTS}
    return Rules(**lists, decimals=given["decimals"], mgrs=given["mgrs"])


def _rules(path: Path, audience: str, given: object) -> Rules:
    """Read one table of the file."""
    if not isinstance(given, dict):
        raise _unknown(path, f"{audience} = {given!r}", (f"[{audience}]",))
    for name in given:
        if name not in _KEYS:
            raise _unknown(path, f"{audience}.{name}", sorted(_KEYS))
    lists = {name: _texts(path, f"{audience}.{name}", given.get(name, [])) for name in _LISTS}
    for name in lists["tables"] - set(TABLES):
        raise _unknown(path, name, TABLES)
    decimals, square = given.get("decimals"), given.get("mgrs", "")
    if decimals is not None and (type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS):
        raise _unknown(path, f"{audience}.decimals = {decimals!r}", ("0", "…", str(MOST_DECIMALS)))
    if square not in {"", *SQUARES}:
        raise _unknown(path, f"{audience}.mgrs = {square!r}", tuple(SQUARES))
    return Rules(**lists, decimals=decimals, mgrs=SQUARES.get(cast("str", square), 0))


def _texts(path: Path, name: str, given: object) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise _unknown(path, f"{name} = {given!r}", ('["…"]',))
    return frozenset(given)


def _unknown(path: Path, name: str, known: Any) -> InputError:  # noqa: ANN401 - texts
    listed = ", ".join(known)
    return InputError(
        f"Fichier de règles « {path} » : « {name[:60]} » ; attendu : {listed}.",
        f"Rule file “{path}”: “{name[:60]}”; expected: {listed}.",
    )
