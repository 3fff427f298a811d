"""Whether a request that may change something comes from the atlas's own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a browser says of a request of the same site, or of one that the reader made by hand.
OWN: Final = ("same-origin", "none")


def is_own(environ: Mapping[str, Any], public_url: str = "") -> bool:
    """Whether a browser says that a page of the atlas asks; programs that are none say nothing.

    Schemes are not compared: behind a front that speaks TLS, the atlas may know of none.
    """
    if environ.get("HTTP_SEC_FETCH_SITE", OWN[0]) not in OWN:
        return False
    origin = environ.get("HTTP_ORIGIN", "")
    if not origin:
        return True
    return urlsplit(origin).netloc in {environ.get("HTTP_HOST", ""), urlsplit(public_url).netloc} - {""}
