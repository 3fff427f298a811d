"""LibreOffice Impress draws the slides of a brief, a page each, with their words (`make test-clients`)."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from layers.export.sheet.brief.publish import publish_brief

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection

pytestmark = pytest.mark.clients
BRIEF = """
title = "Situation"
made = "2026-01-31"
marking = "FOR OFFICIAL USE"

[[part]]
title = "Five sectors"
view = "layers=sectors,sites&draw=arrow,16.27,-0.04,18.44,1.41,_To%20Kidal"
message = "The Force holds five sectors."

[[part]]
title = "Two days"
view = "layers=sites,works&date=2020-08-31&compare=2018-03-31"

[[part]]
title = "In figures"
view = "sel=figures"
"""


def test_impress_draws_every_slide_with_its_words(collection: Collection, tmp_path: Path) -> None:
    made = publish_brief(BRIEF, collection, "pptx", "en", "")
    deck = tmp_path / made.name
    deck.write_bytes(made.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(deck)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    drawn = deck.with_suffix(".pdf")
    assert drawn.is_file(), done.stdout + done.stderr
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(drawn).pages]
    assert len(pages) == 4
    for page, headline in zip(pages, ("Situation", "Five sectors", "Two days", "In figures"), strict=True):
        assert headline in page
        assert "FOR OFFICIAL USE" in page
    assert "The Force holds five sectors." in pages[1]
