/* Forms for words: a text, several texts, consent. A form is {node, progress(), answer()}; `answer` gives
   {answer} or {problem, at}. `room` is {words, changed(state), say(text)}. */

import { byGroup, el, fill, labelled, unique } from "./dom.js";

function area(label, value, longest, room, changed, hint) {
  const id = unique();
  const box = el("textarea", { id, rows: longest > 120 ? 4 : 2, maxlength: longest, enterkeyhint: "enter", "aria-describedby": `${id}n` });
  const count = el("span", { class: "hint", id: `${id}n` });
  const show = () => {
    count.textContent = [hint, fill(room.words.length, { n: box.value.length, most: longest })].filter(Boolean).join(" · ");
  };
  box.value = value || "";
  box.addEventListener("input", () => {
    show();
    changed(box.value);
  });
  show();
  return { box, node: el("div", { class: "field" }, el("label", { for: id, class: "label" }, label), box, count) };
}

export function text(question, state, room) {
  const { box, node } = area(room.words.text, state.text, question.longest, room, (value) => room.changed({ text: value }));
  return {
    node,
    progress: () => "",
    answer: () => (box.value.trim() ? { answer: { text: box.value.trim() } } : { problem: room.words.empty, at: box }),
  };
}

export function texts(question, state, room) {
  const given = { ...state.texts };
  let first = null;
  const node = el("div", {}, byGroup(question.items, (item) => {
    const field = area(item.label, given[item.id], question.longest, room, (value) => {
      given[item.id] = value;
      room.changed({ texts: given });
    }, item.hint);
    first = first || field.box;
    return field.node;
  }));
  const filled = () => Object.entries(given).map(([id, value]) => [id, value.trim()]).filter(([, value]) => value);
  return {
    node,
    progress: () => fill(room.words.rated, { n: filled().length, of: question.items.length }),
    answer: () => (filled().length ? { answer: { texts: Object.fromEntries(filled()) } } : { problem: room.words.empty, at: first }),
  };
}

export function consent(question, state, room) {
  const name = unique();
  const given = { stance: state.stance || null, reason: state.reason || "" };
  const reason = area(room.words.reason, given.reason, 600, room, (value) => {
    given.reason = value;
    room.changed(given);
  }, room.words.reason_hint);
  const show = () => (reason.node.hidden = given.stance === "agree" || !given.stance);
  const radios = ["agree", "can_live", "block"].map((stance) => {
    const radio = el("input", { type: "radio", name, value: stance, checked: given.stance === stance });
    radio.addEventListener("change", () => {
      given.stance = stance;
      show();
      room.changed(given);
    });
    return radio;
  });
  show();
  const node = el("div", {},
    el("figure", { class: "about" }, el("figcaption", { class: "hint" }, room.words.about), el("blockquote", {}, question.about)),
    el("div", { role: "radiogroup", "aria-labelledby": "asked", class: "choices" },
      radios.map((radio) => el("label", { class: "choice" }, radio, labelled({ label: room.words.stances[radio.value] })))),
    reason.node);
  return {
    node,
    progress: () => "",
    answer() {
      if (!given.stance) return { problem: room.words.choose, at: radios[0] };
      const why = given.stance === "agree" ? "" : given.reason.trim();
      if (given.stance === "block" && !why) return { problem: room.words.no_reason, at: reason.box };
      return { answer: { stance: given.stance, reason: why } };
    },
  };
}
