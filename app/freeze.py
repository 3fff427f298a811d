"""Write, once, every file the page asks for: scripts, styles, fonts and ready-made panels."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from plotly.io.json import to_json_plotly

from app.factory import create_dash
from app.page.bundle import write_bundle
from app.page.offline import write_offline
from app.panels.dossier import dossier_panel
from app.panels.figures import figures_file
from geodata.text import LANGS
from layers.artifact.files import write_compressed

if TYPE_CHECKING:
    from pathlib import Path

    from app.page.shell import AtlasDash
    from app.settings import Settings

#: Files of the whole atlas that take seconds to write: no reader should be the first to wait for them.
READY = ("gpkg", "qgis.zip", "kmz", "xlsx")
#: Scripts that a component package may load after its own.
PART = re.compile(r"^async-(?!.*\.map$)")
LATER_PACKAGES = ("dash_mantine_components",)


def freeze(settings: Settings) -> int:
    """Write the static files beside the layers and return how many there are."""
    app = create_dash(settings)
    folder = settings.build / "static"
    answer = app.server.test_client().get("/")
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError("the page could not be written: see the error above")
    library, content = app.libraries
    write_bundle(app.bundle, folder, {library: content})
    scripts = _scripts(app, folder)
    count = len(scripts) + _panels(app, folder) + _downloads(app)
    return count + write_offline(app.collection, folder, [library, *scripts, *app.bundle.urls])


def _scripts(app: AtlasDash, folder: Path) -> list[str]:
    """Save the scripts of what opens later, and the parts they may load; return the former's addresses."""
    client = app.server.test_client()
    urls = list(app.scripts_listed.later)
    for package, names in app.registered_paths.items():
        if package in LATER_PACKAGES:
            urls += [
                f"/_dash-component-suites/{package}/{name}"
                for name in names
                if PART.match(name.rsplit("/", 1)[-1])
            ]
    for url in urls:
        answer = client.get(url)
        if answer.status_code == HTTPStatus.OK:
            write_compressed(folder / url.lstrip("/"), answer.get_data())
    return list(app.scripts_listed.later)


def _downloads(app: AtlasDash) -> int:
    """Ask for the slowest files once, which keeps them beside the build (:mod:`app.http.prepared`)."""
    client = app.server.test_client()
    for ending in READY:
        for lang in LANGS:
            answer = client.get(f"/atlas.{ending}?lang={lang}")
            if answer.status_code != HTTPStatus.OK:
                raise RuntimeError(f"atlas.{ending} could not be written: {answer.get_data(as_text=True)}")
    return len(READY) * len(LANGS)


def _panels(app: AtlasDash, folder: Path) -> int:
    collection = app.collection
    for lang in LANGS:
        page = to_json_plotly(figures_file(collection, lang)).encode()
        write_compressed(folder / "panel" / f"figures.{lang}.json", page)
    for place in collection.index["places"]:
        for lang in LANGS:
            panel = dossier_panel(collection.dossier(place["id"], lang), lang)
            path = folder / "panel" / "place" / f"{place['id']}.{lang}.json"
            write_compressed(path, to_json_plotly(panel).encode())
    return len(collection.index["places"]) * len(LANGS)
