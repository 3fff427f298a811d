"""Text of any encoding and separator to rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from charset_normalizer import from_bytes

from geodata.own.reading.model import unreadable
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.own.limits import Limits

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Single-byte encodings of Mali's tables: Windows, Macintosh, MS-DOS, and Windows for Arabic.
_LIKELY: Final = ("cp1252", "mac_roman", "cp850", "cp1256")
#: Share of usual letters from which one of these is taken without asking further.
_CERTAIN: Final = 0.8
_USUAL: Final = frozenset("éèêëàâîïôöûùüçœæÉÈÊËÀÂÎÏÔÖÛÙÜÇŒÆ’‘“”«»…–—°€ñ\u00a0\u202f·²")
_SAMPLE: Final = 100_000
#: Characters that no table holds, but for a slip; a picture or a program read as text is full of them.
_CONTROLS: Final = [chr(n) for n in (*range(1, 9), *range(14, 26), *range(27, 32), *range(127, 160), 0xFFFD)]
_SEPARATORS: Final = (";", "\t", ",", "|")
_ENCODED: Final = Text("encodage reconnu : {encoding}", "encoding recognised: {encoding}")
_NULS: Final = Text("{count} caractère(s) nul(s) retiré(s)", "{count} NUL character(s) removed")
_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: Headings of a single column: a comma in the cells below then belongs to the names.
_LONE: Final = re.compile(r"[^,;\t|]+")


def decode(data: bytes, name: str) -> tuple[str, list[Text]]:
    """Return the text of a file and what was noticed of its encoding.

    Raises
    ------
    InputError
        If the bytes are text in no encoding.
    """
    encoding = next((known for mark, known in _MARKS if data.startswith(mark)), "") or _without_mark(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise unreadable(name, "ce n’est pas un texte", "this is not text") from error
    notes = [] if encoding.startswith("utf-8") else [_ENCODED.format(encoding=encoding.replace("_", "-"))]
    count = text.count("\0")
    odd = sum(map(text[:_SAMPLE].count, _CONTROLS))
    if count > len(text) // 10 or odd > max(1, len(text[:_SAMPLE]) // 100):
        raise unreadable(name, "ce n’est pas un texte", "this is not text")
    if count:
        notes.append(_NULS.format(count=count))
    return text.replace("\0", "").removeprefix("\ufeff"), notes


def _without_mark(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if data.count(0) * 4 < len(data):
            return "utf-8"
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):
        return "utf-16-be" if even > odd else "utf-16-le"
    shares = {encoding: _usual_share(sample, encoding) for encoding in _LIKELY}
    likely = max(shares, key=lambda encoding: shares[encoding])
    best = from_bytes(sample).best() if shares[likely] < _CERTAIN else None
    return best.encoding if best else likely


def _usual_share(sample: bytes, encoding: str) -> float:
    """Return how many of the letters beyond ASCII are those of French or Arabic."""
    letters = [c for c in sample.decode(encoding, "replace") if ord(c) > 127]
    return sum(c in _USUAL or "\u0621" <= c <= "\u0652" for c in letters) / max(1, len(letters))


def split_rows(text: str, name: str, limits: Limits) -> list[list[str]]:
    """Return the cells of a text, row by row, whatever the separator; blank rows are empty lists.

    Raises
    ------
    InputError
        If there are more rows or columns, or longer cells, than is allowed.
    """
    declared = _DECLARED.match(text)
    if declared:
        mark, text = declared[1], text[declared.end() :]
    else:
        mark = separator(text)
    rows: list[list[str]] = []
    # Python's own limit of a cell is of the whole process; 131 072 characters unless someone changed it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark or "\x1f")
    try:
        for row in reader:
            if len(row) > limits.columns:
                limits.check("columns", _filled(row), name)
            if row and max(map(len, row)) > limits.cell_characters:
                limits.check("cell_characters", max(map(len, row)), name)
            rows.append(row if "".join(row).strip() else [])
            if len(rows) > limits.rows:
                limits.check("rows", len(rows), name)
    except csv.Error as error:
        if "field" in str(error):
            limits.check("cell_characters", float("inf"), name)
        raise unreadable(
            name, f"ligne {reader.line_num} : {error}", f"line {reader.line_num}: {error}"
        ) from error
    # The line that says the separator is a line of the file, for who looks for row 7.
    return [[], *rows] if declared else rows


def _filled(row: list[str]) -> int:
    return max((n for n, cell in enumerate(row, 1) if cell.strip()), default=0)


def separator(text: str) -> str:
    r"""Return the character that separates cells, empty where a line is one cell.

    Examples
    --------
    >>> separator("Lieu;n\nGao;1,5\n"), separator("Lieu\nGao, Mali\nBer, Mali\n")
    (';', '')
    """
    lines = [line for line in text[:_SAMPLE].splitlines()[:200] if line.strip()]
    found, best = "", (0.0, 0)
    for mark in _SEPARATORS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        several = {width: count for width, count in counts.items() if width > 1}
        if not several:
            continue
        width, agreeing = max(several.items(), key=lambda item: (item[1], item[0]))
        # A title line has no separator, and a row may lack its last cells.
        rows = sum(counts.values())
        score = (round(sum(several.values()) / rows * (0.5 + agreeing / rows / 2), 3), width)
        if score > best and score[0] > 0.2 and not _is_of_the_names(lines, mark):
            found, best = mark, score
    return found


def _is_of_the_names(lines: list[str], mark: str) -> bool:
    """Whether a comma is of the names: the heading has none, and a space follows each."""
    if mark != "," or not _LONE.fullmatch(lines[0]):
        return False
    inside = re.sub(r'"[^"]*"', "", "\n".join(lines))
    return inside.count(",") == inside.count(", ")
