"""The journey canvas in JupyterLab, without the network."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from journey_canvas_page import notebook
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

LAB = """
import sys
from pathlib import Path
from cxworkshop.apps.lab import start_lab
start_lab(Path(sys.argv[1]), open_browser=False, on_ready=lambda url: print(url, flush=True))
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of JupyterLab with the canvas's notebook opened."""
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    notebook(tmp_path / "acme-notebooks", "canvas")
    process = subprocess.Popen(
        [sys.executable, "-c", LAB, tmp_path / "acme.cxw"],
        env={**os.environ, "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path)},  # not what somebody had open last
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process.stdout.readline().strip().replace("/lab?", "/lab/tree/canvas.ipynb?")
    process.terminate()
    process.communicate(timeout=30)


def _run_first_cell(page: Page) -> None:
    """Press Shift+Enter until the cell has run: JupyterLab forgets what comes while it settles."""
    prompt, ran = page.locator(".jp-InputPrompt").first, re.compile(r"\[\d+\]")
    while not ran.match(prompt.inner_text()):
        if prompt.inner_text() == "[ ]:":
            page.locator(".jp-Notebook .cm-content").first.click()
            page.keyboard.press("Shift+Enter")
        with suppress(AssertionError):
            expect(prompt).to_have_text(ran, timeout=2000)


@pytest.mark.slow
def test_jupyterlab_draws_it_offline_and_leaves_its_keys_alone(lab: str, page: Page):
    page.goto(lab)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    _run_first_cell(page)
    card = page.locator(".cxm-card").first
    card.click()
    for key in ("ArrowRight", "d", "d", "Alt+Shift+ArrowLeft"):
        page.keyboard.press(key)

    expect(page.locator("#told")).to_contain_text(json.dumps(["move"]))
    expect(page.locator(".jp-Notebook .jp-CodeCell:has(.cxm)")).to_have_count(1)
