"""Hypothesis strategies for journey maps and edits, with text that is hostile to every file format."""

from hypothesis import settings
from hypothesis import strategies as st

from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage, map_ids
from cxworkshop.domain.map_edits import (
    AddCause,
    AddClaim,
    AddJourney,
    AddStage,
    AddTouchpoint,
    ChangeCause,
    ChangeClaim,
    ChangeText,
    DescribeMap,
    MarkMoment,
    Move,
    Remove,
    RemoveClaim,
    Rename,
    SetFeeling,
)
from cxworkshop.domain.map_words import one_line, tidy
from cxworkshop.domain.touchpoint import CLAIM_LANES, TEXT_LANES, Cause, Claim, Touchpoint, with_text

HOSTILE = (
    "=1+1",
    "'=cmd|' /C calc'!A0",
    "-2\n-3",
    "@x;=1",
    "a\\nb\\|c\\",
    "| | assumed | ",
    '<b onload="x">&amp;</b>',
    "a: b, c; d",
    "#35;",
    "%%{init: {}}%%",
    "%% note",
    "title of it",
    "section 2",
    "Journey's end",
    "accTitle: x",
    "---\ntitle: y\n---",
    "```",
    "é\u0301 早餐 🛎️ \u202eabc ﬂ°°35¶ß",
    "\ufdd0\uffff\x07\x85\u2028",
    "touchpoint:p1",
    '"quoted"',
    "yes",
    "1,5",
    "\tTab",
    "null",
)

LAW = settings(max_examples=40, deadline=None)
"""For laws over whole maps: drawing one takes long enough to miss a deadline on a busy machine."""

words = st.sampled_from(HOSTILE) | st.text(max_size=12)
names = words.filter(one_line)
emotions = st.none() | st.floats(-2, 2)
levels = st.sampled_from(["assumed", "partly researched", "researched"])
positions = st.integers(0, 6)


shapes_of_maps = st.lists(st.lists(st.integers(0, 2), max_size=2), max_size=3)


@st.composite
def journey_maps(draw, shapes=shapes_of_maps):
    """Return a sound map; ``shapes`` tells for each journey how many touchpoints its stages have."""
    ids = _Ids(draw)
    journeys = []
    for stages in draw(shapes):
        parents = [None, *(journey.id for journey in journeys)]
        held = tuple(
            Stage(
                id=ids.new(), name=draw(names), touchpoints=tuple(_touchpoint(draw, ids) for _ in range(many))
            )
            for many in stages
        )
        parent = draw(st.sampled_from(parents))
        journeys.append(Journey(id=ids.new(), name=draw(names), parent=parent, stages=held))
    return JourneyMap(
        id=ids.new(),
        name=draw(names),
        state=draw(st.sampled_from(["as_is", "to_be"])),
        persona=draw(words),
        scenario=draw(words),
        journeys=tuple(draw(st.permutations(journeys))),
    )


class _Ids:
    def __init__(self, draw):
        self.form = draw(st.sampled_from(["p{}", "check_in_{}", "{}", "n-{}-x"]))
        self.made = 0

    def new(self):
        self.made += 1
        return self.form.format(self.made)


def _touchpoint(draw, ids):
    touchpoint = Touchpoint(
        id=ids.new(), name=draw(names), emotion=draw(emotions), is_moment=draw(st.booleans())
    )
    for lane, text in draw(st.dictionaries(st.sampled_from(TEXT_LANES), words, max_size=2)).items():
        touchpoint = with_text(touchpoint, lane, tidy(text))
    claims = dict.fromkeys(CLAIM_LANES, ())
    for lane in draw(st.lists(st.sampled_from(CLAIM_LANES), max_size=2)):
        claims[lane] = (*claims[lane], Claim(**_claim(draw, ids.new())))
    causes = ()
    for _ in range(draw(st.integers(0, 2)) if claims["pains"] else 0):
        of = draw(st.sampled_from([claim.id for claim in (*claims["pains"], *causes)]))
        causes = (*causes, Cause(**_claim(draw, ids.new()), of=of, owner=draw(words)))
    return touchpoint.model_copy(update={**claims, "causes": causes})


def _claim(draw, part):
    return {"id": part, "text": draw(names), "evidence": draw(levels), "source": draw(words)}


def parts_of(journey_map):
    """Return the ids of everything on a map."""
    return [part for part, _ in map_ids(journey_map)]


@st.composite
def edits(draw, journey_map):
    """Return an edit about something on the map, or about something that is gone."""
    parts = [*parts_of(journey_map), "gone"]

    def some():
        return draw(st.sampled_from(parts))

    def new():
        return draw(st.sampled_from(["new", *parts[:2]]))

    def place():
        return draw(st.none() | positions)

    def touchpoint():
        return Touchpoint(id=new(), name=draw(names))

    def stage():
        return Stage(id=new(), name=draw(names), touchpoints=(touchpoint(),))

    def claim():
        return {"id": draw(st.sampled_from(["new", *parts])), "text": draw(names), "evidence": draw(levels)}

    def lane(lanes):
        return draw(st.sampled_from(lanes))

    make = draw(
        st.sampled_from(
            (
                lambda: AddJourney(
                    journey=Journey(id=new(), name=draw(names), parent=some()), position=place()
                ),
                lambda: AddStage(to=some(), stage=stage(), position=place()),
                lambda: AddTouchpoint(to=some(), touchpoint=touchpoint(), position=place()),
                lambda: Rename(target=some(), name=draw(names)),
                lambda: DescribeMap(persona=draw(words), scenario=draw(words)),
                lambda: ChangeText(target=some(), lane=lane(TEXT_LANES), text=draw(words)),
                lambda: SetFeeling(target=some(), emotion=draw(emotions)),
                lambda: MarkMoment(target=some(), is_moment=draw(st.booleans())),
                lambda: Move(target=some(), to=some(), position=draw(positions)),
                lambda: Remove(target=some()),
                lambda: AddClaim(target=some(), lane=lane(CLAIM_LANES), claim=Claim(**claim())),
                lambda: ChangeClaim(claim=Claim(**claim())),
                lambda: AddCause(cause=Cause(**claim(), of=some())),
                lambda: ChangeCause(cause=Cause(**claim(), of=some())),
                lambda: RemoveClaim(target=some()),
            )
        )
    )
    return make()
