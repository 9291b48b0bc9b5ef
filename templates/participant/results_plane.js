/* Draws items on two axes: numbers on a plane, with their names beside it. */

import { el, fill } from "./dom.js";
import { drawn, short, small } from "./results.js";

const NEAR = 7;

function svg(tag, props, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in props) node.setAttribute(name, props[name]);
  node.append(...children);
  return node;
}

/* Where numbers stand so that none covers another: pushed apart, in the same way each time. */
function pushed(means) {
  const spots = means.map(([x, y], at) => [x + at / 1e3, y]);
  for (let turn = 0; turn < 80; turn += 1) {
    for (const one of spots) {
      for (const other of spots) {
        const [x, y] = [other[0] - one[0], other[1] - one[1]];
        const far = Math.hypot(x, y);
        if (one === other || far >= NEAR) continue;
        const push = (NEAR - far) / 2 / (far || 1);
        one[0] -= x * push;
        one[1] -= y * push;
        other[0] += x * push;
        other[1] += y * push;
      }
      one.forEach((value, axis) => (one[axis] = Math.min(96, Math.max(4, value))));
    }
  }
  return spots;
}

/** The plane; items have their numbers in the question's order. */
export function figure(result, question) {
  const shown = result.items.filter((one) => one.x.mean !== null);
  const means = shown.map((one) => [one.x.mean, 100 - one.y.mean]);
  const wide = (one) => result.widest.includes(one.id);
  const path = (kind, d) => svg("path", { class: kind, d });
  const marks = pushed(means).map(([x, y], at) => svg("g", { class: wide(shown[at]) ? "mark wide" : "mark" },
    path("lead", `M${means[at]}L${x} ${y}`), svg("circle", { class: "mean", cx: means[at][0], cy: means[at][1], r: 0.8 }),
    svg("circle", { cx: x, cy: y, r: 3.2 }), svg("text", { x, y: y + 1.4 }, result.items.indexOf(shown[at]) + 1)));
  const ranges = shown.filter(wide).map(({ x, y }) =>
    path("range", `M${x.low} ${100 - y.mean}H${x.high}M${x.mean} ${100 - y.low}V${100 - y.high}`));
  return el("figure", {}, el("p", { class: "ends" }, `↑ ${question.top}`),
    svg("svg", { viewBox: "0 0 100 100", class: "places", "aria-hidden": "true" }, path("axes", "M50 0V100M0 50H100"), ...ranges, ...marks),
    el("p", { class: "ends" }, el("span", {}, `← ${question.left}`), el("span", {}, `↓ ${question.bottom}`), el("span", {}, `${question.right} →`)));
}

export function legend(result, words) {
  const told = words.results;
  return el("ul", { class: "legend" }, result.items.map((one, at) => {
    const wide = result.widest.includes(one.id);
    return el("li", { class: wide ? "wide" : null }, el("b", {}, at + 1), el("span", {}, one.label,
      small(one.x.mean === null ? told.few : `→ ${short(one.x.mean)} ↑ ${short(one.y.mean)}`, wide && told.apart, one.n !== result.n && fill(told.n, { n: one.n }))));
  }));
}

export const drawResult = (result, question, words) =>
  drawn(result, question, words, () => el("div", { class: "body" }, figure(result, question), legend(result, words)));
