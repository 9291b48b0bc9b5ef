/* Building the page: elements from words and data, never from markup. */

/** Make an element. `props`: `on` (listeners by event), `class`, anything else an attribute; false and null are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Put values in a text's {names}. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

/** A number as people of the page's language write it. */
export const number = (value) =>
  new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 6 }).format(value);

let made = 0;
/** A name that no other element of the page has. */
export const unique = () => `u${++made}`;

/** Draw items under the names of their groups. */
export function byGroup(items, draw) {
  let group = "";
  return items.flatMap((item, place) => {
    const begins = item.group && item.group !== group;
    group = item.group;
    return begins ? [el("h2", { class: "group" }, group), draw(item, place)] : [draw(item, place)];
  });
}

/** An item's label, its hint below. */
export const labelled = (item) => [
  el("span", { class: "label" }, item.label),
  item.hint ? el("span", { class: "hint" }, item.hint) : null,
];

/** The label of the field `id`, and the item's hint, which the field may name as `${id}h`. */
export const headed = (item, id) => [
  el("label", { for: id, class: "label" }, item.label),
  item.hint ? el("span", { class: "hint", id: `${id}h` }, item.hint) : null,
];

export const button = (label, props, press) => el("button", { type: "button", ...props, on: { click: press } }, label);
