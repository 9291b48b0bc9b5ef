/* Joining: code, name, function, language. */

import { el, fill, unique } from "./dom.js";
import { ask } from "./http.js";

const OTHER = "\u0000";

/** Draw the form into `main`; `joined()` is called once the room has given this phone a seat. */
export function drawJoin(main, words, languages, joined) {
  const told = words.join;
  const language = document.documentElement.lang;
  const field = (label, input, hint) => {
    const id = unique();
    input.id = id;
    if (hint) input.setAttribute("aria-describedby", `${id}h`);
    return el("div", { class: "field" }, el("label", { for: id, class: "label" }, label), input,
      hint ? el("span", { class: "hint", id: `${id}h` }, hint) : null);
  };
  const options = (pairs, chosen) => pairs.map(([value, label]) => el("option", { value, selected: value === chosen }, label));

  const code = el("input", { name: "code", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 9, required: true });
  const name = el("input", { name: "name", autocomplete: "name", maxlength: 40, required: true });
  const work = el("select", {}, options([["", told.no_function], ...Object.entries(words.functions), [OTHER, told.other]], ""));
  const other = el("input", { maxlength: 60, autocomplete: "organization-title" });
  const tongue = el("select", {}, options(Object.entries(languages), language));
  const problem = el("p", { class: "problem", role: "alert" });
  const send = el("button", { class: "main" }, told.send);
  const otherField = field(told.other_label, other);

  code.value = new URLSearchParams(location.search).get("code") || "";
  otherField.hidden = true;
  work.addEventListener("change", () => (otherField.hidden = work.value !== OTHER));
  tongue.addEventListener("change", () => {
    location.assign(`/join?${new URLSearchParams({ code: code.value, language: tongue.value })}`);
  });

  async function submit(event) {
    event.preventDefault();
    if (send.disabled) return;
    const missing = [[code, told.code], [name, told.name]].find(([box]) => !box.value.trim());
    if (missing) return fail(fill(told.fill, { what: missing[1] }), missing[0]);
    busy(true);
    let reply = null;
    try {
      reply = await ask("/join", {
        code: code.value.toUpperCase().replace(/[\s-]/g, ""),
        name: name.value.trim(),
        function: work.value === OTHER ? other.value.trim() : work.value,
        language,
      });
    } catch {
      busy(false);
      return fail(words.errors.no_line);
    }
    busy(false);
    const { status, data } = reply;
    if (status === 200) return joined();
    if (status === 429) return rest(Math.ceil(data.wait || 1));
    const sentence = words.errors[data.code] || data.error || words.errors.unknown;
    return fail(sentence, data.code === "name_taken" ? name : code);
  }

  function busy(on) {
    send.disabled = on;
    send.textContent = on ? told.sending : told.send;
    if (on) problem.textContent = "";
  }

  function fail(sentence, at) {
    problem.textContent = sentence;
    if (at) at.focus();
  }

  function rest(seconds) {
    send.disabled = seconds > 0;
    problem.textContent = seconds > 0 ? fill(told.wait, { n: seconds }) : "";
    if (seconds > 0) setTimeout(rest, 1000, seconds - 1);
  }

  main.replaceChildren(
    el("h1", { tabindex: -1 }, told.title),
    el("form", { novalidate: true, class: "join", on: { submit } },
      field(told.code, code, told.code_hint),
      field(told.name, name),
      field(told.function, work),
      otherField,
      field(told.language, tongue),
      problem,
      send));
}
