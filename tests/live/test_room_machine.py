"""No sequence of joins, answers, turns, undos and restarts breaks what the room promises."""

import json

from hypothesis import settings
from hypothesis.stateful import invariant
from room_moves import RoomMoves

from cxworkshop.domain.fold import replay
from cxworkshop.room.views import PhoneView, ScreenView


class RoomMachine(RoomMoves):
    """The promises, looked at after every move."""

    @invariant()
    def the_fold_of_the_log_is_the_live_state(self):
        self.desk.refresh()
        assert replay([event for _, event in self.store.read()]) == self.writer.workshop == self.desk.workshop

    @invariant()
    def every_acknowledged_answer_is_there(self):
        for (which, place, who), told in self.acknowledged.items():
            answers = self.room.activities[which].rounds[place - 1].answers
            assert (
                told in answers.values() if self.asks[which].privacy == "anonymous" else answers[who] == told
            )

    @invariant()
    def nobody_loses_a_seat_by_what_the_desk_undoes(self):
        if self.keys is not None:  # undoing any event may well undo that a seat moved
            assert {who: seat.key for who, seat in self.room.seats.items()} == self.keys

    @invariant()
    def what_was_shown_without_names_stays_as_it_was(self):
        for (which, place), answers in self.shown.items():
            if self.asks[which].privacy != "named":
                assert self.room.activities[which].rounds[place].answers == answers

    @invariant()
    def no_token_is_used_in_two_rounds(self):
        used = {
            (event.who, event.activity, event.round)
            for _, event in self.store.read()
            if event.kind == "activity_answered" and self.asks[event.activity].privacy == "anonymous"
        }
        assert len({who for who, _, _ in used}) == len(used)

    @invariant()
    def a_seat_answers_once_a_round(self):
        for activity in self.room.activities.values():
            for told in activity.rounds:
                if activity.ask.privacy == "anonymous":
                    assert not told.answers.keys() & self.room.seats.keys()
                else:
                    assert told.answers.keys() <= {phone.seat for phone in self.phones}

    @invariant()
    def phones_and_screen_show_what_was_revealed_and_nothing_else(self):
        """They show the same without all that wasn't revealed, but for how many the screen counts."""
        room, workshop = self.room, self.writer.workshop
        empty = {
            which: activity.with_current(answers={}, hidden=(), merged=()) if activity.sealed else activity
            for which, activity in room.activities.items()
        }
        emptied = room.model_copy(update={"activities": empty})
        phones, screen = _drawn(workshop.model_copy(update={"room": emptied}))
        assert phones == self.view.body()
        counted = {"answered": len(room.stage.current.answers) if room.stage else 0}
        assert json.loads(screen) | counted == json.loads(self.screen.body()) | counted
        assert not [who for who in room.seats if who in self.screen.body().decode()]

    @invariant()
    def texts_are_shown_with_their_question_alone(self):
        for which, activity in self.room.activities.items():
            if activity is not self.room.stage and self.asks[which].question.kind == "text":
                told = (answer.text for one in activity.rounds for answer in one.answers.values())
                assert not [text for text in told if text in self.screen.body().decode()]

    @invariant()
    def names_are_shown_only_where_answers_are_named(self):
        stage = self.room.stage
        if stage is None or stage.ask.privacy != "named" or not stage.shown:
            assert "Person-" not in self.screen.body().decode()

    @invariant()
    def phones_and_screen_show_the_same_after_a_restart(self):
        assert _drawn(self.writer.workshop) == (self.view.body(), self.screen.body())

    @invariant()
    def anonymous_answers_say_neither_seat_nor_time(self):
        log = [event for _, event in self.store.read()]
        seats = {phone.seat for phone in self.phones}
        turned = {event.at for event in log if event.kind == "activity_turned"}
        for event in log:
            if event.kind == "activity_answered" and self.asks[event.activity].privacy == "anonymous":
                assert event.who not in seats
                assert event.at in turned


def _drawn(workshop):
    phones = PhoneView()
    phones.look(1, workshop)
    screen = ScreenView(phones)
    screen.look(1, workshop)
    return phones.body(), screen.body()


RoomMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)

TestRoomMachine = RoomMachine.TestCase
