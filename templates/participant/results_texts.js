/* Draws texts: a card each, by item. */

import { el, fill } from "./dom.js";
import { drawn, small } from "./results.js";

export function drawResult(result, question, words) {
  const card = (one) => el("li", { class: one.people > 1 ? "many" : null }, one.text,
    small(one.people > 1 && fill(words.results.people, { n: one.people }), one.names.join(", ")));
  const of = (item) => el("ul", { class: "cards" }, result.texts.filter((one) => one.item === item).map(card));
  const items = Object.keys(result.labels || {}).filter((item) => result.texts.some((one) => one.item === item));
  return drawn(result, question, words, () =>
    el("div", { class: "body" }, items.length ? items.flatMap((item) => [el("h3", {}, result.labels[item]), of(item)]) : of("")));
}
