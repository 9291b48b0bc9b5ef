"""How alike the answers of several people to one open question are, as it is shown."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share


class SharedWord(Model):
    """A word or phrase that several people use, as most of them say it; ``also`` are other words for it."""

    word: str
    also: tuple[str, ...] = ()
    people: Count


class OwnWord(Model):
    """A word that only one person uses; ``person`` is None where answers are anonymous."""

    word: str
    person: str | None = None


class Cluster(Model):
    """Answers that are like each other.

    ``words`` are in at least half of the answers, ``example`` is the answer most like the others. ``people``
    is empty where answers are anonymous; ``answers`` are in the order of the alphabet.
    """

    words: tuple[str, ...]
    example: str
    answers: tuple[str, ...]
    people: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many answers it holds."""
        return len(self.answers)


class Alignment(Model):
    """The mean likeness of each two answers, with its interval, and what is behind it.

    ``n`` answers hold words, ``empty`` ones don't. ``likeness`` is None below two answers, ``low`` and
    ``high`` below three: they say what other people like these would give. ``own_words`` says how many words
    only one person uses, ``own`` names the first of them. Texts are cut to what an answer holds.
    """

    n: Count
    empty: Count
    likeness: Share | None
    low: Share | None
    high: Share | None
    level: Share
    named: bool
    words: tuple[SharedWord, ...] = ()
    phrases: tuple[SharedWord, ...] = ()
    own: tuple[OwnWord, ...] = ()
    own_words: Count = 0
    clusters: tuple[Cluster, ...] = ()
