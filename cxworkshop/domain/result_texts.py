"""The texts of a round, put together for everybody to read."""

from collections.abc import Iterable, Mapping

from cxworkshop.domain.activity import ActivityRound, TextKey
from cxworkshop.domain.activity_results import Written
from cxworkshop.domain.people import Id
from cxworkshop.domain.responses import ConsentAnswer, TextAnswer, TextsAnswer


def written(
    told: ActivityRound, names: Mapping[Id, str], items: Iterable[str], *, keys: bool
) -> tuple[Written, ...]:
    """Return the texts that aren't hidden, those with most people first, then by the alphabet.

    Of stances, the texts are their reasons.

    Parameters
    ----------
    names
        Who may be named as a text's writer.
    items
        The question's items in order; [""] where it has none.
    keys
        Whether texts tell which they are. Whoever sees keys can tell what one person wrote, all along.
    """
    hidden = set(told.hidden)
    texts = {key: text for key, text in _texts(told).items() if key not in hidden}
    found = []
    for group in told.merged:
        seen = [key for key in group.texts if texts.pop(key, "")]
        if seen:
            found.append(_written(group.name, seen, names, keys=keys))
    found += [_written(text, [key], names, keys=keys) for key, text in texts.items()]
    order = {item: place for place, item in enumerate(items)}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order[one.item],
                -one.people,
                one.text.casefold(),
                one.text,
                one.names,
                one.keys,
            ),
        )
    )


def _texts(told: ActivityRound) -> dict[TextKey, str]:
    found = {}
    for who, answer in told.answers.items():
        if isinstance(answer, TextAnswer):
            found[TextKey(who=who)] = answer.text
        elif isinstance(answer, ConsentAnswer) and answer.reason:
            found[TextKey(who=who)] = answer.reason
        elif isinstance(answer, TextsAnswer):
            found |= {TextKey(who=who, item=item): text for item, text in answer.texts.items() if text}
    return found


def _written(text: str, texts: list[TextKey], names: Mapping[Id, str], *, keys: bool) -> Written:
    people = {key.who for key in texts}
    return Written(
        item=texts[0].item,
        text=text,
        people=len(people),
        keys=tuple(f"{key.who}/{key.item}" for key in texts) if keys else (),
        names=tuple(sorted(names[who] for who in people if who in names)),
    )
