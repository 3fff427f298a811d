"""Where sheets are drawn: beside the server, or here where this is a process that computes."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import asdict, dataclass, field
from queue import LifoQueue
from typing import IO, TYPE_CHECKING, Any, Final, cast

import orjson

from app.settings import ROOT
from geodata.errors import AtlasError, BeyondError, InputError, MissingResourceError, NotFoundError
from geodata.own.keeping.names import IDENTIFIER
from layers.artifact.reader import read_build

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.own import OwnLayers

PROCESSES: Final = 2
IN_HAND: Final = 3  # drawings under way or waiting; the next reader is asked to try again
SECONDS: Final = 30.0  # for one drawing
KEPT_BYTES: Final = 16_000_000  # of each process
#: Zoom, column and row of the first tile, tiles of a side, pixels for one of the screen's.
Square = tuple[int, int, int, int, int]
ERRORS: Final[dict[str, type[AtlasError]]] = {
    kind.__name__: kind for kind in (InputError, MissingResourceError, NotFoundError, BeyondError)
}


class BusyError(AtlasError):
    """Too many drawings at once, or one that took too long: the reader may try again."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet drawn: its file name, its bytes, its description."""

    name: str
    content: bytes
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a drawer: the query of a sheet, or the file of a brief with how it is to be given.

    ``audience`` is the reader's own, ``handout`` how many pages of a brief lie on a sheet of paper.
    """

    query: str
    format: str
    lang: Lang
    public_url: str
    brief: str = ""
    handout: str = "1"
    audience: str = ""


class _Drawer:
    """One process, started when it is first needed and again after it was stopped."""

    def __init__(self, build: Path, own: OwnLayers | None) -> None:
        store = (own.store.folder, own.store.catalogue, own.store.audience) if own else ()
        self._command = [sys.executable, "-m", "layers.export.sheet.publish.worker", str(build), "", *store]
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send one question; past the time allowed the process is stopped.

        Raises
        ------
        BusyError
            If the process gave no answer in time.
        """
        process = self._running()
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            stdin.write(orjson.dumps(question) + b"\n")
            stdin.flush()
            line = stdout.readline()
            head: dict[str, Any] = orjson.loads(line)
            return head, stdout.read(head["length"])
        except (OSError, orjson.JSONDecodeError):
            self.stop()
            raise BusyError(
                "La carte n’a pas pu être dessinée à temps ; simplifiez-la ou réessayez.",
                "The sheet could not be drawn in time; simplify it or try again.",
            ) from None
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            self._process = subprocess.Popen(  # noqa: S603 - our own module, arguments of our own
                self._command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def stop(self) -> None:
        """Stop the process, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None


@dataclass
class Drawers:
    """The processes, how many drawings may be in hand, and the last sheets made.

    A server that draws beside itself keeps nobody else waiting; a process that computes draws in itself, as
    it has nobody else (``draws_here``).
    """

    build: Path
    draws_here: bool = False
    own: OwnLayers | None = None
    _free: LifoQueue[_Drawer] = field(default_factory=LifoQueue)
    _in_hand: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(IN_HAND))
    _kept: OrderedDict[Question, Drawing] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._here = read_build(self.build, keeps=True, own=self.own) if self.draws_here else None
        for _ in range(0 if self.draws_here else PROCESSES):
            self._free.put(_Drawer(self.build, self.own))

    def draw(self, query: str, form: str, lang: Lang, public_url: str) -> Drawing:
        """Draw a sheet, or give the one drawn before for the same question; its links begin with an address.

        Raises
        ------
        BusyError
            If too many drawings are in hand, or this one takes too long.
        AtlasError
            As the drawing itself refuses the question.
        """
        return self.answer(Question(query, form, lang, public_url))

    def answer(self, key: Question) -> Drawing:
        """Draw what is asked, or give what was drawn before for the same question; as :meth:`draw`."""
        if IDENTIFIER.search(key.query + key.brief):
            return self._draw_now(key)  # a reader's layer may change or go: nothing of it is kept
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawing = self._draw_now(key)
        self._keep(key, drawing)
        return drawing

    def square(self, query: str, lang: Lang, square: Square) -> bytes:
        """Draw tiles together (:mod:`layers.export.sheet.publish.tiles`); whoever asks keeps them.

        Raises
        ------
        BusyError, AtlasError
            As :meth:`draw`.
        """
        return self._in_turn({"query": query, "lang": lang, "square": square}).content

    def _draw_now(self, key: Question) -> Drawing:
        return self._in_turn(asdict(key))

    def _in_turn(self, question: dict[str, Any]) -> Drawing:
        if not self._in_hand.acquire(blocking=False):
            raise BusyError(
                "Trop de cartes en cours de dessin ; réessayez dans un instant.",
                "Too many sheets are being drawn; try again in a moment.",
            )
        try:
            return self._drawn(question)
        finally:
            self._in_hand.release()

    def _drawn(self, question: dict[str, Any]) -> Drawing:
        if self._here:
            from layers.export.sheet.publish.worker import answer  # noqa: PLC0415 - where sheets are drawn only

            head, content = answer(question, self._here, "")
        else:
            drawer = self._free.get()
            try:
                head, content = drawer.ask(question)
            finally:
                self._free.put(drawer)
        if "error" in head:
            raise ERRORS.get(head["error"], AtlasError)(head["fr"], head["en"])
        return Drawing(head["name"], content, head["metadata"])

    def _keep(self, key: Question, drawing: Drawing) -> None:
        with self._lock:
            self._kept[key] = drawing
            while sum(len(d.content) for d in self._kept.values()) > KEPT_BYTES:
                self._kept.popitem(last=False)

    def stop(self) -> None:
        """Stop every process that is not drawing."""
        while not self._free.empty():
            self._free.get().stop()


def open_drawers(collection: Collection, *, draws_here: bool) -> Drawers:
    """Return the drawers of one build, which end with this process."""
    drawers = Drawers(collection.folder.resolve(), draws_here, collection.own)
    atexit.register(drawers.stop)
    return drawers
