"""Memory that a process does not need, given back to the system."""

from __future__ import annotations

import ctypes
import os
import re
from pathlib import Path
from typing import Final

#: A mapping of a file in ``/proc/self/smaps``, and how much of it this process has written to.
MAPPED: Final = re.compile(
    r"^([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ [1-9]\d* +/[^\n]+\n(?:\w+: .*\n)*?Anonymous: +(\d+) kB$",
    re.MULTILINE,
)
DONTNEED: Final = 4  # MADV_DONTNEED of Linux
#: M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of glibc, and the size (bytes) from which memory is large.
THRESHOLDS: Final = (-3, -1)
LARGE: Final = 262_144
PAGE: Final = os.sysconf("SC_PAGE_SIZE")


def resident() -> int:
    """Bytes of this process that are in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as told:  # noqa: PTH123 - asked often
            return int(told.read().split()[1]) * PAGE
    except OSError:  # not Linux
        return 0


def give_back_files() -> int:
    """Unmap the parts of libraries' files that this process has read and never written; return the bytes.

    They stay where the system keeps files in memory, and are there again when they are read. A process that
    has loaded libraries for those that it forks, and runs none of them, holds 70 MB of them otherwise: the
    others map what they use by themselves. Nothing is done where the system is not Linux.
    """
    try:
        listed = Path("/proc/self/smaps").read_text("utf-8", "replace")
        advise = ctypes.CDLL(None, use_errno=True).madvise
    except (OSError, AttributeError):
        return 0
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    given = 0
    for start, end, written in MAPPED.findall(listed):
        length = int(end, 16) - int(start, 16)
        if written == "0" and advise(int(start, 16), length, DONTNEED) == 0:
            given += length
    return given


def give_back_large() -> bool:
    """Have glibc give back large memory as soon as it is free; whether it will.

    It would keep it for the next time, and each time the largest so far: 15 MB of a web process under load.
    To be called when a process is ready: while it loads, keeping is quicker.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # not glibc
        return False
    return all(set_option(option, LARGE) == 1 for option in THRESHOLDS)
