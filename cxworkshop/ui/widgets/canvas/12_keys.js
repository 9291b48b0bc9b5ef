// The keyboard on the picture. Keys inside a field are the field's own.

const KEYS = {
  Enter: "write", F2: "write", Delete: "remove", m: "moment",
};
const FEELING_KEYS = { "+": "feel_better", "=": "feel_better", "-": "feel_worse", "−": "feel_worse" };

function listenToKeys(view) {
  view.sheet.table.addEventListener("keydown", (event) => {
    if (event.isComposing || !pressed(view, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Do what a key stands for; return whether it stands for anything. */
function pressed(view, event) {
  const { key } = event;
  if (key in STEPS) {
    if (event.altKey && event.shiftKey && STEPS[key][1]) {
      if (view.editable) moveActive(view, STEPS[key][1]);
      return true;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    step(view, key);
    return true;
  }
  if (key === "Home" || key === "End") {
    stepFar(view, key === "End", event.ctrlKey || event.metaKey);
    return true;
  }
  return view.editable && changed(view, event);
}

function changed(view, event) {
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (letter !== "z" || event.shiftKey || !view.undoable) return false;
    COMMANDS.undo(view);
    return true;
  }
  if (event.altKey) return false;
  if (letter === "n") addAfter(view);
  else if (letter in KEYS) COMMANDS[KEYS[letter]](view);
  else if (activeCell(view)?.spec.lane !== "feelings") return false;
  else if (letter in FEELING_KEYS) COMMANDS[FEELING_KEYS[letter]](view);
  else if (letter === "Backspace") setFeeling(view, activeTouchpoint(view).part, null);
  else return false;
  return true;
}
