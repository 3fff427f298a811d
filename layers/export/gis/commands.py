"""``python -m layers export``: layers to files of GIS and table formats, and a view to a page."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import InputError
from layers.artifact.files import BUILD_FOLDER, write_atomically
from layers.artifact.prepared import PreparedView
from layers.artifact.reader import read_build
from layers.export.gis.registry import FORMATS, NAME, format_of
from layers.view.days import read_day
from layers.view.state import from_query

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from layers.export.gis.frame import GisLayer
    from layers.export.gis.registry import Format
    from layers.export.gis.request import Order
    from layers.export.gis.selection import Selection

_SELECTING = ("bbox", "area", "circle")


def add_export(commands: Any) -> None:  # noqa: ANN401 - argparse does not export the type
    """Declare the sub-command."""
    export = commands.add_parser("export", help="write layers, or one view, as a file")
    export.add_argument("view", nargs="?", help="query of a view's address, e.g. 'lang=en&layers=sites'")
    export.add_argument("--layer", help="identifiers of layers, separated by commas")
    export.add_argument("--all", action="store_true", help="every layer and every whole table")
    names = ", ".join(form.id for form in FORMATS)
    export.add_argument("--format", help=f"of layers: {names}; of a view: html")
    export.add_argument(
        "--lang", choices=("fr", "en"), default=argparse.SUPPRESS, help="language of the file"
    )
    export.add_argument("--bbox", help="west,south,east,north in degrees: what meets the box")
    export.add_argument("--area", help="polygon as WKT or GeoJSON, or a file of either: what meets it")
    export.add_argument("--circle", help="longitude,latitude,kilometres: what meets the circle")
    export.add_argument("--date", default="", help="YYYY-MM-DD: what held or had held on that day")
    export.add_argument("--filter", default="", help="what must be met, such as \"state = 'planned'\"")
    export.add_argument(
        "--colour",
        help="ID=COLUMN,…: draw layers by a column, in a format with styles (gpkg, qgis, kml, kmz)",
    )
    export.add_argument("--rows", default="", help="facts: one row a fact, instead of one a place")
    export.add_argument("--hxl", action="store_true", help="a row of HXL hashtags (csv, xlsx)")
    export.add_argument("--names", default="code", help="headings of csv and xlsx: code, or label for words")
    export.add_argument(
        "--dialect", default="", help="excel: a csv for a double click, in the file's language"
    )
    export.add_argument(
        "--service", help="address of an explorer that a QGIS project (qgz) reads its layers at"
    )
    export.add_argument("--out", type=Path, required=True, help="a file, or a folder that exists")
    export.add_argument("--build", type=Path, default=BUILD_FOLDER)
    export.set_defaults(run=run_export)


def with_values(arguments: list[str]) -> list[str]:
    """Bind positions to their option, since a western longitude begins as an option does.

    Examples
    --------
    >>> with_values(["export", "--bbox", "-5,14,0,18"])
    ['export', '--bbox=-5,14,0,18']
    """
    bound: list[str] = []
    for argument in arguments:
        if bound and bound[-1] in ("--bbox", "--circle", "--area"):
            bound[-1] += f"={argument}"
        else:
            bound.append(argument)
    return bound


def run_export(options: argparse.Namespace) -> int:
    """Write what was asked for; nothing is written if any of it cannot be.

    Raises
    ------
    AtlasError
        If the layers, the format, the selection, the build or the target cannot be used.
    """
    build = read_build(options.build)
    if sum((options.view is not None, options.layer is not None, options.all)) != 1:
        raise InputError(
            "Attendu, au choix : une vue, --layer ou --all.",
            "Expected one of these: a view, --layer or --all.",
        )
    files = _page(options, build) if options.view is not None else _files(options, build)
    for target, content in files.items():
        _save(target, content)
        print(f"{target} ({len(content) / 1000:.0f} kB)")
    return 0


def _page(options: argparse.Namespace, build: Build) -> dict[Path, bytes]:
    if options.format not in (None, "html"):
        raise InputError(
            f"Une vue s’écrit en html ; pour « {options.format[:30]} », donnez --layer ou --all.",
            f"A view is written as html; for “{options.format[:30]}”, give --layer or --all.",
        )
    if options.date or options.filter or any(getattr(options, name) for name in _SELECTING):
        raise InputError("Une vue ne se sélectionne pas.", "A view takes no selection.")
    from layers.export.html_page import html_page  # noqa: PLC0415 - loads folium

    view, problems = from_query(options.view.lstrip("?"), build.rules)
    if problems:
        raise InputError(problems[0].fr, problems[0].en)
    return {options.out: html_page(PreparedView(build, view)).encode()}


def _files(options: argparse.Namespace, build: Build) -> dict[Path, bytes]:
    from layers.export.gis.request import (  # noqa: PLC0415 - loads geopandas
        Order,
        check_part,
        choose,
        everything,
        read_filter,
        read_options,
        read_rows,
    )

    if not options.format:
        raise InputError("Précisez --format.", "Say --format.")
    form = format_of(options.format)
    selection = _selection(options)
    check_part(
        form,
        names=options.layer is not None,
        selects=(selection is not None or bool(options.date or options.filter or options.rows))
        and (form.whole or bool(options.service)),
    )
    layers = everything(build.index) if options.all else choose(build.index, options.layer)
    query = _command(options, layers, form, selection)
    said = {"hxl": "1" if options.hxl else "", "names": options.names, "dialect": options.dialect}
    chosen = read_options(form, said) | {"source": options.service, "index": build.index}
    date = read_day(options.date)
    order = Order(
        layers,
        options.lang,
        form,
        selection,
        options=chosen,
        colours=_colours(options, build, form),
        date=date,
        filter=read_filter(build.rules, options.filter),
        rows=read_rows(options.rows),
        query=query,
    )
    return _written(order, order.read(build), options.out)


def _colours(options: argparse.Namespace, build: Build, form: Format) -> dict[str, str]:
    from layers.export.gis.request import read_colour  # noqa: PLC0415 - loads geopandas

    if options.colour and not form.styled:
        raise InputError(
            f"Le format « {form.id} » ne dit pas comment les couches sont dessinées : sans --colour.",
            f"The format “{form.id}” does not say how layers are drawn: leave --colour out.",
        )
    pairs = [part.partition("=") for part in (options.colour or "").split(",") if part]
    return {layer.strip(): read_colour(build.rules, layer.strip(), text.strip()) for layer, _, text in pairs}


def _selection(options: argparse.Namespace) -> Selection | None:
    from layers.export.gis.selection import read_area_option, read_selection  # noqa: PLC0415

    given = {name: getattr(options, name) for name in _SELECTING if getattr(options, name)}
    if len(given) == 1 and "area" in given:
        return read_area_option(given["area"])
    return read_selection({"within" if name == "area" else name: text for name, text in given.items()})


def _command(
    options: argparse.Namespace, layers: tuple[str, ...], form: Format, selection: Selection | None
) -> str:
    """The command that writes the same file again."""
    parts = ["python", "-m", "layers", "export"]
    parts += ["--all"] if options.all else ["--layer", ",".join(layers)]
    parts += ["--format", form.id, "--lang", options.lang]
    parts += ["--service", options.service] if options.service and form.live else []
    parts += ["--colour", options.colour] if options.colour else []
    parts += ["--date", options.date] if options.date else []
    parts += ["--filter", options.filter] if options.filter else []
    parts += ["--rows", options.rows] if options.rows else []
    if selection:
        name, _, value = selection.query.partition("=")
        parts += [f"--{'area' if name == 'within' else name}={value}"]
    parts += ["--names", options.names] if options.names != "code" else []
    parts += ["--dialect", options.dialect] if options.dialect else []
    return shlex.join(parts + ["--hxl"] * options.hxl)


def _written(order: Order, layers: list[GisLayer], out: Path) -> dict[Path, bytes]:
    """The files by name: one, or one a layer in a folder or a zip where the format holds one layer."""
    form, ending = order.form, order.form.ending
    single = len(layers) == 1 or form.holds_many
    if ending.endswith(".zip") and out.suffix.lower() != ".zip" and not out.is_dir():
        out = out.with_name(f"{out.name}.zip")  # a zip by another name would not open
    if single or not (out.is_dir() or out.suffix.lower() == ".zip"):
        name = layers[0].id if len(layers) == 1 and not form.whole else NAME
        target = out / f"{name}.{order.lang}.{ending}" if out.is_dir() else out
        return _files_of(order, layers, target)
    files: dict[Path, bytes] = {}
    for layer in layers:
        files |= _files_of(order, [layer], Path(f"{layer.id}.{order.lang}.{ending}"))
    if out.is_dir():
        return {out / name: content for name, content in files.items()}
    return {out: _zipped(files)}


def _files_of(order: Order, layers: list[GisLayer], target: Path) -> dict[Path, bytes]:
    """A file, and what stands beside it: a CSV's description, the GeoPackage of a QGIS project."""
    files: dict[Path, bytes] = {}
    options = dict(order.options)
    if order.form.live and not options["source"]:
        data = target.with_suffix(".gpkg")
        options["source"] = data.name
        files[data] = format_of("gpkg").to_bytes(layers, order.query, options)
    files[target] = order.form.to_bytes(layers, order.query, options)
    if order.form.id == "csv":
        from layers.export.gis.formats.tabular import csv_metadata  # noqa: PLC0415

        beside = target.with_name(f"{target.name}-metadata.json")
        said = {key: value for key, value in order.options.items() if key in order.form.options}
        files[beside] = csv_metadata(layers, target.name, order.query, **said)
    return files


def _zipped(files: dict[Path, bytes]) -> bytes:
    import tempfile  # noqa: PLC0415

    from layers.export.gis.formats.zipped import write_zip  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "files.zip")
        write_zip(path, ((str(name), content) for name, content in files.items()))
        return path.read_bytes()


def _save(target: Path, content: bytes) -> None:
    try:
        write_atomically(target, content)
    except OSError as error:
        raise InputError(
            f"Impossible d’écrire « {target} » ({error.strerror}).",
            f"Cannot write “{target}” ({error.strerror}).",
        ) from None
