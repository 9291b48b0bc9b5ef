/* Draws numbers given by item: ratings, ranks, places on a line, a guess. */

import { el, fill, number } from "./dom.js";
import { drawn, short, sized, small } from "./results.js";

/** Where on a strip a number stands (0–1): the steps of a scale, and ranks, have the middles of equal parts. */
export function place(value, result, question) {
  if (["line", "guess"].includes(question.kind)) return (value - result.least) / (result.most - result.least);
  const steps = question.scale ? question.scale.map((point) => point.value) : result.bins.map(Number);
  const at = Math.max(1, steps.findIndex((step) => step >= value));
  const [from, to] = [steps[at - 1], steps[at] || steps[at - 1] + 1];
  return (at - 0.5 + (value - from) / (to - from)) / steps.length;
}

/** The count of the largest dot in these results. */
export const largest = (...results) => Math.max(1, ...results.flatMap((result) => result.items.flatMap((one) => one.counts)));

/** How many gave which number, as dots by size, and the mean as a pin. `most` is the count of the largest dot. */
export function strip(one, result, question, words, most) {
  const told = words.results;
  if (one.mean === null) return el("span", { class: "track none" }, told.few);
  const steps = one.counts.length;
  const said = [fill(told.mean, { n: short(one.mean) }), fill(told.median, { n: short(one.median) })];
  one.counts.forEach((count, step) => count && said.push(`${result.bins[step]}: ${count}`));
  return el("span", { class: "track", role: "img", "aria-label": said.join(", ") },
    one.counts.map((count, step) => count ? sized(el("i", { class: "spot" }), {
      at: (step + 0.5) / steps,
      size: `${Math.sqrt(count / most) * Math.min(1.6, 11 / steps)}em`,
    }) : null),
    sized(el("i", { class: "pin" }), { at: place(one.mean, result, question) }));
}

/** What a strip's left and right mean. */
export function key(result, question, words) {
  const ends = question.kind === "line" ? [`0 ${question.left}`, `100 ${question.right}`]
    : question.scale ? question.scale.filter(({ value, label }, at, all) => `${value}` !== label || !at || at === all.length - 1).map(({ value, label }) => (`${value}` === label ? label : `${number(value)} ${label}`))
    : question.kind === "guess" ? [result.least, result.most].map((value) => `${short(value)} ${result.unit}`)
    : [result.bins[0], result.bins[result.bins.length - 1]];
  return el("p", { class: "key" }, fill(words.results.key, { steps: ends.join(" · ") }));
}

/** An item's row. */
export function row(one, result, question, words, most) {
  const told = words.results;
  const wide = result.widest.includes(one.id);
  const unit = (value) => [short(value), result.unit].filter(Boolean).join(" ");
  const guessed = question.kind === "guess" && one.mean !== null;
  return el("li", { class: wide ? "row wide" : "row" },
    el("span", { class: "label" }, guessed ? fill(told.from_to, { low: unit(one.low), high: unit(one.high) }) : one.label, small(wide && told.apart, one.n !== result.n && fill(told.n, { n: one.n }), one.cant_say && fill(told.cant_say, { n: one.cant_say }))),
    strip(one, result, question, words, most),
    el("b", { class: "value" }, one.mean === null ? "–" : unit(one.mean)));
}

export const drawResult = (result, question, words) => drawn(result, question, words, () => [key(result, question, words),
  el("ul", { class: "body rows" }, result.items.map((one) => row(one, result, question, words, largest(result))))]);
