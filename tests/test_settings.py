"""Every variable that is read is documented, and the reverse; files of a deployment agree with the code."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from app.settings import read_settings
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = re.compile(r'"((?:ATLAS|WEB)_[A-Z]+(?:_[A-Z]+)*|HOST|PORT)"')
DEPLOY = "\n".join((ROOT / "docs" / name).read_text("utf-8") for name in ("deploy.md", "access.md"))
DEPLOYED = ("compose.yaml", "atlas.service", "nginx.conf")
DOCUMENTED = re.compile(r"`((?:ATLAS|WEB)_[A-Z_]+|HOST|PORT)`")


def read_in_code() -> set[str]:
    files = [path for folder in ("app", "layers", "geodata") for path in (ROOT / folder).rglob("*.py")]
    # what names several by how they begin is told from a variable by standing in this list of the build alone
    inputs = ROOT / "layers" / "build" / "inputs.py"
    return {name for path in files if path != inputs for name in VARIABLE.findall(path.read_text("utf-8"))}


def in_the_table() -> set[str]:
    rows = [line.split("|")[1] for line in DEPLOY.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in DOCUMENTED.findall(row)}


def test_every_variable_that_is_read_is_in_the_table_and_the_reverse() -> None:
    assert read_in_code() == in_the_table()
    assert len(in_the_table()) > 15


def test_what_the_deployments_set_is_read() -> None:
    known = read_in_code() | {"POSTGRES_PASSWORD", "POSTGRES_USER", "HTTP_PORT"}
    for path in (
        "Dockerfile",
        "deploy/compose.yaml",
        "deploy/atlas.service",
        "deploy/nginx.conf",
        "Procfile",
    ):
        text = (ROOT / path).read_text("utf-8")
        named = set(re.findall(r"\b((?:ATLAS|WEB|POSTGRES|HTTP)_[A-Z][A-Z_]*)\b", text))
        assert named <= known, path


def run_lines(text: str) -> list[str]:
    """The instructions of a Dockerfile, those over several lines joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def test_the_image_is_built_and_run_as_the_makefile_does_it() -> None:
    """Docker itself is not needed to read this; the commands are those that are tested elsewhere."""
    lines = run_lines((ROOT / "Dockerfile").read_text("utf-8"))
    kinds = {line.split(" ")[0] for line in lines}
    assert kinds <= {"FROM", "ENV", "WORKDIR", "RUN", "COPY", "ARG", "USER", "EXPOSE", "VOLUME", "CMD"} | {
        "HEALTHCHECK",
        "STOPSIGNAL",
    }
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in ("install --require-hashes -r requirements", "-m app build", "-m app serve"):
        assert command in makefile
        assert command.split()[-1].strip('"') in " ".join(lines)
    assert any("pip install --quiet --require-hashes" in line for line in lines)
    assert lines[-1] == 'CMD ["python", "-m", "app", "serve"]'
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    health = next(line for line in lines if line.startswith("HEALTHCHECK"))
    assert "/readyz" in health
    copied = {
        part
        for line in lines
        if line.startswith("COPY") and "--from" not in line
        for part in line.split()[1:-1]
    }
    allowed = {line.lstrip("!") for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()}
    assert copied <= allowed
    assert all((ROOT / name).exists() for name in copied)
    versions = {line.split(":")[1].split("-")[0] for line in lines if line.startswith("FROM")}
    least = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert versions == {least.removeprefix(">=")}


def test_compose_has_a_front_a_database_and_an_atlas_that_writes_nowhere_else() -> None:
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]
    assert set(services) == {"atlas", "front", "database"}
    atlas = services["atlas"]
    assert atlas["read_only"]
    assert atlas["cap_drop"] == ["ALL"]
    assert "ports" not in atlas, "only the front is reached from outside"
    given = {name: str(value) for name, value in atlas["environment"].items()}
    read = read_settings({name: value for name, value in given.items() if "$" not in value})
    assert [str(network) for network in read.proxies] == ["172.30.5.0/24"]
    assert given["ATLAS_OWN_CATALOGUE"].startswith("postgresql+psycopg://")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "atlas.service").read_text("utf-8")
    (tmp_path / "atlas.service").write_text(unit.replace("/opt/atlas/.venv/bin/python", "/usr/bin/env"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "atlas.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "atlas.service" in line] == []


def test_the_procfile_runs_the_same_command() -> None:
    assert "python -m app serve" in (ROOT / "Procfile").read_text("utf-8")
