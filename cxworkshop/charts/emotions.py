"""The emotional curve of a journey map, and beside it what customers scored."""

from itertools import accumulate
from typing import NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import LABEL, colour, data_colour
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.journey_map import JourneyMap

HEIGHT = 340
LOWEST, HIGHEST = -2, 2

WIDEST = 1080
"""Width that the curve keeps to while touchpoints have room for their names (px)."""

LEAST_STEP, MOST_STEP = 23, 160
"""Least and greatest distance between touchpoints (px)."""

NAME = 26
"""Longest name below the curve (characters)."""

SLANT = 310
"""Angle of the names (degrees clockwise): they rise to the right."""

NAME_ROW = 22
"""Height of a row of stages' names above the curve (px)."""

CHARACTER = 8.8
"""Width of a character of a bold label (px), on the wide side."""


class _Frame(NamedTuple):
    """How touchpoints and heights lie on the plot, the distance between touchpoints and the width (px).

    ``staggered`` says whether the stages' names need two rows.
    """

    across: alt.Scale
    up: alt.Scale
    step: float
    width: float
    staggered: bool

    def x(self, field: str = "place") -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=self.across)

    def y(self, field: str = "height") -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=self.up)

    def legend(self, dashes: list[int] | None = None) -> alt.Legend:
        """Return a legend that stands clear of the stages' names."""
        above = NAME_ROW * (2.4 if self.staggered else 1.4)
        return alt.Legend(offset=above, symbolStrokeWidth=4, symbolDash=dashes or [1, 0])


def plot_emotions(journey_map: JourneyMap, evidence: TouchpointEvidence | None = None) -> alt.LayerChart:
    """Draw how customers feel from touchpoint to touchpoint, grouped by stage.

    Where customers' scores of these touchpoints are known, they are a second line, with the lowest answer at
    the bottom and the highest at the top; where not, a note says that this is the team's view alone. Where
    nobody has said how customers feel, the line is broken.

    Parameters
    ----------
    journey_map
        The map.
    evidence
        The customers' scores, matched by the touchpoints' survey columns.
    """
    table = _table(journey_map, evidence)
    scored = evidence if table["score"].notna().any() else None
    frame = _frame(journey_map)
    layers = [_stages(journey_map, frame), _scale_words(frame), _names(journey_map, frame)]
    layers.append(_feelings(table, frame))
    if scored is not None:
        layers.append(_scores(table, frame, scored))
    title = alt.TitleParams(
        _notes(table, scored),
        orient="bottom",
        fontSize=LABEL,
        fontWeight="normal",
        color=colour("muted"),
        offset=14,
    )
    chart = alt.LayerChart(layer=layers).properties(width=frame.width, height=HEIGHT, title=title)
    apart: alt.LayerChart = chart.resolve_scale(color="independent", shape="independent")
    return apart


def _table(journey_map: JourneyMap, evidence: TouchpointEvidence | None) -> pd.DataFrame:
    scores = {} if evidence is None else {score.name: score for score in evidence.touchpoints}
    rows = []
    for place, touchpoint in enumerate(journey_map.touchpoints):
        score = scores.get(touchpoint.survey_column)
        mean, low, high = _heights(score, evidence)
        rows.append(
            {
                "place": place + 0.5,
                "emotion": touchpoint.emotion,
                "kind": say_part("touchpoint_charts", "moment" if touchpoint.is_moment else "meeting"),
                "score": mean,
                "low": low,
                "high": high,
            }
        )
    columns = ["place", "emotion", "kind", "score", "low", "high"]
    numbers = ["place", "emotion", "score", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, float))


def _heights(
    score: TouchpointScore | None, evidence: TouchpointEvidence | None
) -> tuple[float | None, float | None, float | None]:
    """Return a score and its interval at the height of the curve, nothing where there is none."""
    if score is None or evidence is None:
        return None, None, None
    span = evidence.scale_high - evidence.scale_low

    def height(value: float) -> float:
        return LOWEST + (value - evidence.scale_low) / span * (HIGHEST - LOWEST)

    return height(score.mean), height(score.low), height(score.high)


def _frame(journey_map: JourneyMap) -> _Frame:
    touchpoints = len(journey_map.touchpoints)
    step = min(max(WIDEST / max(touchpoints, 1), LEAST_STEP), MOST_STEP)
    across = alt.Scale(domain=[0, max(touchpoints, 1)], nice=False)
    up = alt.Scale(domain=[LOWEST - 0.25, HIGHEST + 0.25], nice=False)
    return _Frame(
        across=across,
        up=up,
        step=step,
        width=step * max(touchpoints, 1),
        staggered=any(
            len(stage.name) * CHARACTER > len(stage.touchpoints) * step
            for stage in journey_map.stages
            if stage.touchpoints
        ),
    )


