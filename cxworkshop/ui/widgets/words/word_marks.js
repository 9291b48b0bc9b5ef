// A wording whose words are marked one by one: a button per word, pressed where it is marked.
function part(kind, cls, text) {
  const made = document.createElement(kind);
  made.className = cls;
  if (text) made.textContent = text;
  return made;
}

function button(cls, text) {
  const made = part("button", cls, text);
  made.type = "button";
  made.setAttribute("data-lm-suppress-shortcuts", "true");
  return made;
}

function render({ model, el }) {
  const label = (name) => model.get("labels")[name];
  const root = part("div", "cx-word-marks");
  const modes = part("div", "cx-word-modes");
  const list = part("div", "cx-word-list");
  for (const group of [modes, list]) group.setAttribute("role", "group");
  modes.setAttribute("aria-label", label("mode"));
  list.setAttribute("aria-label", label("words"));
  let mode = "keep";

  const modeButtons = ["keep", "strike"].map((name) => {
    const made = button(`cx-word-mode ${name}`, label(name));
    made.addEventListener("click", () => { mode = name; drawModes(); });
    modes.append(made);
    return [name, made];
  });

  function drawModes() {
    for (const [name, made] of modeButtons) made.setAttribute("aria-pressed", String(name === mode));
  }

  function toggle(place) {
    const marks = { ...model.get("marks") };
    if (marks[place] === mode) delete marks[place];
    else marks[place] = mode;
    model.set("marks", marks);
    model.save_changes();
  }

  function drawWords() {
    const words = model.get("words");
    list.replaceChildren(...words.map((word, place) => {
      const made = button("cx-word");
      made.append(part("span", "cx-word-text", word), part("span", "cx-word-count"));
      made.addEventListener("click", () => toggle(place));
      made.addEventListener("keydown", (event) => move(event, place));
      return made;
    }));
    drawMarks();
  }

  function move(event, place) {
    const last = list.children.length - 1;
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    list.children[Math.min(Math.max(to, 0), last)].focus();
  }

  function drawMarks() {
    const marks = model.get("marks"), counts = model.get("counts"), words = model.get("words");
    [...list.children].forEach((made, place) => {
      const mark = marks[place];
      const [keep, strike] = counts[place] ?? [0, 0];
      const told = [mark && label(`to_${mark}`), keep && `${keep} ${label("keep_count")}`,
        strike && `${strike} ${label("strike_count")}`].filter(Boolean);
      made.classList.toggle("keep", mark === "keep");
      made.classList.toggle("strike", mark === "strike");
      made.setAttribute("aria-pressed", String(Boolean(mark)));
      made.setAttribute("aria-label", [words[place], ...told].join(", "));
      made.lastChild.textContent = [keep && `+${keep}`, strike && `\u2212${strike}`].filter(Boolean).join(" ");
    });
  }

  model.on("change:words", drawWords);
  model.on("change:marks change:counts", drawMarks);
  root.append(modes, list);
  el.append(root);
  drawModes();
  drawWords();
  return () => {
    model.off("change:words", drawWords);
    model.off("change:marks change:counts", drawMarks);
  };
}

export default { render };
