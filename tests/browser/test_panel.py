"""A panel written in Python alone, as CONTRIBUTING shows it: every component works, and the view answers."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from app.factory import create_app
from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.served import running
from tests.documented import examples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.settings import Settings


@pytest.fixture(scope="module")
def extended(settings: Settings, root: Path) -> Iterator[str]:
    """Address of an explorer with the panel of the documentation."""
    module = types.ModuleType("notes")
    source = examples(root / "CONTRIBUTING.md")["app/panels/notes.py"]
    exec(compile(source, "notes", "exec"), module.__dict__)  # noqa: S102 - our own documentation
    with running(create_app(settings, [module.PANEL])) as address:
        yield address


@pytest.fixture
def page(browser: Browser, extended: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    watch = Watch(page, extended)
    page.goto(f"{extended}/?lang=en&sel=gao")
    yield page
    assert watch.console == []
    assert watch.foreign == []
    context.close()


def test_a_panel_in_python_reads_and_changes_the_view(page: Page) -> None:
    page.get_by_role("button", name="Notes on the place").click()
    panel = page.get_by_role("dialog", name="Notes on the place")
    expect(panel.locator("#notes-place")).to_have_text("gao (3)")
    slider = panel.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(panel.locator("#notes-place")).to_have_text("gao (4)")
    panel.locator("input[type=file]").set_input_files(
        {"name": "places.csv", "mimeType": "text/csv", "buffer": b"place\ngao\n"}
    )
    expect(panel.locator("#notes-read")).to_have_text("File read: places.csv")
    panel.get_by_role("button", name="+").click()
    expect(page.locator("html")).to_have_attribute("data-drawn", "sectors sites regions")
    page.wait_for_url("**layers=sectors,sites,regions**")
    expect(page.locator("[data-switch=regions]")).to_be_checked()


def test_a_panel_follows_the_view_while_it_is_open(page: Page) -> None:
    page.get_by_role("button", name="Notes on the place").click()
    place = page.locator("#notes-place")
    expect(place).to_have_text("gao (3)")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Kidal", exact=True).first.click()
    page.get_by_role("button", name="Notes on the place").click()
    expect(place).to_have_text("kidal (3)")
