import pytest

from cxworkshop.analysis.consistency_evidence import consistency_evidence
from cxworkshop.domain.tables import Role
from cxworkshop.errors import MissingStepError, UndefinedMeasureError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm


@pytest.fixture
def surveyed(write_survey):
    """A firm with a survey of four touchpoints, by agent."""
    return Firm({Role.SURVEY: attach(Role.SURVEY, write_survey())})


@pytest.fixture
def write_survey(tmp_path):
    def write(columns="recommend,room,wifi,agent,date", **fixed):
        path = tmp_path / "survey.csv"
        rows = [
            {
                "recommend": number % 11,
                "room": 1 + 3 * (number % 3) + number % 2,
                "wifi": 1 + number * 7 % 10,
                "agent": f"Agent {number % 3}",
                "date": f"2026-03-{1 + number % 20:02}",
            }
            | fixed
            for number in range(120)
        ]
        names = columns.split(",")
        lines = [columns, *(",".join(str(row[name]) for name in names) for row in rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return str(path)

    return write


@pytest.fixture
def requests(tmp_path):
    path = tmp_path / "requests.csv"
    times = {"Phone": lambda n: 1 + n % 3, "E-mail": lambda n: 0.5 if n % 4 else 60 + n}
    rows = [f"{channel},{time(number)}" for channel, time in times.items() for number in range(60)]
    path.write_text("\n".join(["channel,hours", *rows]) + "\n", "utf-8")
    return attach(Role.REQUESTS, str(path))


def test_the_outcome_and_every_touchpoint_are_looked_at_by_factor_and_by_day(surveyed):
    found = consistency_evidence(surveyed)

    assert [one.score for one in found.scores] == ["recommend", "room", "wifi"]
    assert {share.factor for one in found.scores for share in one.alone} == {"agent", "date"}
    assert found.labels == {
        "recommend": "Recommend",
        "agent": "Agent",
        "room": "Room",
        "wifi": "Wifi",
        "date": "Day",
    }
    assert (found.times, found.unit) == (None, "")
    (source,) = found.provenance
    assert source.columns == ("recommend", "room", "wifi", "agent", "date")


def test_what_depends_on_the_agent_is_found(surveyed):
    room = consistency_evidence(surveyed).scores[1]

    assert room.alone[0].factor == "agent"
    assert room.alone[0].share > 0.8


def test_channels_are_set_side_by_side_with_the_unit_of_their_times(surveyed, requests):
    found = consistency_evidence(Firm({Role.SURVEY: surveyed.attached(Role.SURVEY), Role.REQUESTS: requests}))

    assert ([one.channel for one in found.times.channels], found.unit) == (["E-mail", "Phone"], "hours")
    assert found.times.inconsistent == ("E-mail",)
    assert [source.role for source in found.provenance] == [Role.SURVEY, Role.REQUESTS]


def test_requests_alone_are_enough(requests):
    found = consistency_evidence(Firm({Role.REQUESTS: requests}))

    assert (found.scores, found.labels, len(found.times.channels)) == ((), {}, 2)


def test_a_score_that_never_varies_is_left_out_with_a_note(write_survey):
    firm = Firm({Role.SURVEY: attach(Role.SURVEY, write_survey(recommend=5))})

    found = consistency_evidence(firm)

    assert [one.score for one in found.scores] == ["room", "wifi"]
    (note,) = found.notes
    assert note.startswith(
        "Recommend is left out: All scores in recommend are 5, so there is nothing to split"
    )


def test_notes_call_factors_as_they_are_shown(write_survey):
    firm = Firm({Role.SURVEY: attach(Role.SURVEY, write_survey(agent="Ada"), {"factor": ("agent",)})})

    (note, *_) = consistency_evidence(firm).scores[0].notes

    assert note.startswith("Agent has 1 levels")


def test_a_survey_without_factors_and_no_requests_are_refused(write_survey):
    firm = Firm({Role.SURVEY: attach(Role.SURVEY, write_survey("recommend,room,wifi"))})

    for tables in (firm, Firm({})):
        with pytest.raises(
            MissingStepError, match=r"who served, where, when or by which channel, .* attach one"
        ):
            consistency_evidence(tables)


def test_where_nothing_can_be_told_the_reason_is_given(tmp_path):
    path = tmp_path / "requests.csv"
    path.write_text("channel,hours\n" + "Phone,1\n" * 5, "utf-8")

    with pytest.raises(UndefinedMeasureError, match="Response times are left out: No channel has 10"):
        consistency_evidence(Firm({Role.REQUESTS: attach(Role.REQUESTS, str(path))}))


def test_progress_ends_at_the_whole(surveyed):
    told = []

    consistency_evidence(surveyed, progress=told.append)

    assert told == sorted(told)
    assert (len(told), told[-1]) == (4, 1.0)
