from typing import get_args

import pytest
from made_up_measured import ROOMS_READY, gaming_sign, lagged, measured_evidence, refused_lag
from made_up_metrics import library_metric, metric, scorecard

from cxworkshop.analysis.metrics import Why, fitness, questioned
from cxworkshop.domain.metrics import Criterion
from cxworkshop.settings import texts


def _of(criterion, found):
    return next((one.verdict, one.why) for one in found.criteria if one.criterion == criterion)


def _judged(**answers):
    return metric(name=ROOMS_READY, judged=answers)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NPS", "nps"),
        ("nps of check-in", "nps"),
        ("Net-Promoter Score, business guests", "nps"),
        ("Guests who would recommend us", "nps"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER N}PS", "nps"),
        ("CSAT", "csat"),
        ("Customer satisfaction at the desk", "csat"),
        ("Satisfied guests", "csat"),
        ("tNPS", "nps"),
        ("Top-box rating", "csat"),
        ("Kundenzufriedenheit am Empfang", "csat"),
        ("Satisfaccion general", "csat"),
        ("Loyalty score", "loyalty"),
        ("Guests with an intention to return", "loyalty"),
        ("Overall", "overall"),
        ("Overall rating of the stay", "overall"),
        ("Overall service time", None),
        ("Loyalty cards handed out", None),
        ("Zufriedenheit der Mitarbeitenden", None),
        ("CES", "ces"),
        ("Customer Effort (1–7)", "ces"),
        ("Success", None),
        ("Processes", None),
        ("Synapses", None),
        ("Employee satisfaction", None),
        ("Minutes to key", None),
        ("", None),
    ],
)
def test_an_end_result_is_told_by_its_name(name, kind):
    assert questioned(name) == kind


def test_a_metric_nobody_judged_has_a_verdict_on_each_criterion():
    found = fitness(metric())

    assert [(one.criterion, one.verdict) for one in found.criteria] == [
        ("upstream", "open"),
        ("controllable", "open"),
        ("early", "open"),
        ("hard_to_game", "open"),
        ("paired", "met"),
        ("weekly", "met"),
    ]
    assert found.met == 2


def test_without_data_the_teams_own_judgement_counts():
    yes = fitness(metric(judged=dict.fromkeys(get_args(Criterion), True)))
    no = fitness(metric(pair="", cadence="monthly", judged=dict.fromkeys(get_args(Criterion), False)))

    assert yes.met == 6
    assert {one.verdict for one in no.criteria} == {"not_met"}


@pytest.mark.parametrize("rung", ["leading", "supporting"])
def test_an_end_result_is_questioned_as_a_drivers_metric_whatever_is_judged(rung):
    found = fitness(metric(name="NPS at check-in", rung=rung, judged={"upstream": True, "early": True}))

    assert found.questioned == "nps"
    assert _of("upstream", found) == ("not_met", "upstream_end_result")
    assert _of("early", found) == ("not_met", "early_end_result")


def test_the_outcome_may_be_an_end_result():
    found = fitness(metric(name="NPS", rung="outcome"))

    assert found.questioned is None
    assert _of("upstream", found) == _of("early", found) == ("met", "outcome_itself")


@pytest.mark.parametrize(
    ("timing", "judged", "verdict"),
    [
        ("lead", {}, ("met", "upstream_library_leads")),
        ("lead", {"upstream": False}, ("not_met", "upstream_judged_no")),
        ("lag", {}, ("not_met", "upstream_library_lags")),
        ("lag", {"upstream": False}, ("not_met", "upstream_library_lags")),
        ("lag", {"upstream": True}, ("open", "upstream_library_disagrees")),
    ],
)
def test_the_library_knows_whether_its_metrics_lead(timing, judged, verdict):
    known = library_metric(name="guests with a key  within two minutes", timing=timing)

    assert _of("upstream", fitness(metric(judged=judged), library=[known])) == verdict


@pytest.mark.parametrize(
    ("function", "judged", "verdict"),
    [
        ("", {"controllable": True}, ("open", "controllable_no_function")),
        (" ", {}, ("open", "controllable_no_function")),
        ("", {"controllable": False}, ("not_met", "controllable_judged_no")),
        ("Desk", {"controllable": True}, ("met", "controllable_judged")),
    ],
)
def test_only_a_named_function_controls_a_metric(function, judged, verdict):
    assert _of("controllable", fitness(metric(function=function, judged=judged))) == verdict


