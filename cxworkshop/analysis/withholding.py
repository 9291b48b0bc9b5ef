"""Which groups can't be shown, so that nobody's answer can be read off or worked out by subtraction."""

from collections.abc import Mapping

from cxworkshop.settings import SMALLEST_GROUP


def withheld(sizes: Mapping[str, int], everyone: int) -> frozenset[str]:
    """Return the groups that must not be shown beside the figure of everyone.

    Groups of fewer than 3 are withheld. Whoever has the figure of everyone can take away the groups shown;
    what is left must be nobody or at least 3 people of several groups, else the smallest group shown is
    withheld too, and so on.

    Parameters
    ----------
    sizes
        People by group.
    everyone
        All people, those of no group too.
    """
    by_size = sorted((name for name in sizes if sizes[name]), key=lambda name: (sizes[name], name))
    hidden = [name for name in by_size if sizes[name] < SMALLEST_GROUP]
    rest = everyone - sum(sizes.values()) + sum(sizes[name] for name in hidden)
    for name in by_size[len(hidden) :]:
        if rest == 0 or rest >= SMALLEST_GROUP:
            break
        hidden.append(name)
        rest += sizes[name]
    return frozenset(hidden)
