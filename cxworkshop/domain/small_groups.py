"""Which groups can't be shown, so that nobody's answer can be read off or worked out by subtraction."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from cxworkshop.settings import SMALLEST_GROUP


def withheld(answers: Mapping[str, Iterable[Hashable]], others: Iterable[Hashable] = ()) -> frozenset[str]:
    """Return the groups that must not be shown beside the figure of everyone.

    A group can be shown from 3 answers on, unless they are all the same: its figure would tell each of them.
    Whoever has the figure of everyone can take away the groups shown; so what is left must be nobody, or such
    a group as well. Else the smallest group shown is withheld too, and so on.

    Parameters
    ----------
    answers
        The answers of each group's people, whatever can be compared; a group without any is withheld. None
        stands for having left a thing alone, as most people do with most things: that all did tells nothing.
    others
        The answers of people of no group.
    """
    given = {name: list(found) for name, found in answers.items()}
    by_size = sorted(given, key=lambda name: (len(given[name]), name))
    hidden = [name for name in by_size if _tells(given[name])]
    rest = [*others, *(answer for name in hidden for answer in given[name])]
    for name in by_size:
        if not rest or not _tells(rest):
            break
        if name not in hidden:
            hidden.append(name)
            rest += given[name]
    return frozenset(hidden)


def _tells(answers: Sequence[Hashable]) -> bool:
    """Tell whether the figure of answers gives single ones away."""
    return len(answers) < SMALLEST_GROUP or (answers[0] is not None and len(set(answers)) == 1)
