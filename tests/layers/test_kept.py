"""A build takes what nothing has changed from the last one, and is the same as one from nothing."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import brotli
import orjson
import pytest

from geodata.audit.check import find_problems
from geodata.tables import DATA_FOLDER, READINGS, Tables
from layers.artifact.files import (
    FAR,
    FARTHEST,
    JOINED,
    LARGE,
    QUICK,
    TWINS,
    Packer,
    compress,
    file_sum,
    write_compressed,
)
from layers.build.checked import problems_of
from layers.build.drawing import Drawings, drawing_of
from layers.build.inputs import code_digest, files_digest
from layers.build.kept import Kept
from layers.build.readings import Readings
from layers.schema.library import CATALOG_FOLDER, read_catalog
from layers.schema.rows import facts_of
from tests.layers.changing import changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.audit.problem import Problem
    from layers.build.drawing import Drawing, Drawn
    from layers.schema.layer import Layer

#: Of shapes alone; of a table and places; of facts, with what is kept of when they hold.
FEW = ("airports", "sites", "courts", "prisons")


@pytest.fixture(scope="module")
def few() -> dict[str, Layer]:
    catalog = read_catalog()
    return {layer_id: catalog[layer_id] for layer_id in FEW}


def drawn_of(layers: dict[str, Layer], tables: Tables, kept: Kept) -> dict[str, Drawn]:
    drawings = Drawings(layers, tables, kept)
    drawings.begin()
    return drawings.finish()


def drawn(layers: dict[str, Layer], tables: Tables, kept: Kept) -> dict[str, bytes]:
    """All that the build writes of some layers, each as bytes."""
    return {
        layer: orjson.dumps([entry, {lang: text.decode() for lang, text in content.items()}, facts])
        for layer, (entry, content, facts) in drawn_of(layers, tables, kept).items()
    }


@pytest.fixture(scope="module")
def first(few: dict[str, Layer], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """What a first build of the data keeps, and what it writes."""
    folder = tmp_path_factory.mktemp("first")
    kept = Kept(folder / "kept", "code")
    made = drawn(few, changed(folder / "data", "facts", lambda _rows: None), kept)
    assert kept.made == len(FEW)
    return folder / "kept", made


def rename_exercise(rows: list[dict[str, str]]) -> None:
    next(row for row in rows if row["id"] == "002-796-2")["measure_fr"] = "Autre mesure"


def rename_site(rows: list[dict[str, str]]) -> None:
    next(row for row in rows if row["id"] == "gao")["name_fr"] = "Gao la Neuve"


def remove_site(rows: list[dict[str, str]]) -> None:
    del rows[-1]


@pytest.mark.parametrize(
    ("table", "change", "untouched"),
    [
        ("facts", rename_exercise, {"airports", "courts"}),
        ("places", rename_site, set()),
        ("sites", remove_site, {"airports", "courts", "prisons"}),
    ],
)
def test_after_a_change_of_a_row_the_layers_are_those_of_a_build_from_nothing(  # noqa: PLR0913 - fixtures
    tmp_path: Path,
    few: dict[str, Layer],
    first: tuple[Path, dict[str, bytes]],
    table: str,
    change: Callable[..., None],
    untouched: set[str],
) -> None:
    kept, before = first
    after = Kept(shutil.copytree(kept, tmp_path / "kept"), "code")
    again = drawn(few, changed(tmp_path / "after", table, change), after)
    cold = drawn(few, changed(tmp_path / "cold", table, change), Kept(None, "code"))

    assert again == cold
    assert again != before
    assert after.made <= len(FEW) - len(untouched)
    assert all(again[layer] == before[layer] for layer in untouched)


def test_other_code_takes_nothing_over(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"piece"

    for code in ("one", "one", "two"):
        assert Kept(tmp_path / "kept", code).piece(b"key", make) == b"piece"
    assert len(made) == 2


def test_what_is_read_is_noted_even_if_it_is_kept_already(tmp_path: Path) -> None:
    tables = Tables(shutil.copytree(DATA_FOLDER, tmp_path / "data"))
    tables.rows("places")
    with tables.noting() as read:
        tables.rows("places")
        tables.shapes("regions")
    assert {"places.csv", "shapes/regions.geojson"} <= read


def test_a_layer_of_facts_depends_on_those_of_its_topics_alone(tmp_path: Path) -> None:
    """A fact of the topic prisons changes that layer and the one of all facts."""
    layers = {name: read_catalog()[name] for name in ("courts", "prisons", "works", "facts", "results")}
    before, after = Kept(tmp_path / "kept", "code"), Kept(tmp_path / "kept", "code")
    drawn(layers, changed(tmp_path / "before", "facts", lambda _rows: None), before)
    tables = changed(tmp_path / "after", "facts", rename_exercise)
    again = drawn(layers, tables, after)
    assert (before.made, after.made) == (5, 2)
    assert again == drawn(layers, tables, Kept(None, "code"))


def test_a_reading_stands_for_the_files_that_it_reads(tmp_path: Path) -> None:
    tables = Tables(shutil.copytree(DATA_FOLDER, tmp_path / "data"))
    with tables.noting() as read:
        facts_of(tables, "prisons")
    assert read == {'["layers.schema.rows.facts_of", "prisons"]'}
    digest = Readings(tables).digest(*read)
    assert digest == Readings(Tables(tables.folder)).digest(*read)
    other = changed(tmp_path / "other", "facts", rename_exercise)
    assert digest != Readings(other).digest(*read)
    assert Readings(tables).digest('["layers.schema.rows.facts_of", "radio"]') != digest
    assert Readings(tables).digest('["no.such.function"]') == "unknown"


def test_a_digest_changes_with_a_name_and_with_a_content(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    seen = {files_digest([tmp_path])}
    (tmp_path / "a.py").write_text("2")
    seen.add(files_digest([tmp_path]))
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    seen.add(files_digest([tmp_path]))
    assert len(seen) == 3
    assert code_digest(("geodata",)) != code_digest(("geodata", "layers"))


def test_twins_are_made_once_and_are_those_of_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[bytes] = []

    def count(content: bytes, quality: int) -> bytes:
        calls.append(content)
        return compress(content, quality)

    monkeypatch.setattr("layers.artifact.files.compress", count)
    for folder in ("one", "two"):
        with Packer(tmp_path / "kept") as packer:
            size = write_compressed(tmp_path / folder / "a.json", b"{}" * 50)
        assert brotli.decompress((tmp_path / folder / "a.json.br").read_bytes()) == b"{}" * 50
        assert size.result() == (tmp_path / folder / "a.json.br").stat().st_size
    assert len(calls) == 1
    packer.forget_unused()
    assert len(list((tmp_path / "kept").iterdir())) == 3
    with Packer(tmp_path / "kept") as packer:
        write_compressed(tmp_path / "one" / "a.json", b"[]")
    assert brotli.decompress((tmp_path / "one" / "a.json.br").read_bytes()) == b"[]"
    packer.forget_unused()
    assert len(list((tmp_path / "kept").iterdir())) == 3


@pytest.mark.parametrize("ending", TWINS)
@pytest.mark.parametrize("how", ["changed", "cut short", "gone", "its sum changed"])
def test_a_twin_that_was_damaged_in_a_build_is_made_anew(tmp_path: Path, ending: str, how: str) -> None:
    """The twin in a build is the kept one, under a second name."""
    content = b"{}" * 50
    with Packer(tmp_path / "kept"):
        write_compressed(tmp_path / "one" / "a.json", content)
    twin = tmp_path / "one" / f"a.json{ending}"
    kept = next(path for path in (tmp_path / "kept").iterdir() if path.samefile(twin))
    whole = twin.read_bytes()
    if how == "gone":
        kept.unlink()
    elif how == "its sum changed":
        kept.with_suffix(".sums").write_bytes(b"\xff")
    else:
        twin.write_bytes(whole[:-3] if how == "cut short" else whole[:-1] + b"x")
    with Packer(tmp_path / "kept") as packer:
        write_compressed(tmp_path / "two" / "a.json", content)
    assert (tmp_path / "two" / twin.name).read_bytes() == whole
    assert packer.sums == {path: file_sum(path) for path in (tmp_path / "two").iterdir()}


def test_a_failure_to_compress_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_content: bytes, _quality: int) -> bytes:
        raise OSError("No space left on device")

    monkeypatch.setattr("layers.artifact.files.compress", fail)
    with pytest.raises(OSError, match="No space"), Packer():
        write_compressed(tmp_path / "a.json", b"{}")


def test_large_files_are_nearly_as_small_as_the_last_step_makes_them() -> None:
    lines = [f'{{"place": {n}, "note": "{n * 7919 % 1013}"}}' for n in range(3000)]
    content = "\n".join(lines).encode()
    for size in (LARGE, JOINED):
        large = content * (size // len(content) + 1)
        assert len(compress(large)) <= 1.1 * len(brotli.compress(large, quality=11))


def test_one_content_compressed_differently_far_is_kept_twice(tmp_path: Path) -> None:
    content = DATA_FOLDER.joinpath("results.csv").read_bytes()
    with Packer(tmp_path / "kept"):
        sizes = [write_compressed(tmp_path / f"{q}.csv", content, q) for q in (FARTHEST, FAR, QUICK)]
    assert len(list((tmp_path / "kept").iterdir())) == 9
    farthest, far, quick = (size.result() for size in sizes)
    assert farthest <= far <= 1.05 * farthest < quick
    for quality in (FARTHEST, FAR, QUICK):
        assert brotli.decompress((tmp_path / f"{quality}.csv.br").read_bytes()) == content


def test_the_check_is_skipped_for_what_was_found_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = changed(tmp_path / "data", "sites", lambda _rows: None).folder
    found: list[Any] = []
    asked: list[Tables] = []

    def find(tables: Tables, _sound: set[str]) -> list[Any]:
        asked.append(tables)
        return found

    monkeypatch.setattr("geodata.audit.check.find_problems", find)
    assert problems_of(data, tmp_path / "checked") == []
    assert problems_of(data, tmp_path / "checked") == []
    assert len(asked) == 1
    (data / "sites.csv").write_text("changed")
    assert problems_of(data, tmp_path / "checked") == []
    assert len(asked) == 2


def test_tables_are_checked_again_with_those_whose_keys_they_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that disappears is found missing by the table of sites, which has not changed itself."""
    sound: list[set[str]] = []

    def find(tables: Tables, known: set[str]) -> list[Problem]:
        sound.append(known)
        return find_problems(tables, known)

    monkeypatch.setattr("geodata.audit.check.find_problems", find)
    data = changed(tmp_path / "data", "sites", lambda _rows: None).folder
    assert problems_of(data, tmp_path / "checked") == []
    places = data / "places.csv"
    lines = places.read_text("utf-8").splitlines(keepends=True)
    places.write_text("".join(line for line in lines if not line.startswith("gao,")), "utf-8")
    problems = problems_of(data, tmp_path / "checked")
    assert any(problem.startswith("sites") for problem in problems)
    assert sorted(problems) == sorted(problem.describe("en") for problem in find_problems(Tables(data)))
    assert sound[0] == set()
    assert "units" in sound[1]
    assert not sound[1] & {"places", "sites", "facts"}


