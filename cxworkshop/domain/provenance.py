"""Where a figure comes from."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.tables import Role

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Provenance(Model):
    """The table behind a figure: source, mapped columns, rows and SHA-256 as attached."""

    role: Role
    source: str
    columns: tuple[str, ...]
    rows: Count
    sha256: str
