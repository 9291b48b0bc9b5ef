from cxworkshop.analysis.journey_places import Place, journey_places
from cxworkshop.inputs.journey_rows import NO_STAGE

PLACED = (("book", "Before"), ("stay", "During"), ("wait", "During"), ("leave", "After"))


def test_the_last_stage_is_remembered_most_and_the_first_half_as_much():
    found = journey_places(["stay", "leave", "book"], PLACED)

    assert found == {
        "stay": Place("During", 2, 0.0),
        "leave": Place("After", 4, 1.0),
        "book": Place("Before", 1, 0.5),
    }


def test_a_touchpoint_that_the_journey_does_not_place_stands_behind_it():
    found = journey_places(["park", "stay", "lobby"], PLACED)

    assert (found["park"], found["lobby"]) == (Place(None, 5, 0.0), Place(None, 6, 0.0))


def test_the_first_place_counts_where_a_touchpoint_comes_twice():
    found = journey_places(["stay"], (*PLACED, ("stay", "After")))

    assert found == {"stay": Place("During", 2, 0.0)}


def test_without_two_stages_no_moment_is_known():
    for stage in ("", NO_STAGE, "The stay"):
        found = journey_places(["book", "stay"], [("stay", stage), ("book", stage)])

        assert found == {"book": Place(stage or None, 2, None), "stay": Place(stage or None, 1, None)}


def test_what_stands_without_a_stage_behind_the_last_one_is_not_the_end():
    found = journey_places(["leave", "survey"], (*PLACED, ("survey", NO_STAGE)))

    assert (found["leave"].moment, found["survey"].moment) == (1.0, 0.0)


def test_touchpoints_that_no_journey_knows_keep_their_order():
    assert journey_places(["b", "a"], ()) == {"b": Place(None, 1, None), "a": Place(None, 2, None)}
