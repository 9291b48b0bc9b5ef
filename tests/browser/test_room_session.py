"""A whole session as people live it: a desk, a big screen, four phones, and then the slides."""

import re
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from browser_keys import PHONE
from playwright.sync_api import Page, expect
from pptx import Presentation
from slides import notes, said

from cxworkshop.domain.events import MapDrawn
from cxworkshop.inputs.journey_files import open_journey_map
from cxworkshop.live.store import open_store

pytestmark = pytest.mark.browser

SCREEN = {"width": 1920, "height": 1080}
PEOPLE = {"Ana": "Marketing", "Bo": "Operations", "Cy": "Operations", "Dee": "Finance"}
RATED = 9
LEVELS = ("Never", "Sometimes", "Often", "Always")
PROMISES = {
    "Ana": "Guests sleep well",
    "Bo": "Fair prices for families",
    "Cy": "Breakfast from five",
    "Dee": "Nobody waits at night",
}
AFTER_THE_TALK = {
    "Ana": "Every guest sleeps well",
    "Bo": "Our guests sleep well",
    "Cy": "Guests sleep well, every night",
}
SHARES = {"Ana": 61, "Bo": 87, "Cy": 40, "Dee": 75}
DOTS = {
    "Ana": ("Check-in", "Check-in", "Breakfast"),
    "Bo": ("Check-in", "The invoice", "The invoice"),
    "Cy": ("Check-in", "Check-in", "Wi-Fi"),
    "Dee": ("Check-in", "Breakfast"),
}
STANCES = {"Ana": "I agree", "Bo": "I agree", "Cy": "I agree", "Dee": "I can live with it"}


class Desk:
    """The facilitator's windows: the desk, and a step where a decision is made."""

    def __init__(self, home: Page, url: str) -> None:
        home.goto(url)
        self.home = home
        self.page = self._window(home, "Open the desk")

    def _window(self, page: Page, link: str) -> Page:
        with page.context.expect_page() as opened:
            page.get_by_role("link", name=link).click(modifiers=["Shift"])
        return opened.value

    def screen(self) -> Page:
        """Open the room and its big screen, on the second display."""
        addresses = self.page.get_by_label("Where phones reach this laptop")
        here = addresses.locator("option", has_text="127.0.0.1")
        addresses.select_option(here.text_content())
        self.press("Open the room")
        screen = self._window(self.page, "Open the big screen")
        screen.set_viewport_size(SCREEN)
        return screen

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).click()

    def ask(self, title: str) -> None:
        """Put a question of the list to the room."""
        which = self.page.get_by_label("What to ask")
        expect(which.locator("option", has_text=title)).to_have_count(1)
        which.select_option(title)
        self.press("Ask the room")

    def reveal(self, people: int = 4) -> None:
        """Close the question and show what was answered: by a second press where somebody is missing."""
        expect(self.page.get_by_text(f"{people} of 4 have answered")).to_be_visible()
        self.press("Close the question")
        self.press("Reveal the result")
        if people < len(PEOPLE):
            expect(self.page.get_by_text("Press once more")).to_be_visible()
            self.press("Reveal the result")

    def put_away(self) -> None:
        self.press("Put it away")
        expect(self.page.get_by_role("heading", name="Next question")).to_be_visible()

    def step(self, title: str) -> Page:
        """Open a step in the other window."""
        self.home.get_by_role("navigation").first.get_by_role("link", name=title).click()
        expect(self.home.get_by_role("heading", level=1)).to_have_text(title)
        self.home.locator(".jupyter-button:visible").first.wait_for()
        return self.home

    def slides(self) -> bytes:
        """Make the slides in the step Share, and download them."""
        step = self.step("Share")
        step.get_by_role("button", name="Make the slides").click()
        with step.expect_download() as download:
            step.get_by_role("link", name="Download sample.pptx").click()
        return download.value.path().read_bytes()


