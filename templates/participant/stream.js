/* Following the room: server-sent events, read by fetch so that heartbeats and refusals are seen and the last
   event's id is kept over any break; polling where streams don't pass. */

const SILENCE = 25_000;
const FIRST = 5_000;
const LATE = 12_000;
const POLL = 1_500;
const STREAM_AGAIN = 30_000;
const TRIES = 3;
const LONGEST_WAIT = 2_000;

/**
 * Call `view(view, seq)` with each new view, `line(up)` as the connection goes and comes, and `refused(status)`
 * once where the room doesn't know this visitor. Returns {close}.
 */
export function follow({ stream, state, view, line = () => {}, refused = () => {} }) {
  let seq = null;
  let closed = false;
  let failures = 0;
  let heard = performance.now();
  let cut = null;
  let hurry = null;

  const wait = (milliseconds) =>
    new Promise((done) => {
      const timer = setTimeout(done, milliseconds * (0.5 + Math.random() / 2));
      hurry = () => (clearTimeout(timer), done());
    });

  function take(id, told) {
    if (closed) return;
    seq = id;
    view(told, id);
  }

  async function open(url, headers, patience) {
    const stop = new AbortController();
    let timer = 0;
    cut = () => stop.abort();
    const alive = (next) => {
      heard = performance.now();
      clearTimeout(timer);
      timer = setTimeout(cut, next);
    };
    alive(patience);
    const done = () => clearTimeout(timer);
    try {
      const reply = await fetch(url, { headers, cache: "no-store", credentials: "same-origin", signal: stop.signal });
      if ([401, 403, 404].includes(reply.status) && !closed) {
        closed = true;
        refused(reply.status);
      }
      if (!reply.ok) throw new Error(reply.status);
      return { reply, alive, done };
    } catch (error) {
      done();
      throw error;
    }
  }

  async function listen(resumed) {
    const headers = { Accept: "text/event-stream" };
    if (resumed) headers["Last-Event-ID"] = seq;
    const { reply, alive, done } = await open(stream, headers, FIRST);
    try {
      const reader = reply.body.getReader();
      const text = new TextDecoder();
      let rest = "";
      if (resumed) well();
      alive(resumed ? SILENCE : FIRST);
      for (;;) {
        const piece = await reader.read();
        if (piece.done) return;
        alive(SILENCE);
        well();
        const events = (rest + text.decode(piece.value, { stream: true })).split("\n\n");
        rest = events.pop();
        for (const event of events) receive(event);
      }
    } finally {
      done();
    }
  }

  function receive(event) {
    let id = null;
    const data = [];
    for (const one of event.split("\n")) {
      if (one.startsWith("id:")) id = one.slice(3).trim();
      else if (one.startsWith("data:")) data.push(one.slice(5));
    }
    if (data.length) take(id, JSON.parse(data.join("\n")));
  }

  async function poll() {
    const until = performance.now() + STREAM_AGAIN;
    while (!closed && performance.now() < until) {
      const { reply, done } = await open(seq === null ? state : `${state}?after=${seq}`, {}, FIRST);
      try {
        if (reply.status !== 204) {
          const told = await reply.json();
          take(String(told.seq), told.view);
        }
      } finally {
        done();
      }
      line(true);
      await wait(POLL);
    }
  }

  function well() {
    failures = 0;
    line(true);
  }

  async function run() {
    let pause = 500;
    while (!closed) {
      let polled = false;
      try {
        if (failures < TRIES) await listen(seq !== null);
        else {
          await poll();
          polled = true;
          await listen(false);
        }
        pause = 500;
      } catch {
        if (closed || polled) continue;
        failures += 1;
        if (failures > 1) line(false);
        pause = failures > 1 ? Math.min(pause * 2, LONGEST_WAIT) : 500;
      }
      await wait(pause);
    }
  }

  function wake() {
    if (document.visibilityState === "hidden") return;
    if (hurry) hurry();
    if (cut && performance.now() - heard > LATE) cut();
  }

  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  run();
  return {
    close() {
      closed = true;
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
      if (cut) cut();
    },
  };
}
