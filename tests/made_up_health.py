"""Answer sheets of a health check, made up, and the questions they answer."""

from hypothesis import strategies as st

from cxworkshop.analysis.health_sheets import LEVELS
from cxworkshop.domain.health import HealthAnswer, HealthAnswers
from cxworkshop.domain.mistakes import Exercise, Mistake

WORDS = dict(zip(LEVELS.values(), LEVELS, strict=True))


def mistake(id="A", **changes):  # noqa: A002 - the field's name
    """Return a mistake with what is changed."""
    fields = {
        "id": id,
        "theme": "Metrics",
        "mistake": "A short name",
        "signs": ("One sign.", "Another."),
        "question": "Do we do this?",
        "instead": "Do that.",
        "exercise": Exercise(name="Exercise", what="What is done."),
        "step": "05_value_drivers",
        "sources": ("sins",),
        "minutes": 20,
        "effort": "low",
    }
    return Mistake(**fields | changes)


def sheet(person, levels, function="", examples=None):
    """Return a sheet: ``levels`` by id, 0 to 3, None for "don't know"."""
    answers = {
        one: HealthAnswer(
            level=None if level is None else WORDS[level], example=(examples or {}).get(one, "")
        )
        for one, level in levels.items()
    }
    return HealthAnswers(person=person, function=function, answers=answers)


CATALOGUE = (
    mistake("A", step="02_mission_and_success"),
    mistake("B", effort="high"),
    mistake("C", theme="Feedback", step="03_profitable_segments"),
    mistake("D", theme="Feedback", step="after the workshop", minutes=10),
)
"""Four questions of two themes."""

answered = st.lists(
    st.tuples(
        st.sampled_from(["Sales", "Service", "HR", ""]),
        st.dictionaries(
            st.sampled_from("ABCD"), st.none() | st.sampled_from(sorted(WORDS)), min_size=2, max_size=4
        ),
    ),
    min_size=3,
    max_size=9,
).map(lambda rows: [sheet(f"P{place}", levels, function) for place, (function, levels) in enumerate(rows)])
"""Sheets of three to nine people."""
