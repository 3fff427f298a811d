"""What the service worker is told, while the build still compresses files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.page.offline import files_version
from layers.artifact.files import Packer, write_compressed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_version_is_of_files_not_of_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is gone in a moment: reading it would end the build, or give each build another version."""
    with Packer():
        write_compressed(tmp_path / "kept" / "panels.json", b"{}" * 500)
    version = files_version(tmp_path)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", stopped)  # as another thread sees it, amid a write
    for name in ("panels.json", "panels.json.gz", "panels.json.br", "other.json"):
        try:
            write_compressed(tmp_path / "kept" / name, b"[]" * 500)
        except KeyboardInterrupt:
            continue
    drafts = [path for path in (tmp_path / "kept").iterdir() if path.name.startswith(".")]
    assert len(drafts) == 4
    assert files_version(tmp_path) == version
    drafts[0].unlink()
    drafts[0].symlink_to(tmp_path / "gone")
    assert files_version(tmp_path) == version
    (tmp_path / "kept" / "panels.json").write_bytes(b"[]")
    assert files_version(tmp_path) != version