@pytest.mark.parametrize(
    ("found", "judged", "verdict"),
    [
        (lagged(best=3), {}, ("met", "early_in_data")),
        (lagged(best=3), {"early": True}, ("met", "early_in_data")),
        (lagged(best=3), {"early": False}, ("open", "early_data_disagree")),
        (lagged(best=0), {"early": True}, ("open", "early_same_time")),
        (lagged(best=0), {"early": False}, ("not_met", "early_judged_no")),
        (lagged(best=None), {}, ("open", "early_unseen")),
        (lagged(best=None), {"early": True}, ("met", "early_judged_unseen")),
        (refused_lag(ROOMS_READY), {}, ("open", "early_unjudged")),
        (refused_lag(ROOMS_READY), {"early": True}, ("met", "early_judged")),
    ],
)
def test_the_firms_own_data_tell_whether_a_metric_runs_ahead(found, judged, verdict):
    measured = measured_evidence(lagged=(found,))

    assert _of("early", fitness(_judged(**judged), measured=measured)) == verdict


def test_another_metrics_data_tell_nothing():
    found = fitness(metric(name="Another"), measured=measured_evidence())

    assert _of("early", found) == ("open", "early_unjudged")
    assert _of("hard_to_game", found) == ("open", "hard_to_game_think")


@pytest.mark.parametrize(
    ("judged", "verdict"),
    [
        ({}, ("open", "hard_to_game_sign")),
        ({"hard_to_game": True}, ("open", "hard_to_game_sign")),
        ({"hard_to_game": False}, ("not_met", "hard_to_game_judged_no")),
    ],
)
def test_a_sign_in_the_data_is_a_question_not_a_verdict(judged, verdict):
    measured = measured_evidence(signs=(gaming_sign("heap", about=ROOMS_READY),))

    assert _of("hard_to_game", fitness(_judged(**judged), measured=measured)) == verdict


@pytest.mark.parametrize(("nature", "why"), [("experiential", "sign"), ("operational", "think")])
def test_odd_ratings_of_a_driver_concern_what_customers_are_asked(nature, why):
    measured = measured_evidence(signs=(gaming_sign("ceiling", about="farewell"),))
    found = fitness(metric(driver="farewell", nature=nature), measured=measured)

    assert _of("hard_to_game", found) == ("open", f"hard_to_game_{why}")


def test_how_a_metric_gets_gamed_is_in_the_library_too():
    unsaid = metric(gamed="")

    assert _of("hard_to_game", fitness(unsaid)) == ("open", "hard_to_game_unjudged")
    assert _of("hard_to_game", fitness(unsaid, library=[library_metric(name=unsaid.name)])) == (
        "open",
        "hard_to_game_think",
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"pair": " "}, ("not_met", "paired_none")),
        ({"pair": metric().name.upper()}, ("not_met", "paired_itself")),
        ({"pair": "Known to nobody"}, ("met", "paired_named")),
        ({"judged": {"paired": False}}, ("open", "paired_doubted")),
        ({"pair": "Problems mended the same day"}, ("not_met", "paired_same_nature")),
        ({"pair": "In the library"}, ("not_met", "paired_same_nature")),
    ],
)
def test_a_pair_is_another_metric_of_the_other_nature(changes, verdict):
    library = [library_metric(name="In the library")]

    found = fitness(metric(**changes), library=library, others=scorecard().chosen)

    assert _of("paired", found) == verdict


@pytest.mark.parametrize(
    ("cadence", "judged", "verdict"),
    [
        ("daily", {}, ("met", "weekly_is")),
        ("weekly", {"weekly": False}, ("open", "weekly_doubted")),
        ("monthly", {}, ("not_met", "weekly_slower")),
        ("yearly", {"weekly": True}, ("open", "weekly_could_be")),
    ],
)
def test_the_cadence_tells_whether_a_metric_is_measured_weekly(cadence, judged, verdict):
    assert _of("weekly", fitness(metric(cadence=cadence, judged=judged))) == verdict


def test_each_reason_has_a_text():
    assert set(get_args(Why)) == set(texts("metrics")["why"])
