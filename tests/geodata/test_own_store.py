"""Readers' tables are kept apart, for a time, under names that nobody guesses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from geodata.errors import InputError, MissingResourceError, NotFoundError
from geodata.own.keeping import store as keeping
from geodata.own.keeping.names import IDENTIFIER
from geodata.own.keeping.store import Store, new_owner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "own"))


def test_what_is_kept_is_found_again_by_another_process(store: Store) -> None:
    owner = new_owner()
    draft = store.add(owner, "Sites", "sites.csv", {"choice.json": b"{}"})
    assert IDENTIFIER.fullmatch(draft.id)
    assert not draft.is_layer
    store.change(draft.id, owner, "Mes sites", {"layer.fr.geojson": b"[]"})
    other = Store(store.folder)
    assert other.read(draft.id, "layer.fr.geojson") == b"[]"
    kept = other.get(draft.id)
    assert (kept.title, kept.file, kept.is_layer) == ("Mes sites", "sites.csv", True)
    assert kept.ends - kept.made > 29 * keeping.DAY


def test_only_the_owner_lists_changes_and_deletes(store: Store) -> None:
    owner, other = new_owner(), new_owner()
    kept = store.add(owner, "A", "a.csv", {"choice.json": b"{}"})
    store.change(kept.id, owner, "A", {})
    assert [each.id for each in store.of_owner(owner)] == [kept.id]
    assert store.of_owner(other) == []
    assert store.of_owner("") == []
    for act in (
        lambda: store.delete(kept.id, other),
        lambda: store.delete(kept.id, ""),
        lambda: store.change(kept.id, other, "B", {}),
        lambda: store.write(kept.id, other, {"choice.json": b"x"}),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert store.read(kept.id, "choice.json") == b"{}"


def test_the_catalogue_holds_no_token(store: Store, tmp_path: Path) -> None:
    owner = new_owner()
    store.add(owner, "A", "a.csv", {})
    content = (tmp_path / "own" / "catalogue.sqlite").read_bytes()
    assert owner.encode() not in content
    rows = sqlite3.connect(tmp_path / "own" / "catalogue.sqlite").execute("select owner from kept").fetchall()
    assert len(rows) == 1


def test_a_deleted_table_leaves_nothing(store: Store, tmp_path: Path) -> None:
    owner = new_owner()
    kept = store.add(owner, "A", "a.csv", {"source.parquet": b"x"})
    assert (tmp_path / "own" / kept.id / "source.parquet").is_file()
    store.delete(kept.id, owner)
    assert not (tmp_path / "own" / kept.id).exists()
    with pytest.raises(NotFoundError):
        store.read(kept.id, "source.parquet")


def test_what_has_ended_is_gone_and_forgotten(store: Store, tmp_path: Path, monkeypatch) -> None:
    owner = new_owner()
    kept = store.add(owner, "A", "a.csv", {"source.parquet": b"x"})
    later = kept.made + (keeping.DRAFT_DAYS + 0.1) * keeping.DAY
    monkeypatch.setattr(keeping.time, "time", lambda: later)
    with pytest.raises(NotFoundError):
        store.get(kept.id)
    store.add(owner, "B", "b.csv", {})
    assert not (tmp_path / "own" / kept.id).exists()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc", "passwd"),
        ("own-" + "0" * 32, "../catalogue.sqlite"),
        ("own-" + "0" * 31 + "/", "entry.json"),
        ("own-" + "0" * 32 + "\n", "entry.json"),
        ("own-" + "G" * 32, "entry.json"),
        ("", "entry.json"),
    ],
)
def test_no_name_leads_out_of_the_folder(store: Store, name: str, file: str) -> None:
    store.add(new_owner(), "A", "a.csv", {})
    with pytest.raises(NotFoundError):
        store.read(name, file)


def test_a_file_of_an_unknown_name_is_not_written(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.add(new_owner(), "A", "a.csv", {"../x.csv": b""})


def test_there_is_an_end_to_what_one_owner_keeps(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 2)
    owner = new_owner()
    for _ in range(2):
        store.add(owner, "A", "a.csv", {})
    with pytest.raises(InputError, match="room"):
        store.add(owner, "A", "a.csv", {})
    store.add(new_owner(), "A", "a.csv", {})
    monkeypatch.setattr(keeping, "MOST_BYTES", 5)
    with pytest.raises(InputError):
        store.add(new_owner(), "A", "a.csv", {"source.parquet": b"123456"})


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file")
    with pytest.raises(MissingResourceError, match="ATLAS_OWN"):
        Store(str(tmp_path / "own")).get("own-" + "0" * 32)


def test_files_may_lie_elsewhere_than_on_a_disk(tmp_path: Path) -> None:
    store = Store("memory://atlas-own", f"sqlite:///{tmp_path / 'c.sqlite'}")
    owner = new_owner()
    kept = store.add(owner, "A", "a.csv", {"entry.json": b"{}"})
    assert store.read(kept.id, "entry.json") == b"{}"
    store.delete(kept.id, owner)
    assert not store._files[0].exists(f"{store._files[1]}/{kept.id}")
