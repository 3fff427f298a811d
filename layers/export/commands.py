"""The sub-commands ``sheet``, ``atlas`` and ``brief`` of ``python -m layers``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from layers.artifact.files import BUILD_FOLDER, write_atomically
from layers.artifact.reader import read_build

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

#: The options of a sheet, which are also the fields of its address.
SHEET_OPTIONS = {
    "paper": "a4 to a0, letter, legal or tabloid",
    "orientation": "landscape or portrait",
    "scale": "denominator, such as 2500000, or auto",
    "focus": "identifier of a place to frame, such as gao or sector-est",
    "centre": "latitude,longitude of the map's middle",
    "grid": "graticule, mgrs, none or auto",
    "panels": "facts, figures, strength, separated by commas",
    "profile": "public, partner or internal",
    "title": "title, instead of the one composed from the view",
    "subtitle": "subtitle",
    "number": "map number",
    "version": "version of the map",
    "made": "date of creation, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)",
    "marking": "classification or distribution, at head and foot",
    "marking_colour": "its colour, #RRGGBB",
    "producer": "who made the sheet",
    "status": "whether it is cleared (default: draft, not cleared)",
    "validity": "until when it may be used",
    "preset": "preset of ATLAS_MARKINGS for what is not given",
    "slide": "16:9 or 4:3, of a deck",
    "shapes": "picture, or native shapes of a deck",
    "dpi": "dots per inch of a picture",
}


def public_url(environ: Mapping[str, str] = os.environ) -> str:
    """Address of the explorer in links and codes: ``ATLAS_PUBLIC_URL``, else ``PORT`` of this machine."""
    given = environ.get("ATLAS_PUBLIC_URL", "").rstrip("/")
    return given or f"http://127.0.0.1:{environ.get('PORT') or 8050}"


def add_commands(commands: Any) -> None:  # noqa: ANN401 - argparse does not export the type
    """Declare the sub-commands."""
    sheet = commands.add_parser("sheet", help="write one view as a map sheet")
    sheet.add_argument("view", help="query of the view's address, e.g. 'lang=en&layers=sectors,sites'")
    sheet.add_argument("--format", default="pdf", help="pdf, png, svg, pptx or html")
    sheet.add_argument("--out", type=Path, required=True, help="a file, or a folder to name it by convention")
    for name, meaning in SHEET_OPTIONS.items():
        sheet.add_argument(f"--{name}", help=meaning)
    sheet.add_argument("--logo", type=Path, help="a PNG, or an SVG of plain shapes")
    sheet.set_defaults(run=_sheet)
    atlas = commands.add_parser("atlas", help="write a book of sheets from a recipe")
    atlas.add_argument("recipe", type=Path, help="a TOML file, such as docs/atlas.toml")
    atlas.add_argument("--format", default="pdf", help="pdf or pptx")
    atlas.add_argument("--out", type=Path, required=True)
    atlas.set_defaults(run=_atlas)
    brief = commands.add_parser("brief", help="write a brief as slides, handout or HTML")
    brief.add_argument("file", type=Path, help="a TOML file: see docs/brief.md")
    brief.add_argument("--format", default="pptx", help="pptx, pdf or html")
    brief.add_argument("--handout", default="1", help="pages a sheet of a PDF: 1, 2 or 4, or notes")
    brief.add_argument("--out", type=Path, required=True, help="a file, or a folder to name it in")
    brief.set_defaults(run=_brief)
    for command in (sheet, brief):
        command.add_argument(
            "--template", type=Path, help="a deck (.pptx) whose layouts and theme slides have"
        )
    for command in (sheet, atlas, brief):
        command.add_argument("--build", type=Path, default=BUILD_FOLDER)
        command.add_argument("--public-url", default=public_url(), help="address of the explorer in links")


def _sheet(options: argparse.Namespace) -> int:
    from urllib.parse import parse_qsl, urlencode  # noqa: PLC0415

    from layers.export.sheet.publish.publish import check_format, publish  # noqa: PLC0415 - loads the drawing libraries
    from layers.export.sheet.request.query import read_request  # noqa: PLC0415

    form = check_format(options.format)
    build = read_build(options.build, keeps=True)
    given = {name: getattr(options, name) for name in SHEET_OPTIONS if getattr(options, name) is not None}
    if options.logo:
        given["logo"] = _logo(options.logo)
    fields = dict(parse_qsl(options.view.lstrip("?"), keep_blank_values=True)) | given
    request = read_request(urlencode(fields), build.rules)
    made = publish(request, build, form, options.public_url, _content(options.template))
    path = options.out / made.name if options.out.is_dir() else options.out
    write_with_metadata(path, made.content, made.metadata)
    return 0


def _logo(path: Path) -> str:
    from layers.export.sheet.request.logo import logo_address  # noqa: PLC0415

    return logo_address(_content(path))


def _content(path: Path | None) -> bytes:
    """Read a file that an option names; nothing where it is not given."""
    from geodata.errors import MissingResourceError  # noqa: PLC0415

    if path is None:
        return b""
    if not path.is_file():
        raise MissingResourceError(f"Fichier introuvable : {path}.", f"No such file: {path}.")
    return path.read_bytes()


def write_with_metadata(path: Path, content: bytes, metadata: dict[str, Any]) -> None:
    """Write a file and, beside it, what a machine may read of it."""
    write_atomically(path, content)
    described = orjson.dumps(metadata | {"file": path.name}, option=orjson.OPT_INDENT_2)
    write_atomically(path.with_name(path.name + ".json"), described + b"\n")
    print(f"{path} ({len(content) / 1000:.0f} kB)")


def _brief(options: argparse.Namespace) -> int:
    from geodata.errors import MissingResourceError  # noqa: PLC0415
    from layers.export.sheet.brief.publish import publish_brief  # noqa: PLC0415 - loads the drawing libraries

    if not options.file.is_file():
        raise MissingResourceError(f"Fichier introuvable : {options.file}.", f"No such file: {options.file}.")
    text = options.file.read_text("utf-8-sig", errors="replace")
    build = read_build(options.build, keeps=True)
    more = {"template": _content(options.template), "handout": options.handout}
    made = publish_brief(text, build, options.format, "fr", options.public_url, **more)
    path = options.out / made.name if options.out.is_dir() else options.out
    write_with_metadata(path, made.content, made.metadata)
    return 0


def _atlas(options: argparse.Namespace) -> int:
    from rich.progress import Progress  # noqa: PLC0415 - loaded for long work only

    from layers.export.sheet.publish.book import make_atlas  # noqa: PLC0415
    from layers.export.sheet.publish.recipe import read_recipe  # noqa: PLC0415

    build = read_build(options.build, keeps=True)
    recipe = read_recipe(options.recipe, build)
    with Progress() as progress:
        task = progress.add_task(recipe.title, total=None)
        content, manifest = make_atlas(
            recipe,
            build,
            options.format,
            options.public_url,
            lambda done, total, name: progress.update(task, completed=done, total=total, description=name),
        )
    write_with_metadata(options.out, content, manifest)
    return 0
