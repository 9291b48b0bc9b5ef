// The buttons. Each group is one stop of the Tab key; arrows walk within it.

const EDITING = [
  "add_touchpoint", "add_stage", "add_journey", "write", "back", "forth", "feel_better", "feel_worse", "moment", "remove", "undo",
];

const VIEWING = {
  zoom_out: (view) => zoomTo(view, view.zoom - ZOOM_STEP),
  zoom_in: (view) => zoomTo(view, view.zoom + ZOOM_STEP),
  fit: (view) => zoomToFit(view),
  full_screen: (view) => toggleFullScreen(view),
  print: (view) => printMap(view),
};

function editingBar(view) {
  const names = EDITING.filter((name) => name !== "undo" || view.undoable);
  return bar(view.words.editing, names.map((name) => button(view.words.commands[name], () => COMMANDS[name](view))));
}

/** The bar of looking, with the panels that it opens. */
function viewingBar(view) {
  const { words } = view;
  const names = Object.keys(VIEWING).filter((name) => name !== "full_screen" || document.fullscreenEnabled);
  const buttons = names.map((name) => button(words.commands[name], () => VIEWING[name](view), words.hints[name]));
  const panels = [laneChooser(view), keyHelp(view)];
  buttons.push(opener(words.choose_lanes, panels[0]), opener(words.help, panels[1]));
  const made = bar(words.viewing, buttons);
  buttons[0].after(view.zoomed);
  return [made, ...panels];
}

function button(text, press, label = null) {
  const made = element("button", { type: "button", class: "cxm-button", "aria-label": label, title: label, tabindex: "-1" }, text);
  made.addEventListener("click", press);
  return made;
}

function bar(label, buttons) {
  const made = element("div", { class: "cxm-bar", role: "toolbar", "aria-label": label }, ...buttons);
  buttons[0].tabIndex = 0;
  made.addEventListener("keydown", (event) => {
    const { key } = event;
    const here = buttons.indexOf(event.target);
    const places = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: buttons.length - 1 };
    if (here < 0 || !(key in places)) return;
    event.preventDefault();
    buttons[(places[key] + buttons.length) % buttons.length].focus();
  });
  made.addEventListener("focusin", (event) => {
    for (const one of buttons) one.tabIndex = one === event.target ? 0 : -1;
  });
  return made;
}

function toggleFullScreen(view) {
  if (document.fullscreenElement) document.exitFullscreen();
  else view.root.requestFullscreen();
}
