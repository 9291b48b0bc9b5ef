import pytest
from made_up_experience import FACTORS, NAMES, channel_times, consistency, share, times

from cxworkshop.charts.findings_consistency import find_inconsistency, find_response_times

LABELS = NAMES | FACTORS | {"served_by": "Served by", "it": "IT desk"}


def inconsistency(*alone, together=()):
    found = find_inconsistency(consistency(*alone, together=together), LABELS)
    return found.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("alone", "together", "expected"),
    [
        (
            (),
            (),
            (
                "Check-in: 21 % of the differences in scores go with the agent (15 % to 30 %, n = 2,310) "
                "and 9 % with the hotel (3 % to 36 %, n = 2,310)."
            ),
        ),
        (
            (),
            (share("hotel", 0.01, 0, 0.09),),
            "Check-in: 21 % of the differences in scores go with the agent (15 % to 30 %, n = 2,310).",
        ),
        (
            (share("served_by", 0.2, 0.1, 0.3, 40),),
            (),
            (
                "Check-in: 20 % of the differences in scores go with who it was served by "
                "(10 % to 30 %, n = 40)."
            ),
        ),
        (
            (share("hotel", 0.03, 0.004, 0.2), share("it", 0.01, 0, 0.02)),
            (),
            (
                "Whether Check-in depends on the hotel can't be told: it is 3 % of the differences, "
                "but may be anything from 0 % to 20 % (n = 2,310)."
            ),
        ),
        (
            (share("hotel", 0.02, 0.01, 0.05), share("it", 0.01, 0, 0.02)),
            (),
            (
                "Check-in hardly depends on the hotel and the IT desk: 5 % of the differences at the most "
                "(n = 2,310)."
            ),
        ),
    ],
)
def test_a_factor_is_named_as_far_as_it_can_be_told(alone, together, expected):
    assert expected == inconsistency(*alone, together=together)


def test_without_a_factor_nothing_can_be_told():
    found = consistency().model_copy(update={"alone": ()})

    assert find_inconsistency(found, LABELS) == (
        "Check-in: whether it depends on who serves, where or when can't be told with these answers."
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            times(),
            (
                "E-mail can't be counted on: half of the answers come within 7 hours, but one in ten takes "
                "longer than 40 (36 to 45, n = 912)."
            ),
        ),
        (
            times(inconsistent=("E-mail", "Chat")),
            (
                "Chat and E-mail can't be counted on; E-mail least: half of the answers come within 7 hours, "
                "but one in ten takes longer than 40 (36 to 45, n = 912)."
            ),
        ),
        (
            times(inconsistent=()),
            (
                "No channel is clearly less steady than the others: nine in ten answers come within "
                "0.31 hours (Chat) to 40 hours (E-mail)."
            ),
        ),
        (
            times(channel_times("Chat", 1, 3), inconsistent=()),
            "Chat: half of the answers come within 1 hour, nine in ten within 3 (2.7 to 3.4, n = 740).",
        ),
        (
            times().model_copy(update={"channels": (), "inconsistent": ()}),
            "No channel has enough requests to show.",
        ),
    ],
)
def test_the_channel_that_nobody_can_count_on_is_named(found, expected):
    assert expected == find_response_times(found, "hours").replace("\u00a0", " ")
