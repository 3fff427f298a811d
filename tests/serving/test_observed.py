"""Readiness and counts of a server with all its processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from tests.serving.conftest import serving, until

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_ready_when_it_computes_and_counts_over_all_processes(builds: Path) -> None:
    with serving(builds, ATLAS_LOG="json") as own:
        assert until(lambda: own.status("/readyz") == 200)
        for _ in range(20):
            assert own.status("/about?lang=en") == 200
        line = next(
            text
            for text in own.ask("/metrics")[1].decode().splitlines()
            if text.startswith('atlas_requests_total{kind="page",method="GET",status="200"}')
        )
        assert float(line.split()[1]) == 20, "both processes'"
        lines = [each for each in own.log.read_bytes().splitlines() if each.startswith(b"{")]
        told = [orjson.loads(each) for each in lines]
        assert sum(each.get("kind") == "page" for each in told) == 20
        assert len({each["request"] for each in told if each["event"] == "request"}) >= 20
