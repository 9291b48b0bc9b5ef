"""Hypothesis strategies for the small parts of events: words, numbers, days, sources."""

from datetime import date

from hypothesis import strategies as st

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role

phrases = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
numbers = st.floats(-1e12, 1e12, allow_nan=False)
counts = st.integers(0, 10**9)
shares = st.floats(0, 1)
days = st.dates(date(2020, 1, 1), date(2050, 1, 1))
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
provenances = st.lists(
    st.builds(
        Provenance,
        role=st.sampled_from(Role),
        source=phrases,
        columns=st.just(()),
        rows=counts,
        sha256=digests,
    ),
    max_size=2,
).map(tuple)