def test_a_record_that_was_cut_short_counts_for_none(tmp_path: Path) -> None:
    readings, kept = Readings(Tables()), Kept(tmp_path, "code")
    assert kept.found("layer x", readings) is None
    assert kept.keep("layer x", readings, ["sites.csv"], {"rows": 3}) == {"rows": 3}
    assert kept.found("layer x", readings) == {"rows": 3}
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.found("layer x", readings) is None


def test_an_error_names_the_layer_that_failed(tmp_path: Path, few: dict[str, Layer]) -> None:
    def fail(_tables: Tables) -> None:
        raise ValueError("no such column")

    broken = {"sites": replace(few["sites"], rows=fail)}
    with pytest.raises(ValueError, match="no such column") as caught:
        drawn_of(broken, Tables(), Kept(tmp_path / "kept", "code"))
    assert caught.value.__notes__ == ["in: layer sites"]


def test_threads_that_share_tables_note_each_for_itself() -> None:
    tables = Tables()
    seen: dict[str, set[str]] = {}
    meet = threading.Barrier(2)

    def read(name: str) -> None:
        with tables.noting() as notes:
            meet.wait(timeout=30)
            with tables.unnoted():
                meet.wait(timeout=30)
            tables.note([name])
            meet.wait(timeout=30)
        seen[name] = notes

    threads = [threading.Thread(target=read, args=(name,)) for name in ("facts.csv", "places.csv")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"facts.csv": {"facts.csv"}, "places.csv": {"places.csv"}}


