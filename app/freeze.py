"""Write, once, every file the page asks for: scripts, styles, fonts and ready-made panels."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from dash.development.base_component import Component

from app.factory import create_dash
from app.page.bundle import write_bundle
from app.page.offline import layer_packs, panels_pack, write_offline
from app.page.parts import page_parts
from app.panels.dossier import dossier_panel, given_lists
from app.panels.draw import draw_file
from app.panels.figures import figures_file
from app.panels.filter import filter_file
from app.panels.help import help_pieces
from geodata.text import LANGS
from layers.artifact.files import FAR, QUICK, write_compressed
from layers.build.inputs import STAMP, code_digest
from layers.build.kept import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from app.page.shell import AtlasDash
    from app.settings import Settings
    from geodata.text import Lang
    from layers.build.reports import Reports

#: Scripts that a component package may load after its own.
PART = re.compile(r"^async-(?!.*\.map$)")
LATER_PACKAGES = ("dash_mantine_components",)
#: What could end a script element, or a line of a script, if the JSON were written into one.
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("/", "\\u002f"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def freeze(settings: Settings, kept: Path | None = None, reports: Reports | None = None) -> int:
    """Write the static files beside the layers and return how many there are.

    Parameters
    ----------
    settings
        Those of the application; its build is the folder that is written.
    kept
        Folder of the panels that earlier builds made (:class:`layers.build.kept.Kept`).
    reports
        Those that a process beside still makes; each is written here where it is needed.
    """
    (settings.build / STAMP).unlink(missing_ok=True)
    app = create_dash(settings)
    folder = settings.build / "static"
    answer = app.server.test_client().get("/")
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError("the page could not be written: see the error above")
    layers = layer_packs(app.collection, folder)  # large: compressed while the rest is written
    library, content = app.libraries
    write_bundle(app.bundle, folder, {library: content})
    scripts = _scripts(app, folder)
    if reports:
        reports.write_figures(folder)
        reports.write_search(folder)
    count, pieces, packs = len(scripts), Kept(kept, code_digest()), {}
    for lang in LANGS:  # the pack of one is compressed while the panels of the other are written
        count += _panels(app, folder, pieces, lang)
        packs[lang] = {"panels": panels_pack(folder, lang), "layers": layers[lang]}
    pieces.forget_unused()
    return count + write_offline(app.collection, folder, [library, *scripts, *app.bundle.kept], packs)


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
            quality = FAR if url in app.scripts_listed.later else QUICK  # few parts are ever loaded
            write_compressed(folder / url.lstrip("/"), answer.get_data(), quality)
    return list(app.scripts_listed.later)


def _panels(app: AtlasDash, folder: Path, kept: Kept, lang: Lang) -> int:
    """Write the page of figures and each place's dossier as component trees; return the count of dossiers."""
    collection = app.collection
    given: dict[str, str] = {}
    page = panel_json(figures_file(collection, lang))
    write_compressed(folder / "panel" / f"figures.{lang}.json", page, FAR)
    for name, write in (("draw", draw_file), ("filter", filter_file), ("parts", page_parts)):
        write_compressed(folder / "panel" / f"{name}.{lang}.json", orjson.dumps(write(collection, lang)))
    write_compressed(folder / "search" / f"help.{lang}.json", orjson.dumps(help_pieces(lang)))
    for place in collection.index["places"]:
        name = f"{place['id']}.{lang}.json"
        dossier = (folder / "places" / name).read_bytes()
        panel = kept.piece(dossier, partial(_panel, dossier, lang))
        write_compressed(folder / "panel" / "place" / name, panel, FAR)
        if place["kind"] == "zone":
            given |= orjson.loads(kept.piece(b"given " + dossier, partial(_given, dossier, lang)))
    for name, content in given.items():  # a group of several zones stands in the dossier of each
        write_compressed(folder / "panel" / "given" / name, content.encode(), FAR)
    return len(collection.index["places"])


def _given(zone: bytes, lang: Lang) -> bytes:
    """The facts given for a zone, by file name: once for the dossiers of all the places in it."""
    lists = given_lists(orjson.loads(zone))
    return orjson.dumps({f"{name}.{lang}.json": panel_json(listed).decode() for name, listed in lists})


def _panel(dossier: bytes, lang: Lang) -> bytes:
    return panel_json(dossier_panel(orjson.loads(dossier), lang))


def panel_json(tree: Any) -> bytes:  # noqa: ANN401 - a tree of components, or a dictionary that holds one
    """Write a tree of components as Dash does, with the properties of each in alphabetical order.

    Dash gives them in an order that differs from one process to the next, and a file that differs is
    one that every reader fetches again.
    """
    text = orjson.dumps(tree, default=_properties).decode()
    for unsafe, safe in _UNSAFE:
        text = text.replace(unsafe, safe)
    return text.encode()


def _properties(component: Component) -> dict[str, Any]:
    if not isinstance(component, Component):
        raise TypeError(f"{type(component).__name__} is not written as JSON")
    plain: dict[str, Any] = component.to_plotly_json()  # type: ignore[no-untyped-call]
    return plain | {"props": dict(sorted(plain["props"].items()))}
