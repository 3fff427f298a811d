"""Which of Dash's scripts start the page, and which are fetched for what opens later."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from collections.abc import Callable

#: Help for browsers older than those that the page's own scripts need.
_UNUSED = "/dash/deps/polyfill"

#: Component packages that the first picture has no use for.
_LATER = ("/dash_mantine_components/", "/dash/dcc/", "/dash/html/", "/dash/dash_table/")

#: The explorer's own script, which is served under a name of its own.
_OWN = "/_dash-component-suites/app/"

#: Goes before the libraries: if they are there before the frame was seen, it is shown with the first
#: picture (``web/map/map.ts``), as one drawn for nothing delays the picture; it waits 1.5 s at most.
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


@dataclass(frozen=True, slots=True)
class Scripts:
    """Addresses of the scripts that Dash lists, by when the page needs them, in Dash's order."""

    first: tuple[str, ...]
    later: tuple[str, ...]


class _Sources(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src")
        if tag == "script" and source:
            self.urls.append(source)


def sort_scripts(tags: str) -> Scripts:
    """Sort the script tags that Dash hands to ``interpolate_index``.

    Examples
    --------
    >>> sort_scripts('<script src="/dash/dcc/dcc.js"></script><script src="/react.js"></script>')
    Scripts(first=('/react.js',), later=('/dash/dcc/dcc.js',))
    """
    parser = _Sources()
    parser.feed(tags)
    used = [url for url in parser.urls if _UNUSED not in url and not url.startswith(_OWN)]
    later = tuple(url for url in used if any(package in url for package in _LATER))
    return Scripts(tuple(url for url in used if url not in later), later)


def join(urls: tuple[str, ...], fetch: Callable[[str], bytes]) -> tuple[str, bytes]:
    """Join scripts into one: its address and its content.

    Ten small requests take a browser longer than one; the explorer's own script stays apart, as it
    changes more often.
    """
    content = _START + b";\n".join(fetch(url) for url in urls)
    return f"/static/dash-renderer.{content_digest(content)}.js", content  # a name that Dash looks for
