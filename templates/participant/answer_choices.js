/* Forms for choosing: one of many, many of many, and dots where each item takes one. */

import { byGroup, el, fill, labelled, unique } from "./dom.js";

export function one(question, state, room) {
  const name = unique();
  let choice = state.choice || null;
  const node = el("div", { role: "radiogroup", "aria-labelledby": "asked", class: "choices" }, byGroup(question.items, (item) => {
    const radio = el("input", { type: "radio", name, checked: choice === item.id });
    radio.addEventListener("change", () => {
      choice = item.id;
      room.changed({ choice });
    });
    return el("label", { class: "choice" }, radio, el("span", {}, labelled(item)));
  }));
  return {
    node,
    progress: () => "",
    answer: () => (choice ? { answer: { choice } } : { problem: room.words.choose, at: node.querySelector("input") }),
  };
}

export function many(question, state, room) {
  const most = Math.min(question.most, question.items.length);
  const list = checks(question.items, state.choices || [], most, fill(room.words.too_many, { most }), room, (choices) => room.changed({ choices }));
  const chosen = list.chosen;
  return {
    node: list.node,
    progress: () =>
      fill(most < question.items.length ? room.words.chosen_most : room.words.chosen, { n: chosen.size, most }),
    answer: () =>
      chosen.size < question.least
        ? { problem: fill(room.words.too_few, { least: question.least }), at: list.first() }
        : { answer: { choices: list.inOrder() } },
  };
}

/** One dot an item: ticks. */
export function singleDots(question, state, room) {
  const most = question.dots;
  const ids = Object.keys(state.dots || {});
  const asDots = (all) => Object.fromEntries(all.map((id) => [id, 1]));
  const list = checks(question.items, ids, most, room.words.dots_none, room, (all) => room.changed({ dots: asDots(all) }));
  return {
    node: list.node,
    progress: () => fill(room.words.dots_left, { n: most - list.chosen.size, of: most }),
    answer: () =>
      list.chosen.size
        ? { answer: { dots: asDots(list.inOrder()) } }
        : { problem: room.words.dots_first, at: list.first() },
  };
}

function checks(items, before, most, full, room, changed) {
  const chosen = new Set(before);
  const inOrder = () => items.map((item) => item.id).filter((id) => chosen.has(id));
  const node = el("div", { role: "group", "aria-labelledby": "asked", class: "choices" }, byGroup(items, (item) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(item.id) });
    box.addEventListener("change", () => {
      if (box.checked && chosen.size >= most) {
        box.checked = false;
        room.say(full);
        return;
      }
      if (box.checked) chosen.add(item.id);
      else chosen.delete(item.id);
      changed(inOrder());
    });
    return el("label", { class: "choice" }, box, el("span", {}, labelled(item)));
  }));
  return { node, chosen, inOrder, first: () => node.querySelector("input") };
}
