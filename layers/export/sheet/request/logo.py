"""A logo of the reader's or of the deployment: a small SVG of plain shapes, or a PNG; checked, written anew.

Nothing of the file that was given travels on: an SVG becomes paths with colours, a PNG its pixels. So no
script, style sheet or reference to another file can be in it. What cannot be drawn as it is meant is refused.
"""

from __future__ import annotations

import io
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from layers.export.sheet.request.vector import read_vector

if TYPE_CHECKING:
    from layers.export.sheet.scene.scene import Outline

LARGEST: Final = 150_000  # bytes of a file
MOST_PIXELS: Final = 2000  # a side of a PNG
ADDRESS: Final = re.compile(r"data:image/(?:png|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})")
PNG: Final = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo: width and height in units of its own, and its shapes or, where it has none, its PNG."""

    width: float
    height: float
    shapes: tuple[Outline, ...] = ()
    png: bytes = b""


def read_logo(content: bytes) -> Logo:
    """Read a file.

    Raises
    ------
    InputError
        If it is too large, neither SVG nor PNG, or holds what cannot be drawn.
    """
    if len(content) > LARGEST:
        raise InputError(f"Logo : {LARGEST // 1000} ko au plus.", f"Logo: at most {LARGEST // 1000} kB.")
    return _png(content) if content.startswith(PNG) else Logo(*read_vector(content))


def logo_address(content: bytes) -> str:
    """Return the address of data under which a file stands in a request."""
    kind = "png" if content.startswith(PNG) else "svg+xml"
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


@lru_cache(8)
def logo_of(address: str) -> Logo:
    """Read the logo of a request.

    Raises
    ------
    InputError
        If the address is none of data, or the file cannot be used.
    """
    found = ADDRESS.fullmatch(address) if len(address) <= 2 * LARGEST else None
    if not found:
        raise InputError(
            "logo : attendu data:image/svg+xml;base64,… ou data:image/png;base64,… "
            f"({LARGEST // 1000} ko au plus).",
            "logo: expected data:image/svg+xml;base64,… or data:image/png;base64,… "
            f"(at most {LARGEST // 1000} kB).",
        )
    try:
        return read_logo(b64decode(found[1], validate=True))
    except ValueError as error:
        raise InputError("logo : base64 illisible.", "logo: unreadable base64.") from error


def _png(content: bytes) -> Logo:
    from PIL import Image  # noqa: PLC0415 - for logos only

    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            if max(image.size) > MOST_PIXELS:
                raise InputError(
                    f"Logo : {MOST_PIXELS} pixels de côté au plus.",
                    f"Logo: at most {MOST_PIXELS} pixels a side.",
                )
            pixels = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputError("Logo : PNG illisible.", "Logo: unreadable PNG.") from error
    out = io.BytesIO()
    pixels.save(out, "PNG")
    return Logo(float(pixels.width), float(pixels.height), png=out.getvalue())
