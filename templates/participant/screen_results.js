/* What the big screen draws of results beyond what phones do: groups, a guess person by person, two rounds side by
   side, functions. */

import { el, fill } from "./dom.js";
import { drawn, level, named, short, sized, small } from "./results.js";
import { drawResult as plane, figure, legend } from "./results_plane.js";
import { drawResult as spread, key, largest, place, row, strip } from "./results_spread.js";
import { bar, drawResult as tally, longest, row as given } from "./results_tally.js";
import { drawResult as texts } from "./results_texts.js";

const SEVERAL = 8;
const TALLEST = 9;
const ROWS = 8;

const DRAW = { tally, texts, plane, withheld: texts };

/** Draw a result of `question`; `tallest` is the count of the tallest stack of a guess, its own by default. */
export function drawLarge(result, question, words, tallest) {
  if (question.kind === "consent" && result.kind === "tally" && result.reasons.length) return drawn(result, question, words, () => stances(result, question, words));
  if (result.kind !== "spread") return DRAW[result.kind](result, question, words);
  if (question.kind === "guess") return drawn(result, question, words, () => guess(result, question, words, tallest));
  if (result.items.length <= SEVERAL) return spread(result, question, words);
  return drawn(result, question, words, () => grouped(result, question, words));
}

function stances(result, question, words) {
  return [el("ul", { class: "large" }, result.items.map((one) => given(one, result, question, words))), el("h3", {}, words.results.reasons),
    el("div", { class: "body" }, el("ul", { class: "cards" }, result.reasons.map((text) => el("li", {}, text))))];
}

/* Many items: those to talk about first, then all under the names of their groups. */
function grouped(result, question, words) {
  const of = (one) => row(one, result, question, words, largest(result));
  const heading = (text) => el("li", { class: "group" }, text);
  const groups = new Map(question.kind === "ranking" ? [] : question.items.map((item) => [item.id, item.group]));
  const first = (id) => row(result.items.find((one) => one.id === id), { ...result, widest: [] }, question, words, largest(result));
  const wide = result.widest.map(first);
  let group = "";
  const all = result.items.flatMap((one) => {
    const begins = groups.get(one.id) && groups.get(one.id) !== group;
    group = groups.get(one.id);
    return begins ? [heading(group), of(one)] : [of(one)];
  });
  const named = groups.size > 0 && all.length > result.items.length;
  return [key(result, question, words),
    el("ul", { class: "body rows" }, wide.length ? [heading(words.results.apart), ...wide] : null, wide.length && !named ? heading(words.screen.all) : null, all)];
}

/* Each person a dot, stacked by tenths. */
function guess(result, question, words, tallest = Math.max(...result.items[0].counts)) {
  const told = words.results;
  const [one] = result.items;
  if (one.mean === null) return el("p", { class: "body" }, told.few);
  const unit = (value) => [short(value), result.unit].filter(Boolean).join(" ");
  const said = [fill(told.median, { n: unit(one.median) }), fill(told.from_to, { low: unit(one.low), high: unit(one.high) })];
  const dot = Math.min(1.5, TALLEST / tallest);
  return el("div", { class: "body" },
    el("p", { class: "figures" }, el("b", {}, fill(told.mean, { n: unit(one.mean) })), ` · ${said.join(" · ")}`),
    sized(el("div", { class: "stacks", role: "img", "aria-label": one.counts.map((count, step) => `${result.bins[step]}: ${count}`).join(", ") },
      el("div", { class: "columns" }, one.counts.map((count) => sized(el("i"), { count }))),
      sized(el("i", { class: "pin" }), { at: place(one.mean, result, question) })), { dot: `${dot}em`, tallest }),
    el("p", { class: "ends" }, [result.least, (result.least + result.most) / 2, result.most].map((value) => el("span", {}, unit(value)))));
}

