"""``python -m app serve``, ``build`` (what changed), ``back`` (the build before), ``freeze``, ``user``."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import replace
from pathlib import Path

from app.access.settings import Access
from app.settings import read_settings
from geodata.errors import AtlasError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of the atlas is one line on stderr and exit status 2."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m app", description=__doc__)
    parser.add_argument("command", choices=tuple(_COMMANDS))
    parser.add_argument(
        "--all",
        action="store_true",
        help="build: the slow downloads too, which are else left for later",
    )
    try:
        if arguments[:1] == ["user"]:
            return _user(arguments[1:])
        given = parser.parse_args(arguments)
        return _build(with_downloads=given.all) if given.command == "build" else _COMMANDS[given.command]()
    except AtlasError as error:
        print(error.text.fr, error.text.en, *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        return 2


def _freeze() -> int:
    from app.build import CACHE, workers  # noqa: PLC0415
    from app.freeze import freeze  # noqa: PLC0415 - each command loads only what it needs
    from app.ready import make_ready  # noqa: PLC0415
    from layers.artifact.files import Packer  # noqa: PLC0415
    from layers.artifact.reader import in_service  # noqa: PLC0415

    settings = read_settings()
    cache = settings.build / CACHE
    settings = replace(settings, build=in_service(settings.build))
    with Packer(cache / "packed"), workers() as beside:
        count = freeze(settings, cache / "panels") + make_ready(settings, cache / "downloads", beside)
    print(f"{count} files ready to serve")
    return 0


def _build(*, with_downloads: bool = False) -> int:
    from app.build import build_all  # noqa: PLC0415

    problems = build_all(read_settings(), with_downloads=with_downloads)
    gc.freeze()  # nothing is left to do: Python would look once more through all that the build holds
    if problems:
        print(*problems, sep="\n")
        print(f"{len(problems)} problem(s) in the data; the previous build stays in service", file=sys.stderr)
    return int(bool(problems))


def _back() -> int:
    from app.builds import go_back  # noqa: PLC0415

    print(f"in service: {go_back(read_settings().build)}")
    return 0


def _user(arguments: list[str]) -> int:
    from app.access.users import command  # noqa: PLC0415

    return command(arguments, Path(os.environ.get("ATLAS_ACCESS") or Access().folder) / "users.toml")


def _serve() -> int:
    from app.serving.keeper import serve  # noqa: PLC0415

    return serve(read_settings())


_COMMANDS = {"serve": _serve, "build": _build, "freeze": _freeze, "back": _back}

if __name__ == "__main__":
    sys.exit(main())
