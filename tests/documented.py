"""The examples of the documentation: blocks of code that name the file they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def examples(page: Path) -> dict[str, str]:
    """Code of each block of a page that names a file, by that name."""
    blocks = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return dict(blocks)
