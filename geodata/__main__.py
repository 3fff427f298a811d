"""Command line of the data: ``python -m geodata check | facts | completeness | join | coverage``."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.audit.check import find_problems
from geodata.audit.citations import find_seeds, read_documents
from geodata.audit.completeness import cover, coverage_report
from geodata.errors import AtlasError, MissingResourceError
from geodata.facts.table import facts_csv, generate_facts
from geodata.tables import DATA_FOLDER, Tables
from geodata.text import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_NO_PROBLEM = Text("Aucun problème dans {folder}.", "No problem in {folder}.")
_PROBLEMS = Text("{count} problème(s) dans {folder}.", "{count} problem(s) in {folder}.")
_WRITTEN = Text("{path} : {count} lignes.", "{path}: {count} lines.")
_LEFT_OVER = Text(
    "{lines} ligne(s) et {statements} énoncé(s) sans explication.",
    "{lines} line(s) and {statements} statement(s) left over.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 problems found, 2 cannot be done."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(words).parse_args(words)
    try:
        return int(options.run(options))
    except AtlasError as error:
        print(error.message(options.lang), file=sys.stderr)
        return 2


def run_check(options: argparse.Namespace) -> int:
    """Print every problem of the data folder, one per line."""
    tables = Tables(options.data)
    problems = find_problems(tables)
    for problem in problems:
        print(problem.describe(options.lang))
    summary = _PROBLEMS if problems else _NO_PROBLEM
    print(summary.get(options.lang).format(count=len(problems), folder=options.data))
    return 1 if problems else 0


def run_facts(options: argparse.Namespace) -> int:
    """Write ``facts.csv`` again from the entered tables."""
    tables = Tables(options.data)
    facts = generate_facts(tables)
    path = options.data / tables.resource("facts")["path"]
    _write(path, facts_csv(facts))
    print(_WRITTEN.get(options.lang).format(path=path.name, count=len(facts)))
    return 0


def run_completeness(options: argparse.Namespace) -> int:
    """Write ``COVERAGE.md`` again from the tables and the documents' text."""
    seeds = options.documents or find_seeds(options.data.resolve().parent)
    if seeds is None:
        raise MissingResourceError(
            "Les textes des documents manquent ; indiquez leur dossier avec --documents.",
            "The documents' texts are missing; give their folder with --documents.",
        )
    tables, documents = Tables(options.data), read_documents(seeds)
    _write(options.data / "COVERAGE.md", coverage_report(tables, documents))
    coverage = cover(tables, documents)
    lines, statements = len(coverage.left_over()), len(coverage.statements_left_over())
    print(_LEFT_OVER.get(options.lang).format(lines=lines, statements=statements))
    return 1 if lines or statements else 0


def run_join(options: argparse.Namespace) -> int:
    """Join a reader's tables and layers to the places."""
    return int(import_module("geodata.own.command").run(options, Tables(options.data)))


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGS, default="en", help="language of what is printed")
    shared.add_argument("--data", type=Path, default=DATA_FOLDER, help="the data folder")
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", parents=[shared], help="list every problem of the data")
    check.set_defaults(run=run_check)
    facts = commands.add_parser("facts", parents=[shared], help="write facts.csv again")
    facts.set_defaults(run=run_facts)
    whole = commands.add_parser("completeness", parents=[shared], help="write COVERAGE.md again")
    whole.add_argument("--documents", type=Path, help="folder of the documents' text files")
    whole.set_defaults(run=run_completeness)
    join = commands.add_parser("join", parents=[shared], help="join your own tables and layers to the places")
    join.set_defaults(run=run_join)
    if arguments[:1] == ["join"]:
        import_module("geodata.own.command").add_arguments(join)
    _add_coverage(commands.add_parser, asked=arguments[:1] == ["coverage"])
    return parser


def _add_coverage(add_parser: Callable[..., argparse.ArgumentParser], *, asked: bool) -> None:
    """Add the radio coverage command; its module, as that of joins, is heavy: loaded when asked for."""
    command = add_parser("coverage", help="compute the coverage of the transmitters")
    command.add_argument("--data", type=Path, default=DATA_FOLDER, help="the data folder")
    command.set_defaults(run=run_coverage)
    if asked:
        import_module("geodata.coverage.commands").add_arguments(command)


def run_coverage(options: argparse.Namespace) -> int:
    """Compute the coverage of the stations of the table ``transmitters``."""
    tables = Tables(options.data)
    stations = import_module("geodata.coverage.stations").read_stations(tables)
    towns = tables.shapes("towns")
    return int(import_module("geodata.coverage.commands").run(options, stations, towns))


def _write(path: Path, text: str) -> None:
    """Write a file whole: a reader sees the old text or the new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
