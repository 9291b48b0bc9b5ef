// What Voilà's page lacks: names for controls that have none, keys for what scrolls sideways, a keyboard that
// stays where it was, and a word when the server has gone.

const named = new WeakSet();

// A region's width changes with the window, but also when styles, fonts or a neighbour arrive.
const widths = new ResizeObserver((entries) => entries.forEach((entry) => reach(entry.target)));

function reach(region) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

function reachScrolling(root) {
  for (const region of root.querySelectorAll(".cx-chart, .cx-table-frame, .cx-chart-box > .widget-box")) {
    reach(region);
    widths.observe(region);
  }
}

function nameControls(root) {
  for (const label of root.querySelectorAll(".widget-label[title='null']")) label.removeAttribute("title");
  for (const widget of root.querySelectorAll(".widget-slider, .widget-radio, .widget-toggle-buttons")) {
    const label = widget.querySelector(".widget-label");
    if (named.has(widget) || !label) continue;
    named.add(widget);
    label.id ||= `cx-label-${crypto.randomUUID()}`;
    const parts = widget.querySelectorAll("[role=slider], .widget-readout");
    if (parts.length === 0) widget.setAttribute("role", widget.matches(".widget-radio") ? "radiogroup" : "group");
    for (const part of parts.length ? parts : [widget]) part.setAttribute("aria-labelledby", label.id);
    const readout = widget.querySelector(".widget-readout");
    if (readout) readout.setAttribute("role", "textbox");
  }
}

// A button is disabled while it works, and what it did may take it away: either drops the focus. It comes back to
// the button, or goes to what held it, unless somebody has gone elsewhere meanwhile.
let focused = null;

function keepFocus(changes) {
  if (!focused || document.activeElement !== document.body) return;
  if (focused.isConnected) {
    if (!focused.disabled) focused.focus({ preventScroll: true });
    return;
  }
  // Parts may leave their holder before or after it leaves its own.
  const left = new Map(changes.flatMap(({ target, removedNodes }) => [...removedNodes].map((node) => [node, target])));
  let holder = focused;
  while (holder && !holder.isConnected) holder = left.get(holder) ?? holder.parentNode;
  if (!holder) return;
  holder.classList.add("cx-held-focus");
  holder.tabIndex = -1;
  holder.focus({ preventScroll: true });
}

addEventListener("focusin", ({ target }) => (focused = target));
addEventListener("pointerdown", ({ target }) => focused?.contains(target) || (focused = null), true);

addEventListener("DOMContentLoaded", () => {
  const mend = () => {
    nameControls(document.body);
    reachScrolling(document.body);
  };
  const watched = { childList: true, subtree: true, attributeFilter: ["disabled"] };
  new MutationObserver((changes) => {
    mend();
    setTimeout(keepFocus, 0, changes); // on its way from one control to the next, the focus is nowhere
  }).observe(document.body, watched);
  addEventListener("resize", mend);
});

// The page talks to its kernel over a WebSocket; when that closes, nothing here works any more.
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener("open", () => showLost(false));
    this.addEventListener("close", () => showLost(true));
  }
};

function showLost(lost) {
  const notice = document.querySelector(".cx-status-lost");
  if (notice) notice.hidden = !lost;
}
