/* Asking the room: JSON, with a limit on waiting, and the token that writes need. */

const PATIENCE = 10_000;

/** A GET or (with a body) a POST. Resolves to {status, data}; rejects when the line is down. */
export async function ask(url, body) {
  const answer = await once(url, body);
  if (answer.data.code !== "xsrf") return answer;
  await once("/");
  return once(url, body);
}

async function once(url, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const reply = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json", "X-XSRFToken": token() } : {},
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
      signal: stop.signal,
    });
    const text = await reply.text();
    return { status: reply.status, data: parsed(text) };
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}

const token = () => decodeURIComponent((document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) || ["", ""])[1]);
