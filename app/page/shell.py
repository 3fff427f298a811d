"""The HTML document around the page: written for one view, it names what the first picture needs."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import brotli
import orjson
from dash import Dash
from flask import Response, abort, g, request
from plotly.io.json import to_json_plotly

from app.addresses import relative
from app.api import reader_lang
from app.page.data import boot_data, script_words
from app.page.live import later
from app.page.page import frame
from app.page.scripts import Scripts, join, sort_scripts
from app.page.templating import render
from layers.artifact.files import content_digest
from layers.view.state import from_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection import Collection
    from app.page.bundle import Bundle
    from app.panels.panel import Panel
    from geodata.text import Lang, Text
    from layers.view.state import ViewState

#: A token that differs at each visit; it signs background jobs, which the atlas has none of.
_TOKEN = re.compile(r'"end_id":\s*"[^"]*"')

#: Where Dash says below which path its callbacks are.
_PREFIX = re.compile(r'("requests_pathname_prefix":\s*)"[^"]*"')

#: The fonts of nearly all the text: known at once, the page is laid out once.
FONTS = tuple(f"static/noto-sans-{weight}-normal.woff2" for weight in (400, 600))

#: What Dash asks for when its scripts run: known at once, it is there by then.
DASH_REQUESTS = ("_dash-layout", "_dash-dependencies")


class AtlasDash(Dash):
    """A Dash application whose document is written for one view."""

    collection: Collection
    bundle: Bundle
    panels: tuple[Panel, ...] = ()
    scripts_listed: Scripts

    @cached_property
    def framed(self) -> Callable[[str], str]:
        """The static frame as HTML by the view's query; the last few are kept."""

        @lru_cache(maxsize=4)
        def write(query: str) -> str:
            view, _ = from_query(query, self.collection.rules)
            return frame(view, self.collection, self.panels)

        return write

    @cached_property
    def libraries(self) -> tuple[str, bytes]:
        """Address and content of the libraries that the page starts with, joined into one script."""
        client = self.server.test_client()
        return join(self.scripts_listed.first, lambda url: client.get(url).get_data())

    @cached_property
    def written(self) -> Callable[[str, tuple[Text, ...]], tuple[bytes, tuple[Lang, str]]]:
        """The document by the view and what was mended of it, its language and digest; the last few are kept.

        What an address says beside the view changes nothing in the document, and makes none. It is kept as
        brotli packs it: a twentieth of what Python takes for the text, and packed once for all readers.
        """

        @lru_cache(maxsize=128)
        def write(_view: str, _problems: tuple[Text, ...]) -> tuple[bytes, tuple[Lang, str]]:
            document = super(AtlasDash, self).index()  # type: ignore[no-untyped-call]
            return brotli.compress(document.encode(), quality=5, lgwin=20), g.page

        return write

    def index(self, *_args: Any, **_kwargs: Any) -> str | Response:  # noqa: ANN401 - Dash passes the path
        """Give the document of the view that the request asks for."""
        if request.path != "/":
            abort(404)
        view, problems = self._asked()
        if self._collection.index is self.collection.index:
            packed, g.page = self.written(view.to_query(), tuple(problems))
            if request.accept_encodings["br"]:
                answer = Response(packed, mimetype="text/html", headers={"Content-Encoding": "br"})
                answer.vary.add("Accept-Encoding")
                return answer
            return bytes(brotli.decompress(packed)).decode()
        return str(super().index())  # type: ignore[no-untyped-call]  # readers' layers come and go: nothing is kept

    @property
    def _collection(self) -> Collection:
        """The build, with the readers' layers that the request's address names."""
        return self.collection.with_own(request.query_string.decode("utf-8", "replace"))

    def _asked(self) -> tuple[ViewState, list[Text]]:
        """Read the view of the request's address, and what could not be used of it."""
        query = request.query_string.decode("utf-8", "replace")
        return from_query(query, self._collection.rules, reader_lang())

    def interpolate_index(  # type: ignore[override]  # Dash passes every part by its name
        self,
        **parts: Any,  # noqa: ANN401 - strings, of which Dash's types say nothing
    ) -> str:
        """Write the document: language, title, preloads, data for the scripts."""
        self.scripts_listed = sort_scripts(parts["scripts"])
        view, problems = self._asked()
        collection = self._collection
        is_built = collection.index is self.collection.index
        boot = {
            **boot_data(view, collection),
            "vendor": {name: relative(url) for name, url in self.bundle.vendor_urls.items()},
            "notice": bool(problems),
            "later": [relative(url) for url in self.scripts_listed.later],
        }
        inline = {
            "atlas-later": to_json_plotly(later(view.lang, problems, self.panels)),
            "atlas-boot": orjson.dumps(boot).decode(),
            "atlas-words": orjson.dumps(script_words(view.lang)).decode(),
        }
        document = render(
            "document.html",
            view.lang,
            fonts=FONTS,
            files=[*_first_files(view, boot), *DASH_REQUESTS],
            css_url=relative(self.bundle.css_url),
            frame=self.framed(view.to_query()) if is_built else frame(view, collection, self.panels),
            inline={name: _inline(content) for name, content in inline.items()},
            config=_relative_config(parts["config"]),
            libraries_url=relative(self.libraries[0]),
            script_url=relative(self.bundle.js_url),
        )
        g.page = (view.lang, content_digest(_TOKEN.sub("", document).encode()))
        return document


def _first_files(view: ViewState, boot: dict[str, Any]) -> list[str]:
    """Addresses of what the first picture draws."""
    base = [entry["url"] for entry in boot["base"] if entry["min_zoom"] == 0 and view.base == "atlas"]
    return base + [boot["layers"][layer]["url"] for layer in view.layers if layer not in view.arguments]


def _relative_config(config: str) -> str:
    """Dash's configuration as it writes it, its addresses relative to the page."""
    written, count = _PREFIX.subn(r'\1"./"', config)
    if count != 1:
        raise RuntimeError("Dash writes its configuration in another way")
    return written


def _inline(content: str) -> str:
    """JSON to stand in the document: ``<`` is escaped, so no text can end its block."""
    return content.replace("<", "\\u003c")
