"""No sequence of joins, answers, turns, undos and restarts breaks what the room promises."""

from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from strategies_room import FUNCTIONS, functions, phases, privacies

from cxworkshop.domain.activity import Ask, MergedTexts, TextKey
from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import in_effect, replay
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.responses import TextAnswer
from cxworkshop.domain.room_events import (
    ActivityDrafted,
    ActivityTurned,
    RoomLocked,
    RoomOpened,
    SeatKeyed,
    StageCleared,
    TextHidden,
    TextsMerged,
)
from cxworkshop.domain.seat_keys import key_of
from cxworkshop.live.memory import MemoryStore
from cxworkshop.live.session import Session
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.answering import SentAnswer, record_answer
from cxworkshop.room.joining import JoinForm, sit_down
from cxworkshop.room.refusals import RefusedError
from cxworkshop.room.views import PhoneView

CODE = "ABC234"
QUESTIONS = tuple(f"{number:032x}" for number in range(200, 202))

which_question = st.sampled_from(QUESTIONS)
number = st.integers(0, 5)


class _Phone:
    """A device: its secret, the seat it was given, and what it sent last."""

    def __init__(self, secret, seat):
        self.secret, self.seat, self.sent = secret, seat, None


class RoomMachine(RuleBasedStateMachine):
    """The room's writer and the desk's session on one log, and phones that know their own secret only."""

    def __init__(self):
        super().__init__()
        self.store = MemoryStore()
        self.writer = GroupWriter(self.store)
        self.desk = Session(self.store)
        self.view = PhoneView()
        self.phones = []
        self.acknowledged = {}
        self.marks = 0
        self.asks = {}
        self.opening = 0

    def teardown(self):
        self.writer.close()

    @initialize(
        privacy=st.tuples(privacies, privacies), purpose=st.sampled_from(["free", "laundry"]), people=number
    )
    def open(self, privacy, purpose, people):
        self.asks = {
            which: Ask(
                id=which, title="What stops us?", question=TextQuestion(), privacy=kept, purpose=purpose
            )
            for which, kept in zip(QUESTIONS, privacy, strict=True)
        }
        asked = [ActivityDrafted(ask=ask) for ask in self.asks.values()]
        self.desk.record(RoomOpened(code=CODE, address="http://10.0.0.1:8899"), *asked)
        self.opening = self.store.last()
        self.look()
        for place in range(people):
            self.join(FUNCTIONS[place % 3])
        self.go_on(QUESTIONS[0])

    def look(self):
        """Have the writer see what the desk recorded, and the phones what there is now."""
        self.submit(lambda _: ())

    def submit(self, deciding):
        committed = self.writer.submit(deciding).result()
        changed = self.view.look(committed.seq, committed.workshop)
        return committed.workshop, changed

    def mark(self):
        """Return a text that nobody else wrote."""
        self.marks += 1
        return f"mark{self.marks}."

    @property
    def room(self):
        return self.writer.workshop.room

    @rule(function=functions)
    def join(self, function):
        secret = self.mark()
        form = JoinForm(code=CODE, name=f"Person-{self.marks}.", function=function)
        with suppress(RefusedError):
            workshop, _ = self.submit(lambda workshop: sit_down(workshop, form, key_of(secret)))
            self.phones.append(_Phone(secret, workshop.room.seat_of_key(key_of(secret)).id))

    @precondition(lambda self: self.phones)
    @rule(which=which_question, who=number, late=st.booleans())
    def answer(self, which, who, late):
        phone = self.phones[who % len(self.phones)]
        now = self.room.activities[which].round
        text = self.mark()
        sent = SentAnswer(
            id=f"{self.marks:032x}",
            seat=phone.seat,
            activity=which,
            round=min(max(now - late, 1), 9),
            answer=TextAnswer(text=text),
        )
        with suppress(RefusedError):
            self.send(phone, sent)
            phone.sent = sent

    @rule()
    def all_answer(self):
        """Everybody answers what is on their phones, on every device they have."""
        for place in range(len(self.phones)):
            if self.room.stage:
                self.answer(self.room.stage.ask.id, place, late=False)

    @precondition(lambda self: any(phone.sent for phone in self.phones))
    @rule()
    def send_again(self):
        for phone in self.phones:
            if phone.sent:
                before = self.store.last()
                self.send(phone, phone.sent, again=True)
                assert self.store.last() == before

    def send(self, phone, sent, *, again=False):
        deciding = lambda workshop: record_answer(workshop, sent, phone.secret, self.writer.known)  # noqa: E731
        _, changed = self.submit(deciding)
        assert not changed, "an answer must not change what phones show"
        if not again:
            who = phone.secret if self.asks[sent.activity].privacy == "anonymous" else sent.seat
            self.acknowledged[sent.activity, sent.round, who] = sent.answer.text

    @rule(which=which_question, to=phases)
    def turn(self, which, to):
        self.desk.record(ActivityTurned(activity=which, to=to))
        self.look()

    @rule(which=which_question)
    def go_on(self, which):
        """Turn a question to where it goes next."""
        after = {"draft": "open", "open": "closed", "closed": "revealed", "revealed": "open"}
        self.turn(which, after[self.room.activities[which].phase])

    @rule(which=which_question, hide=st.booleans())
    def tidy(self, which, hide):
        keys = tuple(TextKey(who=who) for who in self.room.activities[which].current.answers)
        if keys and hide:
            self.desk.record(TextHidden(activity=which, text=keys[0]))
        elif keys:
            self.desk.record(TextsMerged(activity=which, merged=MergedTexts(name="Same", texts=keys)))
        self.look()

    @rule(locked=st.booleans())
    def lock(self, locked):
        self.desk.record(RoomLocked(locked=locked), StageCleared())
        self.look()

    @precondition(lambda self: self.phones)
    @rule(who=number)
    def move_seat(self, who):
        """Give a seat to another device; the earlier one has it no longer, unless anonymity is at stake."""
        phone = self.phones[who % len(self.phones)]
        secret, kept = self.mark(), self.room.anonymity_at_stake
        self.desk.record(SeatKeyed(seat=phone.seat, key=key_of(secret)))
        self.look()
        if not kept:
            self.phones.append(_Phone(secret, phone.seat))

    @rule(back=number)
    def undo(self, back):
        done = in_effect([event for _, event in self.store.read(after=self.opening)])
        if done:
            self.desk.record(EventRevoked(event_id=done[-1 - back % len(done)].id))
            self.acknowledged.clear()
        self.look()

    @rule()
    def restart(self):
        self.writer.close()
        self.writer = GroupWriter(self.store)
        self.view = PhoneView()
        self.look()

    @invariant()
    def the_fold_of_the_log_is_the_live_state(self):
        self.desk.refresh()
        assert replay([event for _, event in self.store.read()]) == self.writer.workshop == self.desk.workshop

    @invariant()
    def every_acknowledged_answer_is_there(self):
        texts = {
            (which, place, answer.text)
            for which, activity in self.room.activities.items()
            for place, told in enumerate(activity.rounds, start=1)
            for answer in told.answers.values()
        }
        assert {(which, place, text) for (which, place, _), text in self.acknowledged.items()} <= texts

    @invariant()
    def a_seat_answers_once_a_round(self):
        for activity in self.room.activities.values():
            for told in activity.rounds:
                if activity.ask.privacy == "anonymous":
                    assert not told.answers.keys() & self.room.seats.keys()
                else:
                    assert told.answers.keys() <= self.room.seats.keys()

    @invariant()
    def phones_show_what_was_revealed_and_nothing_else(self):
        body = self.view.body().decode()
        stage = self.room.stage
        for activity in self.room.activities.values():
            for told in activity.rounds:
                revealed = activity is stage and told in activity.shown
                shown = [answer.text for answer in told.answers.values() if answer.text in body]
                assert revealed or not shown
        assert not [who for who in self.room.seats if who in body]

    @invariant()
    def phones_show_names_only_where_answers_are_named(self):
        stage = self.room.stage
        if stage is None or stage.ask.privacy != "named" or not stage.shown:
            assert "Person-" not in self.view.body().decode()

    @invariant()
    def phones_show_the_same_after_a_restart(self):
        fresh = PhoneView()
        fresh.look(*reversed(self.writer.committed))
        assert fresh.body() == self.view.body()

    @invariant()
    def anonymous_answers_say_neither_seat_nor_time(self):
        log = [event for _, event in self.store.read()]
        seats = {phone.seat for phone in self.phones}
        turned = {event.at for event in log if event.kind == "activity_turned"}
        for event in log:
            if event.kind == "activity_answered" and self.asks[event.activity].privacy == "anonymous":
                assert event.who not in seats
                assert event.at in turned


RoomMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)

TestRoomMachine = RoomMachine.TestCase
