"""What may happen in a room: joins, answers, turns, undos and restarts, as rules of a state machine."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from strategies_room import FUNCTIONS, answers_to, functions, phases, privacies, purposes, questions_by_kind

from cxworkshop.domain.activity import Ask, MergedTexts, TextKey
from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import in_effect
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.responses import TextAnswer
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    RoomLocked,
    RoomOpened,
    SeatKeyed,
    SeatRemoved,
    SeatTaken,
    StageCleared,
    TextHidden,
    TextsMerged,
)
from cxworkshop.domain.seat_keys import key_of
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.memory import MemoryStore
from cxworkshop.live.session import Session
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.answering import SentAnswer, record_answer
from cxworkshop.room.joining import JoinForm, sit_down
from cxworkshop.room.refusals import RefusedError
from cxworkshop.room.views import PhoneView, ScreenView
from cxworkshop.ui.room_actions import RoomActions

CODE = "ABC234"
QUESTIONS = tuple(f"{number:032x}" for number in range(200, 202))

which_question = st.sampled_from(QUESTIONS)
number = st.integers(0, 5)
questions = st.just(TextQuestion()) | st.one_of(
    of for kind, of in questions_by_kind.items() if kind != "text"
)


class _Phone:
    """A device: its secret, the seat it was given, and what it sent last."""

    def __init__(self, secret, seat):
        self.secret, self.seat, self.sent = secret, seat, None


class RoomMoves(RuleBasedStateMachine):
    """The room's writer and the desk's session on one log, and phones that know their own secret only."""

    def __init__(self):
        super().__init__()
        self.store = MemoryStore()
        self.writer = GroupWriter(self.store)
        self.desk = Session(self.store)
        self.actions = RoomActions(self.desk)
        self.draw_anew()
        self.phones = []
        self.acknowledged = {}
        self.keys = {}
        self.shown = {}
        self.marks = 0
        self.asks = {}
        self.opening = 0

    def teardown(self):
        self.writer.close()

    @initialize(
        asked=st.tuples(questions, questions),
        privacy=st.tuples(privacies, privacies),
        purpose=purposes,
        people=number,
    )
    def open(self, asked, privacy, purpose, people):
        self.asks = {
            which: Ask(id=which, title="What stops us?", question=question, privacy=kept, purpose=purpose)
            for which, question, kept in zip(QUESTIONS, asked, privacy, strict=True)
        }
        asked = [ActivityDrafted(ask=ask) for ask in self.asks.values()]
        self.desk.record(RoomOpened(code=CODE, address="http://10.0.0.1:8899"), *asked)
        self.opening = self.store.last()
        self.look()
        for place in range(people):
            self.join(FUNCTIONS[place % 3])
        self.go_on(QUESTIONS[0])

    def draw_anew(self):
        self.view = PhoneView()
        self.screen = ScreenView(self.view)

    def look(self):
        """Have the writer see what the desk recorded, and the phones what there is now."""
        self.submit(lambda _: ())
        for which, activity in self.room.activities.items():
            for place, told in enumerate(activity.shown):
                self.shown.setdefault((which, place), told.answers)

    def submit(self, deciding):
        committed = self.writer.submit(deciding).result()
        changed = self.view.look(committed.seq, committed.workshop)
        self.screen.look(committed.seq, committed.workshop)
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
            self.keyed(self.phones[-1].seat, key_of(secret))

    def keyed(self, seat, key):
        """Keep in mind which device holds a seat, None for a seat that is gone."""
        if self.keys is not None:
            self.keys = {who: held for who, held in self.keys.items() if who != seat}
            self.keys |= {seat: key} if key else {}

    @precondition(lambda self: self.phones)
    @rule(which=which_question, who=number, late=st.booleans(), data=st.data())
    def answer(self, which, who, late, data):
        phone = self.phones[who % len(self.phones)]
        now, question = self.room.activities[which].round, self.asks[which].question
        text = self.mark()
        sent = SentAnswer(
            id=f"{self.marks:032x}",
            seat=phone.seat,
            activity=which,
            round=min(max(now - late, 1), 9),
            answer=TextAnswer(text=text) if question.kind == "text" else data.draw(answers_to(question)),
        )
        with suppress(RefusedError):
            self.send(phone, sent)
            phone.sent = sent

    @rule(data=st.data())
    def all_answer(self, data):
        """Everybody answers what is on their phones, on every device they have."""
        for place in range(len(self.phones)):
            if self.room.stage:
                self.answer(self.room.stage.ask.id, place, late=False, data=data)

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
            self.acknowledged[sent.activity, sent.round, who] = sent.answer

    @rule(which=which_question, to=phases)
    def turn(self, which, to):
        if to == "open" and self.room.activities[which].phase == "closed":
            self.press(self.actions.reopen, which)
        else:
            self.desk.record(ActivityTurned(activity=which, to=to))
            self.look()

    def press(self, action, which):
        """Press a button of the desk as often as it takes; return whether it is allowed."""
        for _ in range(2):
            with suppress(InvalidChoiceError):
                action(which)
                self.look()
                return True
        return False

    @rule(which=which_question, data=st.data())
    def ask_and_reveal(self, which, data):
        """Go on until a question has been answered by everybody and revealed."""
        for _ in range(3):
            self.all_answer(data)
            self.go_on(which)

    @rule(which=which_question)
    def undo_reveal(self, which):
        self.press(self.actions.undo_reveal, which)

    @rule(which=which_question)
    def reveal_undo_and_reopen(self, which):
        if self.room.activities[which].phase == "closed":
            self.turn(which, "revealed")
            self.undo_reveal(which)
            self.turn(which, "open")

    @rule(which=which_question)
    def take_back(self, which):
        number = self.room.activities[which].round
        if self.press(self.actions.take_back, which):
            self.forget(lambda key: key[:2] == (which, number))
            self.shown.pop((which, number - 1), None)

    def forget(self, gone):
        self.acknowledged = {key: told for key, told in self.acknowledged.items() if not gone(key)}

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
        """Give a seat to another device; the earlier one has it no longer. Not while anonymity matters."""
        phone = self.phones[who % len(self.phones)]
        if not self.room.anonymity_at_stake and phone.seat in self.room.seats:
            secret = self.mark()
            self.desk.record(SeatKeyed(seat=phone.seat, key=key_of(secret)))
            self.look()
            self.phones.append(_Phone(secret, phone.seat))
            self.keyed(phone.seat, key_of(secret))

    @precondition(lambda self: self.phones)
    @rule(who=number)
    def remove_seat(self, who):
        """Take a seat away, as the desk does: not where its answer was seen without a name."""
        seat = self.phones[who % len(self.phones)].seat
        unseen = [
            (which, activity.round)
            for which, activity in self.room.activities.items()
            if activity.sealed and seat in activity.current.answers
        ]
        if seat in self.room.seats and not any((which, of - 1) in self.shown for which, of in unseen):
            self.desk.record(SeatRemoved(seat=seat))
            self.look()
            self.forget(lambda key: key[2] == seat and key[:2] in unseen)
            self.keyed(seat, None)

    @rule(back=number)
    def undo(self, back):
        """Undo anything, as no desk does: what the phones were told holds as far as it isn't undone."""
        done = in_effect([event for _, event in self.store.read(after=self.opening)])
        if not done:
            return
        undone = done[-1 - back % len(done)]
        self.desk.record(EventRevoked(event_id=undone.id))
        match undone:
            case ActivityAnswered(activity=which, round=round_):
                self.forget(lambda key: key[:2] == (which, round_))
            case SeatTaken(seat=seat):
                self.forget(lambda key: key[2] == seat.id)
            case ActivityTurned() | EventRevoked() | SeatRemoved():
                self.forget(lambda _: True)
        self.shown.clear()
        self.look()
        self.keys = None

    @rule()
    def restart(self):
        self.writer.close()
        self.writer = GroupWriter(self.store)
        self.draw_anew()
        self.look()
