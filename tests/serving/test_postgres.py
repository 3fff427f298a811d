"""Readers' tables with their catalogue in PostgreSQL, which may go away and come back."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from geodata.own.keeping.store import Store, new_owner
from tests.conftest import free_port
from tests.serving.conftest import serving, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACES = "/usr/lib/postgresql/17/bin:/usr/lib/postgresql/15/bin:" + os.environ["PATH"]
POSTGRES = shutil.which("postgres", path=PLACES)
INITDB = shutil.which("initdb", path=PLACES)
pytestmark = pytest.mark.skipif(
    not (POSTGRES and INITDB and find_spec("psycopg")), reason="needs PostgreSQL and psycopg"
)


@contextmanager
def database(folder: Path, port: int) -> Iterator[None]:
    """Run PostgreSQL over a folder; it does not run as root."""
    as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
    data = folder / "data"
    if not data.exists():
        for each in (folder, *folder.parents[:3]):
            each.chmod(0o777 if each == folder else 0o755)
        command = [str(INITDB), "-D", str(data), "-U", "atlas", "-A", "trust"]
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder)
    process = subprocess.Popen(
        [*as_user, str(POSTGRES), "-D", str(data), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1"],
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)  # at once, whoever is connected
        process.wait(timeout=30)


def test_the_catalogue_goes_away_and_comes_back(builds: Path, tmp_path: Path) -> None:
    """Pages are answered as before; who asks for a reader's layer is told to wait."""
    port = free_port()
    address = f"postgresql+psycopg://atlas@127.0.0.1:{port}/postgres?connect_timeout=2"
    store = Store(str(tmp_path / "own"), address)
    owner = new_owner()
    environment = {"ATLAS_OWN": str(tmp_path / "own"), "ATLAS_OWN_CATALOGUE": address}
    (tmp_path / "postgres").mkdir()
    with database(tmp_path / "postgres", port):
        assert until(lambda: is_there(port))
        assert until(lambda: bool(kept_in(store, owner)), 30)
        kept = kept_in(store, owner)[0]
        store._engine.dispose()
        with serving(builds, **environment) as own:
            url = f"/own/{kept}.fr.geojson"
            assert own.status(url) == 200
    with serving(builds, **environment) as own:
        assert own.status("/?lang=en") == own.status("/layers/sites.geojson") == 200, "without its database"
        status, _, headers = own.ask(url)
        assert (status, int(headers["retry-after"]) > 0) == (503, True)
        assert own.status(f"/?lang=en&layers=sites,{kept}") in {200, 503}
        with database(tmp_path / "postgres", port):
            assert until(lambda: own.status(url) == 200, 60), own.ask(url)
        assert own.status("/?lang=en") == 200


def is_there(port: int) -> bool:
    """Whether something takes connections."""
    with socket.create_connection(("127.0.0.1", port), 1):
        return True


def kept_in(store: Store, owner: str) -> list[str]:
    """Identifiers of what the owner keeps; one layer, at first."""
    if not store.of_owner(owner):
        draft = store.add(owner, "A", "a.csv", {"layer.fr.geojson": b"{}"})
        store.change(draft.id, owner, "A", {})
    return [kept.id for kept in store.of_owner(owner)]
