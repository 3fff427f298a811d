"""A standalone folium page of one view: everything inside, opens with no network."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import folium
import numpy as np
import orjson
from branca.element import Element, MacroElement
from jinja2 import Template

from geodata.text import Text
from layers.artifact.asof import as_of_words
from layers.artifact.colour import titled
from layers.export.sheet.margin.reader import reader_lines, sign_uri
from layers.reports.filter_words import filter_words
from layers.schema.type import label_styles
from layers.templating import make_environment
from layers.view.drawn import read_drawing
from layers.view.drawn_shape import plain, shaped
from layers.view.drawn_words import READERS
from layers.words import MAP_WORDS, typeset

if TYPE_CHECKING:
    from branca.element import Figure

    from geodata.text import Lang
    from layers.artifact.model import Artifact, LayerEntry, SourceEntry
    from layers.artifact.prepared import PreparedView
    from layers.export.sheet.request.marking import Marking
    from layers.schema.marks import LegendEntry
    from layers.view.drawn_shape import Shaped
    from layers.view.state import ViewState

TEMPLATES = Path(__file__).resolve().parent / "templates"
WEB = Path(__file__).resolve().parent.parent / "web"
FONTS = WEB / "fonts"
DEEPEST = 8  # web-map zoom: what the basemap shows from nearer would make the page twice as large
PICTURE = 2048  # pixels of the picture of a layer whose rows the server has
MALI = (10.1, -12.3, 25.05, 4.3)  # south, west, north, east, degrees

TITLE = Text("MINUSMA, Mali : {layers}", "MINUSMA, Mali: {layers}")
LAYERS = Text("Couches", "Layers")
CAVEATS = Text("À savoir", "Good to know")
STATUS = Text("Projet, non validé", "Draft, not cleared")
DISCLAIMER = Text(
    "Les frontières et les noms indiqués et les désignations employées sur "
    "cette carte n’impliquent pas reconnaissance ou acceptation officielle par l’Organisation des "
    "Nations Unies.",
    "The boundaries and names shown and the designations used on this map do "
    "not imply official endorsement or acceptance by the United Nations.",
)
SOURCES = Text("Sources : {sources}", "Sources: {sources}")
NO_LAYER = Text("aucune couche", "no layer")


@dataclass(frozen=True, slots=True)
class PanelLayer:
    """A layer of the side box: its marks, resolved, are those whose words differ."""

    id: str
    title: str
    marks: list[LegendEntry]


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a sheet says of its page, instead of what is composed from the view.

    ``frame`` is what the sheet shows of the ground: west, south, east, north in degrees (WGS 84); ``logo`` a
    data address.
    """

    title: str = ""
    subtitle: str = ""
    status: str = ""
    imprint: str = ""
    marking: Marking | None = None
    frame: tuple[float, float, float, float] | None = None
    link: str = ""
    logo: str = ""


NO_HEAD = PageHead()


class _Written(Element):
    """HTML as it stands: branca would read a text that it is given as a template of its own."""

    _template = Template("{{ this.content }}")

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content


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


def html_page(prepared: PreparedView, head: PageHead = NO_HEAD) -> str:
    """Return the page of one view.

    Parameters
    ----------
    prepared
        What to show; the artifacts are drawn as they are given.
    head
        What a sheet says of itself, where the page is one.

    Returns
    -------
    str
        A whole HTML document: map, layer switches, popups, legend, sources, disclaimer.
    """
    view, lang = prepared.view, prepared.lang
    drawn = [(entry, prepared.artifact(entry["id"])) for entry in prepared.entries]
    shapes = shaped(read_drawing(view.drawing).things, lang)
    content = {
        "words": {key: typeset(text.get(lang), lang) for key, text in MAP_WORDS.items()},
        "label_styles": label_styles(),
        "bounds": _bounds(view, head),
        "base": [
            prepared.artifact(entry["id"]).collection
            for entry in prepared.base
            if entry["min_zoom"] <= DEEPEST
        ],
        "layers": [
            {
                "artifact": artifact.collection,
                "opacity": view.opacity.get(artifact.id, 100),
                "picture": _picture(artifact, prepared),
            }
            for _, artifact in drawn
        ],
        "drawn": [plain(shape, lang) for shape in shapes],
    }
    page = _empty_map(view)
    _Drawn(orjson.dumps(content)).add_to(page)
    root = cast("Figure", page.get_root())
    root.title = title = head.title or _title(prepared)
    sections = [_section(entry, artifact, view) for entry, artifact in drawn]
    root.html.add_child(_Written(_panel(title, sections, shapes, head, lang)))
    root.render()
    # folium writes a bare <html>; readers and screen readers need the language
    return str(root.render()).replace("<html>", f'<html lang="{lang}">', 1)


def _bounds(view: ViewState, head: PageHead) -> list[list[float]] | None:
    """South-west and north-east corners of what to show, degrees; nothing where the view's camera tells."""
    if head.frame:
        west, south, east, north = head.frame
    elif view.camera:
        return None
    else:
        south, west, north, east = MALI
    return [[south, west], [north, east]]


