/* The form for an order: rows that are dragged, or moved with buttons and keys. */

import { button, el, fill, labelled } from "./dom.js";

const EDGE = 110;

export function ranking(question, state, room) {
  const { words } = room;
  const items = new Map(question.items.map((item) => [item.id, item]));
  const whole = state.order && state.order.length === items.size && state.order.every((id) => items.has(id));
  const order = whole ? state.order : shuffled([...items.keys()]);
  let touched = whole && state.touched !== false;
  const list = el("ol", { class: "order" });
  const asIs = button(words.rank_asis, { class: "quiet" }, () => commit());

  for (const id of order) list.append(row(items.get(id)));
  number();
  asIs.hidden = touched;
  if (!whole) room.changed({ order: current(), touched });

  function row(item) {
    const grip = el("span", { class: "grip", "aria-hidden": "true" }, "⠿");
    const rank = el("span", { class: "rank", "aria-hidden": "true" });
    const move = (sign, by, text) => button(sign, { "aria-label": fill(text, { item: item.label }) }, () => shift(node, by));
    const node = el("li", { "data-id": item.id }, grip, rank, el("span", { class: "named" }, labelled(item)),
      move("↑", -1, words.rank_up), move("↓", 1, words.rank_down));
    grip.addEventListener("pointerdown", (event) => drag(event, node));
    node.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1, Home: -items.size, End: items.size }[event.key];
      if (!by) return;
      event.preventDefault();
      shift(node, by);
    });
    return node;
  }

  function current() {
    return Array.from(list.children, (node) => node.dataset.id);
  }

  function number() {
    Array.from(list.children).forEach((node, place) => (node.querySelector(".rank").textContent = place + 1));
  }

  /* The neighbours move, so that the row keeps the focus or the finger. */
  function step(node, by) {
    const other = by < 0 ? node.previousElementSibling : node.nextElementSibling;
    if (!other) return false;
    list.insertBefore(other, by < 0 ? node.nextElementSibling : node);
    return true;
  }

  function shift(node, by) {
    for (let left = Math.abs(by); left && step(node, by); left -= 1);
    commit();
    node.scrollIntoView({ block: "nearest" });
    const item = items.get(node.dataset.id);
    room.say(fill(words.rank_now, { item: item.label, n: current().indexOf(item.id) + 1, of: items.size }));
  }

  function commit() {
    touched = true;
    asIs.hidden = true;
    number();
    room.changed({ order: current(), touched });
  }

  function drag(event, node) {
    if (event.button) return;
    event.preventDefault();
    node.classList.add("held");
    const follow = (at) => {
      const before = node.previousElementSibling;
      const after = node.nextElementSibling;
      if (before && at.clientY < middle(before)) step(node, -1);
      else if (after && at.clientY > middle(after)) step(node, 1);
      if (at.clientY < EDGE) scrollBy(0, -12);
      else if (at.clientY > innerHeight - EDGE) scrollBy(0, 12);
    };
    const release = () => {
      node.classList.remove("held");
      for (const [name, listener] of [["pointermove", follow], ["pointerup", release], ["pointercancel", release]]) {
        document.removeEventListener(name, listener);
      }
      commit();
    };
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", release);
    document.addEventListener("pointercancel", release);
  }

  return {
    node: el("div", {}, el("p", { class: "hint how" }, whole ? words.rank_how : `${words.rank_how} ${words.rank_random}`), list, asIs),
    progress: () => "",
    answer: () => (touched ? { answer: { order: current() } } : { problem: words.rank_touch, at: asIs }),
  };
}

function middle(node) {
  const box = node.getBoundingClientRect();
  return box.top + box.height / 2;
}

function shuffled(all) {
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}
