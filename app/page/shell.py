"""The HTML document around the page: it carries layout and callbacks inline, so one answer starts it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from dash import Dash
from flask import abort, g, request
from plotly.io.json import to_json_plotly

from app.api import reader_lang
from app.page.page import boot_data, frame, later, live, script_words
from app.page.templating import render
from layers.artifact.files import content_digest
from layers.view.state import from_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection import Collection
    from app.page.bundle import Bundle
    from geodata.text import Lang

#: A token that differs at each visit; it signs background jobs, which the atlas has none of.
_TOKEN = re.compile(r'"end_id":\s*"[^"]*"')

#: The script of the boxes that open over the page: fetched once the map is drawn.
_LATER = re.compile(r'<script src="(/_dash-component-suites/dash_mantine_components/[^"]+)"></script>')

#: The scripts of Dash and of the component packages that the page starts with.
_LIBRARY = re.compile(r'<script src="(/_dash-component-suites/[^"]+)"></script>')

#: What Dash adds and this page has no use for: help for browsers older than those that the page's own
#: scripts need, its data table, its core components, of which only the store is used, and its elements,
#: of which a dozen are (``assets/components.js`` stands for both).
_UNUSED = re.compile(
    r'<script src="/_dash-component-suites/dash/(?:deps/polyfill|dash_table/|dcc/|html/)[^"]+"></script>'
)

#: Goes before the libraries: if they are there before the frame was seen, it is shown with the first
#: picture (``assets/map.js``), as one drawn for nothing delays the picture; it waits 1.5 s at most.
_START = b"""(() => {
  const { dataset } = document.documentElement;
  const done = () => { dataset.start = "done"; };
  if (performance.getEntriesByName("first-contentful-paint").length) done();
  else {
    dataset.start = "busy";
    setTimeout(done, 1500);
  }
})();
"""

#: The fonts of nearly all the text: known at once, the page is laid out once.
FONTS = tuple(f"/static/noto-sans-latin-{weight}-normal.woff2" for weight in (400, 600))


class AtlasDash(Dash):  # type: ignore[misc]
    """A Dash application whose document is written for one view."""

    collection: Collection
    bundle: Bundle

    @cached_property
    def framed(self) -> Callable[[str], str]:
        """The static frame as HTML by the view's query; the last few are kept."""

        @lru_cache(maxsize=64)
        def write(query: str) -> str:
            view, _ = from_query(query, self.collection.rules)
            return frame(view, self.collection)

        return write

    @cached_property
    def libraries(self) -> tuple[str, bytes]:
        """Address and content of the libraries that the page starts with, joined into one script.

        Ten small requests take a browser longer than one; the explorer's own script stays apart, as
        it changes more often.
        """
        with self.server.test_request_context("/"):
            asked = _UNUSED.sub("", _LATER.sub("", self._generate_scripts_html()))
        client = self.server.test_client()
        content = _START + b";\n".join(client.get(url).get_data() for url in _LIBRARY.findall(asked))
        return f"/static/dash-renderer.{content_digest(content)}.js", content  # a name that Dash looks for

    @cached_property
    def written(self) -> Callable[[str, Lang], tuple[str, tuple[Lang, str]]]:
        """The document by query and reader's language, its language and digest; the last few are kept."""

        @lru_cache(maxsize=64)
        def write(_query: str, _lang: Lang) -> tuple[str, tuple[Lang, str]]:
            return super(AtlasDash, self).index(), g.page

        return write

    def index(self, *_args: Any, **_kwargs: Any) -> str:  # noqa: ANN401 - Dash passes the path
        """Give the document of the view that the request asks for."""
        if request.path != "/":
            abort(404)
        document, g.page = self.written(request.query_string.decode("utf-8", "replace"), reader_lang())
        return document

    def interpolate_index(self, **parts: Any) -> str:  # noqa: ANN401 - Dash passes strings
        """Write the document: language, title, preloads, inline layout and callbacks."""
        view, problems = from_query(
            request.query_string.decode("utf-8", "replace"), self.collection.rules, reader_lang()
        )
        boot = {**boot_data(view, self.collection), "vendor": self.bundle.vendor_urls}
        boot["later"] = _LATER.findall(parts["scripts"])
        inline = {
            "_dash-layout": to_json_plotly(live(view)),
            "atlas-later": to_json_plotly(later(view, problems)),
            "_dash-dependencies": to_json_plotly(self._callback_list),
            "atlas-boot": orjson.dumps(boot).decode(),
            "atlas-words": orjson.dumps(script_words(view.lang)).decode(),
        }
        first = [entry["url"] for entry in boot["base"] if entry["min_zoom"] == 0]
        first += [boot["layers"][layer]["url"] for layer in view.layers if layer not in view.arguments]
        document = render(
            "document.html",
            view.lang,
            fonts=FONTS,
            files=first,
            css_url=self.bundle.css_url,
            frame=self.framed(view.to_query()),
            inline={name: _inline(content) for name, content in inline.items()},
            config=parts["config"],
            scripts=(self.libraries[0], self.bundle.js_url),
            renderer=parts["renderer"],
        )
        g.page = (view.lang, content_digest(_TOKEN.sub("", document).encode()))
        return document


def _inline(content: str) -> str:
    """JSON to stand in the document: ``<`` is escaped, so no text can end its block."""
    return content.replace("<", "\\u003c")