def _picture(artifact: Artifact, prepared: PreparedView) -> dict[str, Any] | None:
    """A picture of a reader's layer whose rows the server has: an address of data, and its corners."""
    if "tiles" not in artifact.meta or artifact.bounds is None:
        return None
    from layers.artifact.tiled.grid import on_globe, on_map  # noqa: PLC0415 - numpy, where it is drawn
    from layers.export.tiles import draw_whole  # noqa: PLC0415 - as above

    west, south, east, north = artifact.bounds
    (left, right), (bottom, top) = on_map(np.array([west, east]), np.array([south, north]))
    rim = max(right - left, bottom - top, 1e-5) * 0.01
    box = left - rim, top - rim, right + rim, bottom + rim
    side = max(box[2] - box[0], box[3] - box[1])
    content = b64encode(draw_whole(prepared.tiled(artifact.id), box, PICTURE)).decode()
    ends = np.array([0, side])
    (west, east), (north, south) = on_globe(box[0] + ends, box[1] + ends)
    corners = [[float(south), float(west)], [float(north), float(east)]]
    return {"data": f"data:image/png;base64,{content}", "bounds": corners}


def _title(prepared: PreparedView) -> str:
    lang, day = prepared.lang, prepared.view.date
    titles = ", ".join(entry["title"][lang] for entry in prepared.entries) or NO_LAYER.get(lang)
    title = typeset(TITLE.get(lang).format(layers=titles), lang)
    situation = as_of_words(day, lang) if day else ""
    shown = filter_words(prepared.build, prepared.view.filter, lang)
    return ". ".join(filter(None, (title, situation, shown)))


def font_faces() -> str:
    """Return the page's fonts as they stand inside the page."""
    return "".join(
        f'@font-face {{ font-family: "Noto Sans"; font-weight: {weight}; font-style: {style}; '
        f"src: url(data:font/woff2;base64,{b64encode(file.read_bytes()).decode()}) }}"
        for weight, style, file in (
            (400, "normal", FONTS / "noto-sans-400-normal.woff2"),
            (600, "normal", FONTS / "noto-sans-600-normal.woff2"),
            (400, "italic", FONTS / "noto-sans-400-italic.woff2"),
        )
    )


@dataclass(frozen=True, slots=True)
class _Section:
    """What the side box says of one layer."""

    id: str
    title: str
    marks: list[LegendEntry]
    caveats: list[str]
    sources: list[SourceEntry]


def _section(entry: LayerEntry, artifact: Artifact, view: ViewState) -> _Section:
    """Legend and caveats are those of what arguments, day and colour gave, where the view has any."""
    lang = view.lang
    marks, caveats = entry["marks"][lang], entry["caveats"][lang]
    if entry["parameters"] or view.date or view.filter or "coloured" in artifact.meta:
        marks, caveats = artifact.meta["marks"], artifact.meta["caveats"]
    return _Section(entry["id"], titled(artifact.meta), marks, caveats, entry["sources"][lang])


def _empty_map(view: ViewState) -> folium.Map:
    """A folium map with Leaflet and our scripts inside the document, and no tile layer."""
    page = folium.Map(tiles=None, zoom_snap=0.25, zoom_control="topright", control_scale=False)
    page.default_js, page.default_css = [], []
    if view.camera:
        page.location = [view.camera.lat, view.camera.lon]
        page.options["zoom"] = view.camera.zoom
    header = cast("Figure", page.get_root()).header
    header.add_child(_Written(f"<style>{font_faces()}</style>"))
    for name in ("vendor/leaflet.css", "dist/standalone.css"):
        header.add_child(_Written(f"<style>{(WEB / name).read_text('utf-8')}</style>"))
    for name in ("vendor/leaflet.js", "dist/standalone.js"):
        script = (WEB / name).read_text("utf-8").replace("</script", "<\\/script")
        header.add_child(_Written(f"<script>{script}</script>"))
    return page


def _panel(title: str, sections: list[_Section], shapes: list[Shaped], head: PageHead, lang: Lang) -> str:
    """The side box: title, a switch and legend for each layer, sources, disclaimer, imprint."""
    sources = sorted({source["title"] for section in sections for source in section.sources})
    template = make_environment(lang, TEMPLATES).get_template("side_panel.html")
    return template.render(
        title=title,
        layers_title=LAYERS.get(lang),
        layers=[PanelLayer(section.id, section.title, _distinct(section.marks)) for section in sections],
        caveats_title=CAVEATS.get(lang),
        caveats=list(dict.fromkeys(caveat for section in sections for caveat in section.caveats)),
        sources=SOURCES.get(lang).format(sources=" ; ".join(sources)) if sources else "",
        status=head.status or STATUS.get(lang),
        readers=READERS.get(lang) if shapes else "",
        reader_lines=reader_lines(shapes, lang),
        sign_uri=sign_uri,
        disclaimer=DISCLAIMER.get(lang),
        head=head,
    )


def _distinct(marks: list[LegendEntry]) -> list[LegendEntry]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]
