"""A process that computes: when it has grown it ends, once it has answered."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from app.serving import computing
from app.serving.computing import LEAST, MORE, MOST, Timed


class Process:
    """What the system says of this process, and what it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.held, self.now = 200 * 1024**2, 1000.0
        self.told: list[int] = []
        monkeypatch.setattr(computing, "resident", lambda: self.held)
        monkeypatch.setattr(computing.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(os, "kill", lambda _, number: self.told.append(number))
        monkeypatch.setattr(computing.faulthandler, "dump_traceback_later", lambda *_, **__: None)


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Process:
    return Process(monkeypatch)


def answered(timed: Timed) -> Any:
    return timed({"HTTP_X_REQUEST_ID": "x"}, lambda *_: None)


def test_a_process_that_has_grown_ends_when_it_has_answered(process: Process) -> None:
    timed = Timed(lambda *_: [b"answer"], 30.0)
    process.now += LEAST + 1
    process.held = MOST
    assert answered(timed) == [b"answer"]
    assert process.told == []
    process.held = MOST + 5 * 1024**2
    assert answered(timed) == [b"answer"], "the answer is given all the same"
    assert process.told == [signal.SIGTERM]


def test_a_process_lives_a_while_however_much_it_holds(process: Process) -> None:
    """Else granian takes it for one that cannot be started."""
    timed = Timed(lambda *_: [b""], 30.0)
    process.held = 2 * MOST
    answered(timed)
    assert process.told == []
    process.now += LEAST + 1
    answered(timed)
    assert process.told == [signal.SIGTERM]


def test_one_that_holds_much_from_its_start_is_not_replaced_for_that(process: Process) -> None:
    process.held = 2 * MOST
    timed = Timed(lambda *_: [b""], 30.0)
    process.now += LEAST + 1
    process.held += MORE - 1
    answered(timed)
    assert process.told == []
    process.held += 5 * 1024**2
    answered(timed)
    assert process.told == [signal.SIGTERM]
