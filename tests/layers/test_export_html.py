from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.__main__ import main
from layers.artifact.prepared import PreparedView
from layers.export.html_page import PageHead, html_page
from layers.view.state import from_query

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection


@pytest.mark.parametrize(("lang", "said"), [("fr", "n’impliquent pas"), ("en", "do not imply")])
def test_the_page_holds_everything_in_one_language(collection: Collection, lang: str, said: str) -> None:
    view, _ = from_query(f"lang={lang}&layers=sectors,sites&sectors.opacity=40", collection.rules)
    page = html_page(PreparedView(collection, view))
    assert f'<html lang="{lang}">' in page
    assert said in page
    assert '"opacity":40' in page
    assert not re.search(r'<(script|img|link|iframe)[^>]*(src|href)="https?:', page)


def test_the_command_writes_the_page(tmp_path: Path, settings: object) -> None:
    target = tmp_path / "map.html"
    build = str(settings.build)  # type: ignore[attr-defined]
    assert main(["export", "lang=en&layers=sites", "--out", str(target), "--build", build]) == 0
    assert target.stat().st_size > 100_000


def test_an_unknown_layer_is_refused_and_nothing_is_written(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "map.html"
    build = str(settings.build)  # type: ignore[attr-defined]
    arguments = ["--lang", "en", "export", "layers=atlantis", "--out", str(target), "--build", build]
    assert main(arguments) == 2
    assert "“atlantis”" in capsys.readouterr().err
    assert not target.exists()


def test_the_page_keeps_the_order_of_the_drawing(collection: Collection) -> None:
    view, _ = from_query("lang=en&layers=sectors,sites,regions&order=regions", collection.rules)
    page = html_page(PreparedView(collection, view))
    assert re.findall(r'data-layer="([\w-]+)"', page) == ["regions", "sectors", "sites"]


def test_no_text_is_read_as_a_template(collection: Collection) -> None:
    view, _ = from_query("lang=en&layers=sites", collection.rules)
    hostile = "{{ 6 * 7 }} {% raw %} {# <script>alert(1)</script>"
    page = html_page(PreparedView(collection, view), PageHead(imprint=hostile))
    assert "{{ 6 * 7 }} {% raw %} {# &lt;script&gt;alert(1)&lt;/script&gt;" in page
