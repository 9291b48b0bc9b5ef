"""Before what people gave, each alone, is shown: that they are enough."""

from collections.abc import Collection

from cxworkshop.domain.showing import newly_given, why_withheld
from cxworkshop.errors import MissingStepError
from cxworkshop.settings import SMALLEST_GROUP, texts


def expect_enough(things: Collection[object], shown: Collection[object]) -> None:
    """Refuse to show so few that one of them can be told.

    Parameters
    ----------
    things
        What people gave, as it is now.
    shown
        The same as it was when it was last shown; empty where it never was.

    Raises
    ------
    MissingStepError
        There are fewer than 3, or one or two are new beside those shown before.
    """
    why = why_withheld(things, shown)
    if why is None:
        return
    found = newly_given(things, shown) if why == "too_few_new" else len(things)
    raise MissingStepError(texts("reveal")[why].format(least=SMALLEST_GROUP, count=found))
