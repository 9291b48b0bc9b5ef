// What Voilà's page lacks: names for controls that have none, keys for what scrolls sideways, and a word
// when the server has gone.

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

addEventListener("DOMContentLoaded", () => {
  const mend = () => {
    nameControls(document.body);
    reachScrolling(document.body);
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
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
