from cxworkshop.domain.agenda_plans import AgendaPlan
from cxworkshop.domain.events import AgendaChosen, EventRevoked
from cxworkshop.domain.fold import replay

WORK = {"title": "Work", "say": "Begin.", "materials": ["Paper"], "when_late": "Less."}


def test_the_plan_chosen_last_counts():
    log = [AgendaChosen(agenda="half_day"), AgendaChosen(agenda="full_day")]

    assert replay(log).agenda == "full_day"
    assert replay([*log, EventRevoked(event_id=log[1].id)]).agenda == "half_day"


def test_minutes_of_a_step_add_up_over_sessions_and_breaks_are_none():
    slots = [
        {"minutes": 20, "step": "00_start", **WORK},
        {"minutes": 10, "step": "break", "title": "Break"},
        {"minutes": 30, "step": "02_mission_and_success", **WORK},
    ]
    session = {"title": "Part", "minutes": 60, "slots": slots}
    plan = AgendaPlan.model_validate(
        {"id": "two", "name": "Two", "fits": "Some.", "minutes": 120, "sessions": [session, session]}
    )

    assert plan.minutes_by_step == {"00_start": 40, "02_mission_and_success": 60}
