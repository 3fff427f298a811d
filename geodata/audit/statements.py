"""What counts as a statement in each document, and which rows or reasons account for it.

A *statement* is a bullet, a clause of a list (``… ; …``) or a sentence of running text; in 003 a sentence
of a numbered paragraph, of the summary or of section VI, as its tables and results are counted line by line
(`geodata.audit.completeness`).
No statements: headings, running heads, page addresses, the opening words of a list ("Tasks:"), clauses of
fewer than `FEW` words (they belong to their neighbour).

A statement is *told* when a row cites one of its own lines (a row for each, where statements share their only
line), *set aside* when ``uncited.csv`` gives its first line a reason of `KINDS` (other reasons are those of a
figure or a name on the line), else *left over*. A line that several statements share is that of the one that
has most of it; a statement that has most of none takes the line on which it begins.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from geodata.audit.citations import Documents

#: Why a statement has no row: another line's row says it, or it says nothing of Mali or the mission.
KINDS: Final = frozenset({"said", "general"})
#: The document whose running text is numbered paragraphs.
NUMBERED: Final = "003"
#: A clause of fewer words states nothing alone: "Justice and Reconciliation;" in a list of committees.
FEW: Final = 6
#: A text that ends in a colon and is no longer opens a list: it states nothing that the list does not.
OPENING: Final = 12
_SHORT_LINE = 45
_BULLET = re.compile(r"\s*(?:•|-(?: -)* |[a-d]\.\s|[1-9]\.\s)\s*")
_ENDED = re.compile(r"[.;:!?»*\d]\s*$")
_HEADING = re.compile(
    r"[\W\dA-ZÀ-ÝŒ]+|\s*Résolution\s*|\s*\(2020\)(?: [A-ZÀ-Ý].*)?|.*FICHE D’INFORMATION|\s*[a-f]\)\s.*"
)
_TITLE = re.compile(r"(?:.*: )?[a-z]\) [A-ZÀ-Ý][^.]*\.")
_AFTER = ("  ", " Réalisation escomptée")
_ANSWERS = re.compile(r"\s*VI\. Récapitulatif")
_COLUMNS = re.compile(r"Décision ou demande")
_SUMMARY = re.compile(r" [A-ZÀ-Ý].{60}")
_PAGE = re.compile(r"\s*(?:https?:.*|A/76/564|21-17313.*|\d+/86.*)\s*")
_PARAGRAPH = re.compile(r" ?(\d+)\. ")
_CLAUSES = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_]|[«“(*])")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÝŒ«“])|(?<=;)\s+(?=[a-z]\) )")

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a document.

    Parameters
    ----------
    source
        Identifier of the document.
    lines
        The lines that are its own, in order; lines count from 1.
    text
        Its words, on one line.
    """

    source: str
    lines: tuple[int, ...]
    text: str


def statements(documents: Documents) -> list[Statement]:
    """Every statement of the documents, in their order.

    Examples
    --------
    >>> page = ["", "TASKS", "• Train the police", "of Gao in all their duties; share an office with it now."]
    >>> [(s.lines, s.text) for s in statements({"002": page})]
    [((2, 3), 'Train the police of Gao in all their duties;'), ((3,), 'share an office with it now.')]
    """
    return [
        statement
        for source, lines in documents.items()
        for block in (_report(lines) if source == NUMBERED else _blocks(lines))
        for statement in _split(source, block, _SENTENCES if source == NUMBERED else _CLAUSES)
    ]


def account(
    found: Iterable[Statement], rows: Mapping[tuple[str, int], int], aside: AbstractSet[tuple[str, int]]
) -> dict[Statement, str]:
    """How each statement is accounted for: ``told``, ``set aside`` or ``left over``.

    Parameters
    ----------
    found
        The statements.
    rows
        How many rows cite each line, by document and line.
    aside
        Lines that a reason of `KINDS` sets aside.

    Notes
    -----
    Statements that have only one line, the same, are told when that line has a row for each of them.

    Examples
    --------
    >>> one, two = Statement("002", (1,), "a"), Statement("002", (2, 3), "b")
    >>> list(account([one, two], {("002", 3): 1}, set()).values())
    ['left over', 'told']
    """
    found = list(found)
    alone = Counter((s.source, s.lines[0]) for s in found if len(s.lines) == 1)
    return {
        statement: "told"
        if _is_told(statement, rows, alone)
        else "set aside"
        if (statement.source, statement.lines[0]) in aside
        else "left over"
        for statement in found
    }


