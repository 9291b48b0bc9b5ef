"""When to show what people gave, each alone: never so few at once that one of them can be told."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from cxworkshop.errors import MissingStepError
from cxworkshop.settings import SMALLEST_GROUP, texts

T = TypeVar("T")


class Reveal(Generic[T]):
    """What a page shows of the things that people gave; nothing until somebody asks for it.

    Attributes
    ----------
    shown
        The things as they were when they were last asked for.
    """

    def __init__(self) -> None:
        self.shown: tuple[T, ...] = ()

    def ask(self, things: Sequence[T]) -> None:
        """Show the things as they are now.

        Raises
        ------
        MissingStepError
            There are fewer than 3, or one or two are new beside those shown before.
        """
        new = [thing for thing in things if thing not in self.shown]
        if len(things) < SMALLEST_GROUP:
            self._refuse("too_few", len(things))
        if self.shown and 0 < len(new) < SMALLEST_GROUP:
            self._refuse("too_few_new", len(new))
        self.shown = tuple(things)

    def _refuse(self, why: str, count: int) -> None:
        raise MissingStepError(texts("reveal")[why].format(least=SMALLEST_GROUP, count=count))
