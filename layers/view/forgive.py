"""Addresses as they arrive from letters, chats and pages: what was meant is read where it is plain.

``layers/web/view.ts`` does the same in the browser; both keep to ``tests/shared/view_cases.json``.
"""

from __future__ import annotations

from typing import Final

#: What a sentence or a list leaves around an identifier, none of which has any of these.
AROUND: Final = " \t\r\n\u00a0\u202f.,;:!?()[]{}<>«»“”\"'’"


def tidy(name: str) -> str:
    """An identifier without what a sentence leaves around it.

    Examples
    --------
    >>> tidy("gao)"), tidy(" sectors"), tidy("figures.staff")
    ('gao', 'sectors', 'figures.staff')
    """
    return name.strip(AROUND)


def tidy_list(names: str) -> list[str]:
    """The identifiers of a list separated by commas, whatever blanks stand between them.

    Examples
    --------
    >>> tidy_list("sites, sectors),")
    ['sites', 'sectors']
    """
    return [found for name in names.split(",") if (found := tidy(name))]


def tidy_query(query: str) -> str:
    """A query whose ampersands were written for HTML.

    Examples
    --------
    >>> tidy_query("lang=fr&amp;layers=sites&AMP;sel=gao")
    'lang=fr&layers=sites&sel=gao'
    """
    return query.replace("&amp;", "&").replace("&AMP;", "&")
