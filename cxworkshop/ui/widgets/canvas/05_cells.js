// What stands in one cell: a touchpoint's card, a text, claims, what customers say.

const LEVELS = { good: "▲", fair: "■", poor: "▼", none: "–" };

/** The children of a touchpoint's card. */
function cardChildren(touchpoint, picture) {
  const { words, overlay, marked, editable } = picture;
  const found = overlay[touchpoint.id];
  const tags = [];
  if (touchpoint.is_moment) tags.push(element("span", { class: "cxm-tag moment" }, words.moment));
  if (marked(touchpoint.id).length) tags.push(element("span", { class: "cxm-tag changed" }, words.marks[markOf(touchpoint.id, picture)]));
  if (found?.score) tags.push(badge(found, words));
  if (found?.comments) tags.push(element("span", { class: "cxm-tag" }, counted(words.comments, found.comments)));
  const channel = picture.lanes.some((lane) => lane.name === "channel") ? "" : touchpoint.channel;
  return [
    editable ? grip() : null,
    element("span", { class: "cxm-name" }, touchpoint.name),
    channel ? element("span", { class: "cxm-channel" }, channel) : null,
    tags.length ? element("span", { class: "cxm-tags" }, ...tags) : null,
  ].filter(Boolean);
}

/** The one word for what the other map hasn't or has otherwise. */
function markOf(id, picture) {
  const lanes = picture.marked(id);
  return ["new", "moved"].find((mark) => lanes.includes(mark)) ?? "changed";
}

/** What fingers drag by: elsewhere on the picture they scroll it. */
function grip() {
  const dots = [[3, 4], [9, 4], [3, 10], [9, 10], [3, 16], [9, 16]];
  const circles = dots.map(([cx, cy]) => shape("circle", { cx, cy, r: 1.6 }));
  return element("span", { class: "cxm-grip", "aria-hidden": "true" }, shape("svg", { viewBox: "0 0 12 20" }, ...circles));
}

/** A score with a shape and a word for its level, so that the colour is never alone. */
function badge(found, words) {
  return element("span", { class: `cxm-badge ${found.level in LEVELS ? found.level : "none"}`, title: found.detail },
    element("span", { "aria-hidden": "true" }, LEVELS[found.level] ?? LEVELS.none), ` ${found.score} `,
    unseen(words.levels[found.level] ?? words.levels.none));
}

/** What customers say at a touchpoint, in full. */
function evidenceChildren(touchpoint, { overlay, words }) {
  const found = overlay[touchpoint.id];
  if (!found) return [unseen(words.empty)];
  return [found.score ? badge(found, words) : null, element("span", { class: "cxm-detail" }, found.detail)].filter(Boolean);
}

/** A lane's text, its lines kept. */
function textChildren(text, words) {
  return text ? [element("span", { class: "cxm-text" }, text)] : [unseen(words.empty)];
}

/** Claims with how well each is known, by word and by shape. */
function claimChildren(claims, words) {
  if (!claims.length) return [unseen(words.empty)];
  const items = claims.map((claim) =>
    element("li", {}, element("span", { class: "cxm-text" }, claim.text),
      element("span", { class: "cxm-known" }, evidenceShape(claim.evidence), ` ${words.evidence[claim.evidence]}`,
        claim.source ? ` · ${claim.source}` : "")));
  return [element("ul", { class: "cxm-claims" }, ...items)];
}

/** An empty ring, a half-filled and a full circle. */
function evidenceShape(level) {
  const ring = { cx: 6, cy: 6, r: 4.75, fill: "none", stroke: "currentColor", "stroke-width": 1.5 };
  if (level === "assumed") ring["stroke-dasharray"] = "2.2 1.5";
  const parts = [shape("circle", ring)];
  if (level === "partly researched") parts.push(shape("path", { d: "M6 1.25a4.75 4.75 0 0 0 0 9.5z", fill: "currentColor" }));
  if (level === "researched") parts.push(shape("circle", { cx: 6, cy: 6, r: 4.75, fill: "currentColor" }));
  return shape("svg", { class: "cxm-shape", viewBox: "0 0 12 12", "aria-hidden": "true" }, ...parts);
}
