"""A site of three editions, with canaries in its data: values that its rules withhold from some audiences."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from werkzeug.test import Client

from app.access.editions import make_editions
from app.access.settings import Access
from app.access.users import HASHER, User, Users
from app.factory import create_app
from app.freeze import freeze
from app.settings import Settings
from geodata.facts.table import facts_csv, generate_facts
from geodata.tables import Tables
from layers.artifact.files import Packer
from layers.build.build import build
from tests.conftest import ROOT, compressed_little

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.test import TestResponse

RULES = """
[public]
topics = ["security"]
layers = ["aviation"]
fields = ["joins.courts_named", "layers.sites.coordinate_source"]
decimals = 1

[partner]
tables = ["contacts"]
fields = ["note"]
"""
#: What no answer may hold, by the widest audience that may have it. Texts are the same in both languages.
PARTNER = {
    "topic": "zqsafety measure",
    "fact of a topic": "canary-security-1",
    "layer": "/layers/aviation.",
    "joined column": "courts_named",
    "longitude": "1.01234",
    "latitude": "20.20567",
    "reference": "31Q BC 92319 35485",
}
INTERNAL = {
    "contact": "70618293",
    "service": "zqhotline",
    "fact of a contact": "cnt-canary-1",
    "note": "zqremark",
}
#: Tessalit, elsewhere than it is: nothing else has these coordinates.
POSITION = (1.01234, 20.20567)
PASSWORD = "a password of tests"  # noqa: S105 - of nothing real
NAMES = {"reader": "reader", "partner": "partner", "internal": "internal", "administrator": "administrator"}


@dataclass(frozen=True)
class Site:
    """One deployment: its settings, and the application."""

    settings: Settings
    application: Any

    def client(self, role: str = "") -> Browser:
        """A browser, signed in with a role."""
        browser = Browser(self.application)
        if role:
            browser.sign_in(NAMES[role])
        return browser


class Browser:
    """A client that keeps its cookies and says what browsers say."""

    def __init__(self, application: Any, address: str = "127.0.0.1") -> None:
        self.client = Client(application)
        self.address = address

    def open(self, path: str, method: str = "GET", **more: Any) -> TestResponse:
        origin = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"} if method == "POST" else {}
        headers = {"Accept-Encoding": "br", **origin, **more.pop("headers", {})}
        base = more.pop("environ_base", {"REMOTE_ADDR": self.address})
        return self.client.open(path, method=method, headers=headers, environ_base=base, **more)

    def sign_in(self, name: str, password: str = PASSWORD, after: str = "", **more: Any) -> TestResponse:
        page = self.open("/sign-in?lang=en").get_data(as_text=True)
        token = page.partition('name="token" value="')[2].partition('"')[0]
        form = {"name": name, "password": password, "token": token, "next": after}
        return self.open("/sign-in?lang=en", "POST", data=form, **more)

    def token(self) -> str:
        cookie = self.client.get_cookie("_csrf_token")
        return cookie.value if cookie else ""

    def call(self, body: dict[str, Any], token: str | None = None) -> TestResponse:
        """Call a callback as Dash does."""
        headers = {"X-CSRFToken": self.token() if token is None else token}
        return self.open("/_dash-update-component", "POST", json=body, headers=headers)


def canary_data(folder: Path) -> Path:
    """Copy the data, with a few of the results of the budget report only, and put the canaries in."""
    shutil.copytree(ROOT / "data", folder)
    _thin(folder)
    _add(
        folder / "contacts.csv",
        {"id": "cnt-canary-1", "place": "gao", "number": INTERNAL["contact"]},
        "zqhotline",
    )
    words = {
        "measure_fr": PARTNER["topic"],
        "measure_en": PARTNER["topic"],
        "value": "8642",
        "unit": "person",
    }
    _add(folder / "statements.csv", {"id": "canary-security-1", "place": "gao", "topic": "security", **words})
    words = {"measure_fr": "zqhealth", "measure_en": "zqhealth", "note_fr": "zqremark", "note_en": "zqremark"}
    _add(folder / "statements.csv", {"id": "canary-note-1", "place": "gao", "topic": "medical", **words})
    path = folder / "places.csv"
    text = path.read_text("utf-8")
    assert ",1.0119,20.2013," in text
    path.write_text(text.replace(",1.0119,20.2013,", f",{POSITION[0]},{POSITION[1]},"), "utf-8")
    (folder / "facts.csv").write_text(facts_csv(generate_facts(Tables(folder))), "utf-8")
    return folder


#: One result in so many stays: each is drawn and written in every format for every role, which takes long.
FEWER: Final = 8


def _thin(folder: Path) -> None:
    """Leave out most results, and what other tables say of them."""
    refs = [row["ref"] for row in _rows(folder / "results.csv")]
    cards = (ROOT / "layers" / "reports" / "figures").glob("*.py")
    named = "".join(path.read_text("utf-8") for path in cards)
    left_out = {ref for ref in set(refs) - set(refs[::FEWER]) if ref not in named}
    gone = {each["id"] for each in _rows(folder / "facts.csv") if re.split("[#@]", each["id"])[0] in left_out}
    gone |= {each["conflict"] for each in _rows(folder / "conflict_facts.csv") if each["fact"] in gone}
    for path in folder.glob("*.csv"):
        rows = _rows(path)
        kept = [row for row in rows if row.get("ref") not in left_out and not gone & set(row.values())]
        if len(kept) < len(rows):
            _write(path, kept)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _add(path: Path, cells: dict[str, str], service: str = "") -> None:
    """Add a row to a table, the cells that are not said as those of its first row."""
    rows = _rows(path)
    blank = {name: "" for name in rows[0] if name.startswith(("note", "group", "value", "period"))}
    named = {"service_fr": service, "service_en": service} if service else {}
    presence = {"unit": "presence", "status": "actual", "state": "stated"} if "unit" in rows[0] else {}
    rows.append({**rows[0], **blank, **presence, **named, **cells})
    _write(path, rows)


@pytest.fixture(scope="session")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a build with an edition for the public and one for partners."""
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "audience.toml").write_text(RULES, "utf-8")
    access = Access(
        rules=folder / "audience.toml",
        sign_in="users",
        anonymous="public",
        folder=folder / "access",
        secret="s" * 40,  # a secret of tests
    )
    settings = Settings(
        build=folder / "build",
        own=str(folder / "own"),
        access=access,
        computes=True,
        host="localhost",
        contact="mailto:security@example.org",
    )
    data = canary_data(folder / "build" / "data")
    with compressed_little(), Packer():
        build(settings.build, Tables(data))
        freeze(settings)
        make_editions(settings, Tables(data), folder / "cache")
    digest = HASHER.hash(PASSWORD)
    Users(access.users).write({name: User(name, role, digest) for role, name in NAMES.items()})  # type: ignore[arg-type]
    return settings


@pytest.fixture(scope="session")
def site(canaries: Settings) -> Site:
    return Site(canaries, create_app(canaries))


@pytest.fixture
def fresh(canaries: Settings, tmp_path: Path) -> Site:
    """The same build with a record of sessions of its own."""
    access = replace(canaries.access, folder=tmp_path / "access")
    shutil.copytree(canaries.access.folder, access.folder)
    (access.folder / "access.sqlite").unlink(missing_ok=True)
    settings = replace(canaries, access=access)
    return Site(settings, create_app(settings))
