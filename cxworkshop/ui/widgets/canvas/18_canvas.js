// The canvas: what Python says is drawn, what the team does is drawn at once and sent to Python.

/** Say what happened, where it is read and heard. */
function say(view, text) {
  view.said.textContent = text;
  view.problem.textContent = "";
}

/** Say what can't be done. */
function complain(view, text) {
  view.said.textContent = "";
  view.problem.textContent = text;
}

/** Send an edit and draw it at once; it stays drawn until Python has answered. */
function send(view, edit, said) {
  request(view, { edit }, said);
  redraw(view);
}

function request(view, message, said) {
  const ticket = `${view.name}-${(view.sent += 1)}`;
  view.pending.push({ ticket, edit: message.edit ?? null });
  view.model.send({ ...message, ticket });
  say(view, said);
}

/** Hear Python's answer. Its map has come before it: with the change, or without what was refused. */
function answered(view, { ticket, refused }) {
  const place = view.pending.findIndex((waiting) => waiting.ticket === ticket);
  if (place < 0) return;
  view.pending.splice(place, 1);
  view.base = view.model.get("map");
  if (refused) complain(view, refused);
  redraw(view);
}

/** Draw what Python holds with what it hasn't answered yet; the keyboard stays where it is. */
function redraw(view) {
  const ahead = [...view.pending.map(({ edit }) => edit), view.draft].filter(Boolean);
  view.map = ahead.reduce(edited, view.base);
  const focused = view.sheet.table.contains(document.activeElement) && !document.activeElement.matches("textarea");
  const picture = view.picture();
  drawSheet(view.sheet, picture);
  markActive(view);
  tickLanes(view, picture);
  tellAround(view, picture);
  if (focused && !view.sheet.table.contains(document.activeElement)) activate(view, activeCell(view));
}

/** What stands around the table: whose map it is, what the other map has more, what an empty map asks for. */
function tellAround(view, { map, words }) {
  const gone = view.model.get("marks").gone ?? [];
  view.about.textContent = [map.persona, map.scenario].filter(Boolean).join(" · ");
  view.gone.textContent = gone.length ? fill(words.gone, { names: gone.join(", ") }) : "";
  const empty = map.journeys.length === 0;
  view.hint.textContent = empty ? (view.editable ? words.empty_map : words.empty) : "";
  view.scroll.hidden = empty;
  reserve(view);
}

function newView(model, el) {
  const words = model.get("words");
  const editable = model.get("editable");
  const view = {
    model, words, editable, undoable: model.get("undoable"), name: crypto.getRandomValues(new Uint32Array(1))[0].toString(36),
    sent: 0, pending: [], draft: null, base: model.get("map"), map: model.get("map"), chosen: new Map(), zoom: 1,
    active: `card|${model.get("selected")}`, column: 0, selected: model.get("selected"),
    sheet: newSheet(words.label, !editable),
    zoomed: element("output", { class: "cxm-zoomed", "aria-label": words.zoom }),
    said: element("p", { class: "cxm-said", role: "status" }), problem: element("p", { class: "cxm-problem", role: "alert" }),
    about: element("p", { class: "cxm-about" }), gone: element("p", { class: "cxm-gone" }), hint: element("p", { class: "cxm-hint" }),
    question: element("div", { class: "cxm-question", role: "group", hidden: true }),
  };
  view.labelWidth = () => view.sheet.head.querySelector(".cxm-label")?.getBoundingClientRect().width ?? 0;
  view.picture = () => pictureOf(view);
  view.paper = element("div", { class: "cxm-paper" }, view.sheet.table);
  view.scroll = element("div", { class: "cxm-scroll" }, view.paper);
  view.root = element("section", { class: "cxm", "aria-label": words.label });
  view.root.append(
    ...(editable ? [editingBar(view)] : []), ...viewingBar(view),
    view.question, element("div", { class: "cxm-messages" }, view.said, view.problem),
    view.about, view.gone, view.hint, view.scroll,
  );
  el.replaceChildren(view.root);
  return view;
}

function pictureOf(view) {
  const { model, map, words, editable } = view;
  const overlay = model.get("overlay");
  const marks = model.get("marks");
  const marked = (id) => (id === "gone" ? [] : (marks[id] ?? []));
  return { map, words, editable, overlay, marked, lanes: shownLanes(map, overlay, view.chosen) };
}

function listenToFocus(view) {
  const { table } = view.sheet;
  // JupyterLab's own single-letter keys would cut the notebook's cell; it looks for this on the focused element.
  view.root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  table.addEventListener("focusin", (event) => {
    view.root.classList.add("used");
    const cell = event.target.closest("td, th");
    if (cell?.spec?.run && cell.spec.key !== view.active) activate(view, cell, { focus: false });
  });
  table.addEventListener("dblclick", () => view.editable && writeActive(view));
}

function render({ model, el }) {
  let view;
  const build = () => {
    view = newView(model, el);
    listenToFocus(view);
    listenToKeys(view);
    listenToDrags(view);
    listenToZoom(view);
    redraw(view);
    zoomTo(view, 1, 0);
  };
  const hear = {
    "change:map": () => {
      view.base = model.get("map");
      redraw(view);
    },
    "change:overlay change:marks": () => redraw(view),
    "change:selected": () => {
      const id = model.get("selected");
      if (id === view.selected) return;
      view.selected = id;
      activate(view, nameCell(view, id), { focus: false });
      nameCell(view, id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    "change:editable change:words": build,
    "msg:custom": (message) => answered(view, message),
  };
  build();
  const sized = new ResizeObserver(() => reserve(view));
  sized.observe(el);
  for (const [names, heard] of Object.entries(hear)) for (const name of names.split(" ")) model.on(name, heard);
  return () => {
    sized.disconnect();
    for (const [names, heard] of Object.entries(hear)) for (const name of names.split(" ")) model.off(name, heard);
  };
}

export default { render };
