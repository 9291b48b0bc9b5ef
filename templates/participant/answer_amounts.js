/* Forms for amounts: points to share out, dots, a number. */

import { button, byGroup, el, fill, headed, number, unique } from "./dom.js";

const total = (amounts) => Object.values(amounts).reduce((sum, one) => sum + one, 0);

export function points(question, state, room) {
  const { words } = room;
  const given = { ...state.points };
  const of = question.total;
  const left = () => of - total(given);
  const step = of >= 50 ? 5 : 1;
  const list = steppers(question.items, given, step, () => of, room, () => room.changed({ points: given }));
  return {
    node: list.node,
    progress: () => {
      if (!left()) return words.points_done;
      return left() > 0 ? fill(words.points_left, { n: left(), of }) : fill(words.points_over, { n: -left() });
    },
    answer: () => {
      if (!left()) return { answer: { points: given } };
      const text = left() > 0 ? words.points_rest : words.points_less;
      return { problem: fill(text, { n: Math.abs(left()), of }), at: list.first() };
    },
  };
}

export function dots(question, state, room) {
  const { words } = room;
  const given = { ...state.dots };
  const left = () => question.dots - total(given);
  const most = (id) => Math.min(question.most_each, left() + (given[id] || 0));
  const list = steppers(question.items, given, 1, most, room, () => room.changed({ dots: given }));
  return {
    node: list.node,
    progress: () => fill(words.dots_left, { n: left(), of: question.dots }),
    answer: () => (total(given) ? { answer: { dots: given } } : { problem: words.dots_first, at: list.first() }),
  };
}

function steppers(items, given, step, most, room, changed) {
  const node = el("div", { role: "group", "aria-labelledby": "asked" }, byGroup(items, (item) => {
    const id = unique();
    const box = el("input", { id, inputmode: "numeric", autocomplete: "off", maxlength: 4, "aria-describedby": item.hint ? `${id}h` : null });
    const set = (value, typed) => {
      const amount = Math.max(0, Math.min(value, most(item.id)));
      if (amount < value && !typed) room.say(room.progress());
      if (amount) given[item.id] = amount;
      else delete given[item.id];
      if (!typed || amount < value) box.value = amount;
      changed();
    };
    const now = () => given[item.id] || 0;
    box.value = now();
    box.addEventListener("input", () => set(Number(box.value.replace(/\D/g, "")), true));
    box.addEventListener("blur", () => (box.value = now()));
    box.addEventListener("focus", () => box.select());
    box.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      set(now() + by);
    });
    return el("div", { class: "amount" },
      headed(item, id),
      el("div", { class: "stepper" },
        button("−", { "aria-label": fill(room.words.less, { item: item.label }) }, () => set(now() - step)),
        box,
        button("+", { "aria-label": fill(room.words.more, { item: item.label }) }, () => set(now() + step))));
  }));
  return { node, first: () => node.querySelector("input") };
}

export function guess(question, state, room) {
  const { words } = room;
  const { least, most, unit } = question;
  const id = unique();
  const box = el("input", { id, class: "guess", inputmode: "decimal", autocomplete: "off", maxlength: 24, "aria-describedby": `${id}h ${id}r` });
  const read = el("p", { class: "hint", id: `${id}r`, role: "status" });
  const named = (value) => [number(value), unit].filter(Boolean).join(" ");
  const changed = () => {
    const value = numberOf(box.value);
    read.textContent = value === null ? "" : fill(words.understood, { n: named(value) });
    room.changed({ typed: box.value });
  };
  box.value = state.typed ?? (state.value === undefined ? "" : String(state.value).replace(".", decimal()));
  box.addEventListener("input", changed);
  const sign = button("±", { "aria-label": words.minus }, () => {
    box.value = box.value.startsWith("-") ? box.value.slice(1) : `-${box.value}`;
    changed();
  });
  const node = el("div", { class: "field" },
    el("label", { for: id, class: "label" }, words.number),
    el("div", { class: "stepper wide" }, least < 0 ? sign : null, box, unit ? el("span", { class: "unit" }, unit) : null),
    el("p", { class: "hint", id: `${id}h` }, fill(words.range, { least: number(least), most: named(most) })),
    read);
  return {
    node,
    progress: () => "",
    answer() {
      const value = numberOf(box.value);
      if (value === null) return { problem: words.no_number, at: box };
      if (value < least || value > most) {
        return { problem: fill(words.outside, { least: number(least), most: named(most) }), at: box };
      }
      return { answer: { value } };
    },
  };
}

const decimal = () => (document.documentElement.lang === "en" ? "." : ",");

/** What was typed as a number, in the way of the page's language: thousands may be set apart. */
export function numberOf(typed) {
  const point = decimal();
  const comma = point === "." ? "," : ".";
  const thousands = new RegExp(`^([+-]?\\d{1,3})(\\${comma}\\d{3})+(?=\\${point}|$)`);
  const tidy = typed.replace(/[\s'’%]/g, "").replace("−", "-");
  const plain = thousands.test(tidy) ? tidy.split(comma).join("") : tidy;
  const value = Number(plain.replace(",", "."));
  return plain === "" || !Number.isFinite(value) || !/^[+-]?[\d.,]+$/.test(plain) ? null : value;
}
