import pytest

from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.statement_rules import CODED, LISTS, read_rules, statement_rules
from cxworkshop.settings import assets

SHIPPED = assets("templates") / "statements"
FILES = sorted(SHIPPED.glob("*.yaml"))


@pytest.fixture
def with_own(tmp_path):
    """Return the rules with a team's own file in place of ``own.yaml``."""

    def read(own, **others):
        for path in FILES:
            (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
        for name, text in {"own": own, **others}.items():
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        return read_rules(tmp_path)

    return read


@pytest.fixture
def told(with_own):
    """Return what is said about a team's own file."""

    def read(own, **others):
        with pytest.raises(InvalidTemplateError) as error:
            with_own(own, **others)
        return str(error.value)

    return read


@pytest.mark.parametrize("name", CODED)
def test_each_rule_says_why_and_better_in_one_sentence_each(name):
    rule = statement_rules().rule(name)
    assert [(said.endswith("."), said.count(". "), "!" in said) for said in (rule.why, rule.better)] == [
        (True, 0, False)
    ] * 2


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_words(name):
    assert statement_rules().words(name)


def test_a_team_adds_words_to_a_rule_that_is_there(with_own):
    rules = with_own('rules:\n  jargon:\n    words: ["project phoenix"]\n')
    assert {"project phoenix", "synerg*"} <= set(rules.rule("jargon").words)


def test_a_team_adds_a_rule_of_its_own(with_own):
    rules = with_own('rules:\n  ours:\n    why: "Because."\n    better: "So."\n    words: ["pax"]\n')
    assert rules.rule("ours").kinds == ("mission", "success")


def test_an_empty_file_adds_nothing(with_own):
    assert with_own("").rules == statement_rules().rules


def test_a_broken_pattern_is_named_with_file_and_line(told):
    own = 'rules:\n  jargon:\n    patterns:\n      - "pax"\n      - "(sla"\n'
    assert told(own) == (
        "own.yaml, line 5: the pattern “(sla” isn't a regular expression (missing ), unterminated "
        "subpattern); mend it, or list words instead."
    )


def test_a_pattern_that_could_hang_is_named_with_file_and_line(told):
    assert told("rules:\n  jargon:\n    patterns: ['(a+)+b']\n").startswith(
        "own.yaml, line 3: the pattern “(a+)+b” repeats without end"
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("rules:\n  jargon: pax\n", "own.yaml, line 2: here must stand fields"),
        ("rules: [a]\n", "own.yaml, line 1: “rules” must have fields of its own"),
        ("[a]\n", "own.yaml, line 1: here must stand fields (rules and lists)"),
        ("rule: {}\n", "own.yaml, line 1: “rule” isn't known here; known are rules and lists"),
        ("rules:\n  jargon:\n    word: [a]\n", "own.yaml, line 3: “word” isn't known here"),
        ("rules:\n  jargon:\n    words: pax\n", "own.yaml, line 3: “words” must be a list"),
        (
            "rules:\n  jargon:\n    words:\n      - pax\n      - [b]\n",
            "own.yaml, line 5: each entry of “words”",
        ),
        ("rules:\n  jargon:\n    words: ['*']\n", "own.yaml, line 3: “*” is no word or phrase"),
        ("rules:\n  jargon:\n    words: ['p*x']\n", "own.yaml, line 3: “p*x” is no word or phrase"),
        ("rules:\n  Our Words: {}\n", "own.yaml, line 2: a rule's name is small letters and _"),
        ("rules:\n  ours:\n    kinds: [vision]\n", "own.yaml, line 3: a kind must be mission or success"),
        (
            "rules:\n  ours:\n    why: ''\n",
            "own.yaml, line 3: “why” must be a sentence of up to 300 characters",
        ),
        ("rules:\n  ours:\n    limit: {mission: few}\n", "own.yaml, line 3: “mission” must be a number"),
        ("rules:\n  jargon:\n    why: Because.\n", "“jargon” has its “why”"),
        ("lists:\n  cats: [tom]\n", "own.yaml, line 2: “cats” isn't known here; known are customers"),
        ("rules:\n\tjargon: {}\n", "own.yaml, line 2: this isn't YAML"),
        ("rules: {ours: {why: Because., words: [pax]}}\n", "rule ours: “better” is missing"),
    ],
)
def test_what_doesnt_fit_is_named_with_file_and_line(told, own, said):
    assert said in told(own)


def test_a_rule_that_is_gone_is_named(told):
    assert "the rule “vague” is gone; put it back" in told("", phrases="rules: {}\n")


def test_a_file_that_isnt_text_is_named(told, tmp_path):
    (tmp_path / "zebra.yaml").write_bytes(b"\xff\xfe\x00")
    assert told("") == "zebra.yaml can't be read; put the file back, saved as UTF-8 text."
