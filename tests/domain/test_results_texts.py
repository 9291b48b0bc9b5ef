from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import SEATS, asked_and_told, questions_by_kind, seatings

from cxworkshop.domain.activity import ActivityRound, Ask, MergedTexts, TextKey
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import Item, TextQuestion, TextsQuestion
from cxworkshop.domain.responses import TextAnswer, TextsAnswer
from cxworkshop.domain.results import result_of

some = settings(max_examples=25)
named = st.just("named")
texts = questions_by_kind["texts"]


def _ask(question, privacy="unnamed"):
    return Ask(id="f" * 32, title="What stops us?", question=question, privacy=privacy)


def _told(*wordings, **more):
    answers = {who: TextAnswer(text=text) for who, text in zip(SEATS, wordings, strict=False)}
    return ActivityRound(answers=answers, **more)


@some
@given(asked_and_told(texts, named), seatings())
def test_every_text_stands_there_once(asked, seats):
    _, told = asked
    given = [(which, text) for one in told.answers.values() for which, text in one.texts.items() if text]

    found = result_of(*asked, seats).texts

    assert sorted((one.item, one.text) for one in found) == sorted(given)


@some
@given(asked_and_told(texts, named), seatings())
def test_texts_stand_by_item_and_the_alphabet(asked, seats):
    ask, _ = asked
    order = [(ask.question.ids.index(one.item), one.text) for one in result_of(*asked, seats).texts]

    assert order == sorted(order)


@some
@given(asked_and_told(texts), seatings())
def test_only_the_desk_gets_keys(asked, seats):
    assert not [one for one in getattr(result_of(*asked, seats), "texts", ()) if one.keys]


@some
@given(asked_and_told(texts, named), seatings())
def test_the_desk_s_keys_lead_to_the_text(asked, seats):
    _, told = asked
    for one in result_of(*asked, seats, keys=True).texts:
        who, _, item = one.keys[0].partition("/")
        assert told.answers[who].texts[item] == one.text


def test_a_hidden_text_is_not_shown_and_still_counted_as_an_answer():
    told = _told("rude", "slow", "dear", hidden=(TextKey(who=SEATS[0]),))

    found = result_of(_ask(TextQuestion()), told, {})

    assert [one.text for one in found.texts] == ["dear", "slow"]
    assert found.n == 3


def test_merged_texts_stand_first_under_their_wording():
    group = MergedTexts(name="Speed", texts=(TextKey(who=SEATS[0]), TextKey(who=SEATS[2])))

    found = result_of(_ask(TextQuestion()), _told("slow", "dear", "tardy", merged=(group,)), {}).texts

    assert [(one.text, one.people) for one in found] == [("Speed", 2), ("dear", 1)]


def test_a_hidden_text_is_not_counted_under_its_wording():
    group = MergedTexts(name="Speed", texts=(TextKey(who=SEATS[0]), TextKey(who=SEATS[2])))
    told = _told("slow", "dear", "tardy", merged=(group,), hidden=(TextKey(who=SEATS[2]),))

    found = result_of(_ask(TextQuestion()), told, {}).texts

    assert [(one.text, one.people) for one in found] == [("dear", 1), ("Speed", 1)]


def test_a_wording_of_hidden_texts_alone_is_not_shown():
    key = TextKey(who=SEATS[0])
    told = _told("slow", "dear", "tardy", merged=(MergedTexts(name="Speed", texts=(key,)),), hidden=(key,))

    assert [one.text for one in result_of(_ask(TextQuestion()), told, {}).texts] == ["dear", "tardy"]


def test_one_person_s_two_texts_under_one_wording_are_one_person():
    question = TextsQuestion(items=(Item(id="a", label="A"), Item(id="b", label="B")))
    keys = tuple(TextKey(who=SEATS[0], item=item) for item in "ab")
    answers = dict.fromkeys(SEATS[:3], TextsAnswer(texts={"a": "slow", "b": "tardy"}))
    told = ActivityRound(answers=answers, merged=(MergedTexts(name="Speed", texts=keys),))

    assert ("Speed", 1) in [(one.text, one.people) for one in result_of(_ask(question), told, {}).texts]


def test_writers_are_named_where_the_question_says_so():
    seats = {SEATS[0]: Seat(id=SEATS[0], name="Ada"), SEATS[1]: Seat(id=SEATS[1], name="Ben")}
    group = MergedTexts(name="Speed", texts=(TextKey(who=SEATS[1]), TextKey(who=SEATS[0])))

    (found,) = result_of(_ask(TextQuestion(), "named"), _told("slow", "tardy", merged=(group,)), seats).texts

    assert found.names == ("Ada", "Ben")
