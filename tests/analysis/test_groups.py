import numpy as np
import pandas as pd

from cxworkshop.analysis.groups import groups, left_out

FRAME = pd.DataFrame(
    [
        *[("full", 9.0, 1.0)] * 3,
        *[("unweighted", 9.0, 0.0), ("unweighted", 9.0, np.nan), *[("unweighted", 9.0, 1.0)] * 2],
        *[("silent", np.nan, 1.0)] * 9,
        ("silent", 9.0, 1.0),
        *[(None, 9.0, 1.0)] * 5,
    ],
    columns=["team", "score", "weight"],
)


def test_a_group_needs_three_usable_answers_and_keeps_all_its_rows():
    found = {name: len(rows) for name, rows in groups(FRAME, "team", "score")}

    assert found == {"full": 3, "unweighted": 4}
    assert left_out(FRAME, "team", "score") == ("silent",)


def test_an_answer_without_a_weight_is_not_usable():
    assert [name for name, _ in groups(FRAME, "team", "score", "weight")] == ["full"]
    assert left_out(FRAME, "team", "score", "weight") == ("silent", "unweighted")


def test_groups_come_by_name_as_text():
    frame = pd.DataFrame({"year": [2026] * 3 + [2025] * 3 + [2024], "score": 1.0})

    assert [name for name, _ in groups(frame, "year", "score")] == ["2025", "2026"]
    assert left_out(frame, "year", "score") == ("2024",)
