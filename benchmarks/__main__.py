"""``python -m benchmarks [NAME…]``: run every benchmark, or those named; fail if one missed its bound."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

NOT_MEASURED = 2


def main(names: list[str]) -> int:
    """Run the benchmarks one after the other; one that lacks what it needs says so and is passed over."""
    folder = Path(__file__).parent
    status = 0
    for name in names or sorted(path.stem for path in folder.glob("[a-z]*.py")):
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "run"):
            continue
        print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        outcome = module.run()
        if outcome == NOT_MEASURED:
            print(f"{name}: not measured")
        else:
            status = max(status, outcome)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
