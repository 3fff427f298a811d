"""Memory given back: the files of libraries are unmapped, and the libraries go on working."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
from pathlib import Path
import pandas, pyproj, shapely
from app.serving.given_back import give_back_files

def files():
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    clean = [line for line in lines if line.startswith(("Shared_Clean", "Private_Clean"))]
    return sum(int(line.split()[1]) for line in clean) // 1000

before = files()
given = give_back_files()
after = files()
turned = pyproj.Transformer.from_crs(4326, 32630, always_xy=True).transform(-3, 15)
area = shapely.box(0, 0, 2, 3).area
print(before, after, given > 0, [round(each) for each in turned], area, pandas.Series([1, 2]).sum())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for its mappings")
def test_files_of_libraries_are_given_back_and_read_again(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    before, after, given, *rest = done.stdout.split(maxsplit=3)
    assert int(after) < int(before) / 2
    assert given == "True"
    assert rest == ["[500000, 1658326] 6.0 3\n"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc")
def test_large_memory_goes_back_when_it_is_free(root: Path) -> None:
    """After a larger one was freed, glibc would otherwise keep those of its size."""
    code = """
import ctypes
from app.serving.given_back import give_back_large
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096 // 1_000_000

assert give_back_large()
before = resident()
for _ in range(3):
    taken = [libc.malloc(4_000_000) for _ in range(20)]
    for each in taken:
        ctypes.memset(each, 1, 4_000_000)
    kept = [libc.malloc(1000) for _ in range(100)]  # above what is freed
    assert resident() - before > 70
    for each in taken:
        libc.free(each)
print(resident() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    assert int(done.stdout) < 10
