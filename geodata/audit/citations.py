"""Whether each figure, and each place, stands in the document near the line that its row cites.

The documents are text files beside the checkout (``../shared/seeds``); nothing here is needed to
run the explorer. Lines count from 1; "near" counts lines that are not blank.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geodata.places.gazetteer import fold, split_kind
from geodata.places.nation import NATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Tables

Documents = dict[str, list[str]]
SEEDS_VARIABLE = "ATLAS_SEEDS"
REACH = 3
PLACE_REACH = 10
_UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_OTHER_WORDS = {
    0: "aucun aucune nul nulle",
    1: "une premier première seul seule unique",
    2: "double deuxième second seconde",
    3: "triple troisième",
    4: "quatrième",
    10: "dizaine",
    12: "douzaine",
    15: "quinzaine",
    18: "dix-huit",
    60: "soixantaine",
    100: "cent totalité centaine",
}
_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Miscited:
    """A fact whose figure or place does not stand near the line it cites.

    Parameters
    ----------
    fact
        Identifier of the fact.
    source, line
        The document and its line.
    missing
        The figure or the place that was not found.
    """

    fact: str
    source: str
    line: int
    missing: str


def find_seeds(root: Path) -> Path | None:
    """Folder of the documents' text files, if present.

    Parameters
    ----------
    root
        The project's folder. ``ATLAS_SEEDS`` in the environment comes first, then
        ``../shared/seeds`` beside the project.
    """
    named = os.environ.get(SEEDS_VARIABLE)
    folder = Path(named) if named else root.parent / "shared" / "seeds"
    return folder if folder.is_dir() else None


def read_documents(folder: Path) -> Documents:
    """Read the documents: source id to lines, with an empty line 0 so that lines count from 1."""
    files = sorted(folder.glob("*.txt"))
    return {path.name[:3]: ["", *path.read_text("utf-8").split("\n")] for path in files}


def nearby(lines: list[str], line: int, reach: int = REACH) -> str:
    """Join a line with the lines around it, as one text.

    Parameters
    ----------
    lines
        A document; line 0 is unused.
    line
        The line cited.
    reach
        How many lines that are not blank are taken on each side.

    Examples
    --------
    >>> nearby(["", "a", "", "b", "c", "d"], 3, reach=1)
    'a b c'
    """
    before = [text for text in lines[1:line] if text.strip()][-reach:] if reach else []
    after = [text for text in lines[line + 1 :] if text.strip()][:reach]
    return " ".join(part.strip() for part in (*before, lines[line], *after))


def stated_numbers(text: str) -> set[float]:
    """Every number that a text can be read to state, in any of the documents' notations.

    Notes
    -----
    Groups of three digits may be set apart by spaces or commas (``12 362``, ``257,000``), a comma
    or point may begin decimals (``93,02``), numbers may be glued by one space (``825 766`` reads
    as 825766, 825 and 766) or printed twice by the extraction (``341341`` reads as 341).

    Examples
    --------
    >>> sorted(stated_numbers("257,000 femmes"))
    [0.0, 257.0, 257000.0]
    >>> 29079.0 in stated_numbers("29 07929 079 participants")
    True
    """
    found: set[float] = set()
    for run in _NUMBER.findall(text):
        joined = re.sub(r"\D", "", run)
        half = len(joined) // 2
        if half >= 3 and joined[:half] == joined[half:]:
            found.add(float(joined[:half]))
        found |= set(_readings(re.split(r"([ .,\u00a0\u202f])", run)))
    return found


def _readings(parts: list[str]) -> Iterator[float]:
    """Numbers read from every stretch of a run: ``parts`` alternates digits and separators."""
    digits, marks = parts[::2], parts[1::2]
    for first in range(len(digits)):
        whole = digits[first]
        yield float(whole)
        for last in range(first + 1, len(digits)):
            if marks[last - 1] in ",.":
                yield float(f"{whole}.{digits[last]}")
            if len(digits[last]) != 3 or len(digits[first]) > 3:
                break
            whole += digits[last]
            yield float(whole)


def number_words() -> dict[str, int]:
    """French words and the small numbers they state.

    Examples
    --------
    >>> number_words()["trente-deux"], number_words()["dix-sept"]
    (32, 17)
    """
    words = {word: number for number, word in enumerate(_UNITS)}
    words |= {f"dix-{_UNITS[n - 10]}": n for n in (17, 18, 19)}
    for ten, name in _TENS.items():
        words |= {name: ten, f"{name} et un": ten + 1, f"{name}aine": ten}
        words |= {f"{name}-{_UNITS[n]}": ten + n for n in range(2, 10)}
    for number, listed in _OTHER_WORDS.items():
        words |= dict.fromkeys(listed.split(), number)
    return words


_WORDS = number_words()


def states(text: str, value: float) -> bool:
    """Whether a text states a value, in figures or (small whole numbers) in words.

    The sign is not looked for: tables write losses between brackets or with a dash.

    Examples
    --------
    >>> states("les 1 691 policiers", 1691), states("trois ateliers", 3), states("12,4 %", 12.5)
    (True, True, False)
    """
    wanted = abs(value)
    if any(math.isclose(wanted, number, rel_tol=1e-9) for number in stated_numbers(text)):
        return True
    spoken = re.findall(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*", text.lower())
    return wanted in {_WORDS[word] for word in spoken if word in _WORDS}


def find_miscited(tables: Tables, documents: Documents) -> Iterator[Miscited]:
    """List the facts whose figure does not stand near their line.

    Facts named in the table ``exceptions``, each with its reason, are left out.
    """
    excepted = set(tables["exceptions"]["fact"])
    for fact in tables["facts"].itertuples():
        lines = documents.get(str(fact.source), [])
        if fact.id in excepted:
            continue
        if not 1 <= fact.line < len(lines):
            yield Miscited(str(fact.id), str(fact.source), int(fact.line), "line")
        elif not pd.isna(fact.value) and not states(nearby(lines, fact.line), fact.value):
            yield Miscited(str(fact.id), str(fact.source), int(fact.line), f"{fact.value:.12g}")


def find_unnamed(tables: Tables, documents: Documents) -> Iterator[Miscited]:
    """List the facts whose place is not named near their line, in any of its spellings.

    Only places that are named as such are looked for: not the country, which every document is
    about, nor a zone, which documents describe in many ways ("dans le nord et le centre").
    """
    places = tables["places"].set_index("id", drop=False)
    sought = set(places.index[~places["kind"].isin(["zone", "sector"])]) - {NATION}
    excepted = set(tables["exceptions"]["fact"])
    for fact in tables["facts"].itertuples():
        named = [str(fact.place)] if fact.place else str(fact.group).split("+")
        text = f" {fold(nearby(documents[str(fact.source)], fact.line, PLACE_REACH))} "
        for place in named:
            if place in sought and fact.id not in excepted:
                row = places.loc[place]
                if not any(f" {name} " in text for name in spellings(row)):
                    yield Miscited(str(fact.id), str(fact.source), int(fact.line), place)


def spellings(place: pd.Series[str]) -> set[str]:
    """Folded spellings of one row of ``places``, with and without the word for its kind."""
    written = [place["name_fr"], place["name_en"], *place["aliases"].split("|")]
    return {name for text in written if text for name in (fold(text), split_kind(text)[0])}
