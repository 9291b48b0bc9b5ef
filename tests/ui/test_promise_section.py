"""Everyone writes alone about the promise; then all is shown at once, and a second round stands beside it."""

import pytest

from cxworkshop.domain.answer_events import PromiseRoundClosed, PromisesWritten
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.live.session import open_session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.mission.promise_section import PromiseSection

PEOPLE = {"Ana": "we let guests sleep", "Bo": "guests sleep well with us", "Cy": "breakfast from five"}


def _section(session):
    section = PromiseSection(session, texts("promise"))
    section.show(session.workshop)
    session.on_change(section.show)
    return section


@pytest.fixture
def section(empty_session):
    return _section(empty_session)


@pytest.fixture
def write(press):
    def enter(section, who, answer, *, named=False):
        form = section.form
        form.who.value, form.answers["promise"].value, form.named.value = who, answer, named
        return press(form.save.row)

    return enter


@pytest.fixture
def reveal(press):
    """``reveal(section)``: both presses that close a round."""

    def close(section):
        press(section.form.reveal.row)
        press(section.form.reveal.row)

    return close


@pytest.fixture
def written(section, write):
    for who, answer in PEOPLE.items():
        write(section, who, answer)
    return section


@pytest.mark.usefixtures("written")
def test_nobody_sees_what_others_wrote_before_all_is_shown(empty_session, shown):
    page = shown(_section(open_session(empty_session.path)).box)

    assert "3 people have written" in page
    assert not any(answer in page for answer in PEOPLE.values())


def test_the_fields_are_empty_for_the_next_person(written):
    assert written.form.who.value == ""
    assert written.form.answers["promise"].value == ""
    assert not written.form.named.value


def test_two_answers_are_not_shown(section, write, press, empty_session):
    write(section, "Ana", "rest")
    write(section, "Bo", "rest")

    assert "from 3 people on" in press(section.form.reveal.row)
    assert empty_session.workshop.promises_out == 0


def test_a_round_is_closed_by_a_second_press_in_each_round(written, write, press, empty_session):
    assert "3 have answered so far. Press once more" in press(written.form.reveal.row)
    assert empty_session.workshop.promises_out == 0
    press(written.form.reveal.row)
    for who in PEOPLE:
        write(written, who, "every guest sleeps well")

    assert "Press once more" in press(written.form.reveal.row)
    assert empty_session.workshop.promises_out == 1


def test_who_writes_after_the_first_press_is_asked_about_again(written, write, press, empty_session):
    press(written.form.reveal.row)
    write(written, "Di", "rest")

    assert "4 have answered" in press(written.form.reveal.row)
    assert empty_session.workshop.promises_out == 0


def test_a_name_in_another_case_is_the_same_person(written, write, empty_session):
    assert "replaced" in write(written, "ANA", "rest")
    assert len(empty_session.workshop.promises) == len(PEOPLE)


def test_all_answers_are_shown_at_once_without_names(written, reveal, shown):
    reveal(written)
    page = shown(written.results.box)

    assert "The 3 answers are alike to" in page
    assert "hide the same meaning in other words" in page
    assert "breakfast from five" in page
    assert not any(f"({person})" in page or f"among them: {person}" in page for person in PEOPLE)


def test_a_name_that_may_be_shown_stands_beside_its_word(section, write, reveal, shown):
    for who, answer in PEOPLE.items():
        write(section, who, answer, named=True)
    reveal(section)

    assert "breakfast (Cy)" in shown(section.results.box)


def test_round_one_stays_beside_round_two(written, write, reveal, shown):
    reveal(written)
    for who in PEOPLE:
        write(written, who, "every guest sleeps well")
    reveal(written)
    page = shown(written.box)

    assert "breakfast from five" in page
    assert "every guest sleeps well" in page
    assert "After the talk the answers are more alike" in page or "can&#x27;t be told" in page
    assert "Both rounds are out" in page


def test_what_was_begun_before_the_reveal_is_kept_and_said_to_be_late(written, write, empty_session, press):
    written.form.answers["promise"].value = "half an answer"
    empty_session.record(PromiseRoundClosed(round=1))
    said = write(written, "Di", "a whole answer")

    assert "were shown in the meantime" in said
    assert written.form.answers["promise"].value == "a whole answer"
    press(written.form.save.row)
    assert empty_session.workshop.promises[-1].round == 2


@pytest.mark.parametrize(
    ("who", "answer", "said"),
    [
        ("", "rest", "Name or initials"),
        ("Ana", " ", "at least one"),
        ("Ana", "x" * 50_000, "2000 characters"),
    ],
)
def test_what_cannot_be_kept_is_named_and_stays(section, write, empty_session, who, answer, said):
    assert said in write(section, who, answer)
    assert section.form.answers["promise"].value == answer
    assert empty_session.workshop.promises == ()


def test_markup_emoji_and_right_to_left_are_shown_as_they_are(empty_session, shown):
    answers = ("<script>alert(1)</script>", "😀😀", "שלום לכולם")
    empty_session.record(
        *(
            PromisesWritten(answers=PromiseAnswers(person=f"P{place}", answers={"promise": text}))
            for place, text in enumerate((*answers, "rest"))
        ),
        PromiseRoundClosed(round=1),
    )
    page = shown(_section(empty_session).results.box)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "שלום לכולם" in page
