import pytest
from made_up_profit import group, groups, profit, refused_groups, refused_whale, segment, whale

from cxworkshop.charts.findings_profit import (
    find_groups,
    find_growth,
    find_guessed_segments,
    find_guessed_shares,
    find_makeup,
    find_segments,
    find_whale,
)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_whale_names_the_top_and_the_losers():
    expected = "The top 20 % of customers make 102 % of the profit; 30 % cost more than they bring."

    assert expected == plain(find_whale(whale()))


def test_whale_without_losers():
    found = find_whale(whale().model_copy(update={"losers": 0, "losers_sum": 0.0}))

    assert found.endswith("every customer pays for itself.")


def test_whale_never_says_that_no_share_loses_where_somebody_does():
    assert "0.1 % cost more" in plain(find_whale(whale().model_copy(update={"losers": 3})))


def test_whale_gives_the_refusal():
    refused = refused_whale()

    assert refused.refusal == find_whale(refused)


def test_whale_of_four_customers_has_no_top_fifth():
    few = whale().model_copy(update={"customers": 4, "losers": 1})

    assert find_whale(few) == "4 customers are too few to speak of the top 20 %."


def test_segments_ahead_and_losing():
    expected = (
        "Profit per customer is highest with Business regulars (1,604 EUR) and negative with Tour groups."
    )

    assert expected == plain(find_segments(profit()))


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ((), "No segment is large enough to show."),
        (
            (segment("All", 40, 12.5, 10, 15),),
            "All customers are in one segment, All, with 12.50 profit per customer.",
        ),
        (
            (segment("A", 40, 100, 80, 120), segment("B", 40, 20, 10, 30, 2)),
            "Profit per customer is highest with A: 100.",
        ),
        (
            (segment("A", 40, 100, 80, 120), segment("B", 40, 90, 70, 110), segment("C", 40, 9, 2, 12, 2)),
            "The two best segments can't be told apart in profit per customer.",
        ),
        (
            tuple(segment(name, 40, 100, 80, 120) for name in "ABCD"),
            "No segment stands out: the four can't be told apart in profit per customer.",
        ),
        (
            (segment("A", 40, 5, -50, 120), segment("B", 40, -20, -30, -10)),
            "No segment stands out: the two can't be told apart; profit is negative with B.",
        ),
        (
            (segment("A", 40, -10, -20, -5), segment("B", 40, -90, -100, -80)),
            "Every segment costs more than it brings; A loses least per customer.",
        ),
    ],
)
def test_segments_at_the_edges(segments, expected):
    assert expected == find_segments(profit(segments=segments, currency=None))


def test_many_losing_segments_are_counted():
    losing = tuple(segment(f"S{place}", 40, -50, -60, -40) for place in range(3))
    found = find_segments(profit(segments=(segment("A", 40, 100, 80, 120), *losing)))

    assert found.endswith("negative with three segments.")


def test_long_names_leave_a_title_short():
    long = tuple(
        segment(f"{place} " + "name " * 40, 40, amount, amount - 5, amount + 5)
        for place, amount in enumerate((100, 50, -50))
    )

    assert len(find_segments(profit(segments=long))) < 130


def test_segments_of_one_group_are_not_ranked_though_intervals_lie_apart():
    level = (segment("A", 40, 100, 95, 105, 1), segment("B", 40, 20, 15, 25, 1))

    assert find_segments(profit(segments=level)).startswith("No segment stands out")


def test_groups_say_who_builds_and_who_takes_away():
    assert plain(find_groups(whale(), groups(), currency="EUR")) == (
        "The best 613 customers build 80 % of the peak; 710 beyond it take 43 % of the profit away again."
    )


def test_groups_are_told_in_money_where_shares_mean_nothing():
    assert plain(find_groups(refused_whale(), refused_groups(), currency="EUR")) == (
        "The best 41 customers build 80 % of the peak; 402 beyond it lose 2.1 M EUR."
    )


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ((0, 1), "The best 613 customers build 80 % of the profit, and nobody takes any away again."),
        ((2,), "No customer builds profit: all 2,400 cost more than they bring."),
        ((), "There are no customers to rank yet."),
    ],
)
def test_groups_at_the_edges(kept, expected):
    assert expected == plain(find_groups(whale(), [groups()[place] for place in kept]))


def test_makeup_names_the_segment_found_more_often_than_usual():
    assert (
        plain(find_makeup(groups()[2])) == "Tour groups: 53 % of the eroders, against 19 % of all customers."
    )


def test_makeup_of_few_customers_may_be_chance():
    few = group("eroders", -10, {"Tour groups": 2, "Leisure": 4})

    assert find_makeup(few) == "Eroders: made up much like all customers."


def test_makeup_of_a_group_too_small_to_show():
    assert find_makeup(groups()[0].model_copy(update={"makeup": ()})).startswith(
        "There are too few customers"
    )


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ((), "Business regulars +6 % and Tour groups −11 %."),
        (("Leisure",), "Leisure −2 %."),
        (("Nobody",), ""),
    ],
)
def test_growth_of_targets_or_of_both_ends(targets, expected):
    assert plain(find_growth(profit(), targets)).endswith(expected)


def test_growth_that_is_not_known_is_not_said():
    assert find_growth(profit(segments=(segment("A", 9, 1, 0, 2),))) == ""


@pytest.mark.parametrize(
    ("guesses", "expected"),
    [
        ((), ""),
        ((0.45,), "The guess was 45 %; the top 20 % make 102 % of the profit."),
        (
            (0.3, 0.6, 0.9),
            "Guesses run from 30 % to 90 %, the middle one 60 %; the top 20 % make 102 % of the profit.",
        ),
    ],
)
def test_guessed_shares_stand_against_the_truth(guesses, expected):
    assert expected == plain(find_guessed_shares(whale(), guesses))


def test_guessed_shares_without_a_truth_are_not_said():
    assert find_guessed_shares(refused_whale(), (0.4,)) == ""


TRUE = "most profit comes from Business regulars."


@pytest.mark.parametrize(
    ("guesses", "expected"),
    [
        ([], ""),
        (["Leisure"], f"The guess was Leisure; {TRUE}"),
        (["Business regulars"], f"The guess was right: {TRUE}"),
        (["Leisure"] * 5 + ["Business regulars"] * 3, f"5 of 8 guessed Leisure; {TRUE}"),
        (["Business regulars"] * 2 + ["Leisure"], f"2 of 3 guessed right: {TRUE}"),
        (["Business regulars", "Leisure"], f"Two segments were guessed equally often; {TRUE}"),
    ],
)
def test_guessed_segments_stand_against_the_truth(guesses, expected):
    assert expected == find_guessed_segments(profit(), guesses)


@pytest.mark.parametrize(
    ("number", "truth"),
    [
        (2, "most profit comes from A or B, which can't be told apart."),
        (3, "the three that earn most can't be told apart."),
    ],
)
def test_nobody_is_right_where_totals_cannot_be_told_apart(number, truth):
    level = tuple(segment(name, 40, 100 - place, 80, 120) for place, name in enumerate("ABC"[:number]))

    assert find_guessed_segments(profit(segments=level), ["A", "A"]) == f"2 of 2 guessed A; {truth}"
