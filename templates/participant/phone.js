/* The phone's page: joins the room, then shows what the room shows. */

import { el, fill } from "./dom.js";
import { faceOf } from "./faces.js";
import { ask } from "./http.js";
import { Outbox, place } from "./outbox.js";
import { joinPart } from "./parts.js";
import { follow } from "./stream.js";

const words = JSON.parse(document.body.dataset.words);
const languages = JSON.parse(document.body.dataset.languages);
const main = document.getElementById("room");
const said = document.getElementById("said");
const clock = el("p", { role: "timer", class: "clock", hidden: true });
const line = el("p", { class: "offline", hidden: true }, words.room.offline);
const who = el("p", { class: "who" });

const phone = { me: null, view: null, notes: new Map(), again: new Set(), outbox: new Outbox(told, () => phone.view && render()), words, say, render };
let room = null;
let drawn = "";
let stage = "";
let ends = null;

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

/* ── The seat ── */

async function sit() {
  let reply = null;
  try {
    reply = await ask("/me");
  } catch {}
  if (reply && reply.status === 200) return enter(reply.data);
  if (reply && reply.status === 401) return stand();
  line.hidden = false;
  return setTimeout(sit, 1000 + Math.random() * 1000);
}

function stand() {
  line.hidden = true;
  if (phone.me) return lose();
  const part = joinPart(stand);
  return part && part.drawJoin(main, words, languages, () => location.replace("/"));
}

function lose() {
  if (room) room.close();
  room = null;
  clock.hidden = true;
  show("moved", el("div", { class: "calm" }, el("h1", { tabindex: -1 }, words.room.moved), el("p", {}, words.room.moved_more),
    el("a", { class: "main", href: "/join" }, words.room.join_again)));
}

function enter(me) {
  phone.me = me;
  line.hidden = true;
  if (location.pathname !== "/") history.replaceState(null, "", "/");
  who.textContent = fill(words.room.seat, { name: me.seat.name });
  if (!room) {
    let was = true;
    room = follow({
      stream: "/stream",
      state: "/state",
      view(view) {
        phone.view = view;
        render();
      },
      line(up) {
        if (up && !was) sit();
        if (up) phone.outbox.hurry();
        if (!up && was) say(words.room.offline);
        was = up;
        line.hidden = up;
      },
      refused: () => sit(),
    });
  }
  render();
}

/* ── What became of an answer ── */

function told(at, what, detail) {
  phone.notes.delete(at);
  if (what === "saved") {
    const [, activity, round] = at.split("/");
    if (phone.me) phone.me.answered[activity] = Number(round);
    say(words.answer.sent);
  } else if (what === "trying") {
    say(words.answer.trying);
  } else {
    const sentence = detail.code === "closed" ? words.answer.too_late : words.errors[detail.code] || detail.error || words.errors.unknown;
    phone.notes.set(at, sentence);
    if (!phone.outbox.draft(at)) phone.outbox.keep(at, detail.answer);
    say(sentence);
    if (detail.code === "no_seat" || detail.code === "other_seat") sit();
  }
  if (phone.view) render();
}

/* ── The page ── */

function render() {
  const { view, me } = phone;
  if (!me || !room) return;
  const now = view && view.stage;
  setClock(view && view.timer);
  if (now && now.id !== stage) phone.outbox.tidy(now.id);
  if (view && !view.open) phone.outbox.tidy("");
  const at = now && place(me.seat.id, now.id, now.round);
  const face = faceOf(phone, now, at);
  const key = JSON.stringify([me.seat.id, face.key]);
  if (key === drawn) return;
  const next = `${now ? now.id : ""}/${now ? now.round : ""}`;
  if (now && next !== render.at && now.phase === "open") say(fill(words.room.new_question, { title: now.title }));
  render.at = next;
  stage = now ? now.id : stage;
  show(key, face.draw());
}

function show(key, node) {
  const first = drawn === "";
  drawn = key;
  main.replaceChildren(node);
  scrollTo(0, 0);
  const heading = main.querySelector("h1");
  document.title = heading ? `${heading.textContent} · ${words.title}` : words.title;
  if (!first && heading) heading.focus({ preventScroll: true });
}

/* By the wall clock: a sleeping phone's other clocks stand still. */
function setClock(timer) {
  ends = timer ? Date.now() + timer.left * 1000 : null;
  tick();
}

function tick() {
  clock.hidden = ends === null;
  if (ends === null) return;
  const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  clock.textContent = left ? fill(words.room.left, { time }) : words.room.over;
}

document.getElementById("top").append(el("div", { class: "strip" }, who, clock), line);
setInterval(tick, 500);
main.replaceChildren(el("p", { class: "calm" }, words.room.loading));
sit();
