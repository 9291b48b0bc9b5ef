"""The poll as a notebook's one cell: ipywidgets, shown by Voilà with a kernel for each person."""

import ipywidgets as widgets
from IPython.display import display
from saving import CHOICES, QUESTION, save

choice = widgets.RadioButtons(options=CHOICES, description=QUESTION)
send = widgets.Button(description="Send")
said = widgets.HTML()
count = 0


def _answer(_: object) -> None:
    global count  # noqa: PLW0603 - a notebook's state is its globals
    save(choice.value)
    count += 1
    said.value = f"<p>Saved {count}</p>"


send.on_click(_answer)
display(widgets.VBox([choice, send, said]))
