import pytest

from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.analysis.profit_evidence import profit_evidence
from cxworkshop.analysis.segment_names import NOT_KNOWN, SMALL_GROUPS
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.domain.drivers import DriverQuestion
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role

FOUR = DriverQuestion(drivers=("check_in", "room", "help", "wifi"))
BUSINESS = TargetSegments(by="kind", targets=("Business",))


@pytest.fixture
def patchy(changed):
    """A firm with a kind of two customers, which takes in the next smallest, and one without a kind."""

    def kind(number):
        return "Tiny" if number <= 2 else "Middling" if number <= 1000 else "" if number <= 2500 else "Large"

    return changed(Role.CUSTOMERS, lambda row: row | {"kind": kind(int(row["customer_id"][1:]))})


def test_whatever_can_be_ticked_gets_its_answers(patchy):
    shown = [segment.name for segment in profit_evidence(patchy, "kind", bootstrap=50).segments]

    found = {
        name: driver_evidence(patchy, TargetSegments(by="kind", targets=(name,)), FOUR, bootstrap=50)
        for name in shown
    }

    assert {NOT_KNOWN, SMALL_GROUPS, "Large"} == set(shown)
    assert {evidence.refusal for evidence in found.values()} == {None}
    assert sum(evidence.target.n for evidence in found.values()) == 2400
    touchpoints = touchpoint_evidence(patchy, TargetSegments(by="kind", targets=(NOT_KNOWN,)), bootstrap=50)
    assert (touchpoints.n, touchpoints.segment) == (found[NOT_KNOWN].target.n, (NOT_KNOWN,))


def test_small_groups_name_the_tables_that_say_which_are_small(patchy):
    found = {
        name: driver_evidence(
            patchy, TargetSegments(by="kind", targets=(name,)), FOUR, bootstrap=50
        ).provenance
        for name in (SMALL_GROUPS, "Large")
    }

    assert [source.role for source in found["Large"]] == [Role.SURVEY, Role.CUSTOMERS, Role.JOURNEY]
    assert [(source.role, source.columns) for source in found[SMALL_GROUPS][1:-1]] == [
        (Role.CUSTOMERS, ("customer_id", "kind")),
        (Role.TRANSACTIONS, ("customer_id",)),
        (Role.SERVICE, ("customer_id",)),
    ]


def test_answers_without_a_customer_belong_to_no_segment(changed):
    half = changed(
        Role.SURVEY,
        lambda row: row | {"customer_id": "" if row["answer_id"] > "A01200" else f"X{row['answer_id']}"},
    )

    found = driver_evidence(half, TargetSegments(by="kind", targets=(NOT_KNOWN,)), FOUR, bootstrap=50)

    assert (found.everyone.n, found.target.n) == (2400, 1200)


def test_a_column_of_the_transactions_makes_targets_too(firm):
    found = driver_evidence(firm, TargetSegments(by="hotel", targets=("Utrecht",)), FOUR, bootstrap=50)

    assert 60 < found.target.n < 2400
    assert found.provenance[1].columns == ("customer_id", "revenue", "hotel")


NAMES = ("[/b]", "<script>alert(1)</script>", "{0} %s \\n", "x" * 300, "Business", "business")


def test_names_of_segments_pass_unharmed(changed):
    named = changed(
        Role.CUSTOMERS, lambda row: row | {"kind": NAMES[int(row["customer_id"][1:]) % len(NAMES)]}
    )
    target = TargetSegments(by="kind", targets=NAMES[:4])

    segments = profit_evidence(named, "kind", bootstrap=50).segments
    touchpoints = touchpoint_evidence(named, target, bootstrap=50)
    drivers = driver_evidence(named, target, FOUR, bootstrap=50)

    assert {segment.name for segment in segments} == set(NAMES)
    assert (touchpoints.segment, drivers.asked_for, drivers.refusal) == (NAMES[:4], NAMES[:4], None)
    assert 1200 < touchpoints.n == drivers.target.n < 2000


def test_a_name_in_a_refusal_is_the_name_itself(changed):
    named = changed(Role.CUSTOMERS, lambda row: row | {"kind": "Large"})

    found = driver_evidence(named, TargetSegments(by="kind", targets=("[/b] {x}",)), FOUR, bootstrap=50)

    assert found.refusal.startswith("Only 0 answers come from [/b] {x}, and 4 drivers need")


@pytest.fixture
def same_wifi(changed, firm):
    """A firm whose business guests all rate the Wi-Fi the same."""
    kinds = firm.customers().set_index("customer")["kind"]

    def change(row):
        return row | ({"wifi": 5} if kinds.get(row["customer_id"]) == "Business" else {})

    return changed(Role.SURVEY, change)


def test_a_rating_that_never_varies_in_the_target_leaves_its_drivers_to_everyone(same_wifi):
    found = driver_evidence(same_wifi, BUSINESS, FOUR, bootstrap=50)

    assert found.target is None
    assert found.refusal == (
        "The target segments' drivers can't be told: "
        "Column wifi has the same answer everywhere, so it can't explain anything; leave it out."
    )


def test_a_rating_that_never_varies_in_the_target_is_worth_nothing_to_it(same_wifi):
    found = touchpoint_evidence(same_wifi, BUSINESS, bootstrap=50)
    (wifi,) = (row for row in found.touchpoints if row.name == "wifi")

    assert (found.segment, found.n) == (BUSINESS.targets, 960)
    assert (wifi.value, wifi.value_low, wifi.value_high, wifi.mean) == (0, 0, 0, 5)
    assert found.notes == (
        "Everybody rates wifi the same, so what it is worth can't be told; it counts as nothing.",
    )
    assert next(row for row in found.everyone.touchpoints if row.name == "wifi").value > 0


@pytest.mark.parametrize(
    ("columns", "value"), [(["weight"], ""), (["weight"], "0"), (["recommend"], ""), ("touchpoints", "99")]
)
def test_only_usable_answers_of_the_target_count(changed, attached, columns, value):
    ratings = attached[Role.SURVEY].columns("touchpoint")
    unusable = dict.fromkeys(ratings if columns == "touchpoints" else columns, value)

    def late_ones_unusable(row):
        return row | (unusable | {"customer_id": "nobody"} if row["answer_id"] > "A01200" else {})

    found = driver_evidence(
        changed(Role.SURVEY, late_ones_unusable),
        TargetSegments(by="kind", targets=(NOT_KNOWN,)),
        FOUR,
        bootstrap=50,
    )

    assert found.everyone.n == 1200
    assert found.refusal.startswith("Only 0 answers come from Not known, and 4 drivers need at least 20")
