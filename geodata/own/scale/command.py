"""``python -m geodata join --workers N`` and ``--scheduler ADDRESS``: what is larger than memory."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import Progress

from geodata.errors import InputError
from geodata.own.corrections import Corrections, read_corrections
from geodata.own.locating.guess import Guess
from geodata.own.naming.found import MATCHED, UNMATCHED
from geodata.own.scale.run import form_wanted, join_large
from geodata.own.scale.work import Order, register_at
from geodata.text import Text

if TYPE_CHECKING:
    import argparse

    from geodata.own.scale.work import Tally

_JOINING: Final = Text("jointure", "joining")
_LOCATED: Final = Text(
    "{name} : {located} ligne(s) sur {rows} située(s).", "{name}: {located} of {rows} row(s) located."
)
_COUNT: Final = Text("  {count} : {rule}", "  {count}: {rule}")
_OUTSIDE: Final = Text("  {count} : hors du Mali", "  {count}: outside Mali")


def run(options: argparse.Namespace) -> int:
    """Join one input part by part; return 0 if every row is located, 1 if some are not.

    Raises
    ------
    InputError
        If there are several inputs, or no folder to write.
    """
    if len(options.files) != 1 or not options.out or options.sheet or (options.workers or 0) < 0:
        raise InputError(
            "Avec --workers ou --scheduler, indiquez un fichier ou un dossier, "
            "et le dossier à écrire (--out).",
            "With --workers or --scheduler, name one file or folder, and the folder to write (--out).",
        )
    data = str(options.data)
    corrections = Corrections()
    if options.corrections:
        corrections = read_corrections(options.corrections, register_at(data))
    order = Order(
        guess=Guess(),
        columns=(),
        out=options.out,
        to=options.to,
        more=tuple(options.add),
        corrections=corrections,
        report=options.report or "",
        form=form_wanted(options.out),
        data=data,
    )
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(_JOINING.get(options.lang), total=None)
        total, guess = join_large(
            options.files[0],
            order,
            on=options.on,
            parents=options.parent,
            workers=options.workers or 0,
            scheduler=options.scheduler,
            told=lambda done, parts: progress.update(task, completed=done, total=parts),
        )
    _tell(options, total, guess)
    return 1 if total.unmatched else 0


def _tell(options: argparse.Namespace, total: Tally, guess: Guess) -> None:
    """Say on the standard error what became of the rows."""
    lines = [_LOCATED.format(name=options.files[0], located=total.located, rows=total.rows), *guess.notes]
    rules = sorted(total.rules.items(), key=lambda each: -each[1])
    lines += [
        _COUNT.format(count=n, rule={**MATCHED, **UNMATCHED}[rule].get(options.lang)) for rule, n in rules
    ]
    lines += [_OUTSIDE.format(count=total.outside)] if total.outside else []
    for line in lines:
        print(line.get(options.lang), file=sys.stderr)
