"""Which steps of the workshop deserve the time, from what the health check says."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import get_args

from cxworkshop.analysis.health_sheets import HIGHEST
from cxworkshop.domain.health import AgendaItem, Health, Standing, SuggestedAgenda
from cxworkshop.domain.mistakes import AFTERWARDS, StepId
from cxworkshop.errors import InvalidChoiceError

FEWEST_MINUTES: dict[StepId, int] = {
    "02_mission_and_success": 15,
    "03_profitable_segments": 15,
    "04_hallmark_touchpoints": 15,
    "05_value_drivers": 15,
    "06_commitments": 10,
}
"""Least time of the four decisions, and of the commitments that make them happen."""

USUAL = 4 * 60
"""Minutes to share out where nobody says otherwise."""

LONGEST = 7 * 60
"""Most minutes of one day's work."""

_ROUND = 5

_DONE: StepId = "01_health_check"
"""What has come before: who knows what the health check says has taken it."""


def suggested_agenda(health: Health, minutes: int) -> SuggestedAgenda:
    """Share out the minutes of a workshop over its steps, by the weight of the mistakes that are made.

    A step's weight adds up, over its mistakes, mean level / 3 × share who know × minutes of the exercise.
    Minutes follow the weights, with the four decisions and the commitments never under their least; they are
    multiples of five, the few left over go to the heaviest step. Steps without weight or least are left out,
    and so is the health check, which is done.

    Parameters
    ----------
    health
        Its standings are used.
    minutes
        Of all steps together, breaks not counted: 70 to 420.

    Raises
    ------
    InvalidChoiceError
        The minutes are too few for the four decisions, or more than a day's.
    """
    least = sum(FEWEST_MINUTES.values())
    if not least <= minutes <= LONGEST:
        msg = (
            f"A workshop takes {least} to {LONGEST} minutes, so that none of the four decisions is cut "
            f"short, but {minutes} came; choose a time between, or two days."
        )
        raise InvalidChoiceError(msg)
    by_step = {step: _heaviest(health.standings, step) for step in get_args(StepId) if step != _DONE}
    weights = {step: sum(map(_weight, found)) for step, found in by_step.items()}
    shares = _shared_out(minutes, weights)
    items = [
        AgendaItem(
            step=step,
            minutes=shares[step],
            weight=weights[step],
            mistakes=tuple(one.id for one in by_step[step]),
        )
        for step in sorted(shares, key=lambda step: -weights[step])
        if shares[step]
    ]
    afterwards = tuple(one.id for one in _heaviest(health.standings, AFTERWARDS))
    return SuggestedAgenda(minutes=minutes, items=tuple(items), afterwards=afterwards)


def _weight(standing: Standing) -> float:
    return standing.mean / HIGHEST * standing.share_known * standing.minutes


def _heaviest(standings: Sequence[Standing], step: str) -> tuple[Standing, ...]:
    """Return the mistakes of a step that are made at all, heaviest first."""
    made = [one for one in standings if one.step == step and _weight(one) > 0]
    return tuple(sorted(made, key=lambda one: (-_weight(one), one.id)))


def _shared_out(minutes: int, weights: Mapping[StepId, float]) -> dict[StepId, int]:
    """Return minutes by step: in proportion to weights, but for steps that would fall under their least."""
    least = {step: FEWEST_MINUTES.get(step, 0) for step in weights if weights[step] or step in FEWEST_MINUTES}
    if not any(weights.values()):
        weights = {step: float(least[step]) for step in least}
    fixed: dict[StepId, int] = {}
    while True:
        free = [step for step in least if step not in fixed]
        left, weight = minutes - sum(fixed.values()), sum(weights[step] for step in free)
        exact = {step: left * weights[step] / weight if weight else 0.0 for step in free}
        short = {step: least[step] for step in free if exact[step] < least[step]}
        if not short:
            break
        fixed |= short
    shares = fixed | {step: floor(exact[step] / _ROUND) * _ROUND for step in free}
    in_turn = sorted(free or least, key=lambda step: (shares[step] - exact.get(step, 0.0), step))
    left = minutes - sum(shares.values())
    for place in range(left // _ROUND):
        shares[in_turn[place % len(in_turn)]] += _ROUND
    shares[max(in_turn, key=lambda step: weights[step])] += left % _ROUND
    return shares
