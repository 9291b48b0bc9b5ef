"""Hypothesis strategies for what people answer, each alone; so few people and ids that answers often meet."""

from typing import get_args

from hypothesis import strategies as st
from strategies_plain import days, phrases

from cxworkshop.domain.consent import Consent, Decided
from cxworkshop.domain.health import HealthAnswer, HealthAnswers, Level
from cxworkshop.domain.health_rounds import FirstStop
from cxworkshop.domain.laundry import (
    AddEntry,
    CastVote,
    LaundryEntry,
    LaundryGroup,
    LaundryKind,
    LaundryVote,
    MergeEntries,
    RewordEntry,
    ShowEntries,
    ShowVotes,
    SplitGroup,
    StrikeEntry,
)
from cxworkshop.domain.mission_drafts import (
    AddVariant,
    Corporate,
    DropMoment,
    DropVariant,
    MarkWords,
    Moment,
    SetCorporate,
    ShowMarks,
    TellMoment,
    Variant,
    WordMarks,
)
from cxworkshop.domain.policies import Policy, PolicyBoundary, PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers, PromiseQuestion

people = st.sampled_from(["Ada", "ADA", "Ben", "Cleo"])
functions = st.sampled_from(["", "HR"])
ids = st.sampled_from([f"{number:032x}" for number in range(3)])
notes = st.text(max_size=20)
_points = st.dictionaries(ids, st.integers(1, 5), max_size=2)
_places = st.lists(st.integers(0, 9), max_size=2).map(tuple)

health_answers = st.builds(
    HealthAnswers,
    person=people,
    function=functions,
    answers=st.dictionaries(
        st.sampled_from(["S1", "T2", "gone"]),
        st.builds(HealthAnswer, level=st.none() | st.sampled_from(get_args(Level)), example=notes),
        max_size=3,
    ),
)
first_stops = st.builds(FirstStop, mistake=phrases, step=phrases, owner=phrases, due=days)
laundry_edits = st.one_of(
    st.builds(ShowEntries),
    st.builds(ShowVotes),
    st.builds(
        AddEntry,
        entry=st.builds(LaundryEntry, id=ids, kind=st.sampled_from(get_args(LaundryKind)), text=phrases),
    ),
    st.builds(RewordEntry, target=ids, text=phrases),
    st.builds(StrikeEntry, target=ids),
    st.builds(
        MergeEntries,
        group=st.builds(LaundryGroup, id=ids, name=phrases, entries=st.lists(ids, max_size=3).map(tuple)),
    ),
    st.builds(SplitGroup, target=ids),
    st.builds(CastVote, vote=st.builds(LaundryVote, token=ids, harm=_points, changeable=_points)),
)
promise_answers = st.builds(
    PromiseAnswers,
    person=people,
    function=functions,
    round=st.integers(1, 2),
    named=st.booleans(),
    answers=st.dictionaries(st.sampled_from(get_args(PromiseQuestion)), notes, min_size=1, max_size=2),
)
mission_edits = st.one_of(
    st.builds(AddVariant, variant=st.builds(Variant, id=ids, text=phrases)),
    st.builds(DropVariant, target=ids),
    st.builds(ShowMarks, target=ids),
    st.builds(
        MarkWords, marks=st.builds(WordMarks, person=people, variant=ids, keep=_places, strike=_places)
    ),
    st.builds(
        TellMoment,
        moment=st.builds(Moment, id=ids, kind=st.sampled_from(["showed", "failed"]), text=phrases),
    ),
    st.builds(DropMoment, target=ids),
    st.builds(SetCorporate, corporate=st.builds(Corporate, vision=notes, mission=notes, values=notes)),
)
_policies = st.sampled_from(get_args(Policy))
placements = st.builds(
    PolicyPlacement,
    person=people,
    function=functions,
    positions=st.dictionaries(_policies, st.floats(0, 100), min_size=1, max_size=3),
)
boundaries = st.builds(PolicyBoundary, policy=_policies, boundary=notes, way_to_talk=notes)
consents = st.builds(
    Consent,
    decision=st.sampled_from(get_args(Decided)),
    about=notes,
    person=people,
    stance=st.sampled_from(["agree", "can_live"]),
    reason=notes,
) | st.builds(
    Consent,
    decision=st.sampled_from(get_args(Decided)),
    about=notes,
    person=people,
    stance=st.just("block"),
    reason=phrases,
)