def _is_told(
    statement: Statement, rows: Mapping[tuple[str, int], int], alone: Counter[tuple[str, int]]
) -> bool:
    where = [(statement.source, line) for line in statement.lines]
    needed = alone[where[0]] if len(where) == 1 else 1
    return any(rows.get(place, 0) >= needed for place in where)


def _report(lines: Sequence[str]) -> Iterator[list[Line]]:
    """Blocks of 003: its paragraphs, then its answers to the General Assembly (requests and measures)."""
    answers = next((n for n, text in enumerate(lines) if _ANSWERS.match(text)), len(lines))
    yield from _paragraphs(lines[:answers])
    after = [(n, lines[n].strip()) for n in range(answers, len(lines)) if lines[n].strip()]
    begun = next((i for i, (_, text) in enumerate(after) if _COLUMNS.match(text)), len(after))
    yield [(n, text) for n, text in after[begun:] if not _COLUMNS.match(text) and not _PAGE.fullmatch(text)]


def _paragraphs(lines: Sequence[str]) -> Iterator[list[Line]]:
    """The numbered paragraphs: each ends at the next number, a heading, or the end of its page's text."""
    block: list[Line] = []
    number = 0
    for n, text in enumerate(lines):
        begun = _PARAGRAPH.match(text)
        if begun and int(begun[1]) == number + 1:
            yield block
            block, number = [(n, text[begun.end() :].strip())], number + 1
        elif number == 0 and _SUMMARY.match(text):
            yield block
            block = [(n, text.strip())]
        elif block and (text.isspace() or text.startswith(_AFTER)) and _ENDED.search(block[-1][1]):
            yield block
            block = []
        elif block and text.strip() and not _PAGE.fullmatch(text):
            block.append((n, text.strip()))
    yield block


def _blocks(lines: Sequence[str]) -> Iterator[list[Line]]:
    """Bullets and runs of lines, without their headings."""
    block: list[Line] = []
    gap = False
    for n, text in enumerate(lines):
        if not text.strip():
            gap = True
            continue
        if _HEADING.fullmatch(text) or (block and _begins(block, text, gap=gap)):
            yield _without_heading(block)
            block = []
        if not _HEADING.fullmatch(text):
            block.append((n, text.strip()))
        gap = False
    yield _without_heading(block)


def _begins(block: list[Line], text: str, *, gap: bool) -> bool:
    """Whether a line begins a block after those already read."""
    last = block[-1][1]
    if _BULLET.match(text):
        return True
    if len(block) == 1 and _BULLET.match(last) and not _ENDED.search(last):
        return False
    if last.endswith(":") and len(last) < _SHORT_LINE and not _BULLET.match(block[0][1]):
        return text.strip()[0].isupper()
    return gap and (bool(_ENDED.search(last)) or not text.strip()[0].islower())


def _without_heading(block: list[Line]) -> list[Line]:
    """The lines of a block after a short first line that no punctuation ends; none of a lone heading."""
    if not block or _BULLET.match(block[0][1]):
        return [(n, _BULLET.sub("", text, count=1)) for n, text in block[:1]] + block[1:]
    first = block[0][1]
    bare = first.endswith("?") or not _ENDED.search(first)
    if len(block) > 1 and len(first) <= _SHORT_LINE and block[1][1][0].isupper() and bare:
        block = block[1:]
    return block if any(re.search(r"[.;:!»]\s*$", words) for _, words in block) else []


def _split(source: str, block: list[Line], cut: re.Pattern[str]) -> Iterator[Statement]:
    text = " ".join(words for _, words in block)
    owner = [n for n, words in block for _ in range(len(words) + 1)]
    ends = [*(found.end() for found in cut.finditer(text)), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in zip([0, *ends], ends, strict=False):
        if spans and min(_words(text[start:end]), _words(text[slice(*spans[-1])])) < FEW:
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))
    share = Counter((owner[at], i) for i, span in enumerate(spans) for at in range(*span))
    most = {n: max(range(len(spans)), key=lambda i: share[n, i]) for n, _ in block}
    for i, (start, end) in enumerate(spans):
        own = tuple(n for n, _ in block if most[n] == i) or (owner[start],)
        stated = text[start:end].strip()
        if not (stated.endswith(":") and _words(stated) <= OPENING) and not _TITLE.fullmatch(stated):
            yield Statement(source, own, stated)


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))
