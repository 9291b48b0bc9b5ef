import pytest

from cxworkshop.apps.demo import NAME, prepare, write_exports
from cxworkshop.domain.chain import loose_ends
from cxworkshop.domain.consents import stances
from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.domain.mistakes import asked_once
from cxworkshop.domain.tables import Role
from cxworkshop.errors import WorkshopExistsError
from cxworkshop.export.formats import EXPORTS
from cxworkshop.export.room_results import OWN, asked_in
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import SMALLEST_GROUP


def _say_nothing(_what, _done):
    pass


def test_a_fresh_sample_takes_the_place_of_an_earlier_one(prepared, tmp_path):
    attached = len(open_session(prepared).events)
    open_session(prepared).record(PredictionMade(question="any", answer="any"))
    session = prepare(tmp_path, _say_nothing, fresh=True)

    assert len(session.events) == attached
    assert session.workshop.predictions == {}
    assert [path.name for path in tmp_path.iterdir()] == ["sample.cxw"]


def test_without_a_walk_the_sample_is_opened_as_it_was_left(prepared, tmp_path):
    session = open_session(prepared)
    session.record(PredictionMade(question="any", answer="any"))

    assert session.events == prepare(tmp_path, _say_nothing).events


def test_the_sample_takes_half_a_day(prepared):
    assert open_session(prepared).workshop.agenda == "half_day"


def test_every_export_is_written_beside_the_workshop(prepared):
    written = write_exports(open_session(prepared), _say_nothing)

    assert written == tuple(prepared.with_suffix(suffix) for suffix in EXPORTS)
    assert all(path.stat().st_size for path in written)


@pytest.mark.parametrize("content", [b"", b"not a workshop", None])
def test_what_is_not_the_sample_is_never_replaced(tmp_path, content):
    path = tmp_path / "sample.cxw"
    if content is None:
        create(path, [WorkshopCreated(name=f"{NAME}, ours")]).close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(WorkshopExistsError, match="choose another folder with --dir"):
        prepare(tmp_path, _say_nothing, fresh=True)

    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_the_walk_draws_both_maps_and_asks_everybody(walked):
    workshop = open_session(walked).workshop

    assert [place.survey_column for place in workshop.today.touchpoints] == list(
        workshop.tables[Role.SURVEY].columns("touchpoint")
    )
    assert workshop.maps["to_be"] != workshop.today
    assert len(workshop.beliefs) >= SMALLEST_GROUP


def test_the_walk_asks_everybody_everything_of_the_health_check(walked):
    workshop = open_session(walked).workshop
    (taken,) = workshop.health
    questions = {asked.first.id for asked in asked_once(mistakes())}

    assert taken.closed
    assert {one.person for one in taken.answers} == {one.person for one in workshop.beliefs}
    assert all(one.answers.keys() == questions for one in taken.answers)


def test_the_walk_has_consent_to_what_it_decides_first(walked):
    workshop = open_session(walked).workshop

    for decision in ("mission", "success"):
        assert len(stances(workshop, decision)) == len(workshop.beliefs)


def test_the_walk_asks_the_room_twice_and_once_in_two_rounds(walked):
    dots, points = asked_in(open_session(walked).workshop, *OWN)

    assert (dots.ask.purpose, points.ask.purpose) == ("hallmarks", "free")
    assert [len(one.rounds) for one in (dots, points)] == [1, 2]
    assert dots.outcome
    assert points.shift.moved[0].id == "record"


def test_the_walk_leaves_nothing_loose(walked):
    assert loose_ends(open_session(walked).workshop) == ()


def test_the_walk_designs_every_hallmark_for_bad_days(walked):
    workshop = open_session(walked).workshop
    designed = {place.survey_column for place in workshop.tomorrow.touchpoints if place.recovery.mend}

    assert {pick.touchpoint for pick in workshop.hallmarks.picks} <= designed