class Phones:
    """Four people who look at their phones and at the big screen."""

    def __init__(self, new_page: Callable[..., Page], screen: Page) -> None:
        self.screen = screen
        address = screen.get_by_text(re.compile(r"^127\.0\.0\.1:\d+$")).inner_text()
        code = screen.get_by_text(re.compile("^[A-Z2-9]{3} [A-Z2-9]{3}$")).inner_text()
        self.pages = {name: new_page(**PHONE, touch=True) for name in PEOPLE}
        for name, page in self.pages.items():
            page.goto(f"http://{address}")
            page.get_by_label("Code on the big screen").fill(code)
            page.get_by_label("Your name").fill(name)
            page.get_by_label("What you work in").select_option(PEOPLE[name])
            page.get_by_role("button", name="Join").tap()
        expect(screen.get_by_text("4 in the room")).to_be_visible()

    def answer(self, title: str, hands: dict[str, Callable[[Page], None]]) -> None:
        """Let each person answer and send."""
        for place, (name, hand) in enumerate(hands.items(), start=1):
            page = self.pages[name]
            expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
            hand(page)
            page.get_by_role("button", name="Send").tap()
            expect(page.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
            expect(self.screen.get_by_text(f"{place} of 4 answered")).to_be_visible()

    def see(self, text: str | re.Pattern[str]) -> None:
        """Expect something on every phone and on the screen."""
        for page in (*self.pages.values(), self.screen):
            expect(page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def see_nothing_of(self, name: str, text: str) -> None:
        """Expect that what somebody wrote is on their own phone only."""
        for page in (*self.pages.values(), self.screen):
            expect(page.get_by_text(text)).to_have_count(int(page is self.pages[name]))


def _rate(shift: int) -> Callable[[Page], None]:
    """Rate the first of the thirty: one that can't be said, the others; pass over the rest."""

    def hand(page: Page) -> None:
        first, *others = page.locator("fieldset.rating").all()[:RATED]
        first.get_by_text("Can't say").tap()
        for place, group in enumerate(others):
            group.get_by_text(LEVELS[(place * shift) % len(LEVELS)], exact=True).tap()

    return hand


def _write(label: str, text: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(label).fill(text)


def _stick(*names: str) -> Callable[[Page], None]:
    def hand(page: Page) -> None:
        for name in names:
            page.get_by_role("button", name=f"More for {name}", exact=True).tap()

    return hand


def _stand(stance: str) -> Callable[[Page], None]:
    return lambda page: page.locator("label", has_text=stance).tap()


@pytest.fixture
def mapped(prepared, repository) -> Path:
    """The sample firm's workshop with the map of its journey, drawn before the session."""
    journey = open_journey_map(repository / "data" / "sample-firm" / "journey.csv").journey_map
    with closing(open_store(prepared)) as store:
        store.append([MapDrawn(map=journey)])
    return prepared


def test_a_session_from_the_first_phone_to_the_slides(serving, new_page, mapped):
    desk = Desk(new_page(), serving(mapped, room=True))
    phones = Phones(new_page, desk.screen())
    _check_health(desk, phones)
    _promise_twice(desk, phones)
    step = _guess_and_see_the_evidence(desk, phones)
    _stick_dots(desk, phones)
    _decide_by_consent(desk, phones, step)

    deck = Presentation(BytesIO(desk.slides()))
    slides = "\n".join(map(said, deck.slides))
    for told in (
        "Source: health check, Health check · 4 leaders, each alone",
        "What do we promise? After the talk the answers are more alike",
        "Guesses run from 40 % to 87 %, the middle one 68 %",
        "Check-in has most dots: 6 of 11, from 4 of 4 people.",
        "What we take from it: The key comes first",
        "They come back",
    ):
        assert told in slides
    assert "of 4 people 3 agree and 1 can live with it" in "\n".join(map(notes, deck.slides))


def _check_health(desk: Desk, phones: Phones) -> None:
    desk.ask("Health check")
    phones.answer("Health check", {name: _rate(place) for place, name in enumerate(PEOPLE)})
    desk.reveal()
    phones.see("4 answered")
    desk.put_away()


def _promise_twice(desk: Desk, phones: Phones) -> None:
    title, promise = "What we promise", "What do we promise?"
    desk.ask(title)
    phones.answer(title, {name: _write(promise, text) for name, text in PROMISES.items()})
    phones.see_nothing_of("Cy", "Breakfast from five")
    desk.reveal()
    phones.see("Breakfast from five")
    desk.press("Second round")
    phones.answer(title, {name: _write(promise, text) for name, text in AFTER_THE_TALK.items()})
    desk.reveal(people=3)
    phones.see("Guests sleep well, every night")
    desk.put_away()


def _guess_and_see_the_evidence(desk: Desk, phones: Phones) -> Page:
    title = "What share of the profit do the best 20 % of customers make?"
    desk.ask(title)
    phones.answer(title, {name: _write("Your number", str(share)) for name, share in SHARES.items()})
    desk.reveal()
    phones.see("from 40 % to 87 %")
    desk.put_away()
    step = desk.step("Profitable segments")
    step.get_by_role("button", name="Show the evidence").click()
    expect(step.get_by_text(re.compile("Guesses run from 40.% to 87.%"))).to_be_visible()
    return step


def _stick_dots(desk: Desk, phones: Phones) -> None:
    title = "Which few moments must carry the promise?"
    desk.ask(title)
    phones.answer(title, {name: _stick(*names) for name, names in DOTS.items()})
    desk.reveal()
    phones.see("4 people")
    desk.page.get_by_label("What we take from it").fill("The key comes first")
    desk.put_away()


def _decide_by_consent(desk: Desk, phones: Phones, step: Page) -> None:
    step.get_by_role("checkbox", name="Business", exact=True).check()
    step.get_by_label("Why these").fill("They come back")
    step.get_by_role("button", name="Save the decision").click()
    title = "Where each of us stands on the target segments"
    desk.ask(title)
    phones.see("Business")
    phones.answer(title, {name: _stand(stance) for name, stance in STANCES.items()})
    desk.reveal()
    phones.see("Can live with it")
    desk.put_away()
