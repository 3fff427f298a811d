"""``python -m app serve`` and ``python -m app freeze``."""

from __future__ import annotations

import argparse
import os
import sys

from app.settings import read_settings
from geodata.errors import AtlasError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of the atlas is one line on stderr and exit status 2."""
    parser = argparse.ArgumentParser(prog="python -m app", description=__doc__)
    parser.add_argument("command", choices=("serve", "freeze"))
    command = parser.parse_args(arguments).command
    try:
        return _freeze() if command == "freeze" else _serve()
    except AtlasError as error:
        print(error.text.fr, error.text.en, sep="\n", file=sys.stderr)
        return 2


def _freeze() -> int:
    from app.freeze import freeze  # noqa: PLC0415 - each command loads only what it needs

    print(f"{freeze(read_settings())} files ready to serve")
    return 0


def _serve() -> int:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    settings = read_settings()
    Granian(
        "app.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        log_access=False,
        blocking_threads=min(8, 2 * (os.cpu_count() or 1) + 1),  # more than that only wait for each other
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
