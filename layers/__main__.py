"""``python -m layers build | export | sheet | atlas``: layers to files, views to pages and sheets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import orjson

from geodata.errors import AtlasError, InputError, MissingResourceError
from layers.export.commands import add_commands
from layers.store import BUILD_FOLDER, write_atomically
from layers.view import from_query, rules_of


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of the atlas is one line on stderr and exit status 2."""
    options = _parser().parse_args(arguments)
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
    export = commands.add_parser("export", help="write one view as a file")
    export.add_argument("view", help="query of the view's address, e.g. 'lang=en&layers=sites'")
    export.add_argument("--format", choices=("html",), default="html")
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--build", type=Path, default=BUILD_FOLDER)
    export.set_defaults(run=_export)
    add_commands(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    from layers.build import build  # noqa: PLC0415 - loads geopandas

    index = build(options.target)
    print(f"{len(index['layers'])} layers, {len(index['places'])} dossiers in {options.target}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from layers.export.html_page import html_page  # noqa: PLC0415 - loads folium

    path = options.build / "index.json"
    if not path.is_file():
        raise MissingResourceError(
            "Aucune couche construite : lancez d'abord « make build ».",
            "No layers built yet: run “make build” first.",
        )
    index = orjson.loads(path.read_bytes())
    view, problems = from_query(options.view.lstrip("?"), rules_of(index))
    if problems:
        raise InputError(problems[0].fr, problems[0].en)
    page = html_page(view, index, options.build / "static")
    write_atomically(options.out, page.encode())
    print(f"{options.out} ({len(page.encode()) / 1000:.0f} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
