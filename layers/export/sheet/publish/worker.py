"""A process that draws sheets for a server: one question a line on standard input, one answer each.

A question is a line of JSON (``query``, ``format``, ``lang``, and ``public_url`` where links carry another
address than the process was started with; for a brief ``brief``, its file, ``handout`` and ``audience``;
``square`` instead of a format for tiles of the web map). An answer is a line of JSON, followed by as many
bytes as its ``length`` says. Memory is bounded here, time by whoever asks.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import IO, Any, Final

import orjson

from geodata.audience.rules import AUDIENCES
from geodata.errors import AtlasError
from geodata.own.keeping.store import Store
from layers.artifact.own import OwnLayers
from layers.artifact.reader import Build, read_build
from layers.export.sheet.publish.publish import Publication, check_format, publish
from layers.export.sheet.publish.tiles import Square, draw_square
from layers.export.sheet.request.query import read_request

MEMORY: Final = 3 * 1024**3  # bytes of address space


def main(arguments: list[str]) -> int:
    """Serve until standard input ends.

    ``python -m layers.export.sheet.publish.worker BUILD PUBLIC_URL [STORE CATALOGUE AUDIENCE]``, the last
    three where readers may add layers.
    """
    folder, public_url, *store = arguments
    own = OwnLayers(_store(*store)) if store else None
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer, Path(folder), public_url, own)
    return 0


def _store(folder: str, catalogue: str, audience: str = "") -> Store:
    return Store(folder, catalogue, audience=next((each for each in AUDIENCES if each == audience), ""))


def serve(
    questions: IO[bytes], answers: IO[bytes], folder: Path, public_url: str, own: OwnLayers | None = None
) -> None:
    """Answer questions until there are no more."""
    build = read_build(folder, keeps=True, own=own)
    for line in questions:
        head, content = answer(orjson.loads(line), build, public_url)
        answers.write(orjson.dumps(head | {"length": len(content)}) + b"\n" + content)
        answers.flush()


def answer(question: dict[str, Any], build: Build, public_url: str) -> tuple[dict[str, Any], bytes]:
    """Draw what one question asks for: what is to be said of it, and the content."""
    public_url = question.get("public_url", public_url)
    try:
        if square := question.get("square"):
            build = build.with_own(question["query"])
            request = read_request(question["query"], build.rules, question["lang"])
            return {"name": "", "metadata": {}}, draw_square(request, build, Square(*square))
        made = _made(question, build, public_url)
    except AtlasError as error:
        return {"error": type(error).__name__, "fr": error.text.fr, "en": error.text.en}, b""
    except MemoryError:
        fr = "La carte demande trop de mémoire : moins de couches ou moins de points par pouce."
        en = "The sheet needs too much memory: fewer layers, or fewer dots per inch."
        return {"error": "InputError", "fr": fr, "en": en}, b""
    return {"name": made.name, "metadata": made.metadata}, made.content


def _made(question: dict[str, Any], build: Build, public_url: str) -> Publication:
    if question.get("brief"):
        from layers.export.sheet.brief.publish import publish_brief  # noqa: PLC0415 - only for briefs

        form, lang = question["format"], question["lang"]
        more = {key: question[key] for key in ("handout", "audience")}
        return publish_brief(question["brief"], build, form, lang, public_url, **more)
    build = build.with_own(question["query"])
    request = read_request(question["query"], build.rules, question["lang"])
    return publish(request, build, check_format(question["format"]), public_url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
