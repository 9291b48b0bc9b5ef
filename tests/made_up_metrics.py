"""Made-up metrics, a scorecard, and what is at stake: what cards, charts and exports are tried on."""

from datetime import date

from cxworkshop.domain.metrics import LibraryMetric, Metric, Metrics
from cxworkshop.domain.stakes import Range, Stake, StakeAssumptions, Stakes


def metric(**changes: object) -> Metric:
    """A leading, operational metric of check-in, whole but for the team's own judgement."""
    made = {
        "driver": "check_in",
        "name": "Guests with a key within two minutes",
        "formula": "Check-ins of two minutes or less, door to key, of all check-ins",
        "owner": "Jonas Reber",
        "function": "Front office",
        "unit": "%",
        "baseline": 41,
        "baseline_low": 38,
        "baseline_high": 44,
        "baseline_n": 1_204,
        "target": 80,
        "due": date(2027, 6, 30),
        "pair": "Guests who felt welcomed by name",
        "gamed": "The clock is started late or stopped before the key is in the guest's hand.",
        "quote": "I stood there for ten minutes while three people looked at one screen.",
    }
    return Metric.model_validate(made | changes)


def scorecard(**changes: object) -> Metrics:
    """One outcome, two supporting, two leading metrics; the operational ones are paired."""
    made = Metrics(
        chosen=(
            metric(
                driver="",
                name="Business regulars who come back within a year",
                rung="outcome",
                nature="experiential",
                formula="Guests with another stay within twelve months of the first, of all guests",
                owner="Mara Lindqvist",
                function="Management",
                baseline=62,
                baseline_low=59,
                baseline_high=65,
                baseline_n=980,
                target=68,
                due=date(2027, 11, 30),
                cadence="quarterly",
                pair="",
                gamed="Lost guests are struck off the list before the year is over.",
                quote="",
            ),
            metric(
                name="Guests who felt welcomed by name",
                rung="supporting",
                nature="experiential",
                formula="Guests who answer yes, of those asked on the evening they arrive",
                baseline=35,
                baseline_low=30,
                baseline_high=40,
                baseline_n=350,
                target=60,
                pair="Guests with a key within two minutes",
                gamed="Only guests who smiled are asked.",
            ),
            metric(
                driver="recovery",
                name="Guests who say their problem was solved",
                rung="supporting",
                nature="experiential",
                formula="Guests who answer yes, of all who reported a problem",
                owner="Aisha Khan",
                function="Guest relations",
                baseline=48,
                baseline_low=41,
                baseline_high=55,
                baseline_n=190,
                target=75,
                due=date(2027, 9, 30),
                pair="Problems mended the same day",
                gamed="Problems that were hard to solve never get the question.",
                quote="Nobody called back.",
            ),
            metric(),
            metric(
                driver="recovery",
                name="Problems mended the same day",
                formula="Problems closed before midnight, of all reported",
                owner="Aisha Khan",
                function="Guest relations",
                baseline=55,
                baseline_low=None,
                baseline_high=None,
                baseline_n=None,
                target=85,
                due=date(2027, 9, 30),
                pair="Guests who say their problem was solved",
                gamed="Cases are closed before midnight and opened again in the morning.",
                quote="",
            ),
        )
    )
    return made.model_copy(update=changes)


def library_metric(**changes: object) -> LibraryMetric:
    made = {
        "id": "time_to_key",
        "name": "Arrivals with access within two minutes",
        "formula": "Arrivals of two minutes or less, door to key, of all arrivals",
        "unit": "%",
        "better": "up",
        "nature": "operational",
        "timing": "lead",
        "function": "Front-line service",
        "pair": "felt_welcome",
        "gamed": "The clock is started late or stopped before the key is in the guest's hand.",
        "themes": ("check in", "arrival", "queue"),
    }
    return LibraryMetric.model_validate(made | changes)


def assumptions(**changes: object) -> StakeAssumptions:
    made = {"moves": {"check_in": 0.6, "recovery": 1.0}, "causal": 0.5, "years": 1.0}
    return StakeAssumptions.model_validate(made | changes)


def stakes(**changes: object) -> Stakes:
    """Two drivers of one target segment, everything known."""
    made = Stakes(
        segment=("Business regulars",),
        n=412,
        n_stayed=398,
        customers=1_240,
        per_customer=Range(mid=310, low=262, high=358),
        currency="EUR",
        assumptions=assumptions(),
        stakes=(
            Stake(
                driver="check_in",
                label="Check-in",
                move=0.6,
                recommendation=Range(mid=0.12, low=0.05, high=0.19),
                staying=Range(mid=0.006, low=0.002, high=0.011),
                kept=Range(mid=7.4, low=2.5, high=13.6),
                profit=Range(mid=2_300, low=740, high=4_300),
            ),
            Stake(
                driver="recovery",
                label="When something goes wrong",
                move=1.0,
                recommendation=Range(mid=0.31, low=0.22, high=0.40),
                staying=Range(mid=0.016, low=0.007, high=0.026),
                kept=Range(mid=19.8, low=8.7, high=32.2),
                profit=Range(mid=6_100, low=2_600, high=10_200),
            ),
        ),
    )
    return made.model_copy(update=changes)
