// Printing: a second drawing of the map, with every lane, on one page exactly as large as it is.

const LARGEST_PAGE = 14000; // pixels; a PDF's page may have 200 inches, which are 19,200
const BLEED = 24; // pixels around the map

/** Print the map alone. */
function printMap(view) {
  const cleared = preparePrint(view);
  window.addEventListener("afterprint", cleared, { once: true });
  window.print();
}

/** Lay out the page and hide all else while printing; return what takes it back. */
function preparePrint(view) {
  for (const old of document.querySelectorAll(".cxm-print, style.cxm-page")) old.remove();
  const { map, words } = view;
  const sheet = newSheet(words.label, true);
  drawSheet(sheet, { ...view.picture(), lanes: LANES.filter((lane) => lane.name !== "evidence" || filled(lane, map, view.picture().overlay)), editable: false });
  const about = [map.persona, map.scenario].filter(Boolean).map((text) => element("p", {}, text));
  const title = `${map.name} · ${words.states[map.state]}`;
  const page = element("div", { class: "cxm cxm-print" }, element("h1", {}, title), ...about, sheet.table);
  document.body.append(page);
  const { scrollWidth, scrollHeight } = page;
  const width = scrollWidth + 2 * BLEED;
  const tall = scrollHeight + 2 * BLEED;
  const scale = Math.min(1, LARGEST_PAGE / width, LARGEST_PAGE / tall);
  const [w, h] = [Math.ceil(width * scale), Math.ceil(tall * scale)];
  const style = element("style", { class: "cxm-page" });
  style.textContent = `
    @page { size: ${w}px ${h}px; margin: 0; }
    @media print {
      html, body { width: ${w}px !important; height: ${h}px !important; min-height: 0 !important; margin: 0 !important; padding: 0 !important; overflow: hidden !important; background: white !important; }
      body > :not(.cxm-print) { display: none !important; }
      .cxm-print { position: static !important; visibility: visible !important; width: ${w}px !important; height: ${h}px !important; padding: ${Math.floor(BLEED * scale)}px !important; }
      .cxm-print > * { zoom: ${scale}; }
    }`;
  document.head.append(style);
  return () => {
    page.remove();
    style.remove();
  };
}
