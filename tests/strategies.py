"""Hypothesis strategies for the workshop's events and logs."""

from datetime import UTC
from typing import get_args

from hypothesis import strategies as st
from made_up_journeys import names
from strategies_answers import (
    boundaries,
    consents,
    first_stops,
    health_answers,
    laundry_edits,
    mission_edits,
    placements,
    promise_answers,
)
from strategies_metrics import measured, metrics, stake_assumptions
from strategies_plain import counts, days, digests, numbers, phrases, provenances, shares

from cxworkshop.domain.answer_events import (
    BoundaryAgreed,
    ConsentGiven,
    ExampleStruck,
    FirstStopChosen,
    HealthAnswered,
    HealthRoundBegun,
    HealthRoundClosed,
    LaundryEdited,
    MissionDrafted,
    PoliciesClosed,
    PoliciesPlaced,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.events import (
    AgendaChosen,
    BeliefsGiven,
    EventRevoked,
    EvidenceRecorded,
    HallmarksChosen,
    MapDrawn,
    MapEdited,
    MetricsChosen,
    MissionStated,
    PersonaDescribed,
    PredictionMade,
    SegmentsChosen,
    StakesAssumed,
    SuccessDefined,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.journey import MOST_HALLMARKS, Hallmark, Hallmarks
from cxworkshop.domain.journey_map import Journey, JourneyMap, MapState, Stage
from cxworkshop.domain.map_edits import AddTouchpoint, Move, Remove, Rename, SetFeeling
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleCurve, WhaleGroupName, WhalePoint
from cxworkshop.domain.segments import GroupAction, Persona, TargetSegments
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Check, Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.domain.value import BgNbd, ExpectedValue, GammaGamma, Unit, ValueEvidence

tables = st.builds(
    AttachedTable,
    role=st.sampled_from(Role),
    source=phrases,
    mapping=st.dictionaries(phrases, st.lists(phrases, max_size=3).map(tuple), max_size=3),
    rows=counts,
    sha256=digests,
    missing=st.lists(numbers, max_size=3).map(tuple),
    never_used=st.lists(numbers, max_size=2).map(tuple),
    checks=st.lists(
        st.builds(Check, level=st.sampled_from(["ok", "note", "problem"]), text=phrases), max_size=2
    ).map(tuple),
)
whales = st.builds(
    WhaleCurve,
    customers=counts,
    total=numbers,
    losers=counts,
    losers_sum=numbers,
    peak_share=st.none() | numbers,
    peak_at=counts,
    top=st.none() | st.fixed_dictionaries({"0.1": numbers, "0.2": numbers, "0.5": numbers}),
    curve=st.lists(st.builds(WhalePoint, customers=shares, profit=numbers), max_size=3).map(tuple),
    refusal=st.none() | phrases,
)
segments = st.builds(
    SegmentProfit,
    name=phrases,
    customers=counts,
    revenue=numbers,
    profit=numbers,
    share=st.none() | numbers,
    profit_per_customer=numbers,
    low=numbers,
    high=numbers,
    losers=counts,
)
profits = st.builds(
    ProfitEvidence,
    by=phrases,
    whale=whales,
    segments=st.lists(segments, max_size=3).map(tuple),
    cost_to_serve=numbers,
    level=shares,
    bootstrap=counts,
    seed=counts,
    provenance=provenances,
)
values = st.builds(
    ValueEvidence,
    until=days,
    unit=st.sampled_from(get_args(Unit)),
    n=counts,
    bg_nbd=st.builds(BgNbd, r=numbers, alpha=numbers, a=numbers, b=numbers, log_likelihood=numbers),
    gamma_gamma=st.builds(GammaGamma, p=numbers, q=numbers, v=numbers, log_likelihood=numbers, n=counts),
    expected_value=st.builds(ExpectedValue, mean=numbers, total=numbers, horizon=numbers),
    discount=numbers,
    alive=shares,
    kept_customer=numbers,
    level=shares,
    bootstrap=counts,
    seed=counts,
    provenance=provenances,
)
evidence = profits | values | measured
missions = st.builds(Mission, customers=phrases, experience=phrases, identity=phrases, sentence=phrases)
successes = st.builds(
    Success,
    business_outcome=phrases,
    customer_outcome=phrases,
    employee_outcome=phrases,
    measure=phrases,
    baseline=numbers,
    target=numbers,
    due=days,
    owner=phrases,
    sentence=phrases,
)
targets = st.builds(
    TargetSegments,
    by=phrases,
    targets=st.lists(phrases, max_size=3).map(tuple),
    reason=st.text(max_size=20),
    actions=st.dictionaries(
        st.sampled_from(get_args(WhaleGroupName)), st.sampled_from(get_args(GroupAction)), max_size=3
    ),
)
_lines = st.lists(phrases, max_size=2).map(tuple)
personas = st.builds(
    Persona,
    by=phrases,
    segment=phrases,
    name=phrases,
    needs=_lines,
    behaviours=_lines,
    jobs=_lines,
    quotes=_lines,
)
hallmarks = st.builds(
    Hallmarks,
    picks=st.lists(
        st.builds(
            Hallmark,
            touchpoint=phrases,
            label=phrases,
            experience=st.text(max_size=20),
        ),
        max_size=MOST_HALLMARKS,
    ).map(tuple),
    ratings=st.dictionaries(phrases, st.floats(0, 10), max_size=3),
)
touchpoint_ids = st.sampled_from(["a", "b", "c"])
touchpoints = st.builds(Touchpoint, id=touchpoint_ids, name=names, emotion=st.none() | st.integers(-2, 2))
states = st.sampled_from(get_args(MapState))
maps = st.builds(
    lambda name, state, placed: JourneyMap(
        id="map",
        name=name,
        state=state,
        journeys=(Journey(id="journey", name=name, stages=(Stage(id="s", name=name, touchpoints=placed),)),),
    ),
    name=names,
    state=states,
    placed=st.lists(touchpoints, max_size=3, unique_by=lambda touchpoint: touchpoint.id).map(tuple),
)
"""Small maps whose parts have few ids, so that edits often meet them; made_up_journeys has rich ones."""
map_edits = st.one_of(
    st.builds(Rename, target=touchpoint_ids, name=names),
    st.builds(SetFeeling, target=touchpoint_ids, emotion=st.integers(-2, 2)),
    st.builds(AddTouchpoint, to=st.just("s"), touchpoint=touchpoints),
    st.builds(Move, target=touchpoint_ids, to=st.just("s"), position=st.integers(0, 3)),
    st.builds(Remove, target=touchpoint_ids | st.just("s")),
)
beliefs = st.builds(
    Beliefs,
    person=st.sampled_from(["Ada", "ADA", "Ben", "Cleo"]),
    function=st.sampled_from(["", "HR"]),
    scores=st.dictionaries(phrases, numbers, min_size=1, max_size=3),
)

moments = st.datetimes(timezones=st.just(UTC))
authors = st.text(max_size=20)


def _events(kind, **fields):
    return st.builds(kind, id=st.uuids().map(lambda uuid: uuid.hex), at=moments, by=authors, **fields)


answered = st.one_of(
    _events(HealthRoundBegun, name=phrases),
    _events(HealthAnswered, answers=health_answers),
    _events(HealthRoundClosed),
    _events(ExampleStruck, example=phrases),
    _events(FirstStopChosen, stop=first_stops),
    _events(LaundryEdited, edit=laundry_edits),
    _events(PromisesWritten, answers=promise_answers),
    _events(PromiseRoundClosed, round=st.integers(1, 2)),
    _events(MissionDrafted, edit=mission_edits),
    _events(PoliciesPlaced, placement=placements),
    _events(PoliciesClosed),
    _events(BoundaryAgreed, boundary=boundaries),
    _events(ConsentGiven, consent=consents),
)
"""What people answer, each alone."""
happenings = st.one_of(
    _events(WorkshopCreated, name=phrases),
    _events(AgendaChosen, agenda=phrases),
    _events(TableAttached, table=tables),
    _events(EvidenceRecorded, evidence=evidence),
    _events(PredictionMade, question=phrases, answer=phrases, person=st.text(max_size=20)),
    _events(MissionStated, mission=missions),
    _events(SuccessDefined, success=successes),
    _events(SegmentsChosen, segments=targets),
    _events(PersonaDescribed, persona=personas),
    _events(MapDrawn, map=maps),
    _events(MapEdited, state=states, edit=map_edits),
    _events(BeliefsGiven, beliefs=beliefs),
    _events(HallmarksChosen, hallmarks=hallmarks),
    _events(MetricsChosen, metrics=metrics),
    _events(StakesAssumed, assumptions=stake_assumptions),
    answered,
)


@st.composite
def logs(draw, max_size=12):
    """Draw a log: happenings, and revocations of some of what came before (revocations included)."""
    log = []
    for event in draw(st.lists(happenings, max_size=max_size, unique_by=lambda event: event.id)):
        log.append(event)
        if draw(st.booleans()) and draw(st.booleans()):
            earlier = draw(st.sampled_from(log))
            log.append(EventRevoked(event_id=earlier.id, at=draw(moments)))
    return log
