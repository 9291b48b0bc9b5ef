/* The big screen: how to join, the question with its clock and count, then the result. It follows the room by itself. */

import { button, el, fill } from "./dom.js";
import { fit, turn } from "./fit.js";
import { drawFunctions, drawLarge, drawRounds } from "./screen_results.js";
import { follow } from "./stream.js";

const TURN = 20_000;
const AWAKE = 3_000;
const LONG = 70;
const FEW = 12;
const UNITS = 3;
const LEAST = 2.7;
const MOST = 5.5;

const words = JSON.parse(document.body.dataset.words);
const told = words.screen;
const stage = document.getElementById("stage");
const said = document.getElementById("said");

let view = null;
let face = "";
let phase = "";
let ends = null;
let sheets = [];
let page = 0;
let pages = 1;
let turning = true;
let turned = 0;

/* ── Parts that stay ── */

const clock = el("p", { role: "timer", class: "clock", hidden: true });
const line = el("p", { class: "line", role: "alert", hidden: true }, told.offline);
const count = el("p", { class: "count" });
const progress = el("i");
const counted = el("div", { class: "counted", hidden: true }, count, el("div", { class: "progress", "aria-hidden": "true" }, progress));
const corner = el("div", { class: "corner" });
const where = el("span", {});
const pause = button("", { class: "icon" }, () => hold(!turning));
const pager = el("div", { class: "pager", hidden: true },
  button("‹", { class: "icon", "aria-label": told.back }, () => go(-1)), where,
  button("›", { class: "icon", "aria-label": told.next }, () => go(1)), pause);
const light = button("", {}, () => shine(!document.documentElement.classList.contains("light")));
const tools = el("div", { class: "tools" }, light,
  document.fullscreenEnabled ? button(told.full, {}, () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())) : null);
const head = el("header", { class: "head" });
const main = el("main", { class: "main" });

stage.replaceChildren(head, main, el("footer", { class: "foot" }, corner, counted, pager), line, tools);

/* ── What is shown ── */

