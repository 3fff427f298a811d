"""What the service worker needs: its list of files, and packs that hold many small answers in one file."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import orjson

from app.addresses import relative
from app.http.static import NAMED_BY_CONTENT
from app.settings import ROOT
from app.words.page import word
from geodata.text import LANGS
from layers.artifact.files import content_digest, is_draft, remove_stale, sum_of, write_compressed
from layers.build.build import is_drawn_first

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

WORKER = ROOT / "app" / "web" / "dist" / "worker.js"
#: Folders of the build whose files no page asks for, or that packs are made of.
_NOT_PACKED = {
    "_dash-component-suites",
    "kept",
    "places",
    "static",
    "layers",
    "figures.fr.json",
    "figures.en.json",
}


def layer_packs(collection: Collection, folder: Path) -> dict[Lang, str]:
    """Write the packs of the layers that the default view does not draw; return their addresses."""
    first = {entry["id"] for entry in _first(collection)}
    kept = [entry for entry in (*collection.base, *collection.layers) if entry["id"] not in first]
    return {
        lang: _pack(folder, f"layers.{lang}", [relative(entry["files"][lang]) for entry in kept])
        for lang in LANGS
    }


def panels_pack(folder: Path, lang: Lang) -> str:
    """Write the pack of a language's panels, which are all written by now; return its address."""
    return _pack(folder, f"panels.{lang}", _panels(folder, lang))


def write_offline(
    collection: Collection, folder: Path, shell: list[str], packs: dict[Lang, dict[str, str]]
) -> int:
    """Write the service worker below the static files; return how many files it and the packs are.

    Parameters
    ----------
    collection
        The build.
    folder
        Its static files, all written by now.
    shell
        Addresses of the scripts and styles of the page.
    packs
        Addresses of the packs by name (:func:`panels_pack`, :func:`layer_packs`).
    """
    named = {url for by_name in packs.values() for url in by_name.values()}
    remove_stale(folder / "kept", {url.rsplit("/", 1)[1] for url in named})
    fonts = sorted(f"static/{path.name}" for path in (folder / "static").glob("*.woff2"))
    is_edition = collection.data.parent == collection.folder
    build = {
        **({"audience": collection.audience} if is_edition else {}),
        "version": files_version(folder),
        "by_content": NAMED_BY_CONTENT.pattern,
        "shell": sorted({*map(relative, shell), *fonts, "static/icon.svg"}),
        "first": {lang: [relative(entry["files"][lang]) for entry in _first(collection)] for lang in LANGS},
        "packs": packs,
        "words": {lang: word("not_kept", lang) for lang in LANGS},
    }
    head = f"self.atlasBuild = {orjson.dumps(build).decode()};\n"
    body = WORKER.read_text("utf-8").partition("//# sourceMappingURL")[0]
    write_compressed(folder / "worker.js", (head + body).encode())
    return len(named) + 1


def _first(collection: Collection) -> list[LayerEntry]:
    """The layers that the default view draws: each page fetches them by itself."""
    return [entry for entry in collection.index["layers"] if is_drawn_first(entry)]


def _pack(folder: Path, name: str, urls: list[str]) -> str:
    """Write some answers in one file; return its address."""
    members = (b'"%s":%s' % (url.encode(), (folder / url).read_bytes()) for url in urls)
    content = b"{%s}" % b",".join(members)
    address = f"kept/{name}.{content_digest(content)}.json"
    write_compressed(folder / address, content)
    return address


def _panels(folder: Path, lang: Lang) -> list[str]:
    """Addresses of the ready-made answers in a language: dossiers, search and whatever else was frozen."""
    other = re.compile(rf"[./]({'|'.join(each for each in LANGS if each != lang)})[./]")
    urls = (path.relative_to(folder).as_posix() for path in folder.rglob("*.json"))
    return sorted(url for url in urls if url.split("/")[0] not in _NOT_PACKED and not other.search(url))


def files_version(folder: Path) -> str:
    """A digest of every file that a page may ask for, and of the worker itself."""
    digest = hashlib.sha256()
    made = [
        p for p in folder.rglob("*") if p.suffix not in (".br", ".gz") and not is_draft(p) and p.is_file()
    ]
    for path in [WORKER, *sorted(p for p in made if p.name != "worker.js")]:
        digest.update(f"{path.name}\0{sum_of(path)}\0".encode())
    return digest.hexdigest()[:12]
