"""What the policy spectrum says, as a sentence from ``templates/texts/policies.yaml``."""

from cxworkshop.charts.figures import count, listed, percent
from cxworkshop.domain.policies import Policy
from cxworkshop.domain.policy_spread import PolicySpread
from cxworkshop.settings import texts


def find_policies(spread: PolicySpread) -> str:
    """Name the policy on which people are furthest apart; all of them, where several are just as far."""
    words = texts("policies")["findings"]
    if not spread.standings:
        return str(words["none"])
    widest = spread.standings[0]
    near = [one for one in spread.standings if percent(one.dissent) == percent(widest.dissent)]
    pattern = "together" if not widest.flagged else "tied" if len(near) > 1 else "apart"
    named = near if pattern == "tied" else [widest]
    return str(
        words[pattern].format(
            names=listed([name_policy(one.policy).lower() for one in named]),
            first=f"{widest.positions[0]:.0f}",
            last=f"{widest.positions[-1]:.0f}",
            share=percent(widest.dissent),
            n=count(widest.n),
        )
    )


def name_policy(policy: Policy) -> str:
    """Return what people call a policy."""
    return str(texts("policies")["names"][policy])
