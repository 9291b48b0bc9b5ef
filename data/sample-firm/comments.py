"""What the sample firm's guests say: worded by their rating, but for some who were asked for a top one."""

from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from shaping import NEVER_USED, NO_ANSWER

WORDING = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text("utf-8"))
PRAISE_FROM, COMPLAINT_TO, TOP_FROM = 8, 6, 9
ASKED_FOR_TOP = "farewell"  # where some are asked for a top rating
MORE, CONTRARY = 60, 22  # comments below a top rating there, and how many of them complain


def make_verbatims(rng: np.random.Generator, survey: pd.DataFrame) -> pd.DataFrame:
    """Return comments on touchpoints, worded by the rating that the same guest gave."""
    rows = []
    for index in rng.choice(len(survey), 600, replace=False):
        answer = survey.iloc[index]
        touchpoint = rng.choice(list(WORDING))
        rating = answer[touchpoint]
        if pd.isna(rating) or rating in (NO_ANSWER, NEVER_USED):
            continue
        tone = "praise" if rating >= PRAISE_FROM else "complaint" if rating <= COMPLAINT_TO else "mixed"
        text = rng.choice(WORDING[touchpoint][tone])
        rows.append((answer["customer_id"], answer["date"], touchpoint, int(rating), text))
    return pd.DataFrame(rows, columns=["customer_id", "date", "touchpoint", "rating", "text"])


def with_contrary(rng: np.random.Generator, verbatims: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """Return the comments with more below top ratings of one touchpoint, of which many complain."""
    said = verbatims.loc[verbatims["touchpoint"] == ASKED_FOR_TOP, "customer_id"]
    rated_top = survey[ASKED_FOR_TOP].isin(range(TOP_FROM, 11))
    top = survey[rated_top & ~survey["customer_id"].isin(said)]
    chosen = top.iloc[rng.choice(len(top), MORE, replace=False)]
    tones = np.where(np.arange(MORE) < CONTRARY, "complaint", "praise")
    more = pd.DataFrame(
        {
            "customer_id": chosen["customer_id"].to_numpy(),
            "date": chosen["date"].to_numpy(),
            "touchpoint": ASKED_FOR_TOP,
            "rating": chosen[ASKED_FOR_TOP].astype(int).to_numpy(),
            "text": [rng.choice(WORDING[ASKED_FOR_TOP][tone]) for tone in tones],
        }
    )
    return pd.concat([verbatims, more], ignore_index=True)
