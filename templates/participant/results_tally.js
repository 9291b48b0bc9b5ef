/* Draws what items were given: choices, dots, points, stances. */

import { el, number } from "./dom.js";
import { chosen, drawn, named, people, percent, short, sized, small } from "./results.js";

/** A bar of `part` (0–1) of the longest there can be. */
export const bar = (part, kind) => el("span", { class: "beam", "aria-hidden": "true" }, sized(el("i", { class: kind }), { part }));

/** What the longest bar stands for, by person. */
export const longest = (question, ...results) =>
  question.kind === "consent" ? 1 : Math.max(...results.flatMap((one) => one.items.map((item) => item.total / one.n))) || 1;

/** An item's row. */
export function row(one, result, question, words) {
  const each = one.total / result.n;
  return el("li", { class: "row" }, el("span", { class: "label" }, named(one, question, words)),
    bar(each / longest(question, result), question.kind === "consent" ? one.id : null),
    el("b", { class: "value" }, question.kind === "points" ? short(each) : number(one.total),
      small(chosen(question) ? percent(each) : people(one.people, words))));
}

export function drawResult(result, question, words) {
  const told = words.results;
  return drawn(result, question, words, () => [el("p", { class: "key" }, chosen(question) ? told.share : question.kind === "points" ? told.average : told.dots),
    el("div", { class: "body" }, el("ul", { class: "rows" }, result.items.map((one) => row(one, result, question, words))),
      result.reasons.length ? [el("h3", {}, told.reasons), el("ul", { class: "cards" }, result.reasons.map((text) => el("li", {}, text)))] : null)]);
}
