"""Archives of a reader, opened without trusting what they say of themselves."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from geodata.own.reading.model import unreadable

if TYPE_CHECKING:
    from geodata.own.limits import Limits

_CHUNK: Final = 1 << 20
#: Declarations of a document type, where XML entities are made; no format that is read here needs one.
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def unpack(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """Return the files of a ZIP archive by the path they state, kept in memory: no path is ever followed.

    Raises
    ------
    InputError
        If it is no archive, is locked, or holds more than is allowed, whatever its directory claims.
    """
    found: dict[str, bytes] = {}
    left = limits.unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            limits.check("members", len(members), name)
            limits.check("unpacked_bytes", sum(each.file_size for each in members), name)
            for member in members:
                _refuse_outside(member.filename, name)
                pieces = []
                with archive.open(member) as stream:
                    while piece := stream.read(_CHUNK):
                        left -= len(piece)
                        limits.check("unpacked_bytes", limits.unpacked_bytes - left, name)
                        pieces.append(piece)
                found[member.filename] = b"".join(pieces)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise unreadable(name, "l’archive est abîmée", "the archive is damaged") from error
    except RuntimeError as error:
        raise unreadable(name, "l’archive a un mot de passe", "the archive has a password") from error
    return found


def _refuse_outside(path: str, name: str) -> None:
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\0" in path or re.match(r"[A-Za-z]:", path):
        raise unreadable(
            name,
            f"l’archive contient un chemin qui en sort (« {path[:80]} »)",
            f"the archive holds a path that leads out of it (“{path[:80]}”)",
        )


def refuse_doctype(data: bytes, name: str) -> None:
    """Refuse XML that declares a document type or entities, in 8 or 16 bits a character.

    Raises
    ------
    InputError
        If it does.
    """
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise unreadable(
            name,
            "le XML déclare un type de document ou des entités, ce qu’aucune couche ne demande",
            "its XML declares a document type or entities, which no layer needs",
        )