def test_a_fact_taken_out_of_the_tables_changes_what_read_it() -> None:
    """A build over an earlier one, whose pieces read a row that is gone, makes them again."""
    read, tables = Readings(Tables()), Tables()
    known = next(iter(tables.rows("facts")))
    name = next(name for name in READINGS if name.endswith("held_of"))
    digests = {fact: read.digest(orjson.dumps([name, fact]).decode()) for fact in (known, "no-such-fact")}
    assert digests["no-such-fact"] == "gone" != digests[known]


class Apart:
    """Stands for the process beside: it has the first of what it is asked for in hand, and not the others."""

    def __init__(self, tables: Tables, *, fails: bool = False) -> None:
        self.tables, self.fails = tables, fails
        self.asked: list[str] = []

    def begin(self, name: str) -> Future[Drawing]:
        self.asked.append(name)
        begun: Future[Drawing] = Future()
        if len(self.asked) == 1:
            begun.set_running_or_notify_cancel()
            if self.fails:
                begun.set_exception(ValueError("no such column"))
            else:
                begun.set_result(drawing_of(self.tables, CATALOG_FOLDER, name))
        return begun


def test_a_process_beside_draws_what_it_has_in_hand_and_the_build_the_rest(
    few: dict[str, Layer], first: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    tables, kept, written = Tables(), Kept(tmp_path / "kept", "code"), list[str]()
    apart = Apart(tables)
    drawings = Drawings(few, tables, kept, lambda entry, _: written.append(entry["id"]), apart.begin)
    drawings.begin()
    assert apart.asked == list(few), "nothing is known of their sizes"
    assert written == list(reversed(FEW[1:])), "the last first, until they meet"
    found = drawings.finish()
    assert list(found) == list(few), "in the order of the catalogue"
    assert written[-1] == FEW[0]
    assert sorted(kept.names) == sorted(f"layer {name}" for name in FEW)
    assert drawn(few, tables, Kept(tmp_path / "kept", "code")) == first[1]
    again = Kept(tmp_path / "kept", "code")
    drawn_of(few, Tables(), again)
    assert again.made == 0, "what was drawn beside is kept with what it read"


def test_the_largest_of_those_that_changed_is_drawn_beside(
    few: dict[str, Layer], first: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder = shutil.copytree(first[0], tmp_path / "kept")
    tables, kept = changed(tmp_path / "data", "facts", rename_exercise), Kept(folder, "code")
    sizes = {name: kept.size(f"layer {name}") for name in few}
    apart = Apart(tables)
    Drawings(few, tables, kept, apart=apart.begin).begin()
    assert apart.asked == sorted(apart.asked, key=sizes.__getitem__, reverse=True)


def test_an_error_beside_is_raised_where_the_layers_are_wanted(few: dict[str, Layer], tmp_path: Path) -> None:
    drawings = Drawings(few, Tables(), Kept(tmp_path, "code"), apart=Apart(Tables(), fails=True).begin)
    drawings.begin()
    with pytest.raises(ValueError, match="no such column"):
        drawings.finish()
