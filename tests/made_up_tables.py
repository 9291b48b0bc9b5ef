"""The tables behind made-up evidence."""

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd()|calc!A1",
    "Long name " * 20,
    "W" * 200,
    "👩\u200d👩\u200d👧 family 🎉",
    "שלום עולם",
    "turned \u202e over \x00\x0b",
)
"""Names that break what doesn't expect them."""

SHA = {role: f"{place % 16:x}" * 64 for place, role in enumerate(Role, start=10)}


def provenance(role: Role) -> Provenance:
    return Provenance(
        role=role,
        source=f"/home/ana/firm/{role.value}.csv",
        columns=("customer_id", "amount"),
        rows=41_250,
        sha256=SHA[role],
    )
