from time import monotonic

import pytest

from cxworkshop.cli import progress as bars
from cxworkshop.cli.progress import progress


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(bars, "AFTER", 0)


@pytest.mark.usefixtures("at_once")
def test_on_a_terminal_a_bar_shows_what_is_done(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown, end = "", monotonic() + 10
    with progress("Forward value") as tell:
        tell(0.5)
        while "Forward value" not in shown and monotonic() < end:
            shown += capsys.readouterr().err

    assert "Forward value" in shown


@pytest.mark.usefixtures("at_once")
def test_elsewhere_nothing_is_shown(monkeypatch, capsys):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with progress("Forward value") as tell:
        tell(0.5)

    assert capsys.readouterr() == ("", "")


def test_what_is_quick_shows_no_bar(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("Forward value") as tell:
        tell(1.0)

    assert capsys.readouterr().err == ""
