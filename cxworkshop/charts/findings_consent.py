"""What came of asking for consent, as a sentence from ``templates/texts/consent.yaml``."""

from collections import Counter
from collections.abc import Sequence

from cxworkshop.charts.figures import count
from cxworkshop.domain.consent import Consent
from cxworkshop.settings import SMALLEST_GROUP, texts


def find_consent(stances: Sequence[Consent]) -> str:
    """Say whether a decision stands, from three people on.

    Parameters
    ----------
    stances
        Those on the decision as it reads now: :func:`cxworkshop.domain.consents.stances`.
    """
    words, people = texts("consent")["findings"], len(stances)
    if not people:
        return str(words["nobody"])
    if people < SMALLEST_GROUP:
        return str(words["too_few"].format(least=SMALLEST_GROUP, n=count(people)))
    found = Counter(one.stance for one in stances)
    pattern = "blocked" if found["block"] else "all_agree" if found["agree"] == people else "decided"
    return str(
        words[pattern].format(
            n=count(people),
            agree=count(found["agree"]),
            can_live=count(found["can_live"]),
            block=count(found["block"]),
            blocks=words["block_one" if found["block"] == 1 else "block_more"],
        )
    )


def find_blocks(stances: Sequence[Consent]) -> tuple[str, ...]:
    """Return the reasons of those who block, by the alphabet and without names; none under three people."""
    if len(stances) < SMALLEST_GROUP:
        return ()
    return tuple(sorted(one.reason.strip() for one in stances if one.stance == "block"))
