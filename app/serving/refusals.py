"""Refusals that are made before the application sees a request, written as it writes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.api import reader_lang, refusal

if TYPE_CHECKING:
    from flask import Flask

    from geodata.text import Text


def refuse(
    server: Flask,
    environ: dict[str, Any],
    start_response: Any,  # noqa: ANN401 - WSGI
    status: int,
    text: Text,
    **headers: str,
) -> Any:  # noqa: ANN401 - WSGI
    """Answer a status and a message in the reader's language; ``Retry_After`` is a header's name."""
    with server.request_context({**environ, "CONTENT_LENGTH": "0"}):
        answer = server.process_response(refusal(status, text, reader_lang()))
        for name, value in headers.items():
            answer.headers[name.replace("_", "-")] = value
        answer.headers["Cache-Control"] = "no-store"
        return answer(environ, start_response)
