/* What drawings of results share, on phone and big screen. Sizes are in em, so that the screen makes them as large
   as fits. A drawing is a block that holds a `.body`. */

import { el, fill, number } from "./dom.js";

/** Set an element's variables of style. */
export function sized(node, values) {
  for (const name in values) node.style.setProperty(`--${name}`, values[name]);
  return node;
}

/** A number with no more places than people compare by. */
export const short = (value) => number(Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value));

export const percent = (share) => `${number(Math.round(share * 100))} %`;

/** Whether items are chosen or not, so that their level is a share of people. */
export const chosen = ({ kind, most_each }) => ["one", "many", "consent"].includes(kind) || most_each === 1;

/** A level (a share or a mean) as it is written. */
export const level = (value, question) => (chosen(question) ? percent(value) : short(value));

/** An item's label: stances in the page's own language. */
export const named = (one, question, words) => (question.kind === "consent" ? words.results.stances[one.id] : one.label);

/** How many people, in words. */
export const people = (n, words) => (n === 1 ? words.results.person : fill(words.results.people, { n }));

/** Small print; what is false is left out. */
export const small = (...told) => {
  const text = told.filter(Boolean).join(" · ");
  return text ? el("small", {}, text) : null;
};

/** How many answered, then the drawing, or why there is none. */
export function drawn(result, question, words, draw) {
  const told = words.results;
  if (result.kind === "withheld") return el("p", { class: "body withheld" }, fill(told.withheld, result));
  return el("div", { class: `drawn of-${result.kind} q-${question.kind}` }, el("p", { class: "told" }, fill(told.n, { n: result.n })),
    result.n ? draw() : el("p", { class: "body" }, told.none));
}

/** What changed from the first round to the last. */
export function drawShift(shift, question, words) {
  if (!shift.moved.length) return null;
  const told = words.results;
  const was = (one) => fill(told.was, { before: level(one.before, question), after: level(one.after, question) });
  return el("section", { class: "shift" }, el("h2", {}, told.shift),
    shift.both === null ? null : el("p", { class: "told" }, fill(told.shift_both, { n: shift.both })),
    el("ul", { class: "rows" }, shift.moved.map((one) => el("li", { class: "row" },
      el("span", { class: "label" }, named(one, question, words)), el("b", { class: "value" }, was(one))))));
}
