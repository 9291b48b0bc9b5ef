import pytest
from made_up_metrics import library_metric

from cxworkshop.analysis.metrics import alternatives, outcomes, suggested
from cxworkshop.analysis.word_stems import holds, stem, stems_of
from cxworkshop.inputs.metric_library import metric_library

LIBRARY = metric_library()


def _first(driver, most=4):
    return [one.id for one in suggested(driver, LIBRARY)][:most]


@pytest.mark.parametrize(
    ("driver", "fitting"),
    [
        ("Check-in", "ready_on_arrival"),
        ("check_in", "ready_on_arrival"),
        ("The invoice", "invoices_right"),
        ("Invoicing", "invoices_right"),
        ("Help when something goes wrong", "mended_same_day"),
        ("Farewell and follow-up", "left_well"),
        ("Wi-Fi", "wifi_tested"),
        ("Cleanliness of restrooms", "ready_first_time"),
        ("Security screening", "queue_minutes"),
        ("Claim handling", "claims_paid_in_promise"),
        ("Everything is down", "outage_minutes"),
        ("Talking to an adviser", "advice_fitted"),
        ("Handling of complaints", "mended_same_day"),
        ("Onboarding of new clients", "live_as_agreed"),
        ("Delivery", "delivered_as_promised"),
        ("Boarding", "on_time_departures"),
    ],
)
def test_a_driver_is_offered_metrics_that_fit_its_name(driver, fitting):
    assert fitting in _first(driver, 8)


@pytest.mark.parametrize("driver", ["The zoo", "", "?"])
def test_a_driver_that_nothing_fits_is_offered_general_metrics(driver):
    assert _first(driver) == ["trained_on_it", "knew_their_job", "promises_kept", "can_count_on_us"]


def test_general_metrics_come_last():
    assert [one.id for one in suggested("The invoice", LIBRARY)][-1] == "can_count_on_us"


def test_more_words_in_common_come_first():
    one_word, two_words = (
        library_metric(id=f"m{place}", name=f"m{place}", themes=themes)
        for place, themes in enumerate([("message",), ("message", "message arrival")])
    )

    assert suggested("Message before arrival", [one_word, two_words]) == (two_words, one_word)


def test_end_results_are_for_the_outcome_only():
    results = outcomes(LIBRARY)

    assert {"nps", "churn"} <= {one.id for one in results}
    assert not set(results) & set(suggested("NPS, churn, profit and market share", LIBRARY))


def test_alternatives_to_an_end_result_are_upstream():
    found = alternatives("Complaints and problems", LIBRARY)

    assert "complaints_rate" in {one.id for one in suggested("Complaints and problems", LIBRARY)}
    assert {one.timing for one in found} == {"lead"}


@pytest.mark.parametrize(
    "words",
    [
        ("clean", "cleaning", "cleanliness"),
        ("invoice", "invoices", "invoicing"),
        ("deliver", "delivery", "deliveries", "delivered"),
        ("arrive", "arrival", "arriving"),
        ("queue", "queues", "queuing"),
        ("book", "booking", "bookings"),
    ],
)
def test_forms_of_a_word_have_one_stem(words):
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("label", "phrase", "words"),
    [
        ("Check-in", "check in", 2),
        ("Online checkin", "check in", 2),
        ("Checking the bill", "check in", 0),
        ("Wi-Fi in the room", "wifi", 1),
        ("The lobby", "the", 0),
    ],
)
def test_a_phrase_is_held_whole_or_not_at_all(label, phrase, words):
    assert holds(stems_of(label), phrase) == words
