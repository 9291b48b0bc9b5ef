"""Pages, charts and slides share one design language."""

import re

import yaml

from cxworkshop.settings import assets

STYLE = (assets("templates") / "voila" / "templates" / "cx" / "static" / "cx.css").read_text("utf-8")
VARIABLES = dict(re.findall(r"--cx-([\w-]+): ([^;]+);", STYLE))
THEME = yaml.safe_load((assets("templates") / "theme.yaml").read_text("utf-8"))


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_equal_the_theme() -> None:
    assert THEME["colour"] == {name: VARIABLES[name] for name in THEME["colour"]}


def test_font_equals_the_theme() -> None:
    assert VARIABLES["font"].startswith(THEME["font"])


def test_text_colours_reach_aa_on_every_ground() -> None:
    grounds = [VARIABLES[name] for name in ("surface", "canvas", "accent-soft")]
    texts = [VARIABLES[name] for name in ("ink", "muted", "accent", "good", "warn", "bad")]
    too_faint = [(text, ground) for text in texts for ground in grounds if _contrast(text, ground) < 4.5]

    assert too_faint == []


def test_borders_of_controls_reach_three_to_one() -> None:
    assert _contrast(VARIABLES["control"], VARIABLES["canvas"]) >= 3
