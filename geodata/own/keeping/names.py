"""What a reader’s layer is named like: known without the catalogue, which takes time to load."""

from __future__ import annotations

import re
from typing import Final

#: What an identifier looks like, in the address of a view as well.
IDENTIFIER: Final = re.compile(r"own-[0-9a-f]{32}")
