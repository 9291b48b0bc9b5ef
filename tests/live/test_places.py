from pathlib import Path

import pytest

from cxworkshop.errors import NotAWorkshopError
from cxworkshop.live.places import Server, absolute, read_place


@pytest.mark.parametrize("text", ["acme.cxw", "/srv/acme.cxw", "postgres.cxw", "postgresql:acme"])
def test_what_is_no_address_is_a_path(text):
    assert read_place(text) == Path(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("postgresql://ada@db.firm:5433/acme", Server("ada", "db.firm", 5433, "acme")),
        ("postgres://db.firm/acme", Server(None, "db.firm", None, "acme")),
        ("postgresql:///acme", Server(None, None, None, "acme")),
        ("postgresql://a%40b@[::1]:5432/acme%20two", Server("a@b", "::1", 5432, "acme two")),
    ],
)
def test_an_address_is_read_and_written_alike(text, place):
    assert read_place(text) == place
    assert read_place(str(place)) == place


def test_a_password_is_dropped():
    assert "tiger" not in str(read_place("postgresql://ada:tiger@db.firm/acme"))


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://ada:tiger@db.firm",
        "postgresql://ada:tiger@db.firm/",
        "postgresql://ada:tiger@db.firm/acme?sslmode=require",
        "postgresql://ada:tiger@db.firm/acme/two",
        "postgresql://ada:tiger@db:x/acme",
        "postgresql://ada:ti@ger@db/acme",
    ],
)
def test_another_form_is_refused_without_repeating_the_password(text):
    with pytest.raises(NotAWorkshopError, match="PGPASSWORD") as refusal:
        read_place(text)

    assert "tiger" not in str(refusal.value)


def test_a_path_is_made_absolute_and_an_address_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert absolute(Path("acme.cxw")) == tmp_path / "acme.cxw"
    assert absolute(Server(None, None, None, "acme")) == Server(None, None, None, "acme")
