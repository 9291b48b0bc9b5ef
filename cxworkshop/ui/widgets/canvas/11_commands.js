// What the team can do to the map, by key and by button alike. Each acts on the active cell's part.

const FEELING_STEP = 0.5;

const COMMANDS = {
  add_touchpoint: (view) => addTouchpoint(view),
  add_stage: (view) => addStage(view),
  add_journey: (view) => addJourney(view),
  write: (view) => writeActive(view),
  back: (view) => moveActive(view, -1),
  forth: (view) => moveActive(view, 1),
  feel_better: (view) => feel(view, FEELING_STEP),
  feel_worse: (view) => feel(view, -FEELING_STEP),
  moment: (view) => markMoment(view),
  remove: (view) => askToRemove(view),
  undo: (view) => view.undoable && request(view, { undo: true }, view.words.said.undone),
};

/** The touchpoint that the active cell belongs to, or null after saying that one is needed. */
function activeTouchpoint(view) {
  const part = activePart(view);
  if (part?.kind === "touchpoint") return find(view.map, part.id);
  say(view, view.words.said.choose_touchpoint);
  return null;
}

/** Draw a new part and let its name be written; with its name it is sent, without (Escape) it goes again. */
function add(view, kind, holder, position, rest) {
  const { words, active } = view;
  const part = { id: newId(view.map, kind), name: words.new[kind], ...rest };
  const edit = { kind: `add_${kind}`, [kind]: part, position };
  if (kind !== "journey") edit.to = holder.id;
  view.draft = edit;
  redraw(view);
  const cell = nameCell(view, part.id);
  view.active = cell.spec.key;
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  write(view, cell, {
    before: "", isName: true, label: fill(words.write, { lane: words.name, name: part.name }), hint: part.name,
    cancel: () => {
      view.draft = null;
      view.active = active;
      redraw(view);
      say(view, words.said.not_added);
    },
    save: (name) => {
      view.draft = null;
      part.name = name || part.name;
      send(view, edit, fill(words.said.added, { name: part.name }));
      select(view, kind === "touchpoint" ? part.id : view.selected);
      markActive(view);
    },
  });
}

function addTouchpoint(view) {
  const part = activePart(view);
  const found = part && find(view.map, part.id);
  if (found?.kind === "touchpoint") return add(view, "touchpoint", found.in, found.index + 1);
  const stage = found?.kind === "stage" ? found.part : found?.part.stages.at(-1);
  if (stage) return add(view, "touchpoint", stage, stage.touchpoints.length);
  say(view, view.words.said.choose_stage);
}

function addStage(view) {
  const part = activePart(view);
  const found = part && find(view.map, part.id);
  if (!found) return say(view, view.words.said.choose_journey);
  if (found.kind === "journey") return add(view, "stage", found.part, found.part.stages.length, { touchpoints: [] });
  const stage = found.kind === "stage" ? found : find(view.map, found.in.id);
  add(view, "stage", stage.in, stage.index + 1, { touchpoints: [] });
}

function addJourney(view) {
  const part = activePart(view);
  let found = part && find(view.map, part.id);
  while (found && found.kind !== "journey") found = find(view.map, found.in.id);
  add(view, "journey", view.map, found ? found.index + 1 : 0, { parent: found?.part.parent ?? null, stages: [] });
}

/** Add another of the kind that is active, after it. */
function addAfter(view) {
  const { spec } = activeCell(view) ?? { spec: null };
  if (spec?.lane === "name") return { touchpoint: addTouchpoint, stage: addStage, journey: addJourney }[spec.kind](view);
  // An empty column stands for what is missing in it.
  return spec?.kind === "journey" ? addStage(view) : addTouchpoint(view);
}

function moveActive(view, step) {
  const part = activePart(view);
  if (!part) return;
  const edit = moveBy(view.map, part.id, step);
  if (edit) sendMove(view, edit);
  else say(view, fill(view.words.said[step < 0 ? "is_first" : "is_last"], { name: find(view.map, part.id).part.name }));
}

/** Send a move, and measure how long it takes until it is seen. */
function sendMove(view, edit) {
  const start = performance.now();
  const { kind } = find(view.map, edit.target);
  const pattern = view.words.said[kind === "journey" ? "moved_journey" : "moved"];
  send(view, edit, placeSaid(view, edited(view.map, edit), edit.target, pattern));
  requestAnimationFrame(() => requestAnimationFrame(() => performance.measure("cx-map-move", { start })));
}

/** Where a part stands, in words: "Check-in moved to Arrival, place 2 of 4". */
function placeSaid(view, map, id, pattern) {
  const { part, beside, index, in: holder } = find(map, id);
  return fill(pattern, { name: part.name, holder: holder.name, place: index + 1, count: beside.length });
}

function feel(view, by) {
  const found = activeTouchpoint(view);
  if (!found) return;
  const emotion = Math.max(-TOP, Math.min(TOP, (found.part.emotion ?? 0) + by));
  if (emotion !== found.part.emotion) setFeeling(view, found.part, emotion);
}

function setFeeling(view, touchpoint, emotion) {
  const pattern = emotion === null ? view.words.said.no_feeling : view.words.said.feels;
  const values = { name: touchpoint.name, feeling: emotion === null ? "" : signed(emotion) };
  send(view, { kind: "set_feeling", target: touchpoint.id, emotion }, fill(pattern, values));
}

function markMoment(view) {
  const found = activeTouchpoint(view);
  if (!found) return;
  const { id, name, is_moment: was } = found.part;
  const said = fill(view.words.said[was ? "no_moment" : "moment"], { name });
  send(view, { kind: "mark_moment", target: id, is_moment: !was }, said);
}

/** Ask inline before a part goes with all below it. */
function askToRemove(view) {
  const part = activePart(view);
  const found = part && find(view.map, part.id);
  if (!found) return;
  const { words } = view;
  const keep = element("button", { type: "button", class: "cxm-button" }, words.keep);
  const go = element("button", { type: "button", class: "cxm-button danger" }, words.remove);
  const close = () => {
    view.question.replaceChildren();
    view.question.hidden = true;
    activate(view, activeCell(view));
  };
  keep.addEventListener("click", close);
  go.addEventListener("click", () => {
    const beside = found.beside[found.index + 1] ?? found.beside[found.index - 1] ?? found.in;
    send(view, { kind: "remove", target: part.id }, fill(words.said.removed, { name: found.part.name }));
    activate(view, nameCell(view, beside.id), { focus: false });
    close();
  });
  view.question.onkeydown = (event) => {
    if (event.key === "Escape") close();
  };
  view.question.hidden = false;
  const question = fill(words.ask_remove[found.kind], { name: found.part.name });
  view.question.replaceChildren(element("p", {}, question), go, keep);
  view.question.setAttribute("aria-label", question);
  keep.focus();
}
