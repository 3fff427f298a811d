"""What was drawn, answered as a file: its kind, its name, what may run in it."""

from __future__ import annotations

import hashlib
from typing import Final

from flask import Response, current_app, request

from app.addresses import FRAMES

TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "json": "application/json",
}
SAVED: Final = frozenset({"pptx", "html"})  # what a browser cannot, or should not, show in our name
#: A drawing runs no script; its letters travel inside it.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"


def as_file(content: bytes, form: str, name: str) -> Response:
    """Return what was drawn as a file of a name; without one it is shown only."""
    answer = Response(content, mimetype=TYPES[form])
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:20])
    answer.headers["Cache-Control"] = "no-cache"
    policy = "" if form == "pdf" else f"{POLICY}; "  # browsers show PDF by parts of their own
    answer.headers["Content-Security-Policy"] = (
        f"{policy}frame-ancestors {current_app.config.get(FRAMES, '*')}"
    )
    where = "attachment" if form in SAVED else "inline"
    if name:
        answer.headers["Content-Disposition"] = f'{where}; filename="{name}"'
    answer.make_conditional(request)
    return answer
