"""The lines that the documents give to analysts are run as they stand, against a server."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN: Final = "http://127.0.0.1:8050"
PAGES: Final = ("README.md", "docs/gis.md", "docs/ogc-api.md")
AREA: Final = '{"type":"Polygon","coordinates":[[[-5,14],[0,14],[0,18],[-5,18],[-5,14]]]}'
#: Files that a line takes as saved before, and where they come from.
SAVED: Final = {
    "cercles.parquet": "/layers/cercles.parquet",
    "communes.fr.fgb": "/layers/communes.fgb?lang=fr",
}


def blocks(language: str) -> list[str]:
    """The blocks of code of one language."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [block for page in PAGES for block in fenced.findall((ROOT / page).read_text("utf-8"))]


def lines() -> list[str]:
    """The lines of shell that ask a server or read what it gave."""
    found = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in found if line.split()[:1] in (["curl"], ["ogrinfo"], ["ogr2ogr"])]


def run(server: str, folder: Path, command: list[str]) -> None:
    """Run a command where the files it takes lie."""
    written = command[-1]
    (folder / "area.geojson").write_text(AREA, "utf-8")
    for name, address in SAVED.items():
        if name in written:
            subprocess.run(["curl", "-sfo", name, server + address], cwd=folder, check=True)
    command = [*command[:-1], written.replace(WRITTEN, server)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]


def need(tool: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"needs {tool}")


@pytest.mark.parametrize("block", blocks("python"))
def test_python(server: str, tmp_path: Path, block: str) -> None:
    need("curl")
    run(server, tmp_path, [sys.executable, "-c", block])


@pytest.mark.parametrize("line", lines())
def test_shell(server: str, tmp_path: Path, line: str) -> None:
    need("curl")
    need(line.split(maxsplit=1)[0])
    before = {"area.geojson", *SAVED}
    run(server, tmp_path, ["bash", "-c", line.replace("curl ", "curl -f ", 1)])
    made = [path for path in tmp_path.iterdir() if path.name not in before]
    assert bool(made) == (" -O" in line or line.startswith("ogr2ogr"))
    assert all(path.stat().st_size > 100 for path in made)


@pytest.mark.parametrize("block", blocks("r"))
def test_r(server: str, tmp_path: Path, block: str) -> None:
    need("Rscript")
    if subprocess.run(["Rscript", "-e", "library(sf)"], capture_output=True, check=False).returncode:
        pytest.skip("needs R's package sf")
    run(server, tmp_path, ["Rscript", "-e", block])


def test_every_tool_has_its_lines() -> None:
    assert len(blocks("python")) >= 3
    assert len(blocks("r")) >= 2
    assert {line.split()[0] for line in lines()} == {"curl", "ogrinfo", "ogr2ogr"}
