import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.inputs.rule_patterns import LONGEST, fault_of


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"\bsla-\d{1,3}\b",
            r"a|b|c",
            r"(?:ab|cd){1,9}",
            r"(?:\w++ ){0,3}x",
            r"()",
            r"[\[a]",
            r"x{,3}",
            r"\\",
        ),
        *(r"(?<!no )wait", r"[]a]b", r"{a}", "", r"colou?r", r"(?:one|two|three|four) {1,3}days"),
    ],
)
def test_a_pattern_that_can_be_tried_in_few_ways_is_fine(pattern):
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"(foo", "isn't a regular expression (missing ), unterminated subpattern)"),
        (r"[", "isn't a regular expression"),
        (r"[[:alpha:]]", "isn't a regular expression"),
        (r"a{99999999999}", "isn't a regular expression"),
        (r"(a+)+b", "repeats without end (“+”)"),
        (r"x{2,}", "repeats without end (“{2,}”)"),
        (r".*", "repeats without end (“*”)"),
        (r"(a|a){1,20}b", "in more than 2,000 ways"),
        (r"(\w{1,20}){1,9}x", "in more than 2,000 ways"),
        (r".{0,40}.{0,40}.{0,40}x", "in more than 2,000 ways"),
        (r"(?:a?){1,30}b", "in more than 2,000 ways"),
        (r"(a)\1", "refers back to a group"),
        (r"(?i)a", "a group of a kind that isn't allowed"),
        ("a" * (LONGEST + 1), "cut it into several"),
        ("(" * 150 + ")" * 150 + "+", "repeats without end"),
    ],
)
def test_a_pattern_that_is_broken_or_could_hang_is_refused(pattern, told):
    assert told in fault_of(pattern)


PIECES = ["a", "b", r"\w", ".", "[ab]", "(?:", ")", "|", "?", "+", "*", "{0,9}", "{1,30}", "++", "(", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_pattern_that_is_let_through_hangs(pattern):
    if fault_of(pattern) is None:
        start = perf_counter()
        list(re.compile(pattern).finditer("a" * 200 + "!"))
        assert perf_counter() - start < 1
