"""Who served whom in the sample firm: help depends on the colleague, everything else hardly does."""

from pathlib import Path

import numpy as np
import pandas as pd
import yaml

COLLEAGUES = yaml.safe_load((Path(__file__).parent / "colleagues.yaml").read_text("utf-8"))


def with_serving(
    rng: np.random.Generator, survey: pd.DataFrame, stays: pd.DataFrame, rated: pd.Series
) -> pd.DataFrame:
    """Return the survey with the hotel of each guest's last stay and the colleague who served there.

    ``rated`` is how the guest rated help, in spreads above its mean, NaN where they didn't. Ratings are there
    already, so the colleague is drawn by how likely each is to have earned this one (Bayes' rule). Ratings of
    help then spread between colleagues as ``colleagues.yaml`` says.
    """
    last = pd.merge_asof(
        survey[["date", "customer_id"]].assign(date=pd.to_datetime(survey["date"])),
        stays[["date", "customer_id", "hotel"]].assign(date=pd.to_datetime(stays["date"])),
        on="date",
        by="customer_id",
        allow_exact_matches=False,
    )
    luck = rng.random(len(survey))
    served = [_colleague(*one) for one in zip(last["hotel"], rated, luck, strict=True)]
    return survey.assign(hotel=last["hotel"].to_numpy(), served_by=served)


def _colleague(hotel: str, rated: float, luck: float) -> str:
    names, helpful = list(COLLEAGUES[hotel]), np.array(list(COLLEAGUES[hotel].values()))
    far = np.zeros(len(names)) if np.isnan(rated) else rated - helpful
    likely = np.cumsum(np.exp(-(far**2) / (2 * (1 - helpful.var()))))
    return f"{names[np.searchsorted(likely / likely[-1], luck)]}, {hotel}"
