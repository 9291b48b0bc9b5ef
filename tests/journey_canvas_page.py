"""A page with the journey canvas on it: what its tests in the browser and its benchmark drive.

Its buttons put up one map after the other, so that one page serves many tests; what reached
Python stands below it.
"""

import json
from pathlib import Path

SOURCE = """
import json
from html import escape
import ipywidgets as w
from journey_canvas_page import hostile, sixty
from cxworkshop.domain.map_editing import edit_map, refusal
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_files import starter_map
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.journey_canvas import JourneyCanvas

words = texts("journey")["canvas"]
told, place = w.HTML(), w.VBox()
shown = 0

def put_up(journey_map, *, refusing=False, **traits):
    global shown
    shown += 1
    drawn, kinds = [journey_map], []

    def on_edit(edit):
        said = "That can't be had." if refusing else refusal(drawn[-1], edit)
        if said:
            raise InvalidJourneyError(said)
        kinds.append(edit.kind)
        drawn.append(edit_map(drawn[-1], edit))
        show()

    def on_undo():
        kinds.append("undo")
        drawn.pop()
        show()

    def show(_=None):
        canvas.map = drawn[-1].model_dump(mode="json")
        order = [[stage.name, *[found.name for found in stage.touchpoints]] for stage in drawn[-1].stages]
        facts = {"edits": kinds, "selected": canvas.selected, "stages": order}
        told.value = f"<p id='told'>{escape(json.dumps(facts))}</p>"

    canvas = JourneyCanvas({**words, "label": f"Map {shown}"}, on_edit, on_undo)
    for name, value in traits.items():
        setattr(canvas, name, value)
    canvas.observe(show, "selected")
    show()
    place.children = [canvas]

scores = {
    "check_in": {"score": "3.1", "detail": "mean 3.1 of 1 to 5; n = 812", "level": "poor", "comments": 12},
    "breakfast": {"score": "4.6", "detail": "mean 4.6 of 1 to 5; n = 790", "level": "good", "comments": 1},
}
marks = {"check_in": ["moved", "channel"], "wifi": ["new"], "gone": ["Fax <b>before</b> arrival"]}
offers = {
    "hotel": lambda: put_up(starter_map("hotel"), overlay=scores, marks=marks),
    "sixty": lambda: put_up(sixty()),
    "hostile": lambda: put_up(hostile()),
    "locked": lambda: put_up(starter_map("hotel"), editable=False),
    "refusing": lambda: put_up(starter_map("hotel"), refusing=True),
}
buttons = []
for name, offer in offers.items():
    button = w.Button(description=f"Put up {name}")
    button.on_click(lambda _, offer=offer: offer())
    buttons.append(button)
offers["hotel"]()
w.VBox([w.HBox(buttons), place, told])
"""

ATTACK = "<img src=x onerror=\"window.attacked='yes'\"><script>window.attacked='yes'</script>"


def notebook(folder: Path, name: str = "04_hallmark_touchpoints") -> Path:
    """Write the page as a notebook, whose kernel finds this module, and return its path."""
    source = f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n{SOURCE}"
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(content))
    return path


def sixty():
    """Return a map with 60 touchpoints in 12 stages of 3 journeys, every lane filled."""
    from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage  # noqa: PLC0415 - the kernel's part

    journeys = []
    for journey in range(3):
        stages = []
        for stage in range(4 * journey, 4 * journey + 4):
            places = range(5 * stage, 5 * stage + 5)
            stages.append(
                Stage(
                    id=f"s{stage}", name=f"Stage {stage}", touchpoints=tuple(_full(place) for place in places)
                )
            )
        parent = "j0" if journey == 2 else None
        journeys.append(
            Journey(id=f"j{journey}", name=f"Journey {journey}", parent=parent, stages=tuple(stages))
        )
    return JourneyMap(id="sixty", name="Sixty touchpoints", persona="Somebody", journeys=tuple(journeys))


def _full(place: int):
    from cxworkshop.domain.touchpoint import Claim, Touchpoint  # noqa: PLC0415 - the kernel's part

    text = f"What is written at touchpoint {place}, in two lines or three as it comes"
    lanes = ("channel", "actions", "thoughts", "feelings", "backstage", "owner", "systems", "trends")
    claims = {
        lane: (Claim(id=f"{lane}_{place}", text=text, evidence="researched", source="Survey"),)
        for lane in ("insights", "pains", "opportunities")
    }
    written = dict.fromkeys(lanes, text)
    return Touchpoint(
        id=f"t{place}",
        name=f"Touchpoint {place}",
        emotion=(place % 9) / 2 - 2,
        is_moment=place % 7 == 0,
        **written,
        **claims,
    )


def hostile():
    """Return a map whose every word is an attack."""
    from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage  # noqa: PLC0415 - the kernel's part
    from cxworkshop.domain.touchpoint import Claim, Touchpoint  # noqa: PLC0415 - the kernel's part

    lanes = ("channel", "actions", "thoughts", "feelings", "backstage", "owner", "systems", "trends")
    claims = {
        lane: (Claim(id=lane, text=ATTACK, source=ATTACK),) for lane in ("insights", "pains", "opportunities")
    }
    touchpoint = Touchpoint(id="t", name=ATTACK, emotion=1, **dict.fromkeys(lanes, ATTACK), **claims)
    stage = Stage(id="s", name=ATTACK, touchpoints=(touchpoint,))
    journey = Journey(id="j", name=ATTACK, stages=(stage,))
    return JourneyMap(id="m", name=ATTACK, persona=ATTACK, scenario=ATTACK, journeys=(journey,))
