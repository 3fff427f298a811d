"""Counts for Prometheus, over all web processes: each writes its own file, whoever is asked adds them up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from app.serving.given_back import resident

#: Variable of prometheus_client that names the folder of the processes' files.
FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
#: Bounds of the durations, seconds.
BOUNDS: Final = (0.005, 0.02, 0.1, 0.3, 1, 3, 10, 30)

_own = CollectorRegistry()
REQUESTS: Final = Counter(
    "atlas_requests_total", "Requests answered.", ("kind", "method", "status"), registry=_own
)
SECONDS: Final = Histogram(
    "atlas_request_seconds", "How long an answer took.", ("kind",), buckets=BOUNDS, registry=_own
)
IN_HAND: Final = Gauge(
    "atlas_requests_in_hand", "Requests being answered.", registry=_own, multiprocess_mode="livesum"
)
MEMORY: Final = Gauge(
    "atlas_web_memory_bytes",
    "Resident memory of the web processes.",
    registry=_own,
    multiprocess_mode="livesum",
)


class Counted:
    """Requests of one kind that are answered at once: counted by counters that are looked up once."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._seconds = SECONDS.labels(kind)
        self._requests: dict[tuple[str, str], Counter] = {}

    def note(self, method: str, status: str, seconds: float) -> None:
        """Count a request that was answered."""
        counter = self._requests.get((method, status))
        if counter is None:
            counter = self._requests[method, status] = REQUESTS.labels(self.kind, method, status)
        counter.inc()
        self._seconds.observe(seconds)


def written() -> tuple[bytes, str]:
    """Return all that was counted, and its media type."""
    registry = _own
    if folder := os.environ.get(FOLDER):
        for file in Path(folder).glob("gauge_live*_*.db"):
            if not Path(f"/proc/{(process := file.stem.rpartition('_')[2])}").exists():
                mark_process_dead(int(process))  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


def note_memory() -> None:
    """Note how much memory this process holds."""
    MEMORY.set(resident())
