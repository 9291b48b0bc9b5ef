"""The poll as a Panel app."""

import panel as pn
from saving import CHOICES, QUESTION, save

choice = pn.widgets.RadioBoxGroup(name=QUESTION, options=list(CHOICES), value=CHOICES[0])
send = pn.widgets.Button(name="Send")
said = pn.pane.HTML("")
count = 0


def _answer(_: object) -> None:
    global count  # noqa: PLW0603 - Panel runs the script anew for each visitor
    save(choice.value)
    count += 1
    said.object = f"<p>Saved {count}</p>"


send.on_click(_answer)
pn.Column(QUESTION, choice, send, said).servable()
