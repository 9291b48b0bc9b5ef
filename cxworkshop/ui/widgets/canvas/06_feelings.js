// The emotional curve. Every cell draws its own piece, from the edge it shares with the one before to the edge
// it shares with the one after; since columns are equally wide the pieces make one line, wherever they move.

const TOP = 2; // the strongest feeling, either way

/** From the top (0) to the bottom (100) of the curve's strip. */
function height(emotion) {
  return 22 + (56 * (TOP - emotion)) / (2 * TOP);
}

function middle(one, other) {
  return (height(one) + height(other)) / 2;
}

/** The children of a touchpoint's feelings; a touchpoint without an emotion is a gap in the curve. */
function feelingChildren(touchpoint, before, after, words) {
  const strip = element("div", { class: "cxm-curve" }, piece(touchpoint.emotion, before, after));
  if (touchpoint.emotion === null) strip.append(unseen(words.no_feeling));
  else strip.append(...dot(touchpoint.emotion, before, after));
  return [strip, ...(touchpoint.feelings ? textChildren(touchpoint.feelings, words) : [])];
}

function piece(emotion, before, after) {
  const drawing = shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" });
  drawing.append(shape("line", { class: "cxm-zero", x1: 0, x2: 100, y1: 50, y2: 50 }));
  if (emotion === null) return drawing;
  const points = [[50, height(emotion)]];
  if (before !== null) points.unshift([0, middle(before, emotion)]);
  if (after !== null) points.push([100, middle(emotion, after)]);
  if (points.length > 1) drawing.append(shape("polyline", { class: "cxm-line", points: points.join(" ") }));
  return drawing;
}

/** The point on the curve and its number, on the side that the line leaves free. */
function dot(emotion, before, after) {
  const mood = emotion > 0 ? "high" : emotion < 0 ? "low" : "even";
  const place = `top:${height(emotion)}%`;
  const valley = (before ?? emotion) + (after ?? emotion) > 2 * emotion;
  return [
    element("span", { class: `cxm-dot ${mood}`, style: place, "aria-hidden": "true" }),
    element("span", { class: `cxm-value${valley ? " below" : ""}`, style: place }, signed(emotion)),
  ];
}

/** The scale beside the curve, in the lane's heading. */
function scaleChildren(words) {
  const marks = [TOP, 0, -TOP].map((emotion) =>
    element("span", { style: `top:${height(emotion)}%` }, `${words.scale[signed(emotion)]} ${signed(emotion)}`));
  return element("span", { class: "cxm-scale", "aria-hidden": "true" }, ...marks);
}
