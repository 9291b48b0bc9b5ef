from drawn_texts import texts

from cxworkshop.charts.room import plot_room

LABELS = {"a": "The same", "b": "The same", "c": "Another"}


def test_items_of_one_name_keep_their_bars():
    drawn = texts(plot_room({"Round 1": {"a": 4, "b": 3, "c": 1}}, LABELS, ["Dots in all"], share=False))

    assert [one for one in drawn if one in {"4", "3", "1"}] != []
    assert {"The same", "The same (2)", "Another", "Dots in all"} <= set(drawn)
    assert "Round 1" not in drawn


def test_two_rounds_are_told_apart_and_shares_are_per_cent():
    rounds = {"Round 1": {"a": 0.4, "c": 0.25}, "Round 3": {"a": 0.5, "c": 0.1}}

    drawn = texts(plot_room(rounds, LABELS, ["Share of people"], share=True))

    assert {"Round 1", "Round 3", "25 %", "10 %"} <= set(drawn)