def _stages(journey_map: JourneyMap, frame: _Frame) -> alt.LayerChart:
    """Shade every other stage, and name them above the curve, in two rows where they are narrow."""
    stages = [stage for stage in journey_map.stages if stage.touchpoints]
    starts = list(accumulate((len(stage.touchpoints) for stage in stages), initial=0))
    widths = [len(stage.touchpoints) * frame.step for stage in stages]
    table = pd.DataFrame(
        [
            {
                "place": start,
                "end": start + len(stage.touchpoints),
                "middle": start + len(stage.touchpoints) / 2,
                "name": short(stage.name, _room(widths, at, staggered=frame.staggered)),
                "lifted": frame.staggered and at % 2 == 1,
                "shaded": at % 2 == 0,
            }
            for at, (stage, start) in enumerate(zip(stages, starts, strict=False))
        ],
        columns=["place", "end", "middle", "name", "lifted", "shaded"],
    )
    base = alt.Chart(table)
    shade = base.transform_filter("datum.shaded").mark_rect(color=colour("canvas"))
    line = base.mark_rule(strokeWidth=1.5, color=colour("line"))
    words = base.mark_text(fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    middle = frame.x("middle")
    return alt.LayerChart(
        layer=[
            shade.encode(x=frame.x(), x2="end:Q"),
            line.encode(x=frame.x()),
            words.transform_filter("!datum.lifted").encode(x=middle, y=alt.value(-14), text="name:N"),
            words.transform_filter("datum.lifted").encode(
                x=middle, y=alt.value(-14 - NAME_ROW), text="name:N"
            ),
        ]
    )


def _room(widths: list[float], at: int, *, staggered: bool) -> int:
    """Return how many characters a stage's name may have: staggered, it may reach over its neighbours."""
    if not staggered:
        return int(widths[at] / CHARACTER)
    beside = [widths[other] / 2 for other in (at - 1, at + 1) if 0 <= other < len(widths)]
    return max(int((widths[at] + 2 * min(beside, default=0)) / CHARACTER), 4)


def _scale_words(frame: _Frame) -> alt.LayerChart:
    """Write what the heights mean at the left, and draw the line between good and bad."""
    heights = {HIGHEST: "delighted", 0: "neither", LOWEST: "dismayed"}
    table = pd.DataFrame(
        {"height": heights.keys(), "word": [say_part("touchpoint_charts", name) for name in heights.values()]}
    )
    words = alt.Chart(table).mark_text(align="right", dx=-12, fontSize=LABEL, color=colour("ink"))
    line = alt.Chart(table[table["height"] == 0]).mark_rule(strokeWidth=2, color=colour("line"))
    return alt.LayerChart(
        layer=[line.encode(y=frame.y()), words.encode(x=alt.value(0), y=frame.y(), text="word:N")]
    )


def _names(journey_map: JourneyMap, frame: _Frame) -> alt.Chart:
    """Write the touchpoints' names below the curve, on the slant."""
    table = pd.DataFrame(
        [
            {"place": place + 0.5, "name": short(touchpoint.name, NAME)}
            for place, touchpoint in enumerate(journey_map.touchpoints)
        ],
        columns=["place", "name"],
    )
    words = alt.Chart(table).mark_text(
        align="right", baseline="middle", angle=SLANT, fontSize=LABEL, color=colour("ink")
    )
    chart: alt.Chart = words.encode(x=frame.x(), y=alt.value(HEIGHT + 12), text="name:N")
    return chart


def _feelings(table: pd.DataFrame, frame: _Frame) -> alt.LayerChart:
    """Draw the team's line, broken where nobody has said anything, and moments in another shape."""
    line_words = say_part("touchpoint_charts", "feelings_team")
    kinds = [say_part("touchpoint_charts", name) for name in ("meeting", "moment")]
    named = table.rename(columns={"emotion": "height"}).assign(line=line_words)
    hue = alt.Color(
        "line:N", scale=alt.Scale(domain=[line_words], range=[data_colour(3)]), legend=frame.legend()
    )
    known = named.dropna(subset=["height"])
    base = alt.Chart(named).encode(x=frame.x(), y=frame.y())
    line = base.mark_line(strokeWidth=4, interpolate="monotone").encode(color=hue)
    shapes = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=["circle", "diamond"]),
        legend=frame.legend() if len(set(known["kind"])) > 1 else None,
    )
    points = alt.Chart(known).mark_point(filled=True, size=280, opacity=1, color=data_colour(3))
    return alt.LayerChart(layer=[line, points.encode(x=frame.x(), y=frame.y(), shape=shapes)])


def _scores(table: pd.DataFrame, frame: _Frame, evidence: TouchpointEvidence) -> alt.LayerChart:
    """Draw the customers' line with its intervals, and the scores' own scale at the right."""
    words = say_part("touchpoint_charts", "feelings_customers")
    scored = table.dropna(subset=["score"]).rename(columns={"score": "height"}).assign(line=words)
    dashes = [8, 5]
    hue = alt.Color(
        "line:N",
        scale=alt.Scale(domain=[words], range=[data_colour(0)]),
        legend=frame.legend(dashes),
    )
    base = alt.Chart(scored).encode(x=frame.x())
    ends = pd.DataFrame(
        {
            "height": [LOWEST, HIGHEST],
            "word": [f"{evidence.scale_low:g}", f"{evidence.scale_high:g}"],
        }
    )
    scale = alt.Chart(ends).mark_text(align="left", dx=12, fontSize=LABEL, color=data_colour(0))
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeWidth=3, color=data_colour(0)).encode(y=frame.y("low"), y2="high:Q"),
            base.mark_line(strokeWidth=3, strokeDash=dashes).encode(y=frame.y(), color=hue),
            base.mark_point(shape="square", filled=True, size=80, opacity=1, color=data_colour(0)).encode(
                y=frame.y()
            ),
            scale.encode(x=alt.value(frame.width), y=frame.y(), text="word:N"),
        ]
    )


def _notes(table: pd.DataFrame, evidence: TouchpointEvidence | None) -> list[str]:
    notes = [] if table["emotion"].notna().any() else [say_part("touchpoint_charts", "no_feelings")]
    if evidence is None:
        return [*notes, say_part("touchpoint_charts", "team_alone")]
    facts = {
        "low": f"{evidence.scale_low:g}",
        "high": f"{evidence.scale_high:g}",
        "level": percent(evidence.level),
        "n": count(evidence.n),
    }
    return [*notes, say_part("touchpoint_charts", "team_and_customers", **facts)]
