"""How large a reader's file may be, and the refusal of what is larger."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.errors import InputError
from geodata.text import Text

_TOO_MUCH: dict[str, Text] = {
    "bytes": Text("octets", "bytes"),
    "unpacked_bytes": Text("octets une fois décompressé", "bytes once unpacked"),
    "members": Text("fichiers dans l’archive", "files in the archive"),
    "tables": Text("tableaux dans l’archive", "tables in the archive"),
    "rows": Text("lignes", "rows"),
    "columns": Text("colonnes", "columns"),
    "cell_characters": Text("caractères dans une cellule", "characters in one cell"),
    "vertices": Text("sommets", "vertices"),
    "seconds": Text("secondes de lecture", "seconds of reading"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold; the defaults suit a server shared by several readers.

    Attributes
    ----------
    bytes, unpacked_bytes
        Size of the file, and of what an archive or a workbook (itself an archive) unpacks to.
    members, tables
        Files in an archive, and tables among them.
    rows, columns, cell_characters
        Of the table.
    vertices
        Of all geometries together.
    seconds, memory_bytes
        For reading in a process beside (:func:`geodata.own.reading.apart.read_apart`).
    """

    bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    members: int = 2_000
    tables: int = 40
    rows: int = 200_000
    columns: int = 500
    cell_characters: int = 100_000
    vertices: int = 2_000_000
    seconds: float = 60
    memory_bytes: int = 2_000_000_000

    def check(self, what: str, found: float, name: str) -> None:
        """Refuse a file that has more of something than is allowed.

        Raises
        ------
        InputError
            If ``found`` is larger than the limit ``what``.
        """
        most = getattr(self, what)
        if found <= most:
            return
        unit = _TOO_MUCH[what]
        raise InputError(
            f"« {name} » est trop grand : plus de {most:n} {unit.fr}. "
            "Divisez le fichier ou retirez-en ce qui ne sert pas.",
            f"“{name}” is too large: more than {most:n} {unit.en}. "
            "Divide the file or leave out what is not needed.",
        )


DEFAULT = Limits()
