"""What the documents must name."""

from typing import get_args

import pytest
import typer

from cxworkshop.cli import app
from cxworkshop.domain.room_events import RoomEvent

COMMANDS = sorted(typer.main.get_command(app).commands)
EVENTS = sorted(get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(RoomEvent))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(repository, command):
    assert f"| `cxworkshop {command}` |" in (repository / "README.md").read_text("utf-8")


@pytest.mark.parametrize("event", EVENTS)
def test_the_data_dictionary_names_every_event_of_the_room(repository, event):
    assert f"`{event}`" in (repository / "docs" / "data-dictionary.md").read_text("utf-8")


@pytest.mark.parametrize("option", ["--room-host", "--room-port", "--no-room"])
def test_the_readme_names_how_the_room_is_served(repository, option):
    assert f"`{option}" in (repository / "README.md").read_text("utf-8")
