/* The form for ratings: every item on one scale, "can't say" beside it. */

import { button, byGroup, el, fill, unique } from "./dom.js";

const SHORT = 2;

export function grid(question, state, room) {
  const { words } = room;
  const ratings = { ...state.ratings };
  const notes = { ...state.notes };
  const changed = () => room.changed({ ratings, notes });
  const points = [...question.scale, { value: null, label: words.cant_say }];
  const short = question.scale.every((point) => point.label.length <= SHORT);

  const draw = (item) => {
    const name = unique();
    const told = unique();
    const radio = (point) => {
      const input = el("input", { type: "radio", name, checked: item.id in ratings && ratings[item.id] === point.value });
      input.addEventListener("change", () => {
        ratings[item.id] = point.value;
        note.hidden = false;
        changed();
      });
      return el("label", { class: point.value === null ? "point none" : "point" }, input, el("span", {}, point.label));
    };
    const note = question.notes ? noteOf(item) : el("div");
    note.hidden = !(item.id in ratings);
    return el("fieldset", { class: "rating", "aria-describedby": item.hint ? told : null },
      el("legend", { class: "label" }, item.label),
      item.hint ? el("p", { class: "hint", id: told }, item.hint) : null,
      el("div", { class: short ? "scale short" : "scale" }, points.map(radio)),
      note);
  };

  function noteOf(item) {
    const id = unique();
    const box = el("textarea", { id, rows: 2, maxlength: 600 });
    box.value = notes[item.id] || "";
    box.addEventListener("input", () => {
      notes[item.id] = box.value;
      changed();
    });
    const field = el("div", { class: "field" }, el("label", { for: id, class: "hint" }, fill(words.note_label, { item: item.label })), box);
    const open = button(words.note, { class: "quiet", "aria-label": `${words.note}: ${item.label}` }, () => {
      open.hidden = true;
      field.hidden = false;
      box.focus();
    });
    open.hidden = Boolean(box.value);
    field.hidden = !box.value;
    return el("div", {}, open, field);
  }

  const node = el("div", { role: "group", "aria-labelledby": "asked" }, byGroup(question.items, draw));
  const written = () =>
    Object.entries(notes).map(([id, value]) => [id, value.trim()]).filter(([id, value]) => value && id in ratings);
  return {
    node,
    progress: () => fill(words.rated, { n: Object.keys(ratings).length, of: question.items.length }),
    answer: () =>
      Object.keys(ratings).length
        ? { answer: { ratings, notes: Object.fromEntries(written()) } }
        : { problem: words.rate, at: node.querySelector("input") },
  };
}
