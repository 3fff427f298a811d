"""A standalone folium page of one view: everything inside, opens with no network."""

from __future__ import annotations

import html as markup
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import folium
import orjson
from branca.element import Element, MacroElement
from jinja2 import Template

from geodata.text import Text
from layers.artifact.asof import as_of, as_of_words
from layers.schema.parameters import from_dict, read_arguments
from layers.swatch import swatch_uri
from layers.words import MAP_WORDS, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from branca.element import Figure

    from geodata.text import Lang
    from layers.view.state import ViewState

WEB = Path(__file__).resolve().parent.parent / "web"
FONTS = WEB / "fonts"
MALI = (10.1, -12.3, 25.05, 4.3)  # south, west, north, east, degrees

TITLE = Text("MINUSMA, Mali : {layers}", "MINUSMA, Mali: {layers}")
LAYERS = Text("Couches", "Layers")
DISCLAIMER = Text(
    "Projet, non validé. Les frontières et les noms indiqués et les désignations employées sur "
    "cette carte n’impliquent pas reconnaissance ou acceptation officielle par l’Organisation des "
    "Nations Unies.",
    "Draft, not cleared. The boundaries and names shown and the designations used on this map do "
    "not imply official endorsement or acceptance by the United Nations.",
)
SOURCES = Text("Sources : {sources}", "Sources: {sources}")
NO_LAYER = Text("aucune couche", "no layer")


class _Drawn(MacroElement):
    """Draws the artifacts on the folium map with the explorer's own scripts."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.start({{ this._parent.get_name() }}, {{ this.content }});
        {% endmacro %}
        """
    )

    def __init__(self, content: bytes) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.content = content.decode().replace("<", "\\u003c")


def html_page(
    view: ViewState,
    index: dict[str, Any],
    static: Path,
    read: Callable[[dict[str, Any]], Any] | None = None,
) -> str:
    """Return the page of one view.

    Parameters
    ----------
    view
        What to show.
    index
        The build's index of layers.
    static
        The build's folder of static files.
    read
        Function from a layer's entry to its artifact; without it, the artifact as built.

    Returns
    -------
    str
        A whole HTML document: map, layer switches, popups, legend, sources, disclaimer.
    """
    known = {entry["id"]: entry for entry in index["layers"]}
    entries = [known[layer] for layer in view.drawn]
    base = [e for e in index["layers"] if e["group"] == "base"] if view.base != "blank" else []
    read = read or (lambda entry: _artifact(entry, view, static))
    artifacts = [as_of(read(e), view.date) for e in entries]
    south, west, north, east = MALI
    content = {
        "words": {key: typeset(text.get(view.lang), view.lang) for key, text in MAP_WORDS.items()},
        "bounds": None if view.camera else [[south, west], [north, east]],
        "base": [read(e) for e in base],
        "layers": [
            {"artifact": artifact, "opacity": view.opacity.get(e["id"], 100)}
            for e, artifact in zip(entries, artifacts, strict=True)
        ],
    }
    entries = [_as_drawn(e, artifact, view) for e, artifact in zip(entries, artifacts, strict=True)]
    page = _empty_map(view)
    _Drawn(orjson.dumps(content)).add_to(page)
    root = cast("Figure", page.get_root())
    titles = ", ".join(e["title"][view.lang] for e in entries) or NO_LAYER.get(view.lang)
    title = typeset(TITLE.get(view.lang).format(layers=titles), view.lang)
    if view.date:
        title = f"{title}. {as_of_words(view.date, view.lang)}"
    root.title = title
    root.html.add_child(Element(_panel(title, entries, view.lang)))
    root.render()
    # folium writes a bare <html>; readers and screen readers need the language
    return str(root.render()).replace("<html>", f'<html lang="{view.lang}">', 1)


def _fonts() -> str:
    """The page's fonts inside the page."""
    return "".join(
        f'@font-face {{ font-family: "Noto Sans"; font-weight: {weight}; font-style: {style}; '
        f"src: url(data:font/woff2;base64,{b64encode(file.read_bytes()).decode()}) }}"
        for weight, style, file in (
            (400, "normal", FONTS / "noto-sans-latin-400-normal.woff2"),
            (600, "normal", FONTS / "noto-sans-latin-600-normal.woff2"),
            (400, "italic", FONTS / "noto-sans-latin-400-italic.woff2"),
        )
    )


def _artifact(entry: dict[str, Any], view: ViewState, static: Path) -> Any:  # noqa: ANN401 - parsed JSON
    given = view.arguments.get(entry["id"])
    if not given:
        return orjson.loads((static / entry["files"][view.lang].lstrip("/")).read_bytes())
    from layers.artifact.computed import computed_artifact  # noqa: PLC0415 - loads geopandas, rarely needed

    arguments = read_arguments(map(from_dict, entry["parameters"]), given)
    return orjson.loads(computed_artifact(entry["id"], view.lang, tuple(arguments.items())))


def _as_drawn(entry: dict[str, Any], artifact: Any, view: ViewState) -> dict[str, Any]:  # noqa: ANN401
    """A layer's entry, with the legend and caveats of what its arguments and the date gave."""
    if not entry["parameters"] and not view.date:
        return entry
    return entry | {key: {view.lang: artifact["atlas"][key]} for key in ("marks", "caveats")}


def _empty_map(view: ViewState) -> folium.Map:
    """A folium map with Leaflet and our scripts inside the document, and no tile layer."""
    page = folium.Map(tiles=None, zoom_snap=0.25, zoom_control="topright", control_scale=False)
    page.default_js, page.default_css = [], []
    if view.camera:
        page.location = [view.camera.lat, view.camera.lon]
        page.options["zoom"] = view.camera.zoom
    header = cast("Figure", page.get_root()).header
    header.add_child(Element(f"<style>{_fonts()}</style>"))
    for name in ("vendor/leaflet.css", "dist/standalone.css"):
        header.add_child(Element(f"<style>{(WEB / name).read_text('utf-8')}</style>"))
    for name in ("vendor/leaflet.js", "dist/standalone.js"):
        script = (WEB / name).read_text("utf-8").replace("</script", "<\\/script")
        header.add_child(Element(f"<script>{script}</script>"))
    return page


def _panel(title: str, entries: list[dict[str, Any]], lang: Lang) -> str:
    """The side box: title, a switch and legend for each layer, sources, disclaimer. Text is escaped."""

    def safe(text: str) -> str:
        return markup.escape(typeset(text, lang))

    blocks = []
    for entry in entries:
        lines = "".join(
            f'<div class="line"><img alt="" src="{swatch_uri(mark)}">{safe(mark["label"])}</div>'
            for mark in _distinct(entry["marks"][lang])
        )
        caveats = "".join(f"<p>{safe(caveat)}</p>" for caveat in entry["caveats"][lang])
        blocks.append(
            f'<label><input type="checkbox" checked data-layer="{safe(entry["id"])}"> '
            f"{safe(entry['title'][lang])}</label>{lines}{caveats}"
        )
    sources = sorted({s["title"] for e in entries for s in e["sources"][lang]})
    cited = safe(SOURCES.get(lang).format(sources=" ; ".join(sources))) if sources else ""
    return (
        f'<aside class="atlas-side"><h1>{safe(title)}</h1><details open><summary>'
        f"{safe(LAYERS.get(lang))}</summary>{''.join(blocks)}</details>"
        f'<p class="small">{cited}</p><p class="small">{safe(DISCLAIMER.get(lang))}</p></aside>'
    )


def _distinct(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]
