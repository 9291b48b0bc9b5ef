/* Makes drawings as large as fits the big screen, and cuts those that would get too small to read into pages. */

const GAP = 2;
const WORTH = 1.1;

/* How narrow a column of a kind of drawing may be, in em, and how many there may be side by side. Other drawings are
   in one piece, and get smaller rather than cut. */
const SHAPES = {
  texts: { narrow: 12.5, most: 4 },
  tally: { narrow: 22, most: 3 },
  spread: { narrow: 26, most: 3 },
  both: { narrow: 42, most: 1 },
};

/* A body's height is given; what doesn't fit flows into columns to its right, which are the further pages. */
function fits(body) {
  return body.scrollWidth <= body.clientWidth + 1 && body.scrollHeight <= body.clientHeight + 1;
}

function set(body, size, columns) {
  body.style.fontSize = `${size}px`;
  body.style.columnCount = columns > 0 ? columns : "";
  body.style.columnGap = columns > 0 ? `${GAP * size}px` : "";
}

/** Find the largest size in whole pixels from `least` to `most` at which `body` fits; null where it doesn't. */
function largest(body, least, most, columns) {
  let [low, high, found] = [Math.ceil(least), Math.floor(most), null];
  while (low <= high) {
    const size = Math.floor((low + high) / 2);
    set(body, size, columns);
    if (fits(body)) [found, low] = [size, size + 1];
    else high = size - 1;
  }
  return found;
}

/** Fit `body`, a drawing of `shape`, with text from `least` to `most` pixels; return how many pages it takes. */
export function fit(body, shape, least, most) {
  body.scrollLeft = 0;
  body.querySelectorAll(".empty").forEach((one) => one.remove());
  if (!SHAPES[shape]) {
    set(body, largest(body, least * 0.6, most, 0) || least * 0.6, 0);
    return 1;
  }
  const { narrow, most: columns } = SHAPES[shape];
  const wide = (count) => body.clientWidth / (count * narrow + (count - 1) * GAP);
  let best = null;
  let crowd = 1;
  for (let count = 1; count <= columns && (count === 1 || wide(count) >= least); count += 1) {
    crowd = count;
    const size = largest(body, least, Math.max(least, Math.min(most, wide(count))), count);
    if (size && (!best || size > best.size * WORTH)) best = { size, count };
  }
  set(body, best ? best.size : least, best ? best.count : crowd);
  return best ? 1 : whole(body, crowd);
}

/* Fill the last page up with empty columns, so that it can be turned to as a whole; return how many pages there are. */
function whole(body, columns) {
  const wide = step(body) / columns;
  const taken = Math.round((body.scrollWidth + pageGap(body)) / wide);
  const pages = Math.ceil(taken / columns);
  const empty = () => Object.assign(document.createElement(body.tagName === "UL" ? "li" : "div"), { className: "empty", ariaHidden: "true" });
  body.append(...Array.from({ length: pages * columns - taken }, empty));
  return pages;
}

const pageGap = (body) => parseFloat(body.style.columnGap) || 0;

/* How far it is from a page to the next; parts of pixels count, since they add up. */
const step = (body) => body.getBoundingClientRect().width + pageGap(body);

/** Show a page, counted from 0; those with fewer pages stay at their last. */
export function turn(body, page) {
  body.scrollLeft = Math.round(page * step(body));
}
