"""The card of one metric: what is filled in for the team, what it is warned of, and what it may not save."""

import pytest
from made_up_measured import ANSWER_TIME, ROOMS_READY, measured_evidence, measured_metric
from made_up_metrics import metric

from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.branches import OUTCOME, Branch
from cxworkshop.ui.steps.drivers.library import library, named
from cxworkshop.ui.steps.drivers.metric_card import MetricCard
from cxworkshop.ui.steps.drivers.metric_words import today_text

CHECK_IN = Branch("check_in", "Check-in")


@pytest.fixture
def card(empty_session):
    empty_session.record(EvidenceRecorded(evidence=measured_evidence()))
    return _card(empty_session)


def _card(session, branch=CHECK_IN):
    return MetricCard(session, texts("metrics"), branch, lambda: None, lambda _: None)


@pytest.fixture
def whole(card, next_year):
    card.put(name="Keys in time", owner="Kim", baseline=41, target=80, due=next_year)
    return card


def test_todays_level_comes_from_the_firms_metric_of_the_same_name(card, shown):
    card.fields.fields["name"].value = ROOMS_READY.upper()

    assert card.fields.values()["baseline"] == 0.65
    assert card.fields.values()["unit"] == "share of arrivals"
    assert "0.65" in shown(card.fold._inside)


def test_a_level_that_the_team_entered_is_not_replaced(card):
    card.put(baseline=0.5)
    card.fields.fields["name"].value = ROOMS_READY

    assert card.fields.values()["baseline"] == 0.5


def test_a_level_filled_in_goes_when_the_name_changes(card):
    card.fields.fields["name"].value = ROOMS_READY
    card.fields.fields["name"].value = "Something else"

    assert card.fields.values()["baseline"] is None


def test_a_field_that_was_emptied_stays_empty(card):
    card.fields.fields["name"].value = ROOMS_READY
    card.fields.fields["baseline"].value = ""
    card.fields.fields["owner"].value = "Kim"

    assert card.fields.values()["baseline"] is None


def test_the_measured_level_is_saved_with_its_range_and_n(card, next_year):
    card.put(name=ROOMS_READY, owner="Kim", target=0.7, due=next_year)
    saved = card.read()

    assert (saved.baseline_low, saved.baseline_high, saved.baseline_n) == (0.62, 0.68, 13)
    assert "(0.62 to 0.68, n = 13)" in today_text(saved).replace("\xa0", " ")


def test_a_level_of_the_teams_own_is_saved_without_a_range(whole):
    assert whole.read().baseline_n is None


def test_a_range_that_was_recorded_stays_with_its_level(empty_session):
    card = _card(empty_session)
    card.show(metric())
    kept = card.read()
    card.fields.fields["baseline"].value = "42"

    assert kept.baseline_n == metric().baseline_n
    assert card.read().baseline_n is None


@pytest.mark.parametrize(("target", "kind"), [(0.7, "note"), (0.95, "warn"), (0.5, "warn")])
def test_a_target_is_set_against_what_was_ever_seen(card, shown, target, kind):
    card.put(name=ROOMS_READY, target=target)

    assert f'class="cx-callout {kind}"' in shown(card.fold._inside)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("owner", "", "“Keys in time”: Fill in “Owner”"),
        ("baseline", "", "“Keys in time”: Fill in “Today”"),
        ("target", "many", "“Target” must be a number"),
        ("target", "41", "“Target” equals “Today” (41)"),
        ("target", "30", "“Target” (30) is less than “Today” (41), and “Good is” says more"),
        ("better", "down", "“Target” (80) is more than “Today” (41), and “Good is” says less"),
        ("baseline", "nan", "“Today” can't be saved"),
        ("formula", "x" * 501, "“What it measures” has more than 500"),
    ],
)
def test_what_is_wrong_is_said_with_metric_and_field(whole, field, value, said):
    whole.fields.fields[field].value = value

    with pytest.raises(InvalidChoiceError, match=r"“Keys in time”") as told:
        whole.read()
    assert said in str(told.value)


def test_where_less_is_good_a_lower_target_is_saved(whole):
    whole.put(better="down", target=30)

    assert whole.read().better == "down"


def test_the_library_says_what_kind_of_metric_a_known_name_is(card):
    card.fields.fields["name"].value = "Net promoter score"

    assert card.fields.values()["nature"] == "experiential"
    assert card.fields.values()["rung"] == "supporting"


