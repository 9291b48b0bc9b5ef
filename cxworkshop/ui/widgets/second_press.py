"""Asks whether a press was meant."""

from cxworkshop.charts.figures import count
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts


class SecondPress:
    """Asks whether a press was meant: the first one says what it would do, the second one does it."""

    def __init__(self) -> None:
        self._asked: object = None

    def expect(self, what: object, said: str) -> None:
        """Refuse the first press on ``what``; where that is another thing meanwhile, ask again.

        Raises
        ------
        InvalidChoiceError
            ``said``: what the second press will do.
        """
        if what != self._asked:
            self._asked = what
            raise InvalidChoiceError(said)
        self._asked = None

    def expect_closing(self, people: int) -> None:
        """Refuse the first press that would let nobody answer any more.

        Raises
        ------
        InvalidChoiceError
            How many have answered, and that a second press closes it.
        """
        self.expect(people, texts("reveal")["last_call"].format(count=count(people)))
