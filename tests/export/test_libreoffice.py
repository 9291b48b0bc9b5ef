"""The deck in another program than the one that wrote it."""

import re
import subprocess

import pytest
from pptx import Presentation
from programs import find

from cxworkshop.export.formats import export
from cxworkshop.live.session import open_session


def test_libreoffice_draws_every_slide(walked_file, tmp_path):
    office, pdfinfo = find("libreoffice-impress"), find("poppler-utils")
    if not (office and pdfinfo):
        pytest.skip("needs LibreOffice and poppler-utils (pdfinfo)")
    session = open_session(walked_file)
    deck = tmp_path / "sample.pptx"
    export(session.workshop, session.events, deck)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, deck]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = subprocess.run(
        [pdfinfo, tmp_path / "sample.pdf"], check=True, capture_output=True, text=True
    ).stdout
    pages = int(re.search(r"^Pages:\s+(\d+)", said, re.MULTILINE).group(1))

    assert len(Presentation(str(deck)).slides) == pages
