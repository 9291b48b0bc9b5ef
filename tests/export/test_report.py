import re
from html.parser import HTMLParser

import pytest
from made_up_hostile import hostile_workshop
from made_up_profit import profit, refused_groups, refused_whale
from made_up_tables import HOSTILE, SHA
from made_up_workshop import workshop

from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.report import make_report
from cxworkshop.settings import theme

VOID = {"meta", "link", "br", "hr", "img", "input", "col"}


class Outline(HTMLParser):
    """Collects tags, headings and attributes, and notices tags that aren't closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


def parse(report: bytes) -> Outline:
    outline = Outline()
    outline.feed(report.decode())
    outline.close()
    return outline


@pytest.fixture(scope="module")
def reports() -> dict[str, bytes]:
    refused = workshop(evidence={"profit": profit(whale=refused_whale(), groups=())})
    made = {"made": workshop(), "hostile": hostile_workshop(), "empty": Workshop(), "refused": refused}
    return {name: make_report(one) for name, one in made.items()}


@pytest.mark.parametrize("name", ["made", "hostile", "empty", "refused"])
def test_the_report_is_whole_html_that_asks_nobody(reports, name):
    outline = parse(reports[name])
    addresses = [value for key, value in outline.attributes if key in {"href", "src", "xlink:href", "action"}]

    assert outline.open == []
    assert "script" not in outline.tags
    assert [value for value in addresses if not (value or "").startswith("#")] == []
    assert re.findall(rb'url\((?!"?#)', reports[name]) == []
    assert b"@import" not in reports[name]
    assert [key for key, _ in outline.attributes if key.startswith("on")] == []


def test_the_report_tells_the_story_with_its_charts(reports):
    text = " ".join(parse(reports["made"]).text).replace("\u00a0", " ")

    for words in (
        "Because we are hosts who remember you",
        "We design for Business regulars.",
        "Known by name, key in hand within two minutes",
        "Guests with a key within two minutes",
        "Frequent Fiona",
        "I don't want a welcome drink, I want my key.",
        "A second person when the evening trains come in",
        "BG/NBD",
        "SMAA-2",
        "variance that lies between",
        "Believed, not booked",
        "How the numbers were made",
        *SHA.values(),
    ):
        assert words in text
    assert reports["made"].count(b"<svg") == 19
    assert "/home/ana" not in text


def test_charts_are_read_out(reports):
    labels = [value for key, value in parse(reports["made"]).attributes if key == "aria-label" and value]

    assert any("1,604 (1,402 to 1,822)" in label for label in labels)


def test_an_empty_workshop_names_what_is_open(reports):
    text = " ".join(parse(reports["empty"]).text)

    assert "The mission is open" in text
    assert "No table was attached." in text
    assert b"<svg" not in reports["empty"]


def test_the_report_lists_tables_that_no_evidence_uses_yet():
    text = " ".join(parse(make_report(workshop(evidence={}))).text)

    for words in ("No table was attached", "/home/ana"):
        assert words not in text
    for words in ("survey.csv", "41,250", "customer_id, amount", SHA[Role.SURVEY]):
        assert words in text


def test_nothing_decided_names_no_source(reports):
    assert "leadership team's decision in this" not in " ".join(parse(reports["empty"]).text)


def test_a_refusal_stands_where_the_chart_would(reports):
    assert "Total profit is negative" in " ".join(parse(reports["refused"]).text)
    assert b"Profit of each group" not in reports["refused"]


def test_hostile_names_stay_text(reports):
    assert b"<script" not in reports["hostile"]
    assert HOSTILE[0] in " ".join(parse(reports["hostile"]).text)
    assert b"\x00" not in reports["hostile"]


def test_colours_are_the_theme_s(reports):
    style = reports["made"].decode()

    assert all(f"--cx-{name}: {colour};" in style for name, colour in theme()["colour"].items())


def test_groups_are_drawn_in_money_where_there_is_no_curve():
    refused = profit(whale=refused_whale(), groups=refused_groups())
    report = make_report(workshop(evidence={"profit": refused}))

    assert b"Profit of each group" in report
