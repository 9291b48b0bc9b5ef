"""The words of phone and screen: the same keys and blanks in each language."""

import re

import pytest
import yaml

from cxworkshop.settings import assets, theme

FOLDER = assets("templates") / "participant" / "words"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def _told(language: str) -> dict[str, str]:
    def flat(told: dict, before: str) -> dict[str, str]:
        return {
            name: text
            for key, value in told.items()
            for name, text in (
                flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
            ).items()
        }

    return flat(yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8")), "")


def test_there_are_four_languages():
    assert LANGUAGES == ["de", "en", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_keys_of_english(language):
    assert list(_told(language)) == list(_told("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_the_blanks_of_english(language):
    blanks = {key: set(re.findall(r"\{\w+\}", text)) for key, text in _told(language).items()}

    assert blanks == {key: set(re.findall(r"\{\w+\}", text)) for key, text in _told("en").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_a_text_that_says_something(language):
    assert [
        key for key, text in _told(language).items() if not isinstance(text, str) or not text.strip()
    ] == []


def test_every_word_is_used():
    scripts = "\n".join(path.read_text("utf-8") for path in FOLDER.parent.glob("*.js"))
    pages = "\n".join(path.read_text("utf-8") for path in FOLDER.parent.glob("*.html"))
    free = re.compile(r"^(functions|forms\.stances|privacy|errors)\.|^language$")
    unused = [
        key
        for key in _told("en")
        if not free.match(key) and not re.search(rf"\b{key.split('.')[-1]}\b", scripts + pages)
    ]

    assert unused == []


def test_the_phones_colours_are_those_of_the_theme():
    style = (FOLDER.parent / "room.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", style))

    assert {name: colours[name] for name in theme()["colour"]} == theme()["colour"]
