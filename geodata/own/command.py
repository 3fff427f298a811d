"""``python -m geodata join``: tables and layers of a reader, joined to the places."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from geodata.own.corrections import Corrections, read_corrections
from geodata.own.enrich import MORE
from geodata.own.join import TARGETS, Joined, join
from geodata.own.naming.found import MATCHED, UNMATCHED
from geodata.own.naming.register import register_of
from geodata.own.writing import as_csv, check_ending, write_frame
from geodata.text import Text

if TYPE_CHECKING:
    import argparse

    from geodata.tables import Tables
    from geodata.text import Lang

_LOCATED: Final = Text(
    "{name} : {located} ligne(s) sur {rows} située(s).", "{name}: {located} of {rows} row(s) located."
)
_GUESSED: Final = Text("  situées par : {how}", "  located by: {how}")
_COUNT: Final = Text("  {count} : {rule}", "  {count}: {rule}")
_OUTSIDE: Final = Text("  {count} : hors du Mali", "  {count}: outside Mali")
_DOUBLED: Final = Text("  {count} : ligne(s) répétée(s)", "  {count}: repeated row(s)")
_LEFT: Final = Text(
    "  Sans lieu, avec la suggestion la plus proche :", "  Without a place, with the nearest suggestion:"
)
_LINE: Final = Text(
    "    ligne {line} : « {text} » : {why}{suggestion}", "    line {line}: “{text}”: {why}{suggestion}"
)
_REST: Final = Text("    … et {count} autre(s), dans le rapport", "    … and {count} more, in the report")
_READING: Final = Text("lecture et jointure de {name}", "reading and joining {name}")
_SHOWN: Final = 20
_PARTS: Final = {
    "geometry": Text("géométrie", "geometry"),
    "wkt": Text("WKT", "WKT"),
    "lon": Text("longitude", "longitude"),
    "lat": Text("latitude", "latitude"),
    "position": Text("position", "position"),
    "mgrs": Text("MGRS", "MGRS"),
    "name": Text("nom", "name"),
}
_PARENTS: Final = Text("parents", "parents")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command on a parser."""
    add = parser.add_argument
    add(
        "files",
        nargs="+",
        metavar="FILE",
        help="CSV, XLSX, XLS, ODS, GeoJSON, GeoPackage, KML, GPX, Shapefile (zip)…",
    )
    add("--on", default="", metavar="COLUMN", help="the column that names places (default: guessed)")
    add(
        "--parent",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a column of regions, cercles or communes; may be repeated",
    )
    add("--to", choices=TARGETS, default="places", help="what the rows are joined to (default: places)")
    add("--sheet", default="", metavar="NAME", help="which of several sheets or layers (default: guessed)")
    add(
        "--corrections",
        type=Path,
        metavar="CSV",
        help="places chosen for some texts: columns text, place_id, parents",
    )
    add(
        "--add",
        action="append",
        default=[],
        choices=MORE,
        help="also add P-codes, the nearest site, radio contours, MGRS",
    )
    add(
        "--out",
        help="file to write: .csv, .xlsx, .gpkg, .geojson, .parquet (default: CSV on the standard output)",
    )
    add("--report", help="what became of each row: .csv or .xlsx")
    _add_large(parser)


def _add_large(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--workers",
        type=int,
        metavar="N",
        help="join a file or folder of GeoParquet or CSV part by part, in so many processes; "
        "--out and --report are then folders",
    )
    add("--scheduler", default="", metavar="ADDRESS", help="as --workers, on a Dask cluster: tcp://HOST:8786")


def run(options: argparse.Namespace, tables: Tables) -> int:
    """Join each file; return 0 if every row is located, 1 if some are not."""
    if options.workers is not None or options.scheduler:
        return int(import_module("geodata.own.scale.command").run(options))
    options.files = [Path(file) for file in options.files]
    options.out, options.report = (Path(to) if to else None for to in (options.out, options.report))
    for path, endings in ((options.out, None), (options.report, (".csv", ".xlsx"))):
        if path is not None:
            check_ending(path, *([endings] if endings else []))
    corrections = Corrections()
    if options.corrections:
        corrections = read_corrections(options.corrections, register_of(tables))
    console = Console(stderr=True)
    joined: dict[str, Joined] = {}
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *Progress.get_default_columns()[1:2],
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(options.files))
        for path in options.files:
            progress.update(task, description=_READING.get(options.lang).format(name=path.name))
            joined[_distinct(path.stem, joined)] = join(
                path,
                options.on,
                options.parent,
                to=options.to,
                corrections=corrections,
                tables=tables,
                more=options.add,
                sheet=options.sheet,
            )
            progress.advance(task)
    _write(joined, options)
    for each in joined.values():
        _tell(each, options.lang)
    return 1 if any(each.report.unmatched for each in joined.values()) else 0


def _distinct(name: str, taken: dict[str, Joined]) -> str:
    count, distinct = 1, name
    while distinct in taken:
        count += 1
        distinct = f"{name}-{count}"
    return distinct


def _write(joined: dict[str, Joined], options: argparse.Namespace) -> None:
    """Write the rows, a file for each table if there are several, and one report of all."""
    for name, each in joined.items():
        if options.out is None:
            sys.stdout.write(as_csv(each.frame))
            continue
        path = options.out if len(joined) == 1 else options.out.with_stem(f"{options.out.stem}-{name}")
        write_frame(each.frame, path, layer=name)
    if options.report is not None:
        reports = [each.report.rows.assign(file=each.matched.reading.name) for each in joined.values()]
        write_frame(pd.concat(reports, ignore_index=True), options.report)


def _tell(each: Joined, lang: Lang) -> None:
    """Say on the standard error how a table was taken, and what is left."""
    report, reading, guess = each.report, each.matched.reading, each.matched.guess

    def say(words: Text, /, **values: object) -> None:
        print(words.get(lang).format(**values), file=sys.stderr)

    say(_LOCATED, name=reading.name, located=report.located, rows=len(report.rows))
    for note in (*reading.notes, *guess.notes):
        print(f"  {note.get(lang)}", file=sys.stderr)
    how = [
        f"{words.get(lang)}{'' if getattr(guess, part) is True else f' « {getattr(guess, part)} »'}"
        for part, words in _PARTS.items()
        if getattr(guess, part)
    ]
    how += [f"P-code « {', '.join(guess.pcodes)} »"] if guess.pcodes else []
    how += [f"{_PARENTS.get(lang)} « {', '.join(c for c, _ in guess.parents)} »"] if guess.parents else []
    say(_GUESSED, how=", ".join(how) or "–")
    for rule, count in report.counts.items():
        say(_COUNT, count=count, rule={**MATCHED, **UNMATCHED}[rule].get(lang))
    for text, count in ((_OUTSIDE, report.outside), (_DOUBLED, report.duplicates)):
        if count:
            say(text, count=count)
    rows = report.rows[~each.matched.located & ~report.rows["rule"].isin(["total", "ignored"])]
    if len(rows):
        say(_LEFT)
    for row in rows.head(_SHOWN).itertuples():
        near = row.suggestion or row.candidates.replace("|", ", ")
        why = row.why_fr if lang == "fr" else row.why_en
        say(_LINE, line=row.line, text=row.text, why=why, suggestion=f" → {near}" if near else "")
    if len(rows) > _SHOWN:
        say(_REST, count=len(rows) - _SHOWN)
