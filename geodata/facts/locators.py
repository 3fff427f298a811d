"""Where a statement stands in its document, said in the reader's language.

The tables say it in French, the documents' language. In English the numbered parts take the names that the
United Nations gives them in English; a heading of a document stays as it is printed there, between quotation
marks, since that is what a reader looks for on the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geodata.text import Lang

_WHOLE: Final = {
    "résumé": "summary",
    "tableau des ressources humaines": "human resources table",
    "tableau des ressources financières (résumé)": "financial resources table (summary)",
    "section MINUSMA, présentation": "section “MINUSMA”, presentation",
    "Déploiement, sites par secteur": "“Déploiement”, sites by sector",
}
_NUMBERED: Final = (
    (r"Réalisation ([\d.]+), produit (\d+)", r"Expected accomplishment \1, output \2"),
    (r"Réalisation ([\d.]+), indicateur (\d+)", r"Expected accomplishment \1, indicator \2"),
    (r"((?:section [IV.A-H]+, )?(?:rés\. [\d/]+, )?)par\. (\d+)(?: ([a-z])\))?", r"\1para. \2 (\3)"),
    (r"(section [IV.A-H]+), tableau", r"\1, table"),
    (r"(section [IV.A-H]+), note (\w+)", r"\1, footnote \2"),
)
_HEADED: Final = {"section": "section", "rubrique": "heading", "encadré": "box"}


@lru_cache(maxsize=8192)
def locator(written: str, lang: Lang) -> str:
    """Say where a statement stands.

    Parameters
    ----------
    written
        A locator of the tables; empty where there is none.
    lang
        Language of the reader.

    Raises
    ------
    ValueError
        For a locator of no known form, in English.

    Examples
    --------
    >>> locator("Réalisation 2.1, produit 12", "en")
    'Expected accomplishment 2.1, output 12'
    >>> locator("section VI, rés. 75/310, par. 4", "en"), locator("par. 26 d)", "en")
    ('section VI, res. 75/310, para. 4', 'para. 26 (d)')
    >>> locator("section UNPOL, Effectifs", "en"), locator("par. 7", "fr")
    ('section “UNPOL”, “Effectifs”', 'par. 7')
    """
    if lang == "fr" or not written:
        return written
    if written in _WHOLE:
        return _WHOLE[written]
    for shape, english in _NUMBERED:
        if found := re.fullmatch(shape, written):
            return found.expand(english).replace(" ()", "").replace("rés. ", "res. ")
    kind, _, headings = written.partition(" ")
    if kind not in _HEADED or not headings:
        raise ValueError(f"locator of no known form: {written!r}")
    quoted = (f"({part}" if re.fullmatch(r"[a-z]\)", part) else f"“{part}”" for part in headings.split(", "))
    return f"{_HEADED[kind]} " + ", ".join(quoted)
