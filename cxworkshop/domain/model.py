"""The base of every model in the domain."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value: unknown fields, infinities and NaN are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
