"""Real clients over HTTP: GDAL reads every collection; schemathesis finds no server error."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import orjson
import pandas as pd
import pyogrio
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from shapely import box

from app.factory import create_dash
from app.settings import Settings
from geodata.text import LANGS
from layers.export.gis.frame import read_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

BBOX = (-5.0, 12.0, 0.0, 18.0)


def read(server: str, layer_id: str, lang: str, **options: Any) -> Any:
    return pyogrio.read_dataframe(f"OAPIF:{server}/api/collections/{layer_id}?lang={lang}", **options)


def comparable(column: pd.Series[Any]) -> list[Any]:
    """A column's values as plain Python, dates as ISO texts, nothing as ``None``."""
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    if pd.api.types.is_numeric_dtype(column):
        column = column.astype("Float64")
    return [None if pd.isna(value) else value for value in column]


def in_turn(collection: Collection, first: int) -> Iterator[tuple[LayerEntry, Lang]]:
    """Every collection in one language, the two in turn: GDAL asks for a second or more each time."""
    for n, entry in enumerate([*collection.layers, *collection.records], first):
        yield entry, LANGS[n % len(LANGS)]


def test_gdal_reads_every_collection_as_it_was_built(server: str, collection: Collection) -> None:
    for entry, lang in in_turn(collection, 0):
        built = read_layer(collection, entry["id"], lang).frame
        found = read(server, entry["id"], lang)
        assert len(found) == len(built) == entry["count"]
        for name in built.columns.drop("geometry"):
            assert comparable(found[name]) == comparable(built[name]), (entry["id"], name)
        if built.geometry.isna().all():
            continue
        pairs = zip(found.geometry, built.geometry, strict=True)
        assert all((a is None and b is None) or a.equals_exact(b, 1e-9) for a, b in pairs), entry["id"]


def test_gdal_filters_by_bbox_as_the_artifact_does(server: str, collection: Collection) -> None:
    for entry, lang in in_turn(collection, 1):  # in the language in which it was not read whole
        built = read_layer(collection, entry["id"], lang).frame
        expected = set(built["id"][built.geometry.notna() & built.intersects(box(*BBOX))])
        found = read(server, entry["id"], lang, bbox=BBOX)
        assert set(found["id"]) == expected, entry["id"]


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="needs Debian's gdal-bin")
def test_the_command_line_of_gdal_lists_every_collection(server: str, collection: Collection) -> None:
    done = subprocess.run(
        ["ogrinfo", "-q", f"OAPIF:{server}/api"], capture_output=True, text=True, check=True
    )
    for entry in [*collection.layers, *collection.records]:
        assert f": {entry['id']} " in f"{done.stdout} ".replace("\n", " \n")


def _document() -> Any:
    """The served document, and of its per-collection paths those of three collections of different kinds."""
    server = create_dash(Settings()).server
    document = orjson.loads(server.test_client().get("/api/openapi?lang=en").data)
    kept = {"sites", "facts", "coverage"}
    document["paths"] = {
        path: operations
        for path, operations in document["paths"].items()
        if not path.startswith("/collections/") or path.split("/")[2] in kept
    }
    document["servers"] = [{"url": "/api"}]
    loaded = schemathesis.openapi.from_dict(document)
    loaded.app = server
    return loaded


schema = _document()


@schema.parametrize()
@hypothesis_settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_generated_request_is_a_server_error(case: schemathesis.Case) -> None:
    answer = case.call()
    case.validate_response(answer, checks=[not_a_server_error])
    if answer.status_code >= 400:
        assert answer.headers["content-type"][0].startswith("application/problem+json")
