/* What the phone shows for each state of the room. A face is {key, draw()}: drawn anew only where the key changes,
   so that nothing somebody types is wiped. */

import { button, el, fill } from "./dom.js";
import { lines } from "./lines.js";
import { place } from "./outbox.js";
import { formOf, resultsPart, sharedPart } from "./parts.js";

export function faceOf(phone, now, at) {
  const { view, words } = phone;
  const loading = { key: "loading", draw: () => el("p", { class: "calm" }, words.room.loading) };
  if (!view) return loading;
  if (!view.open) return calm("shut", words.room.shut, words.room.shut_more);
  if (!now || now.phase === "draft") return calm("waiting", words.room.waiting, words.room.waiting_more);
  if (!now.results.every((result) => resultsPart(result.kind, phone.render))) return loading;
  if (now.phase === "open" && !formOf(now.question, phone.render)) return loading;
  if (now.phase === "open") return open(phone, now, at);
  if (now.phase === "closed") return closed(phone, now, at);
  return revealed(phone, now, at);
}

function calm(key, title, more) {
  return { key, draw: () => el("div", { class: "calm" }, el("h1", { tabindex: -1 }, title), el("p", {}, more)) };
}

function heading(phone, now) {
  const { words } = phone;
  const rounds = now.round > 1 || now.results.length > 1;
  return [
    rounds ? el("p", { class: "round" }, fill(words.room.round, { n: now.round })) : null,
    el("h1", { id: "asked", tabindex: -1 }, now.title),
  ];
}

const explained = (now) => (now.explain ? now.explain.split("\n").filter(Boolean).map((text) => el("p", {}, text)) : []);

/* ── Open: the form, or what became of the answer ── */

function open(phone, now, at) {
  const sent = phone.outbox.sent(at);
  const writing = phone.outbox.draft(at) || phone.again.has(at);
  if (sent && !writing) return card(phone, now, at, sent);
  const elsewhere = !sent && phone.me.answered[now.id] === now.round;
  if (elsewhere && !writing) return card(phone, now, at, null);
  return { key: ["form", at, phone.notes.get(at)], draw: () => form(phone, now, at, sent) };
}

function form(phone, now, at, sent) {
  const { words, outbox } = phone;
  const earlier = outbox.sent(place(phone.me.seat.id, now.id, now.round - 1));
  const state = outbox.draft(at) || (sent || earlier || { answer: {} }).answer;
  const problem = el("p", { class: "problem", role: "alert" }, phone.notes.get(at) || "");
  const progress = el("p", { class: "progress" });
  let asked = null;
  const show = () => (progress.textContent = asked ? asked.progress() : "");
  asked = formOf(now.question)(now.question, state, {
    words: words.forms,
    changed(next) {
      outbox.keep(at, next);
      problem.textContent = "";
      show();
    },
    say(text) {
      problem.textContent = "";
      phone.say(text);
      progress.textContent = text;
    },
    progress: () => asked.progress(),
  });
  show();
  asked.node.addEventListener("change", mark);
  mark();

  /* Older phones can't style a label by the tick in it. */
  function mark() {
    for (const input of asked.node.querySelectorAll("label > input:not([type=range])")) {
      input.parentNode.classList.toggle("on", input.checked);
    }
  }

  function send(event) {
    event.preventDefault();
    const given = asked.answer();
    if (given.problem) {
      problem.textContent = given.problem;
      if (given.at) given.at.focus();
      return;
    }
    phone.notes.delete(at);
    phone.again.delete(at);
    outbox.send(at, { kind: now.question.kind, ...given.answer });
    phone.say(words.answer.sending);
    phone.render();
  }

  function leave() {
    phone.notes.delete(at);
    phone.again.delete(at);
    outbox.discard(at);
    phone.render();
  }

  return el("form", { novalidate: true, autocomplete: "off", on: { submit: send } },
    heading(phone, now), explained(now),
    el("p", { class: `privacy ${now.privacy}` }, words.privacy[now.privacy]),
    earlier && !sent ? el("p", { class: "notice" }, fill(words.answer.earlier, { n: now.round - 1 })) : null,
    now.results.length ? past(phone, now, now.results) : null,
    asked.node,
    sent ? button(words.answer.keep, { class: "quiet" }, leave) : null,
    el("div", { class: "foot" }, problem, progress, el("button", { class: "main" }, words.answer.send)));
}

function card(phone, now, at, sent) {
  const { words, outbox } = phone;
  const told = words.answer;
  const state = !sent ? "elsewhere" : sent.saved ? "sent" : outbox.inTrouble(at) ? "trying" : "sending";
  const title = { elsewhere: told.sent, sent: told.sent, trying: told.trying, sending: told.sending }[state];
  const more = { elsewhere: told.sent_elsewhere, sent: told.sent_open, trying: told.trying_more, sending: "" }[state];

  function change() {
    phone.again.add(at);
    if (sent) outbox.keep(at, sent.answer);
    phone.render();
  }

  return {
    key: ["card", at, state, sent && sent.id],
    draw: () => el("div", {},
      heading(phone, now),
      el("section", { class: `card ${state}` }, el("h2", {}, title), more ? el("p", {}, more) : null,
        state === "sending" ? null : button(told.change, { class: "second" }, change)),
      sent ? own(phone, now, sent) : null,
      now.results.length ? past(phone, now, now.results) : null),
  };
}

function own(phone, now, sent) {
  const said = lines(now.question, sent.answer, phone.words.forms);
  return el("details", { class: "own", open: said.length < 8 }, el("summary", {}, phone.words.answer.yours),
    el("ul", {}, said.map(([what, how]) => el("li", {}, what ? el("b", {}, /[?!.:]$/.test(what) ? `${what} ` : `${what}: `) : null, how))));
}

/* ── Closed and revealed ── */

function closed(phone, now, at) {
  const { words, outbox } = phone;
  const sent = outbox.sent(at);
  const note = phone.notes.get(at);
  const state = (sent && sent.saved) || (!sent && phone.me.answered[now.id] === now.round) ? "sent" : sent ? "trying" : "none";
  const told = { sent: words.answer.closed_sent, trying: words.answer.trying, none: note || words.answer.closed_unsent }[state];
  return {
    key: ["closed", at, told],
    draw: () => el("div", {}, heading(phone, now),
      el("section", { class: "card closed" }, el("h2", {}, words.answer.closed), el("p", {}, told), el("p", {}, words.answer.closed_more)),
      sent ? own(phone, now, sent) : null),
  };
}

function revealed(phone, now, at) {
  const { words } = phone;
  const sent = phone.outbox.sent(at);
  const last = now.results[now.results.length - 1];
  return {
    key: ["revealed", at, now.results, now.shift],
    draw: () => el("div", {}, heading(phone, now),
      el("section", { class: "result" }, el("h2", {}, words.answer.result), last ? resultsPart(last.kind).drawResult(last, now.question, words) : null),
      now.shift ? sharedPart().drawShift(now.shift, now.question, words) : null,
      sent ? own(phone, now, sent) : null,
      now.results.length > 1 ? past(phone, now, now.results.slice(0, -1)) : null),
  };
}

function past(phone, now, results) {
  return results.map((result, before) => el("details", { class: "past" },
    el("summary", {}, fill(phone.words.answer.result_round, { n: before + 1 })),
    resultsPart(result.kind).drawResult(result, now.question, phone.words)));
}
