"""Every route and every output, as each role: none holds what the role's audience does not get.

Addresses come from the maps of routes, files from the folders, formats from the registry: what is added is
walked too, and a route whose arguments are not known here fails until they are.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from app.access.editions import settings_for
from app.access.pages import PAGES
from app.factory import create_dash
from app.http.own import FILES
from app.http.sheets import TYPES
from app.panels.own import adding, desk
from geodata.audience.rules import AUDIENCES
from geodata.own.keeping.store import new_owner
from geodata.text import LANGS
from layers.export.gis.registry import FORMATS
from tests.access.conftest import INTERNAL, PARTNER, POSITION, Site
from tests.access.looking import body_of, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.page.shell import AtlasDash
    from geodata.audience.rules import Audience

#: What each role does not get.
WITHHELD: Final[dict[str, dict[str, str]]] = {
    "": PARTNER | INTERNAL,
    "reader": PARTNER | INTERNAL,
    "partner": INTERNAL,
    "internal": {},
    "administrator": {},
}
AUDIENCE: Final[dict[str, Audience]] = {
    "": "public",
    "reader": "public",
    "partner": "partner",
    "internal": "internal",
}
#: Layers whose files are looked at one by one, in each format: those that hold canaries, and whole tables.
LAYERS: Final = ("facts", "places", "sites", "call-centres", "security", "aviation", "sectors")
ALL: Final = "sites,call-centres,security,medical,aviation,sectors,regions"
PLACES: Final = ("gao", "tessalit", "sector-nord", "region-gao", "zone-nord", "mali")
SEES: Final = "facts,figures,strength"
#: What is made of the whole atlas only.
OF_ALL: Final = tuple(form.ending for form in FORMATS if form.whole)
#: Routes of readers' tables, of which only one made by somebody internal is there.
TILE, TILE_ROWS = "/own/tiles/<name>/<int:zoom>/<int:x>/<int:y>.png", "/own/tiles/<name>/rows.json"
TILE_COUNT: Final = "/own/tiles/<name>/count.json"
OF_OWN: Final = {"/own/<name>.<lang>.geojson", "/own/files/<name>/<file>", TILE, TILE_ROWS, TILE_COUNT}
#: Routes of Dash that have nothing to say here: there are no assets, and scripts are asked for by name.
SILENT: Final = {
    "/assets/<path:filename>",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
}
SHEETS: Final = tuple(
    f"?lang=fr&layers={ALL}&panels={SEES}&focus={focus}&profile={profile}&dpi=50"
    for focus, profile in (
        ("gao", "public"),
        ("tessalit", "partner"),
        ("gao", "internal"),
        ("tessalit", "internal"),
    )
)
TILE: Final = "/tiles/aviation/6/30/28.png"
#: Queries of a route beside the plain one.
QUERIES: Final[dict[str, tuple[str, ...]]] = {
    "/": tuple(f"?lang={lang}&layers={ALL}&sel={place}" for lang in LANGS for place in ("gao", "tessalit")),
    "/export.html": (f"?lang=fr&layers={ALL}",),
    "/api/collections/<dataset>/items": (
        "?f=json&limit=1000&lang=en",
        "?f=html&limit=100&lang=fr",
        "?f=csv&limit=1000&lang=fr",
        "?filter=name%20LIKE%20%27%25zq%25%27&f=json",
        "?bbox=1.0123,20.2056,1.0124,20.2058&f=json&limit=100",
    ),
    **{f"/sheet.{form}": SHEETS for form in TYPES},
    "/atlas.<ending>": (f"?layers={','.join(LAYERS)}",),
    TILE_ROWS: ("?lon=1&lat=20&zoom=0&lang=fr", "?circle=1,20,50&lang=en"),
    TILE_COUNT: ("?filter=lon > 0",),
}


def values(app: AtlasDash) -> dict[str, tuple[str, ...]]:
    """What stands in an address for each of its arguments."""
    return {
        "layer_id": (*LAYERS, "coverage"),
        "lang": LANGS,
        "name": (
            *(f"{layer}.{form.ending}" for layer in LAYERS for form in FORMATS if not form.whole),
            *LAYERS,  # an item of the catalogue (STAC) is named by its layer alone
        ),
        "ending": tuple(form.ending for form in FORMATS),
        "place_id": PLACES,
        "form": ("json", "csv"),
        "dataset": LAYERS,
        "layers": ("sites", "sites,security"),
        "z": ("6",),
        "x": ("30",),
        "y": ("28",),
        "item": ("gao", "tessalit", "cnt-canary-1", "canary-security-1", "canary-note-1"),
        "file": tuple(sorted(FILES)),
        "zoom": ("6",),
        "filename": ("none.js",),
        "package_name": tuple(app.registered_paths),
        "fingerprinted_path": ("none.js",),
        "path": ("figures", "worker.js", "places/gao.fr.json"),
    }


def addresses(app: AtlasDash, own: str, *, whole: bool) -> Iterator[str]:
    """Every address of the routes; the whole atlas, which takes long, only where that is said."""
    known = values(app)
    for rule in app.server.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        parts = re.split(r"<(?:[^<>]*:)?(\w+)>", rule.rule)
        paths = [parts[0]]
        for argument, rest in zip(parts[1::2], parts[2::2], strict=True):
            assert argument in known, f"{rule.rule}: say in values() what “{argument}” may be"
            each = (own,) if argument == "name" and rule.rule.startswith("/own/") else known[argument]
            paths = [f"{path}{value}{rest}" for path in paths for value in each]
        for path in paths:
            if whole or not path.startswith("/atlas.") or path.endswith(OF_ALL):
                yield path
            yield from (path + query for query in QUERIES.get(rule.rule, ()))


@pytest.fixture(scope="module")
def own(site: Site) -> str:
    """A table that somebody internal has joined and drawn."""
    app = create_dash(settings_for(site.settings, "internal"))
    assert app.collection.own
    store, owner = app.collection.own.store, new_owner()
    kept = desk.receive(store, owner, b"Lieu,n\nTessalit,1\nGao,2\n", "own.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    return adding.add_layer(store, owner, kept.id, choice, {"title": "zqown"}, 1).id  # as tiles


def walk(site: Site, role: str, paths: Iterator[str]) -> tuple[set[str], list[str]]:
    """Look at addresses as a role; return the canaries of everybody that were seen, and what answered."""
    browser = site.client(role)
    seen: set[str] = set()
    answered: list[str] = []
    for path in paths:
        answer = browser.open(path)
        assert answer.status_code < 500, path
        content = body_of(answer)
        assert not answer.headers.get("Last-Modified")
        if role or answer.status_code == 200:
            assert "public" not in answer.headers.get("Cache-Control", ""), path
        if answer.status_code != 200:
            continue  # what a refusal says is what was asked
        answered.append(path)
        here = found(content, PARTNER | INTERNAL, POSITION)
        assert not here & set(WITHHELD[role]), f"{path} as “{role}”: {here & set(WITHHELD[role])}"
        assert role in {"internal", "administrator"} or b"zqown" not in content, path
        seen |= here
    return seen, answered


def files(site: Site, audience: Audience) -> Iterator[str]:
    """The address of every file of an edition."""
    static = settings_for(site.settings, audience).build / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and path.suffix not in {".br", ".gz"}:
            yield f"/{path.relative_to(static).as_posix()}"


@pytest.mark.parametrize("role", ["reader", "partner", "internal"])
def test_no_route_tells_what_is_withheld(site: Site, role: str, own: str) -> None:
    app = create_dash(settings_for(site.settings, AUDIENCE[role]))
    seen, answered = walk(site, role, addresses(app, own, whole=role == "reader"))
    rules = app.server.url_map.bind("")
    matched = {str(rules.match(path.partition("?")[0], return_rule=True)[0]) for path in answered}
    every = {str(rule) for rule in app.server.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert every - matched == SILENT | (set() if role == "internal" else OF_OWN), "each route has been heard"
    expected = set(PARTNER | INTERNAL) - set(WITHHELD[role])
    assert expected <= seen, "the walk finds what is there to be found"


@pytest.mark.parametrize("role", ["", "reader", "partner", "internal"])
def test_no_file_tells_what_is_withheld(site: Site, role: str) -> None:
    seen, answered = walk(site, role, files(site, AUDIENCE[role]))
    assert len(answered) > 400
    assert set(PARTNER | INTERNAL) - set(WITHHELD[role]) - {"reference"} <= seen


@pytest.mark.parametrize("role", ["", "partner"])
def test_files_of_another_edition_are_not_given(site: Site, role: str) -> None:
    """By their addresses, which whoever has seen them knows."""
    mine = set(files(site, AUDIENCE[role]))
    others = {path for audience in AUDIENCES for path in files(site, audience)} - mine
    assert others
    browser = site.client(role)
    assert {browser.open(path).status_code for path in sorted(others)} == {404}


@pytest.mark.parametrize("role", ["", "reader", "partner"])
def test_no_callback_tells_what_is_withheld(site: Site, role: str) -> None:
    app = create_dash(settings_for(site.settings, AUDIENCE[role]))
    browser = site.client(role)
    assert app.callback_map
    for output, told in app.callback_map.items():
        answer = browser.call(_called(output, told))
        assert answer.status_code < 500, output
        assert not found(body_of(answer), WITHHELD[role], POSITION), output


def _called(output: str, told: dict[str, Any]) -> dict[str, Any]:
    """A call with values that callbacks take: the identifiers of places and layers."""

    def given(each: dict[str, Any]) -> Any:
        if isinstance(each["id"], str) and each["id"].startswith("{"):
            return []
        value = {"lang": "fr", "layers": ALL.split(","), "selection": "tessalit"}.get(each["property"])
        return {"id": each["id"], "property": each["property"], "value": value}

    inputs = [given(each) for each in told["inputs"]]
    outputs = [
        {"id": part.rpartition(".")[0], "property": part.rpartition(".")[2].partition("@")[0]}
        for part in output.strip(".").split("...")
    ]
    changed = [f"{each['id']}.{each['property']}" for each in inputs if isinstance(each, dict)]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "state": [given(each) for each in told["state"]],
        "changedPropIds": changed[:1],
    }


def test_pages_of_access_tell_nothing(site: Site) -> None:
    for role in ("", "reader", "partner"):
        browser = site.client(role)
        for path in ("/sign-in", "/account", "/admin", "/access.css"):
            assert PAGES.fullmatch(path)
            answer = browser.open(path)
            assert not found(body_of(answer), PARTNER | INTERNAL, POSITION)
            assert answer.status_code == (404 if path == "/admin" else answer.status_code)
            assert answer.status_code < 500


def test_own_tables_are_joined_to_what_the_audience_gets(site: Site) -> None:
    told: dict[str, str] = {}
    for role in ("", "partner", "internal"):
        app = create_dash(settings_for(site.settings, AUDIENCE[role]))
        assert app.collection.own
        kept = desk.receive(app.collection.own.store, new_owner(), b"Lieu\nTessalit\n", "t.csv")
        answer = site.client(role).open(f"/own/files/{kept.id}/table.csv?add=mgrs,site,radio,pcodes")
        told[role] = body_of(answer).decode()
    assert not found(told[""].encode(), PARTNER, POSITION)
    assert ",1.0,20.2," in told[""]
    for role in ("partner", "internal"):
        assert ",1.01234,20.20567," in told[role]


def test_what_somebody_made_with_more_is_not_shown_to_those_with_less(site: Site, own: str) -> None:
    for role, status in (
        ("", 404),
        ("reader", 404),
        ("partner", 404),
        ("internal", 200),
        ("administrator", 200),
    ):
        browser = site.client(role)
        assert browser.open(f"/own/{own}.fr.geojson").status_code == status, role
        assert browser.open(f"/own/files/{own}/table.csv").status_code == status, role
        assert browser.open(f"/own/tiles/{own}/0/0/0.png").status_code == status, role
        assert browser.open(f"/own/tiles/{own}/rows.json?lon=1&lat=20&zoom=0").status_code == status, role
        assert browser.open(f"/own/tiles/{own}/count.json").status_code == status, role
        assert ("zqown" in body_of(browser.open(f"/?layers={own}")).decode()) == (status == 200)


def test_a_sheet_is_for_no_narrower_audience_than_its_reader(site: Site) -> None:
    for role, most in (("", 0), ("reader", 0), ("partner", 1), ("internal", 2), ("administrator", 2)):
        browser = site.client(role)
        for rank, profile in enumerate(AUDIENCES):
            answer = browser.open(f"/sheet.json?layers=sites&lang=en&profile={profile}")
            assert answer.status_code == (200 if rank <= most else 403), (role, profile)
        page = body_of(browser.open("/?lang=en")).decode()
        offered = [each for each in AUDIENCES if f'<option value="{each}"' in page]
        assert offered == list(AUDIENCES[: most + 1])


def test_a_sheet_for_a_wider_audience_is_drawn_from_its_edition(site: Site) -> None:
    browser = site.client("internal")
    query = "layers=security,call-centres&lang=en&panels=facts&focus=gao"
    told = {
        each: body_of(browser.open(f"/sheet.html?{query}&profile={each}")) for each in ("partner", "internal")
    }
    assert found(told["internal"], INTERNAL, POSITION)
    assert not found(told["partner"], INTERNAL, POSITION)
    assert (
        browser.open("/sheet.json?layers=aviation&lang=en").status_code == 400
    )  # public, if nothing is said


def test_a_layer_that_is_withheld_cannot_be_computed_or_named(site: Site) -> None:
    partner, public = site.client("partner"), site.client()
    for path in ("/layers/aviation.geojson", "/atlas.csv?layers=aviation", "/api/collections/aviation", TILE):
        assert partner.open(path).status_code == 200, path
        assert public.open(path).status_code == 404, path
    fields = json.loads(body_of(public.open("/api/collections/sites/queryables")))["properties"]
    assert "coordinate_source" not in fields
    assert "courts_named" not in fields
    assert (
        "coordinate_source"
        in json.loads(body_of(partner.open("/api/collections/sites/queryables")))["properties"]
    )