/** Draw two rounds side by side, those items first that moved most. `rounds` are their numbers. */
export function drawRounds(shift, question, words, rounds) {
  const { first, last } = shift;
  const heads = rounds.map((n) => fill(words.room.round, { n }));
  const counted = [first, last].map((one, at) => `${heads[at]}: ${fill(words.results.n, { n: one.n })}`);
  if (shift.both !== null) counted.push(fill(words.results.shift_both, { n: shift.both }));
  const told = el("p", { class: "told" }, counted.join(" · "));
  const alike = first.kind === last.kind && first.n && last.n;
  if (alike && last.kind === "plane") {
    return el("div", { class: "drawn of-plane" }, told, el("div", { class: "body three" },
      [first, last].map((one, at) => el("section", {}, el("h2", {}, heads[at]), figure(one, question))), legend(last, words)));
  }
  const comparable = alike && ["tally", "spread"].includes(last.kind) && question.kind !== "guess";
  if (!comparable) {
    const tallest = question.kind === "guess" && alike ? largest(first, last) : undefined;
    return el("div", { class: "drawn panels" }, told, el("div", { class: "sides" }, [first, last].map((one, at) =>
      el("section", { class: "side" }, el("h2", {}, heads[at]), drawLarge(one, question, words, tallest)))));
  }
  const most = last.kind === "tally" ? longest(question, first, last) : largest(first, last);
  const before = new Map(first.items.map((one) => [one.id, one]));
  const order = question.kind === "consent" ? [] : shift.moved.map((one) => one.id);
  const at = (one) => (order.includes(one.id) ? order.indexOf(one.id) : order.length);
  const moved = new Map(shift.moved.map((one) => [one.id, one]));
  const draw = (one, result) => last.kind === "tally"
    ? bar(one.total / result.n / most, question.kind === "consent" ? one.id : null)
    : strip(one, result, question, words, most);
  const line = (one) => {
    const change = moved.get(one.id);
    return el("li", { class: "row" }, el("span", { class: "label" }, named(one, question, words), small(last.widest && last.widest.includes(one.id) && words.results.apart)),
      draw(before.get(one.id), first), draw(one, last),
      el("b", { class: "value" }, change ? fill(words.results.was, { before: level(change.before, question), after: level(change.after, question) }) : "–"));
  };
  const rows = [...last.items].sort((one, other) => at(one) - at(other)).map(line);
  return el("div", { class: `drawn of-${last.kind} both` }, told, last.kind === "spread" ? key(last, question, words) : null,
    el("p", { class: "row heads", "aria-hidden": "true" }, el("span", { class: "label" }), heads.map((head) => el("span", {}, head)), el("span", { class: "value" })),
    el("ul", { class: "body rows" }, rows));
}

/** Draw what functions answered, those items first that they differ most on; null where there is nothing to tell. */
export function drawFunctions(split, question, words) {
  const told = words.screen;
  const functions = Object.keys(split.shown);
  const names = split.withheld.length ? el("p", { class: "key" }, fill(told.too_small, { names: split.withheld.join(", ") })) : null;
  if (!functions.length) return null;
  const levels = functions.map((name) => levelsOf(split.shown[name]));
  const far = (id) => {
    const there = levels.filter((of) => of.has(id)).map((of) => of.get(id));
    return there.length ? Math.max(...[0, 1].map((axis) => Math.max(...there.map((one) => one[axis] || 0)) - Math.min(...there.map((one) => one[axis] || 0)))) : -1;
  };
  const labels = new Map(functions.flatMap((name) => split.shown[name].items || []).map((one) => [one.id, named(one, question, words)]));
  const ids = [...labels.keys()].sort((one, other) => far(other) - far(one));
  const cell = (of, id) => (of.has(id) ? of.get(id).map((value) => level(value, question)).join(" · ") : "–");
  return el("div", { class: "drawn split" },
    el("h2", {}, ids.length > ROWS ? told.differ : told.functions), el("p", { class: "key" }, told.numbers), names,
    el("div", { class: "body" }, el("table", {},
      el("thead", {}, el("tr", {}, el("td"), functions.map((name) => el("th", { scope: "col" }, name, small(fill(words.results.n, { n: split.shown[name].n })))))),
      el("tbody", {}, ids.slice(0, ROWS).map((id) => el("tr", {}, el("th", { scope: "row" }, labels.get(id)), levels.map((of) => el("td", {}, cell(of, id)))))))));
}

/* The level of each item, one by axis. */
function levelsOf(result) {
  const of = {
    tally: (one) => [one.total / result.n],
    spread: (one) => [one.mean],
    plane: (one) => [one.x.mean, one.y.mean],
  }[result.kind];
  return new Map((of ? result.items : []).map((one) => [one.id, of(one)]).filter(([, level]) => level.every((value) => value !== null)));
}
