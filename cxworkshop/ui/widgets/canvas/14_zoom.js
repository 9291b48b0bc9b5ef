// Nearer and farther: by button, and by pinching or Ctrl and the wheel.

const SMALLEST = 0.4;
const LARGEST = 1.5;
const ZOOM_STEP = 0.1;

/** Draw the picture at a zoom; the spot at `anchor` (pixels from the left of the box) stays where it is. */
function zoomTo(view, zoom, anchor = view.scroll.clientWidth / 2) {
  const next = Math.max(SMALLEST, Math.min(LARGEST, Math.round(zoom * 100) / 100));
  const spot = (view.scroll.scrollLeft + anchor) / view.zoom;
  view.zoom = next;
  view.sheet.table.style.zoom = next;
  view.zoomed.textContent = fill(view.words.zoomed, { percent: Math.round(next * 100) });
  view.scroll.scrollLeft = spot * next - anchor;
  reserve(view);
}

/** The whole picture in the box, as far as its words stay legible. */
function zoomToFit(view) {
  const style = getComputedStyle(view.sheet.table);
  const columns = view.sheet.columns.childElementCount - 1;
  const ems = parseFloat(style.getPropertyValue("--cxm-label")) + columns * parseFloat(style.getPropertyValue("--cxm-column"));
  const fitting = view.scroll.clientWidth / (ems * parseFloat(style.fontSize));
  zoomTo(view, Math.min(1, Math.floor(100 * fitting) / 100), 0);
  view.scroll.scrollLeft = 0;
}

function listenToZoom(view) {
  view.scroll.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(view, view.zoom * Math.exp(-event.deltaY / 300), event.clientX - view.scroll.getBoundingClientRect().left);
  }, { passive: false });
}

/** Keep what is scrolled to clear of the headings that stay in view. */
function reserve(view) {
  view.scroll.style.scrollPadding = `${view.sheet.head.getBoundingClientRect().height + 4}px 8px 8px ${view.labelWidth() + 4}px`;
}
