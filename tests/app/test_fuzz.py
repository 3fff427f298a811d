"""Hostile input over every route and every callback: no 5xx but a wait, and nothing that takes long.

The routes are those of the application's own map, their arguments and fields those that it declares, so
that a new route is tried by itself. ``FUZZ=2000`` makes so many requests for each route, at random; by
default a few, the same each time.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, EnvironBuilder

from app.factory import create_app, create_dash
from app.http.callbacks import CALLBACKS
from app.http.own import FILES
from app.ogc.params import ITEMS
from app.settings import ROOT, Settings
from layers.export.gis.registry import FORMATS
from layers.export.sheet.request.query import SHEET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.routing import Rule
    from werkzeug.test import TestResponse

MORE = int(os.environ.get("FUZZ") or 0)
#: Requests of each route; those that draw or write files take a while even where nothing is wrong.
EXAMPLES, HEAVY = MORE or 14, MORE // 10 or 3
#: Seconds of computing that one answer may take, and a file or a sheet.
LONGEST, LONGEST_FILE = 2.0, 10.0
TOLD_TO_WAIT = {429, 503}
TEXTS = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1e309",
        "nan",
        "inf",
        "-0",
        "9" * 40,
        "1,2,3,4",
        "180,90,-180,-90",
        "true",
        "null",
    ),
    *("a" * 5000, "%", "%00", "\x00", "\r\nX-Injected: 1", "../../../etc/passwd", "..%2f..%2f", "....//"),
    *("<script>alert(1)</script>", "\"'`;--", "' OR 1=1 --", "${jndi:ldap://x}", "{{7*7}}", "${7*7}", "%s%n"),
    *("\u202eabc", "\ufeff", "\u00e9" * 300, "\U0001d50a", "\ud7ff", "\u00bd", "\u0663", "\u00b2"),
    *("2020-02-30", "0000-00-00", "99999-01-01", "../..", "2018-01-01/..", "2021-13"),
    *("[" * 3000, "{" * 3000, "(" * 3000, '{"op":"and","args":[]}', "name LIKE '" + "%_" * 100 + "'"),
    *("NOT " * 500 + "a=1", "POLYGON((0 0,0 0,0 0,0 0))", "circle=1e400,1,1", "0,0,-5", "gao", "sites"),
)
BYTES = st.one_of(st.sampled_from([text.encode() for text in TEXTS]), st.binary(max_size=200))
TEXT = st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)
NAMES = (
    *(
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "If-None-Match",
        "If-Match",
        "If-Modified-Since",
        "Range",
    ),
    *("If-Range", "Content-Type", "Cookie", "Origin", "Authorization", "Forwarded", "X-Forwarded-For"),
    *("X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Proto"),
)
TOLD = (
    *(
        "",
        '""',
        "*",
        'W/""',
        "bytes=0-",
        "bytes=-1",
        "bytes=5-2",
        "bytes=0-0,1-1",
        "gzip;q=x",
        "https",
        ",,,",
    ),
    *("text/html", "application/json", "*/*;q=2", "br, gzip", "a=b; c"),
)
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)
HEADERS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TOLD) | PRINTABLE, max_size=3)
METHODS = st.sampled_from(["GET"] * 6 + ["HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "X"])
FUZZ = settings(
    deadline=None,
    derandomize=not MORE,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Client:
    own = str(tmp_path_factory.mktemp("own"))
    return Client(create_app(Settings(build=ROOT / "build", own=own, computes=True)))


APP = create_dash(Settings(build=ROOT / "build", own=str(ROOT / "build" / "fuzzed-own")))
RULES = {rule.rule: rule for rule in APP.server.url_map.iter_rules()}
INDEX = APP.collection.index
FILES_OF_MANY = ("/atlas.<ending>", "/sheet.", "/export.html", "/layers/<name>", "/own/files/")
KNOWN: dict[str, list[str]] = {
    "lang": ["fr", "en"],
    "layer_id": [layer["id"] for layer in INDEX["layers"]],
    "dataset": [layer["id"] for layer in INDEX["layers"]],
    "place_id": [place["id"] for place in INDEX["places"]][:40],
    "name": [f"{layer}.{ending}" for layer in ("sites", "coverage") for ending in ("geojson", "csv", "fgb")],
    "ending": [form.ending for form in FORMATS],
    "form": ["json", "csv"],
    "file": sorted(FILES),
    "item": ["gao", "1"],
    "package_name": ["dash", "dash_leaflet", "dash_mantine_components"],
    "fingerprinted_path": ["dcc/dash_core_components.v1_0_0m1.js", "async-graph.js"],
}
FIELDS = sorted(
    {*SHEET_FIELDS, *ITEMS, "f", "lang", "layers", "sel", "at", "base", "date", "cmp", "embed", "table"}
    | {"bbox", "within", "circle", "colour", "sites.colour", "hxl", "add", "data", "opacity", "view"}
    | {each.name for parameters in APP.collection.rules.parameters.values() for each in parameters}
    | {f"coverage.{each.name}" for each in APP.collection.rules.parameters["coverage"]}
)
VALUES = [
    "fr",
    "en",
    "sites",
    "sites,sectors",
    "gao",
    "json",
    "html",
    "csv",
    "1",
    "10",
    "-5,12,0,18",
    "gao,50",
    "a4",
]


@st.composite
def requests(draw: Any, rule: Rule) -> dict[str, Any]:
    """A request of one route: its arguments known or hostile, its fields declared or not."""
    path = rule.rule
    for name in rule.arguments:
        known = KNOWN.get(name) or [""]
        given_ = draw(st.one_of(st.sampled_from(known), st.sampled_from(known), TEXT))
        start = path.find("<", 0)
        while start >= 0 and path[start : path.index(">", start)].rpartition(":")[2].strip("<") != name:
            start = path.find("<", start + 1)
        if start >= 0:
            path = path[:start] + quote(given_, safe="/") + path[path.index(">", start) + 1 :]
    fields = draw(st.dictionaries(st.sampled_from(FIELDS) | TEXT, st.sampled_from(VALUES) | TEXT, max_size=4))
    raw = draw(st.one_of(st.just(b""), BYTES))
    query = urlencode(fields) + ("&" + quote(raw, safe="&=%+;?/") if raw else "")
    method = draw(METHODS)
    body = draw(st.one_of(BYTES, st.binary(max_size=2000), JSON.map(lambda it: json.dumps(it).encode())))
    return {
        "path": path or "/",
        "query_string": query,
        "method": method,
        "headers": draw(HEADERS),
        "data": body if method == "POST" else None,
    }


def _timed(client: Client, asked: Mapping[str, Any]) -> tuple[TestResponse, float]:
    """The answer, and the processor time that it took, seconds."""
    builder = EnvironBuilder(**asked)
    environ = builder.get_environ()
    builder.close()
    began = time.process_time()
    answer = client.run_wsgi_app(environ, buffered=True)
    return answer, time.process_time() - began


def ask(client: Client, longest: float, asked: Mapping[str, Any]) -> TestResponse:
    """Ask, and look at the answer: no failure, in time, and nothing of ours told.

    What takes too long is asked once more: the first answer of its kind may load a library, which a server
    has loaded before it serves; a request that holds up a server does so each time.
    """
    answer, took = _timed(client, asked)
    if took >= longest:
        answer, took = _timed(client, asked)
    content = b"".join(answer[0])
    status = int(answer[1].split(" ")[0])
    assert status < 500 or status in TOLD_TO_WAIT, (status, asked, content[:300])
    assert status not in TOLD_TO_WAIT or "Retry-After" in answer[2], asked
    assert took < longest, (took, asked)
    assert "X-Injected" not in answer[2]
    assert b"Traceback (most recent" not in content
    return answer


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_route_withstands_hostile_requests(served: Client, name: str) -> None:
    is_heavy = name.startswith(FILES_OF_MANY)

    @settings(FUZZ, max_examples=HEAVY if is_heavy else EXAMPLES)
    @given(requests(RULES[name]))
    def fuzz(asked: dict[str, Any]) -> None:
        ask(served, LONGEST_FILE if is_heavy else LONGEST, asked)

    fuzz()


CALLS = {output: declared for output, declared in APP.callback_map.items() if "callback" in declared}


@st.composite
def calls(draw: Any, output: str) -> dict[str, Any]:
    """A call of one callback that has its form, with any values at all."""

    def given_(each: dict[str, Any]) -> Any:
        if each["id"].startswith("{"):
            listed = draw(st.lists(JSON, max_size=3))
            return [
                {
                    "id": {key: draw(TEXT) for key in json.loads(each["id"])},
                    "property": each["property"],
                    "value": it,
                }
                for it in listed
            ]
        usual = {"lang": st.sampled_from(["fr", "en"]), "data": st.just({"id": "own-" + "0" * 32})}
        return {**each, "value": draw(st.one_of(usual.get(each["property"], JSON), JSON))}

    declared = CALLS[output]
    outputs = [
        {"id": part.rpartition(".")[0], "property": part.rpartition(".")[2]}
        for part in output.strip(".").split("...")
    ]
    inputs = [given_(each) for each in declared["inputs"]]
    changed = [f"{each['id']}.{each['property']}" for each in declared["inputs"]]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "state": [given_(each) for each in declared["state"]],
        "changedPropIds": draw(st.one_of(st.just(changed[:1]), st.lists(TEXT, max_size=2))),
    }


@pytest.mark.parametrize("output", sorted(CALLS))
def test_every_callback_withstands_hostile_values(served: Client, output: str) -> None:
    @settings(FUZZ, max_examples=MORE or 20)
    @given(calls(output))
    def fuzz(call: dict[str, Any]) -> None:
        body = json.dumps(call).encode()
        asked = {"path": CALLBACKS, "method": "POST", "data": body, "content_type": "application/json"}
        ask(served, LONGEST, asked)

    fuzz()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "X"])
def test_raw_paths_are_answered(served: Client, method: str) -> None:
    """Bytes that no route was written for."""

    @settings(FUZZ, max_examples=EXAMPLES * 3)
    @given(BYTES)
    def fuzz(raw: bytes) -> None:
        path = "/" + raw.decode("latin-1")
        environ = EnvironBuilder(method=method).get_environ()
        environ |= {"PATH_INFO": path, "QUERY_STRING": raw.decode("latin-1").replace("\n", "")}
        began = time.process_time()
        answer = served.run_wsgi_app(environ, buffered=True)
        assert int(answer[1].split(" ")[0]) < 500, raw
        assert time.process_time() - began < LONGEST

    fuzz()
