// Elements and words. Whatever came from data becomes a text node or an attribute, never markup.

/** Make an element: attributes by name, `class` among them; children are elements or texts. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** Make a part of an SVG picture; it says nothing that isn't said in words beside it. */
function shape(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Put values into a pattern: "{name} moved" → "Check-in moved". */
function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A count with its noun, from the patterns `one` and `many`. */
function counted(patterns, n) {
  return fill(n === 1 ? patterns.one : patterns.many, { n });
}

/** What only screen readers say. */
function unseen(text) {
  return element("span", { class: "cxm-unseen" }, text);
}

/** A feeling as it is written: +0.5, 0, −1. */
function signed(number) {
  const size = String(Math.abs(number));
  if (number === 0) return "0";
  return number > 0 ? `+${size}` : `−${size}`;
}
