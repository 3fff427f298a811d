"""``python -m layers build | export | sheet | atlas``: layers to files, views to pages and sheets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geodata.errors import AtlasError
from layers.artifact.files import BUILD_FOLDER, Packer
from layers.artifact.reader import in_service
from layers.export.commands import add_commands
from layers.export.gis.commands import add_export, with_values


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of the atlas is one line on stderr and exit status 2."""
    options = _parser().parse_args(with_values(sys.argv[1:] if arguments is None else arguments))
    try:
        return int(options.run(options))
    except AtlasError as error:
        print(error.message(getattr(options, "lang", "fr")), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m layers", description=__doc__)
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of messages")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="make every layer's files from the tables")
    build.add_argument("--target", type=Path, default=BUILD_FOLDER)
    build.set_defaults(run=_build)
    add_export(commands)
    add_commands(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    from layers.build.build import build  # noqa: PLC0415 - loads geopandas

    cache = options.target / "cache"
    with Packer(cache / "packed"):
        index = build(in_service(options.target), kept=cache / "layers")
    print(f"{len(index['layers'])} layers, {len(index['places'])} dossiers in {options.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
