"""Addresses: the explorer's page writes them relative to itself, everything else below the atlas's root.

The page stands at the root of the atlas, wherever that is (``/``, ``/atlas/``), so that its document, the
files of a build and the service worker are the same under any path. Pages and answers deeper down are written
for each request, with the path that the reader used.
"""

from __future__ import annotations

from flask import current_app, request

#: Keys of Flask's configuration.
PUBLIC_URL, FRAMES = "ATLAS_PUBLIC_URL", "ATLAS_FRAMES"


def relative(url: str) -> str:
    """Return an address of the atlas as the explorer's page names it.

    Examples
    --------
    >>> relative("/static/icon.svg")
    'static/icon.svg'
    """
    return url.removeprefix("/")


def root() -> str:
    """The path below which the present request reached the atlas: empty, or such as ``/atlas``."""
    return str(request.script_root)


def base_url() -> str:
    """Public address of the explorer: ``ATLAS_PUBLIC_URL`` if set, else the address asked."""
    return str(current_app.config.get(PUBLIC_URL) or request.url_root).rstrip("/")
