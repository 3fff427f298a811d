"""The rules that the browser and Python both follow, over the whole build."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from layers.artifact.asof import as_of
from layers.artifact.colour import coloured
from layers.artifact.halos import halos
from layers.artifact.model import read_artifact
from layers.reports.changes import changes

if TYPE_CHECKING:
    from app.collection import Collection
    from layers.artifact.model import Artifact

NODE = Path(sys.executable).parent / "node"
DAYS = ("2017-12-31", "2018-03-31", "2019-05-05", "2020-08-31", "2021-06-30")
PAIRS = list(itertools.combinations(DAYS, 2))


@pytest.fixture(scope="module")
def files(collection: Collection) -> list[Path]:
    addresses = (url for entry in collection.layers for url in entry["files"].values())
    return [collection.static / url.lstrip("/") for url in addresses]


@pytest.fixture(scope="module")
def timeline(collection: Collection) -> Path:
    return collection.static / "timeline.en.json"


@pytest.fixture(scope="module")
def colours(collection: Collection) -> list[tuple[str, str, str]]:
    """Every column of every layer that it may colour, each on some day, in its usual way and in the other."""
    ways = [
        (str(collection.static / url.lstrip("/")), column + way)
        for entry in collection.layers
        for url in entry["files"].values()
        for column, usual in entry["colours"].items()
        for way in ("", ".symbol" if usual == "tint" else ".tint")
    ]
    return [(path, day, way) for (path, way), day in zip(ways, itertools.cycle(("", *DAYS[2:])))]


@pytest.fixture(scope="module")
def found(files: list[Path], colours: list[tuple[str, str, str]], timeline: Path, root: Path) -> Any:
    questions = {
        "layers": list(map(str, files)),
        "days": DAYS,
        "colours": colours,
        "timeline": str(timeline),
        "pairs": PAIRS,
    }
    command = [NODE, root / "tests" / "web" / "rules.ts"]
    answer = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_each_layer_as_of_a_day(found: Any, files: list[Path]) -> None:
    for path, of_days in zip(files, found["asOf"], strict=True):
        artifact = read_artifact(path.read_bytes())
        for day, shown in zip(DAYS, of_days, strict=True):
            assert shown == json.loads(as_of(artifact, day).content), (path.name, day)


def test_each_layer_coloured_by_each_column(found: Any, colours: list[tuple[str, str, str]]) -> None:
    assert len(colours) > 500
    kept = {path: read_artifact(Path(path).read_bytes()) for path, _, _ in colours}
    dated: dict[tuple[str, str], Artifact] = {}
    for (path, day, choice), shown in zip(colours, found["coloured"], strict=True):
        if (path, day) not in dated:
            dated[path, day] = as_of(kept[path], day)
        artifact = coloured(dated[path, day], choice)
        assert shown["drawn"] == [
            [f["id"], f["properties"]["mark"], f["geometry"]["coordinates"] if "symbol_of" in f else ""]
            for f in artifact.features
        ], (path, day, choice)
        assert all(shown[name] == artifact.meta[name] for name in ("marks", "coloured", "caveats"))  # type: ignore[literal-required]


def test_what_changed_between_two_days(found: Any, timeline: Path) -> None:
    content = json.loads(timeline.read_bytes())
    for pair, listed in zip(PAIRS, found["changes"], strict=True):
        assert listed == changes(content, *pair), pair


def test_what_of_each_layer_is_new_ended_or_changed(found: Any, files: list[Path]) -> None:
    for path, of_pairs in zip(files, found["halos"], strict=True):
        artifact = read_artifact(path.read_bytes())
        for pair, shown in zip(PAIRS, of_pairs, strict=True):
            assert shown == halos(artifact, *pair), (path.name, pair)
    assert {kind for each in found["halos"] for pair in each for kind in pair.values()} >= {"new", "changed"}
