import json
from typing import get_args

import pytest
from made_up_metrics import metric

from cxworkshop.analysis.metrics import questioned
from cxworkshop.domain.fitness import Questioned
from cxworkshop.domain.metrics import Metric
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.metric_library import (
    ALONE,
    NOT_CUSTOMERS,
    metric_library,
    questioned_words,
    read_library,
    read_words,
)
from cxworkshop.inputs.naming import is_result, plain_words

LIBRARY = metric_library()
NAMES = {one.id: one for one in LIBRARY}

FIRST = {
    "id": "key",
    "name": "Time to key",
    "formula": "Minutes from door to key",
    "unit": "minutes",
    "better": "down",
    "nature": "operational",
    "timing": "lead",
    "pair": "welcome",
    "gamed": "The clock starts late.",
    "themes": ["check in"],
}
SECOND = FIRST | {"id": "welcome", "name": "Felt welcome", "nature": "experiential", "pair": "key"}


UNSOUND = json.dumps({kind: [] for kind in questioned_words()} | {"nps": "x"})


def _without(field):
    return {name: value for name, value in FIRST.items() if name != field}


@pytest.fixture
def told(tmp_path):
    """Return what is said about files: name → content, as data or as text."""

    def read(**files):
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        with pytest.raises(InvalidTemplateError) as error:
            read_library(tmp_path)
        return str(error.value)

    return read


@pytest.mark.parametrize("one", LIBRARY, ids=NAMES)
def test_each_metric_is_paired_with_one_of_the_other_nature(one):
    assert {NAMES[one.pair].nature, one.nature} == {"operational", "experiential"}


@pytest.mark.parametrize("one", LIBRARY, ids=NAMES)
def test_each_metric_fits_on_a_scorecard(one):
    chosen = metric(
        name=one.name,
        formula=one.formula,
        function=one.function,
        unit=one.unit,
        pair=NAMES[one.pair].name,
        gamed=one.gamed,
    )

    assert isinstance(chosen, Metric)


@pytest.mark.parametrize("one", LIBRARY, ids=NAMES)
def test_each_metric_is_told_calmly_in_one_sentence_on_its_gaming(one):
    assert "!" not in f"{one.name}{one.formula}{one.gamed}"
    assert one.gamed.endswith(".")
    assert not one.name.endswith(".")


@pytest.mark.parametrize("one", LIBRARY, ids=NAMES)
def test_what_leads_is_never_an_end_result(one):
    assert one.timing == "lag" or questioned(one.name) is None


def test_the_library_has_metrics_for_drivers_and_end_results_for_the_outcome():
    results = [one.id for one in LIBRARY if one.timing == "lag" and not one.themes]

    assert len(LIBRARY) >= 50
    assert {"nps", "csat", "ces", "churn", "segment_profit", "market_share"} <= set(results)


def test_the_words_tell_each_end_result():
    assert set(questioned_words()) == {*get_args(Questioned), ALONE, NOT_CUSTOMERS}


@pytest.mark.parametrize(
    "name", [name for kind, names in questioned_words().items() if kind != NOT_CUSTOMERS for name in names]
)
def test_every_end_result_is_known_as_a_column_and_as_a_metric(name):
    assert is_result(name)
    assert questioned(name) is not None


def test_no_name_of_an_end_result_stands_twice():
    names = [tuple(plain_words(name)) for names in questioned_words().values() for name in names]

    assert len(names) == len(set(names))


def test_a_function_of_its_own_counts_more_than_the_files(tmp_path):
    content = {"function": "Desk", "metrics": [FIRST, SECOND | {"function": "Research"}]}
    (tmp_path / "a.yaml").write_text(json.dumps(content), "utf-8")

    assert [one.function for one in read_library(tmp_path)] == ["Desk", "Research"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (_without("gamed"), "a.yaml, metric 1 (key): “gamed” is missing; write it."),
        (FIRST | {"name": " "}, "“name” is empty; write it."),
        (FIRST | {"name": ["x"]}, "“name” must be text, but is a list"),
        (FIRST | {"formula": "x" * 501}, "“formula” has 501 characters, but 500 at the most; shorten it."),
        (
            FIRST | {"better": "higher"},
            "“better” must be 'up' or 'down', but is “higher”; write one of these.",
        ),
        (_without("nature"), "“nature” is missing; write it."),
        (
            FIRST | {"timing": ["lead"]},
            "“timing” must be 'lead' or 'lag', but is a list; write one of these.",
        ),
        (
            FIRST | {"themes": "queue"},
            "“themes” must be a list, but is “queue”; begin each line of it with “- ”.",
        ),
        (FIRST | {"owner": "Kim"}, "“owner” isn't known here; correct the word, or take it out."),
        (FIRST | {"pair": "nobody"}, "a.yaml, metric key: “pair” names “nobody”, but no metric has that id"),
        (FIRST | {"pair": "key"}, "“pair” names key, which is operational too; name an experiential metric"),
        (
            FIRST | {"name": "felt Welcome"},
            "a.yaml, metric welcome: “name” is “Felt welcome”, as a metric of a",
        ),
        ("key", "a.yaml, metrics 1 must have fields of its own, but is “key”"),
    ],
)
def test_an_unsound_metric_is_told_with_file_metric_field_and_remedy(told, changed, said):
    assert said in told(a={"function": "Desk", "metrics": [changed, SECOND]})


def test_an_id_of_two_files_is_told(told):
    assert "b.yaml, metric key: “id” is “key”, as a metric of a.yaml has it" in told(
        a={"function": "Desk", "metrics": [FIRST, SECOND]}, b={"function": "Desk", "metrics": [FIRST]}
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("metrics: [", "a.yaml, line 1: this isn't YAML (did not find expected node content); check indents"),
        ("", "a.yaml must have fields (“name: …”), but is empty"),
        ("function: Desk\nmetrics:", "a.yaml: “metrics” must be a list, but is empty"),
        ("functions: Desk\nmetrics: []", "a.yaml: “functions” isn't known here"),
        ("metrics:\n- {id: key}", "a.yaml, metric 1 (key): “name” is missing; write it."),
    ],
)
def test_an_unsound_file_is_told(told, text, said):
    assert said in told(a=text)


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InvalidTemplateError, match="saved as UTF-8"):
        read_library(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "nps: [nps]",
            "x.yaml must have the lists nps, csat, ces, loyalty, overall, alone and not_customers, and no",
        ),
        (UNSOUND, "x.yaml: “nps” must be a list of words"),
    ],
)
def test_unsound_words_are_told(tmp_path, content, said):
    (tmp_path / "x.yaml").write_text(content, "utf-8")

    with pytest.raises(InvalidTemplateError) as error:
        read_words(tmp_path / "x.yaml")
    assert said in str(error.value)
