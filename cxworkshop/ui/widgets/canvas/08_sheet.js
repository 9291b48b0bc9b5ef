// A sheet is the table on the page. Drawing again moves and changes only the cells that differ.

/** A sheet with nothing drawn yet. */
function newSheet(label, readonly) {
  const columns = element("colgroup");
  const head = element("thead");
  const body = element("tbody");
  const table = element("table", { class: "cxm-table", role: "grid", "aria-label": label, "aria-readonly": String(readonly) }, columns, head, body);
  return { table, columns, head, body, cells: new Map(), rows: new Map(), grid: [] };
}

/** Draw a picture: {map, lanes, overlay, marked, words, editable}. */
function drawSheet(sheet, picture) {
  const { columns, head, body } = rowsOf(picture);
  if (sheet.columns.childElementCount !== columns.length + 1) {
    const column = () => element("col");
    sheet.columns.replaceChildren(element("col", { class: "cxm-label-column" }), ...columns.map(column));
    sheet.table.style.setProperty("--cxm-count", columns.length);
  }
  const used = new Set();
  const draw = (row) => rowElement(sheet, row, used);
  arrange(sheet.head, head.map(draw));
  arrange(sheet.body, body.map(draw));
  for (const [key, cell] of sheet.cells) if (!used.has(key)) { cell.remove(); sheet.cells.delete(key); }
  sheet.grid = [...head, ...body].map((row) => row.cells.filter((cell) => cell.run).map((cell) => sheet.cells.get(cell.key)));
}

function rowElement(sheet, row, used) {
  let made = sheet.rows.get(row.name);
  if (!made) sheet.rows.set(row.name, (made = element("tr", { class: `cxm-row-${row.name}` })));
  arrange(made, row.cells.map((cell) => cellElement(sheet, cell, used)));
  return made;
}

function cellElement(sheet, spec, used) {
  used.add(spec.key);
  let cell = sheet.cells.get(spec.key);
  if (!cell) {
    cell = element(spec.tag, spec.run ? { tabindex: "-1" } : {});
    sheet.cells.set(spec.key, cell);
  }
  const was = cell.spec;
  cell.spec = spec;
  if (was?.class !== spec.class) {
    const kept = ["active", "selected"].filter((name) => cell.classList.contains(name));
    cell.className = [spec.class, ...kept].join(" ");
  }
  for (const [name, value] of Object.entries(spec.attributes)) {
    if (cell.getAttribute(name) !== String(value)) cell.setAttribute(name, value);
  }
  if (cell.writing) cell.stale = true; // what somebody is typing is never wiped
  else if (was?.signature !== spec.signature || cell.stale) fillCell(cell);
  return cell;
}

/** Draw a cell's inside anew. */
function fillCell(cell) {
  cell.stale = false;
  cell.replaceChildren(...cell.spec.children());
}

/** Bring children into this order with few moves: one that was taken out of the middle is moved alone. */
function arrange(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  for (const [index, child] of wanted.entries()) {
    const here = parent.children[index];
    if (here === child) continue;
    if (here && here.nextElementSibling === child) parent.append(here);
    else parent.insertBefore(child, here ?? null);
  }
}