@pytest.mark.parametrize("better", ["up", "down"])
def test_the_library_says_which_way_is_good(card, better):
    card.fields.fields["name"].value = next(one.name for one in library() if one.better == better)

    assert card.fields.values()["better"] == better


def test_which_way_is_good_stays_the_teams_choice_when_data_come(empty_session):
    card = _card(empty_session)
    card.put(name=next(one.name for one in library() if one.better == "up"))
    card.fields.fields["better"].value = "down"
    empty_session.record(
        EvidenceRecorded(evidence=measured_evidence(metrics=(measured_metric(name=card.name),)))
    )
    card.renew()

    assert card.fields.values()["better"] == "down"


def test_a_day_that_is_over_is_refused(whole, next_year):
    whole.put(due=next_year.replace(year=2020))

    with pytest.raises(InvalidChoiceError, match=r"“Keys in time”: “By when” is 30 June 2020"):
        whole.read()


def test_a_metric_without_a_name_is_told_by_its_driver(card):
    card.put(owner="Kim")

    with pytest.raises(InvalidChoiceError, match="A metric of “Check-in” has no name"):
        card.read()


def test_what_the_team_judges_counts_at_once(whole, shown):
    before = whole.judged().met
    whole.fields.judgement("upstream").value = "yes"

    assert whole.judged().met == before + 1
    assert "You say it runs ahead of the outcome." in shown(whole.fitness.box)


def test_judgements_are_saved_and_shown_again(whole, empty_session):
    whole.fields.judgement("early").value = "no"
    again = _card(empty_session)
    again.show(whole.read())

    assert whole.read().judged == {"early": False}
    assert again.fields.judgement("early").value == "no"


def test_every_verdict_is_a_sign_and_a_word(whole, shown):
    said = shown(whole.fitness.box)

    assert said.count("cx-verdict") == 6
    assert "✓ </span>met" in said
    assert "✗ </span>not met" in said


def test_a_sign_of_gaming_is_asked_about(card, shown):
    card.put(name=ANSWER_TIME)

    assert "?</div>" in shown(card.fitness.box)


@pytest.mark.parametrize("name", ["NPS of the front desk", "Customer satisfaction", "CES"])
def test_an_end_result_on_a_driver_is_questioned_and_replaced_on_a_press(card, shown, press, name):
    card.put(name=name, owner="Kim", baseline=30, target=50)
    said = shown(card.questioned.box)
    press(card.questioned.box.children[1].children[0])

    assert "Check-in" in said
    assert named(card.name).timing == "lead"
    assert card.fields.values()["owner"] == "Kim"
    assert card.fields.values()["baseline"] is None
    assert card.questioned.box.children == ()


def test_an_end_result_as_the_outcome_is_not_questioned(empty_session):
    card = _card(empty_session, Branch(OUTCOME, "The outcome"))
    card.put(name="NPS")

    assert card.questioned.box.children == ()


def test_the_library_fills_in_what_is_known_of_a_name(card):
    known = library()[0]
    card.fields.fields["gamed"].value = "as we know it"
    card.fields.fields["name"].value = known.name

    assert card.fields.values()["formula"] == known.formula
    assert card.fields.values()["gamed"] == "as we know it"


def test_a_card_is_removed_on_the_second_press(empty_session):
    gone = []
    card = MetricCard(empty_session, texts("metrics"), CHECK_IN, lambda: None, gone.append)
    card.put(name="Keys in time")
    card.remove.run()
    before = list(gone)
    card.remove.run()

    assert (before, gone) == ([], [card])


def test_a_folded_card_tells_name_fitness_and_owner_and_keeps_what_was_typed(whole):
    title = whole.fold.button.description
    whole.fold.open()
    whole.fields.fields["formula"].value = "half a sent"
    whole.fold.button.click()

    assert title.startswith("▸ Keys in time · ")
    assert title.endswith("of 6 criteria met · Kim")
    assert len(whole.fold.box.children) == 1
    assert whole.draft().formula == "half a sent"


def test_a_firms_metric_measured_later_still_fills_in_todays_level(empty_session):
    card = _card(empty_session)
    card.put(name=ROOMS_READY)
    empty_session.record(EvidenceRecorded(evidence=measured_evidence(metrics=(measured_metric(),))))
    card.renew()

    assert card.fields.values()["baseline"] == 0.65