const qr = () => el("img", { src: `/screen/qr.svg?${view.code}@${encodeURIComponent(view.address)}`, alt: "", class: "qr" });
const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;
const address = () => view.address.replace(/^http:\/\//, "");

function heading(text, asked) {
  const round = asked && (asked.round > 1 || asked.results.length > 1) ? el("p", { class: "round" }, fill(words.room.round, { n: asked.round })) : null;
  return el("div", { class: "heading" }, round, el("h1", { class: text.length > LONG ? "long" : null }, text));
}

function joining() {
  if (view.locked) return calm(view.workshop, told.locked);
  return el("div", { class: "join" },
    el("div", {}, el("p", { class: "workshop" }, view.workshop), el("h1", {}, told.join),
      el("p", {}, told.scan), el("p", { class: "address" }, address()),
      el("p", {}, told.code), el("p", { class: "code" }, spaced(view.code)),
      el("p", { class: "hint" }, told.same_network)),
    qr());
}

const calm = (title, more) => el("div", { class: "calm" }, el("h1", {}, title), more ? el("p", {}, more) : null);

function asking(asked) {
  const { question } = asked;
  const items = question.items && question.items.length <= FEW ? question.items : [];
  const axes = { line: ["left", "right"], axes: ["left", "right", "bottom", "top"] }[question.kind] || [];
  return el("div", { class: "drawn single" }, el("div", { class: "body asked" },
    heading(asked.title, asked),
    asked.explain.split("\n").filter(Boolean).map((text) => el("p", {}, text)),
    question.about ? el("blockquote", {}, question.about) : null,
    axes.length ? el("p", { class: "axes" }, axes.map((end, at) => `${"←→↓↑"[at]} ${question[end]}`).join("   ")) : null,
    items.length ? el("ul", { class: items.length > 6 ? "items two" : "items" }, items.map((item) => el("li", {}, item.label))) : null,
    el("p", { class: "hint" }, words.privacy[asked.privacy])));
}

function results(asked) {
  const { question } = asked;
  const last = asked.results[asked.results.length - 1];
  if (asked.phase !== "revealed") {
    return [el("div", { class: "earlier" }, el("h2", {}, fill(told.earlier, { n: asked.results.length })), drawLarge(last, question, words))];
  }
  const result = asked.shift ? drawRounds(asked.shift, question, words, [1, asked.results.length]) : drawLarge(last, question, words);
  const reasons = asked.shift && last.reasons && last.reasons.length ? drawLarge(last, question, words) : null;
  return [result, reasons, view.by_function && drawFunctions(view.by_function, question, words)].filter(Boolean);
}

function render() {
  const asked = view.stage;
  const shown = Boolean(asked && asked.results.length);
  const key = JSON.stringify([view.open, view.workshop, view.locked, view.code, view.address, asked, view.by_function]);
  const waiting = asked && asked.phase === "open";
  counted.hidden = !(waiting || (asked && asked.phase === "closed") || (view.open && !asked));
  counted.classList.toggle("only", !asked);
  count.textContent = !asked ? fill(told.here, { n: view.seats })
    : asked.phase === "closed" ? `${told.closed} · ${fill(told.answered, { n: view.answered, of: view.seats })}`
    : fill(told.answered, { n: view.answered, of: view.seats });
  progress.style.width = `${view.seats ? Math.min(100, (100 * view.answered) / view.seats) : 0}%`;
  if (key !== face) {
    const at = face && JSON.parse(face)[5];
    const same = at && asked && at.id === asked.id && at.round === asked.round && at.phase === asked.phase;
    face = key;
    const fresh = asked && asked.phase === "revealed" && phase && phase !== `${asked.id}/revealed/${asked.round}`;
    phase = asked ? `${asked.id}/${asked.phase}/${asked.round}` : "none";
    if (!same) [page, turning] = [0, true];
    draw(asked, shown, fresh);
    if (!same) say(asked ? asked.title : view.open ? told.join : told.shut);
  }
  ends = view.timer ? performance.now() + view.timer.left * 1000 : null;
  tick();
}

function draw(asked, shown, fresh) {
  corner.replaceChildren(...(asked && !view.locked ? [qr(), el("p", {}, el("span", {}, address()), el("b", {}, spaced(view.code)))] : []));
  stage.classList.toggle("shown", shown);
  head.replaceChildren(...(shown ? [heading(asked.title, asked)] : [el("div", { class: "heading" })]), clock);
  const inside = !view.open ? [calm(told.shut, words.room.shut_more)] : !asked ? [joining()] : shown ? results(asked) : [asking(asked)];
  document.title = `${asked ? asked.title : view.workshop} · ${words.title}`;
  sheets = inside.map((one) => el("div", { class: fresh ? "sheet fresh" : "sheet" }, one));
  main.replaceChildren(...sheets);
  layOut();
}

function say(text) {
  said.textContent = text;
}

/* ── Sizes and pages ── */

function layOut() {
  const unit = parseFloat(getComputedStyle(document.body).fontSize) / UNITS;
  pages = 0;
  for (const sheet of sheets) {
    sheet.hidden = false;
    const bodies = [...sheet.querySelectorAll(".body")];
    sheet.first = pages;
    sheet.pages = Math.max(1, ...bodies.map((body) => fit(body, shapeOf(body), unit * LEAST, unit * mostOf(body))));
    pages += sheet.pages;
    sheet.querySelectorAll(".heads").forEach((one) => (one.style.fontSize = bodies[0].style.fontSize));
  }
  page = Math.min(page, Math.max(0, pages - 1));
  show();
}

const shapeOf = (body) => {
  const of = body.closest(".drawn, .withheld").classList;
  if (of.contains("both") || of.contains("q-guess")) return of.contains("both") ? "both" : "";
  if (body.querySelector(".cards") && !body.querySelector(".row")) return "texts";
  return ["texts", "tally", "spread"].find((one) => of.contains(`of-${one}`)) || "";
};

const mostOf = (body) => (body.classList.contains("asked") ? MOST * 1.3 : MOST);

function show() {
  turned = performance.now();
  for (const sheet of sheets) {
    sheet.hidden = page < sheet.first || page >= sheet.first + sheet.pages;
    if (!sheet.hidden) sheet.querySelectorAll(".body").forEach((body) => turn(body, page - sheet.first));
  }
  pager.hidden = pages < 2;
  where.textContent = `${page + 1} / ${pages}`;
  where.setAttribute("aria-label", fill(told.page, { n: page + 1, of: pages }));
  pause.textContent = turning ? "❚❚" : "▶";
  pause.setAttribute("aria-label", turning ? told.pause : told.turn);
}

function go(by, held = true) {
  if (pages < 2) return;
  if (held) turning = false;
  page = (page + by + pages) % pages;
  show();
}

function hold(again) {
  turning = again;
  show();
}

/* ── The clock ── */

function tick() {
  clock.hidden = ends === null;
  if (ends === null) return;
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : words.room.over;
  clock.classList.toggle("late", left <= 10);
}

/* ── Light, keys, the line ── */

function shine(on) {
  document.documentElement.classList.toggle("light", on);
  light.textContent = on ? told.dark : told.light;
  try {
    localStorage.setItem("light", on ? "1" : "");
  } catch {}
}

function kept() {
  try {
    return localStorage.getItem("light") === "1";
  } catch {
    return false;
  }
}

let awake = 0;
addEventListener("pointermove", () => {
  document.body.classList.add("awake");
  clearTimeout(awake);
  awake = setTimeout(() => document.body.classList.remove("awake"), AWAKE);
});
addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (by && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go(by);
  }
});
/* Also where the clock or the count comes or goes beside it. */
new ResizeObserver(layOut).observe(main);
setInterval(tick, 250);
setInterval(() => turning && performance.now() - turned > TURN && go(1, false), 1000);
shine(kept());

follow({
  stream: "/screen/stream",
  state: "/screen/state",
  view(next) {
    view = next;
    render();
  },
  line: (up) => (line.hidden = up),
  refused() {
    line.hidden = true;
    [head, corner].forEach((one) => one.replaceChildren());
    counted.hidden = pager.hidden = true;
    main.replaceChildren(calm(told.gone));
  },
});
