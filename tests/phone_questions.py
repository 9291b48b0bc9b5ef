"""One question of each of the twelve kinds, as the tests of the phone's page ask them."""

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.questions import (
    AxesQuestion,
    ConsentQuestion,
    DotsQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    ManyQuestion,
    OneQuestion,
    PointsQuestion,
    Question,
    RankingQuestion,
    ScalePoint,
    TextQuestion,
    TextsQuestion,
)

ITEMS = (
    Item(id="checkin", label="Check-in", hint="from the door to the room", group="Arrival"),
    Item(id="breakfast", label="Breakfast", group="The stay"),
    Item(id="bill", label="The bill", group="The stay"),
)

LEVELS = ("Never", "Now and then", "Often", "All the time")

QUESTIONS: dict[str, Question] = {
    "text": TextQuestion(longest=120),
    "texts": TextsQuestion(items=ITEMS),
    "one": OneQuestion(items=ITEMS),
    "many": ManyQuestion(items=ITEMS, least=1, most=2),
    "grid": GridQuestion(
        items=ITEMS, scale=tuple(ScalePoint(value=at, label=one) for at, one in enumerate(LEVELS)), notes=True
    ),
    "points": PointsQuestion(items=ITEMS),
    "dots": DotsQuestion(items=ITEMS, dots=4, most_each=3),
    "ranking": RankingQuestion(items=ITEMS),
    "axes": AxesQuestion(items=ITEMS, left="Rare", right="Frequent", bottom="Dull", top="Memorable"),
    "line": LineQuestion(items=ITEMS, left="The book decides", right="The clerk decides"),
    "guess": GuessQuestion(least=-20, most=2000, unit="€"),
    "consent": ConsentQuestion(about="We are the hotel where travellers arrive home."),
}
"""By kind."""


def asked(kind: str, **changes: object) -> Ask:
    """The question of that kind."""
    number = list(QUESTIONS).index(kind) + 1
    told = {"id": f"{number:032x}", "title": f"Question of {kind}", "question": QUESTIONS[kind], **changes}
    return Ask.model_validate(told)
