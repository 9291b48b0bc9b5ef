/* What somebody writes and sends, kept on the phone until the room has acknowledged it. An answer keeps its id
   however often it is sent, so that it counts once. */

import { ask } from "./http.js";

const PREFIX = "cx.";
const FIRST_WAIT = 500;
const LONGEST_WAIT = 4_000;

const memory = new Map();

/* Private windows and full phones refuse localStorage; memory then serves. Only then: other tabs write there too. */
function put(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    memory.delete(key);
  } catch {
    memory.set(key, value);
  }
}

function get(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function drop(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {}
}

function keys() {
  let stored = [];
  try {
    stored = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {}
  return [...new Set([...memory.keys(), ...stored])];
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Names a seat's answer to one round of a question. */
export const place = (seat, activity, round) => `${seat}/${activity}/${round}`;

/**
 * Calls `told(at, what, detail)` for each answer on its way: what is "saved", "trying", or "refused" with
 * `{code, error}`; and `elsewhere()` when another tab has kept something.
 */
export class Outbox {
  constructor(told, elsewhere) {
    this.told = told;
    this.pause = 0;
    this.busy = false;
    this.timer = 0;
    this.troubled = new Set();
    addEventListener("online", () => this.hurry());
    addEventListener("storage", ({ key }) => {
      memory.delete((key || "").slice(PREFIX.length));
      elsewhere();
    });
    if (this.waiting().length) this.next(0);
  }

  draft(at) {
    return get(`draft/${at}`);
  }

  keep(at, state) {
    put(`draft/${at}`, state);
  }

  discard(at) {
    drop(`draft/${at}`);
  }

  /** The answer last sent from here: {id, answer, saved}. */
  sent(at) {
    return get(`sent/${at}`);
  }

  /** Whether the answer on its way has failed at least once. */
  inTrouble(at) {
    return this.troubled.has(at);
  }

  send(at, answer) {
    put(`sent/${at}`, { id: newId(), answer, saved: false });
    drop(`draft/${at}`);
    this.troubled.delete(at);
    this.hurry();
  }

  /** Forget all that isn't about this question, but what is still to be sent. */
  tidy(activity) {
    for (const key of keys()) {
      const [kind, , about] = key.split("/");
      const kept = kind === "sent" && get(key);
      if (about !== activity && (!kept || kept.saved)) drop(key);
    }
  }

  waiting() {
    return keys().filter((key) => key.startsWith("sent/") && get(key) && !get(key).saved).map((key) => key.slice("sent/".length));
  }

  hurry() {
    this.pause = 0;
    if (!this.busy) this.next(0);
  }

  next(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(), milliseconds);
  }

  /* None blocks the others: those that haven't failed come first, then the failure that is longest ago. */
  first() {
    const waiting = this.waiting();
    return waiting.find((at) => !this.troubled.has(at)) || [...this.troubled].find((at) => waiting.includes(at));
  }

  async work() {
    const at = this.first();
    if (!at || this.busy) return;
    this.busy = true;
    const pause = await this.post(at, get(`sent/${at}`));
    this.busy = false;
    if (this.waiting().length) this.next(pause);
  }

  /* Sends one answer; returns how long to wait before the next try. */
  async post(at, { id, answer }) {
    const [seat, activity, round] = at.split("/");
    let reply = { status: 0, data: {} };
    try {
      reply = await ask("/answers", { id, seat, activity, round: Number(round), answer });
    } catch {}
    const current = get(`sent/${at}`);
    if (!current || current.id !== id) return 0;
    const { status, data } = reply;
    if (status === 200) {
      put(`sent/${at}`, { ...current, saved: true });
      this.troubled.delete(at);
      this.pause = 0;
      this.told(at, "saved");
      return 0;
    }
    if ([400, 401, 409, 413, 422].includes(status)) {
      drop(`sent/${at}`);
      this.troubled.delete(at);
      this.told(at, "refused", { code: data.code, error: data.error, answer });
      return 0;
    }
    this.troubled.delete(at);
    this.troubled.add(at);
    this.told(at, "trying");
    this.pause = Math.min(this.pause * 2 || FIRST_WAIT, LONGEST_WAIT);
    return data.wait ? data.wait * 1000 : this.pause * (0.5 + Math.random() / 2);
  }
}
