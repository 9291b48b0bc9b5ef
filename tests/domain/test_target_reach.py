import pytest
from made_up_measured import answer_time, level, measured_metric

from cxworkshop.domain.target_reach import measured_as, reach_of

LEVELS = {
    "today": level("2026 Q3", 0.6),
    "quarters": (level("2026 Q1", 0.7), level("2026 Q2", 0.5), level("2026 Q3", 0.6)),
    "sites": (level("North", 0.65), level("South", 0.55)),
}


@pytest.mark.parametrize(
    ("better", "target", "reach", "best"),
    [
        ("up", 0.6, "reached_here", "2026 Q3"),
        ("up", 0.65, "reached_by_site", "North"),
        ("up", 0.7, "reached_in_quarter", "2026 Q1"),
        ("up", 0.71, "never_seen", "2026 Q1"),
        ("up", 0.55, "worse_than_today", "2026 Q3"),
        ("down", 0.6, "reached_here", "2026 Q3"),
        ("down", 0.55, "reached_by_site", "South"),
        ("down", 0.5, "reached_in_quarter", "2026 Q2"),
        ("down", 0.49, "never_seen", "2026 Q2"),
        ("down", 0.65, "worse_than_today", "2026 Q3"),
    ],
)
def test_a_target_is_set_against_the_best_ever_seen(better, target, reach, best):
    found = reach_of(measured_metric(**LEVELS), target, better)

    assert (found.reach, found.best.name) == (reach, best)


def test_without_sites_quarters_tell():
    found = reach_of(measured_metric(**LEVELS | {"sites": ()}), 0.65, "up")

    assert (found.reach, found.best.name) == ("reached_in_quarter", "2026 Q1")


@pytest.mark.parametrize(
    ("name", "found"),
    [("hours  to ANSWER an e-mail", "Hours to answer an e-mail"), ("Hours", None), ("", None)],
)
def test_a_metric_is_known_by_its_name_whatever_its_case(name, found):
    measured = measured_as((measured_metric(), answer_time()), name)

    assert (measured.name if measured else None) == found
