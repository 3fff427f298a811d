"""Filters of a reader's: matched in time that grows evenly, bounded in length, depth and parts."""

from __future__ import annotations

import time
from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.http.static import NAMED_BY_CONTENT
from app.ogc.like import like_pattern
from app.ogc.limits import LIKE_CHARACTERS, LONGEST, MOST_NODES, NESTED

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ITEMS = "/api/collections/facts/items"
#: A text of a page and more, in which nothing ends as the patterns want.
LONG = "a" * 4000


def plainly(pattern: str, text: str) -> bool:
    """Whether a text matches, in the plainest way there is."""
    if not pattern:
        return not text
    if pattern[0] == "%":
        return any(plainly(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in {"_", text[0]} and plainly(pattern[1:], text[1:])


def test_like_finds_what_the_plainest_reading_finds() -> None:
    texts = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]
    for size in range(5):
        for letters in product("ab%_", repeat=size):
            pattern = like_pattern("".join(letters))
            for text in texts:
                assert bool(pattern.fullmatch(text)) is plainly("".join(letters), text), (letters, text)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"5\%", "5%", True),
        (r"5\%", "5 %", False),
        (r"a\_b", "axb", False),
        ("a.b", "axb", False),
        ("GAO%", "gao et Ansongo", False),
        ("%\n%", "two\nlines", True),
    ],
)
def test_like_takes_signs_as_written(pattern: str, text: str, *, found: bool) -> None:
    assert bool(like_pattern(pattern).fullmatch(text)) is found


@pytest.mark.parametrize("pattern", ["%_" * 100 + "x", "%a" * 99 + "%x", "%a_b" * 50, "%" * 200 + "x"])
def test_like_takes_time_that_grows_evenly(pattern: str) -> None:
    start = time.process_time()
    assert like_pattern(pattern, nocase=True).fullmatch(LONG) is None
    assert time.process_time() - start < 10, "what looks back at each sign takes minutes"


@pytest.mark.parametrize(
    ("asked", "english"),
    [
        (f"name='{'a' * LONGEST}'", f"at most {LONGEST} characters"),
        (f"{'(' * (NESTED + 1)}name='a'{')' * (NESTED + 1)}", f"at most {NESTED} nested brackets"),
        ('{"op":"not","args":[' * (NESTED + 1), f"at most {NESTED} nested brackets"),
        (f"name IN ({','.join(['0'] * MOST_NODES)})", f"at most {MOST_NODES} conditions"),
        (
            " AND ".join(["name LIKE '%_a%'"] * (LIKE_CHARACTERS // 4 + 1)),
            f"at most {LIKE_CHARACTERS} characters",
        ),
        ("name LIKE place", "not supported"),
    ],
)
def test_a_filter_is_bounded(client: FlaskClient, asked: str, english: str) -> None:
    answer = client.get(ITEMS, query_string={"filter": asked, "lang": "en"})
    assert answer.status_code == 400
    assert english in answer.get_json()["title"]


@pytest.mark.parametrize(
    "asked",
    [
        "name LIKE '" + "%_" * 99 + "'",
        " AND ".join(["name LIKE '%_e_%x'"] * 24),
        " AND ".join(["name<>'a'"] * 70),
        f"name IN ({','.join(['0'] * 290)})",
        " OR ".join(["S_INTERSECTS(geometry, POLYGON((0 10, 5 10, 5 20, 0 20, 0 10)))"] * 70),
    ],
)
def test_what_the_bounds_allow_is_answered_soon(client: FlaskClient, asked: str) -> None:
    start = time.process_time()
    assert client.get(ITEMS, query_string={"filter": asked, "limit": "1"}).status_code == 200
    assert time.process_time() - start < 10, "what looks back at each sign takes minutes"


@pytest.mark.parametrize("name", ["properties", "sortby"])
def test_a_property_is_named_once(client: FlaskClient, name: str) -> None:
    answer = client.get(ITEMS, query_string={name: ",".join(["name"] * 5000), "lang": "en"})
    assert answer.status_code == 400
    assert "given twice" in answer.get_json()["title"]


def test_a_long_address_is_looked_at_once() -> None:
    start = time.process_time()
    assert NAMED_BY_CONTENT.search("x.v1_1_" + "1" * 60_000) is None
    assert NAMED_BY_CONTENT.search(".v1_1_1" * 9000) is None
    assert time.process_time() - start < 0.5
    assert NAMED_BY_CONTENT.search("/_dash-component-suites/dash/deps/react@18.v4_4_1m1763000000.min.js")
