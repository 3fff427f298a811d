"""Bring the pinned packages with their ordinary clients, check them, unpack what is needed."""

from __future__ import annotations

import fnmatch
import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from tools.shapes.pins import Pin


class FetchError(RuntimeError):
    """A package could not be had, or is not the one that was pinned."""


def fetch(pin: Pin, work: Path) -> Path:
    """Download and unpack one package.

    Parameters
    ----------
    pin
        The package.
    work
        Working folder; archives go to ``work/archives``, files to ``work/src/<package>``.
        A checked archive that is already there is used again.

    Returns
    -------
    Path
        Folder that holds the unpacked members.

    Raises
    ------
    FetchError
        When the client fails, the checksum differs or a member is missing.
    """
    box = work / "archives" / pin.folder
    box.mkdir(parents=True, exist_ok=True)
    archive = _only_file(box)
    if archive is None:
        _download(pin, box)
        archive = _only_file(box)
    if archive is None:
        raise FetchError(f"{pin.label} {pin.version}: the client left no file in {box}")
    found = sha256(archive)
    if found != pin.sha256:
        raise FetchError(f"{archive}: sha256 {found}, expected {pin.sha256}")
    target = work / "src" / pin.folder
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _unpack(pin, archive, target)
    return target


def member(folder: Path, pattern: str) -> Path:
    """Return the one unpacked file whose path matches ``pattern``."""
    hits = sorted(p for p in folder.rglob("*") if fnmatch.fnmatch(p.as_posix(), f"*{pattern}"))
    if len(hits) != 1:
        raise FetchError(f"{pattern} in {folder}: {len(hits)} files")
    return hits[0]


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _only_file(box: Path) -> Path | None:
    files = sorted(p for p in box.iterdir() if p.is_file())
    return files[0] if len(files) == 1 else None


def _download(pin: Pin, box: Path) -> None:
    """Run pip, npm or apt-get in ``box``."""
    if pin.client == "pip":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", *pin.options, "--dest", ".", f"{pin.name}=={pin.version}"]
    elif pin.client == "npm":
        command = ["npm", "pack", "--silent", f"{pin.name}@{pin.version}"]
    else:
        command = ["apt-get", "download", "--quiet", f"{pin.name}={pin.version}"]
    try:
        done = subprocess.run(command, cwd=box, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise FetchError(f"{pin.label}: needs the command {command[0]}") from error
    if done.returncode:
        raise FetchError(f"{' '.join(command)}\n{done.stderr.strip()[-800:]}")


def _unpack(pin: Pin, archive: Path, target: Path) -> None:
    """Write the members of ``pin`` under ``target``, flat (their base names are unique)."""
    if pin.client == "pip":
        with zipfile.ZipFile(archive) as whole:
            for name in whole.namelist():
                if _wanted(pin, name):
                    with whole.open(name) as source:
                        _write(source, target / Path(name).name)
    elif pin.client == "npm":
        with tarfile.open(archive) as whole_tar:
            _unpack_tar(pin, whole_tar, target)
    else:
        _unpack_deb(pin, archive, target)
    if not any(target.iterdir()):
        raise FetchError(f"{archive}: nothing matches {pin.members}")


def _unpack_deb(pin: Pin, archive: Path, target: Path) -> None:
    """Stream the data member of a Debian package, so that a large one is never unpacked whole."""
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as whole,
    ):
        _unpack_tar(pin, whole, target)
    if process.returncode:
        raise FetchError(f"{archive}: dpkg-deb failed")


def _unpack_tar(pin: Pin, whole: tarfile.TarFile, target: Path) -> None:
    for entry in whole:
        if entry.isfile() and _wanted(pin, entry.name):
            source = whole.extractfile(entry)
            if source is not None:
                _write(source, target / Path(entry.name).name)


def _wanted(pin: Pin, name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in pin.members)


def _write(source: IO[bytes], path: Path) -> None:
    with path.open("wb") as sink:
        shutil.copyfileobj(source, sink)
