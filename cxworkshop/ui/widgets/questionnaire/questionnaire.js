// Questions answered on one scale: native radio buttons in fieldsets, so that Tab, arrows and screen readers work.

const AFTER_TYPING = 300; // milliseconds
let sheets = 0;

function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** A control whose keys JupyterLab must not take for its own commands. */
function control(tag, attributes) {
  return make(tag, { ...attributes, "data-lm-suppress-shortcuts": "true" });
}

function drawQuestion(view, { id, question }, number) {
  const name = `${view.name}-${id}`;
  const radios = view.words.choices.map(([value]) => control("input", { type: "radio", name, value }));
  const choices = radios.map((radio, place) => make("label", {}, radio, view.words.choices[place][1]));
  const text = control("textarea", { rows: "2", maxlength: String(view.words.longest), "aria-label": view.words.example_of.replace("{question}", question) });
  const opener = control("summary", {});
  opener.append(view.words.example);
  const fold = make("details", { class: "cx-fold" }, opener, text);
  const field = make("fieldset", {}, make("legend", {}, `${number}. ${question}`), make("div", { class: "cx-choices" }, ...choices), fold);
  radios.forEach((radio) => radio.addEventListener("change", () => tell(view)));
  text.addEventListener("change", () => tell(view));
  text.addEventListener("input", () => {
    clearTimeout(view.waiting);
    view.waiting = setTimeout(() => tell(view), AFTER_TYPING);
  });
  return { id, field, radios, text, fold };
}

/** Answer by figure: 1 for the first choice, and so on; the keyboard goes on to the next question. */
function pressed(view, event) {
  const place = view.rows.findIndex(({ radios }) => radios.includes(event.target));
  const choice = Number(event.key) - 1;
  if (place < 0 || event.ctrlKey || event.metaKey || event.altKey || !view.rows[place].radios[choice]) return;
  event.preventDefault();
  view.rows[place].radios[choice].checked = true;
  tell(view);
  const next = view.rows[place + 1] ?? view.rows[place];
  enter(next, choice);
}

function enter({ field, radios }, otherwise = 0) {
  (radios.find((radio) => radio.checked) ?? radios[otherwise]).focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}

/** Tell Python what has been answered, and how far this is. */
function tell(view) {
  clearTimeout(view.waiting);
  const answers = {};
  for (const { id, radios, text } of view.rows) {
    const level = radios.find((radio) => radio.checked)?.value;
    if (level || text.value.trim()) answers[id] = { level: level ?? "", example: text.value };
  }
  view.model.set("answers", answers);
  view.model.save_changes();
  count(view);
}

function count(view) {
  const done = view.rows.filter(({ radios }) => radios.some((radio) => radio.checked)).length;
  const all = view.rows.length;
  view.bar.value = done;
  view.bar.max = all;
  view.so_far.textContent = view.words.progress.replace("{done}", done).replace("{all}", all);
}

/** Lay out a sheet as Python holds it: empty for the next person. */
function fill(view) {
  const answers = view.model.get("answers");
  for (const { id, radios, text, fold } of view.rows) {
    const { level = "", example = "" } = answers[id] ?? {};
    radios.forEach((radio) => (radio.checked = radio.value === level));
    text.value = example;
    fold.open = Boolean(example);
  }
  count(view);
}

function render({ model, el }) {
  const view = { model, name: `cx-sheet-${(sheets += 1)}`, words: model.get("words"), rows: [] };
  view.bar = make("progress", { "aria-hidden": "true" });
  view.so_far = make("p", {});
  const top = make("div", { class: "cx-sheet-progress" }, view.so_far, view.bar);
  const root = make("div", { class: "cx-sheet" }, top);
  let theme = null;
  model.get("questions").forEach((asked, place) => {
    if (asked.theme !== theme) root.append(make("h3", {}, (theme = asked.theme)));
    const row = drawQuestion(view, asked, place + 1);
    view.rows.push(row);
    root.append(row.field);
  });
  root.addEventListener("keydown", (event) => pressed(view, event));
  const renewed = () => {
    fill(view);
    if (view.rows.length) enter(view.rows[0]);
  };
  model.on("change:sheet", renewed);
  fill(view);
  el.append(root);
  return () => {
    clearTimeout(view.waiting);
    model.off("change:sheet", renewed);
  };
}

export default { render };
