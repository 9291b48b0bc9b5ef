/* Forms for places: on a line, and on two axes. */

import { button, byGroup, el, fill, headed, number, unique } from "./dom.js";

const MIDDLE = 50;

export function line(question, state, room) {
  const { words } = room;
  const places = { ...state.places };
  const changed = () => room.changed({ places });
  const node = el("div", { role: "group", "aria-labelledby": "asked" }, byGroup(question.items, (item) => {
    const id = unique();
    const slider = el("input", { id, type: "range", min: 0, max: 100, step: 1, "aria-describedby": `${id}h ${id}e` });
    const off = button(words.take_off_short, { class: "quiet", "aria-label": fill(words.take_off, { item: item.label }) }, () => {
      delete places[item.id];
      show();
      slider.focus();
      changed();
    });
    const none = el("p", { class: "hint" }, words.not_placed);
    const show = () => {
      const at = places[item.id];
      slider.value = at ?? MIDDLE;
      slider.classList.toggle("unplaced", at === undefined);
      slider.setAttribute("aria-valuetext", at === undefined ? words.not_placed : number(at));
      off.hidden = at === undefined;
      none.hidden = !off.hidden;
    };
    const take = () => {
      places[item.id] = Number(slider.value);
      show();
      changed();
    };
    slider.addEventListener("input", take);
    slider.addEventListener("pointerup", take);
    slider.addEventListener("keydown", (event) => event.key === " " && take());
    show();
    return el("div", { class: "onLine" },
      headed(item, id),
      slider,
      el("div", { class: "ends", id: `${id}e` }, el("span", {}, question.left), el("span", {}, question.right)),
      off, none);
  }));
  return {
    node,
    progress: () => fill(words.placed, { n: Object.keys(places).length, of: question.items.length }),
    answer: () =>
      Object.keys(places).length ? { answer: { places } } : { problem: words.place, at: node.querySelector("input") },
  };
}

export function axes(question, state, room) {
  const { words } = room;
  const places = { ...state.places };
  const name = unique();
  let chosen = question.items[0].id;

  const pad = el("div", { class: "pad", "aria-hidden": "true" });
  const dots = new Map(question.items.map((item, place) => [item.id, el("span", { class: "dot", "data-id": item.id }, String(place + 1))]));
  const states = new Map(question.items.map((item) => [item.id, el("span", { class: "hint" })]));
  const slider = (text, from, to, axis) => {
    const input = el("input", { type: "range", min: 0, max: 100, step: 1 });
    input.addEventListener("input", () => set(axis, Number(input.value)));
    return [input, el("label", { class: "axis" }, el("span", { class: "hint" }, fill(text, { from, to })), input)];
  };
  const [across, acrossLabel] = slider(words.across, question.left, question.right, 0);
  const [upward, upwardLabel] = slider(words.upward, question.bottom, question.top, 1);
  const off = button("", { class: "quiet" }, () => {
    delete places[chosen];
    changed();
  });
  pad.append(...dots.values());

  const radios = question.items.map((item, place) => {
    const input = el("input", { type: "radio", name, value: item.id, checked: item.id === chosen });
    input.addEventListener("change", () => choose(item.id));
    const label = [el("span", { class: "label" }, `${place + 1}. ${item.label}`), item.hint ? el("span", { class: "hint" }, item.hint) : null];
    return el("label", { class: "choice" }, input, el("span", {}, label, states.get(item.id)));
  });

  function choose(id) {
    chosen = id;
    for (const label of radios) {
      label.firstChild.checked = label.firstChild.value === id;
      label.classList.toggle("on", label.firstChild.checked);
    }
    show();
  }

  function show() {
    const item = question.items.find((one) => one.id === chosen);
    for (const [id, dot] of dots) {
      const at = places[id];
      dot.hidden = !at;
      dot.classList.toggle("chosen", id === chosen);
      if (at) [dot.style.left, dot.style.bottom] = [`${at[0]}%`, `${at[1]}%`];
      states.get(id).textContent = at ? `${number(at[0])} · ${number(at[1])}` : words.not_placed;
    }
    const at = places[chosen];
    [across, upward].forEach((input, axis) => {
      input.value = at ? at[axis] : MIDDLE;
      input.classList.toggle("unplaced", !at);
      input.setAttribute("aria-valuetext", at ? number(at[axis]) : words.not_placed);
    });
    off.hidden = !at;
    off.textContent = fill(words.take_off, { item: item.label });
  }

  function changed() {
    show();
    room.changed({ places });
  }

  function set(axis, value) {
    const at = places[chosen] || [MIDDLE, MIDDLE];
    places[chosen] = axis ? [at[0], value] : [value, at[1]];
    changed();
  }

  function put(event) {
    const box = pad.getBoundingClientRect();
    const share = (value) => Math.round(Math.max(0, Math.min(1, value)) * 100);
    places[chosen] = [share((event.clientX - box.left) / box.width), share((box.bottom - event.clientY) / box.height)];
    changed();
  }

  pad.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const held = event.target.dataset.id;
    if (held) choose(held);
    else put(event);
    pad.setPointerCapture(event.pointerId);
    pad.onpointermove = put;
  });
  pad.onpointerup = pad.onpointercancel = () => (pad.onpointermove = null);

  show();
  const end = (side) => el("span", { class: `end ${side}`, "aria-hidden": "true" }, question[side]);
  return {
    node: el("div", {},
      el("p", { class: "hint how" }, words.place_how),
      el("div", { role: "radiogroup", "aria-labelledby": "asked", class: "choices pairs" }, radios),
      el("div", { class: "plane" }, end("top"), pad, end("bottom"), el("div", { class: "ends" }, end("left"), end("right"))),
      acrossLabel, upwardLabel, off),
    progress: () => fill(words.placed, { n: Object.keys(places).length, of: question.items.length }),
    answer: () => (Object.keys(places).length ? { answer: { places } } : { problem: words.place, at: across }),
  };
}
