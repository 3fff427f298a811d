"""The explorer's own script and styles, one file each, named by their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import ROOT
from layers.artifact.files import FARTHEST, QUICK, content_digest, remove_stale, write_compressed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FRONT = ROOT / "app" / "web"
WEB = ROOT / "layers" / "web"

#: Bundled from TypeScript and CSS by ``tools/web/build.mjs``; a source map lies beside each.
DIST = FRONT / "dist"

#: Libraries that a tool fetches when it is first used; each file's name is the library's.
VENDOR = sorted((FRONT / "vendor").glob("*.js"))

#: Scripts of our own that are fetched when first used, as the libraries are.
LATER = (DIST / "brief.js", DIST / "compare.js", DIST / "draw.js", DIST / "ground.js", DIST / "sheet.js")


#: Of these, what is of use with the server alone: it draws the server's own ground.
ONLINE = frozenset({"protomapsL", "ground"})

#: How Dash begins. As a script of its own in the document it would come after the browser's next frame,
#: and the map with it.
START = b"var renderer = new DashRenderer();\n"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The two bundled files and the libraries fetched later: their addresses and contents."""

    js_url: str
    js: bytes
    css_url: str
    css: bytes
    vendor: dict[str, tuple[str, bytes]]

    @property
    def vendor_urls(self) -> dict[str, str]:
        """Address of each library by its name."""
        return {name: url for name, (url, _) in self.vendor.items()}

    @property
    def kept(self) -> list[str]:
        """What a browser keeps after a visit: not what draws a file that only the server has."""
        vendor = [url for name, url in self.vendor_urls.items() if name not in ONLINE]
        return [self.js_url, self.css_url, *vendor]


def make_bundle() -> Bundle:
    """Read the bundled script and styles; Dash begins at the end of the script."""
    js = b"\n".join([(DIST / "explorer.js").read_bytes(), START])
    css = (DIST / "explorer.css").read_bytes()
    vendor = {path.stem: path.read_bytes() for path in (*VENDOR, *LATER)}
    return Bundle(
        f"/static/atlas.{content_digest(js)}.js",
        js,
        f"/static/atlas.{content_digest(css)}.css",
        css,
        {name: (f"/static/{name}.{content_digest(js)}.js", js) for name, js in vendor.items()},
    )


def write_bundle(bundle: Bundle, folder: Path, more: Mapping[str, bytes]) -> None:
    """Write the bundle, the fonts, the icon and more files by address below a folder of static files."""
    static = folder / "static"
    fonts = sorted((WEB / "fonts").glob("*.woff2"))
    files = {bundle.js_url: bundle.js, bundle.css_url: bundle.css, **dict(bundle.vendor.values())}
    files |= more
    files |= {f"/static/{path.name}": path.read_bytes() for path in fonts}
    files["/static/icon.svg"] = (FRONT / "icon.svg").read_bytes()
    files |= {f"/static/{path.name}": path.read_bytes() for path in DIST.glob("explorer.*.map")}
    for url, content in files.items():
        write_compressed(folder / url.lstrip("/"), content, QUICK if url.endswith(".map") else FARTHEST)
    remove_stale(static, {url.rsplit("/", 1)[1] for url in files})
