// One cell is active: arrows move it, the toolbar acts on it, and its touchpoint is the selected one.

const REPORT_AFTER = 150; // milliseconds; while arrows are held down Python needn't hear of every cell

/** The active cell, or the first one where it has gone. */
function activeCell(view) {
  return view.sheet.cells.get(view.active) ?? view.sheet.grid.flat().find((cell) => cell.spec.lane === "name") ?? view.sheet.grid.flat()[0];
}

/** The part that the active cell belongs to: {kind, id}, or null on an empty map. */
function activePart(view) {
  const cell = activeCell(view);
  return cell ? { kind: cell.spec.kind, id: cell.spec.id } : null;
}

/** Make a cell the active one; `focus` also gives it the keyboard. */
function activate(view, cell, { focus = true } = {}) {
  if (!cell) return;
  view.active = cell.spec.key;
  view.column = cell.spec.run.from;
  if (cell.spec.kind === "touchpoint") select(view, cell.spec.id);
  markActive(view);
  if (!focus) return;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Make a touchpoint the selected one and tell Python, once the keys rest. */
function select(view, id) {
  if (view.selected === id) return;
  view.selected = id;
  clearTimeout(view.reporting);
  view.reporting = setTimeout(() => {
    view.model.set("selected", id);
    view.model.save_changes();
  }, REPORT_AFTER);
}

/** Show which cell is active and which touchpoint is selected, after a drawing too. */
function markActive(view) {
  const active = activeCell(view);
  for (const cell of view.sheet.grid.flat()) {
    const isActive = cell === active;
    if (cell.tabIndex !== (isActive ? 0 : -1)) cell.tabIndex = isActive ? 0 : -1;
    cell.classList.toggle("active", isActive);
    cell.classList.toggle("selected", cell.spec.kind === "touchpoint" && cell.spec.id === view.selected);
  }
  if (active) view.active = active.spec.key;
}

/** The cell of a part that carries its name; of several, the first. */
function nameCell(view, id) {
  return view.sheet.grid.flat().find((cell) => cell.spec.id === id && cell.spec.lane === "name");
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** The cell that an arrow leads to; headings over many columns lead back to the column one came from. */
function neighbour(view, key) {
  const { grid } = view.sheet;
  const cell = activeCell(view);
  const [down, right] = STEPS[key];
  const row = grid.findIndex((cells) => cells.includes(cell));
  if (right) return grid[row][grid[row].indexOf(cell) + right];
  const over = ({ spec }) => spec.run.from <= view.column && view.column <= spec.run.to;
  for (let next = row + down; next >= 0 && next < grid.length; next += down) {
    const found = grid[next].find(over);
    if (found) return found;
  }
  return undefined;
}

/** Step to the neighbour; up and down keep the column that one walks along. */
function step(view, key) {
  const { column } = view;
  const next = neighbour(view, key);
  if (!next) return;
  activate(view, next);
  if (STEPS[key][0]) view.column = column;
}

/** Go to the first or last cell of the row, or of the picture. */
function stepFar(view, last, whole) {
  const rows = view.sheet.grid.filter((cells) => cells.length);
  const row = whole ? rows.at(last ? -1 : 0) : rows.find((cells) => cells.includes(activeCell(view)));
  activate(view, row.at(last ? -1 : 0));
}
