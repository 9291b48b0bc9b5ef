// The picture as rows of cells: which cell stands where, over how many columns, with what in it.
// A cell's `signature` says all that it shows; while that stays the same, the cell is left as it is.

/** All rows, top to bottom; the first cell of each is its heading. */
function rowsOf(picture) {
  const columns = columnsOf(picture.map);
  const depth = Math.max(1, ...columns.map((column) => column.path.length));
  const head = [
    ...Array.from({ length: depth }, (_, level) => journeyRow(columns, level, depth, picture)),
    stageRow(columns, picture),
    cardRow(columns, picture),
  ];
  return { columns, head, body: picture.lanes.map((lane) => laneRow(columns, lane, picture)) };
}

/** Neighbouring columns that are alike in what `by` says, as {from, to, columns}. */
function runs(columns, by) {
  const found = [];
  for (const [index, column] of columns.entries()) {
    const last = found.at(-1);
    if (last && by(last.columns[0]) === by(column)) {
      last.to = index;
      last.columns.push(column);
    } else found.push({ from: index, to: index, columns: [column] });
  }
  return found;
}

function headingCell(row, text, extra = null) {
  return {
    key: `heading ${row}`, tag: "th", class: "cxm-label", attributes: { scope: "row", role: "rowheader" },
    signature: text, children: () => [element("span", {}, text), extra?.()].filter(Boolean),
  };
}

function journeyRow(columns, level, depth, picture) {
  const cells = [headingCell(`journey${level}`, level ? picture.words.lanes.part : picture.words.lanes.journey)];
  const trunk = (column) => column.path.slice(0, level + 1).map((journey) => journey.id).join(" ");
  for (const run of runs(columns, trunk)) {
    const journey = run.columns[0].path[level];
    if (!journey) {
      if (!run.columns[0].covered) cells.push(fillerCell(level, run));
      continue;
    }
    // A journey without others in it reaches down over the rows of those that have some.
    const ends = run.columns.every((column) => column.path.length === level + 1);
    if (ends) for (const column of run.columns) column.covered = true;
    const span = { colspan: run.columns.length, rowspan: ends ? depth - level : 1 };
    cells.push(holderCell("journey", journey, `journey${level}|${journey.id}|${run.columns[0].key}`, run, span, picture));
  }
  return { name: `journey${level}`, cells };
}

function fillerCell(level, run) {
  return {
    key: `filler${level}|${run.columns[0].key}`, tag: "td", class: "cxm-filler starts-journey", signature: "",
    attributes: { colspan: run.columns.length }, children: () => [],
  };
}

function stageRow(columns, picture) {
  const { words } = picture;
  const cells = [headingCell("stage", words.lanes.stage)];
  for (const run of runs(columns, (column) => column.stage?.id ?? column.key)) {
    const { stage, journey, key } = run.columns[0];
    const span = { colspan: run.columns.length };
    if (stage) cells.push(holderCell("stage", stage, `stage|${stage.id}`, run, span, picture));
    else cells.push(emptyCell("stage", key, run, journey.id, words.no_stages, picture));
  }
  return { name: "stage", cells };
}

/** A journey's or a stage's heading over its columns. */
function holderCell(kind, part, key, run, span, picture) {
  const movable = picture.editable && kind === "stage";
  return {
    key, tag: "th", class: `cxm-${kind} starts-${run.columns[0].starts || "touchpoint"}`, run, kind, id: part.id,
    attributes: { ...span, scope: "colgroup", role: "columnheader" }, lane: "name",
    signature: JSON.stringify([part.name, movable]),
    children: () => [movable ? grip() : null, element("span", { class: "cxm-name" }, part.name)].filter(Boolean),
  };
}

/** What stands where a stage or a journey has nothing yet. */
function emptyCell(row, key, run, id, text, picture) {
  const kind = row === "stage" ? "journey" : "stage";
  return {
    key: `${row}|${key}`, tag: "td", class: `cxm-empty starts-${run.columns[0].starts}`, run, kind, id,
    attributes: { role: "gridcell" }, signature: `${text}${picture.editable}`, children: () => [element("span", {}, text)],
  };
}

function cardRow(columns, picture) {
  const { words } = picture;
  const cells = [headingCell("card", words.lanes.touchpoint)];
  for (const [index, column] of columns.entries()) {
    const { touchpoint, key, stage, journey, starts } = column;
    const run = { from: index, to: index, columns: [column] };
    if (!touchpoint) {
      const text = stage ? words.no_touchpoints : "";
      cells.push(emptyCell("card", key, run, (stage ?? journey).id, text, picture));
      continue;
    }
    const { id } = touchpoint;
    const moment = touchpoint.is_moment ? " moment" : "";
    const changed = picture.marked(id).length ? " changed" : "";
    cells.push({
      key: `card|${id}`, tag: "th", class: `cxm-card starts-${starts || "touchpoint"}${moment}${changed}`, run,
      kind: "touchpoint", id, lane: "name", attributes: { scope: "col", role: "columnheader" },
      signature: JSON.stringify([
        touchpoint.name, touchpoint.is_moment, touchpoint.channel, picture.overlay[id], picture.marked(id),
        picture.editable, picture.lanes.some((lane) => lane.name === "channel"),
      ]),
      children: () => cardChildren(touchpoint, picture),
    });
  }
  return { name: "card", cells };
}

function laneRow(columns, lane, picture) {
  const { words } = picture;
  const feelings = lane.name === "feelings";
  const cells = [headingCell(lane.name, words.lanes[lane.name], feelings ? () => scaleChildren(words) : null)];
  const emotion = (index) => columns[index]?.touchpoint?.emotion ?? null;
  for (const [index, { touchpoint, key, starts }] of columns.entries()) {
    const base = { tag: "td", run: { from: index, to: index }, attributes: { role: "gridcell" } };
    const edge = `starts-${starts || "touchpoint"}`;
    if (!touchpoint) {
      cells.push({ ...base, key: `${lane.name}|${key}`, run: null, class: `cxm-cell ${edge}`, signature: "", children: () => [] });
      continue;
    }
    const { id } = touchpoint;
    const marks = picture.marked(id);
    const changed = marks.includes(lane.name) || (feelings && marks.includes("emotion"));
    const around = feelings ? [emotion(index), emotion(index - 1), emotion(index + 1)] : null;
    const shown = lane.name === "evidence" ? picture.overlay[id] : touchpoint[lane.name];
    cells.push({
      ...base, key: `${lane.name}|${id}`, kind: "touchpoint", id, lane: lane.name,
      class: `cxm-cell cxm-in-${lane.name} ${edge}${changed ? " changed" : ""}`,
      signature: JSON.stringify([shown, around, changed]),
      children: () => [
        ...laneChildren(lane, touchpoint, around, picture),
        ...(changed ? [element("span", { class: "cxm-tag changed" }, words.marks.changed)] : []),
      ],
    });
  }
  return { name: lane.name, cells };
}

function laneChildren(lane, touchpoint, around, picture) {
  if (lane.name === "evidence") return evidenceChildren(touchpoint, picture);
  if (lane.name === "feelings") return feelingChildren(touchpoint, around[1], around[2], picture.words);
  if (lane.claims) return claimChildren(touchpoint[lane.name], picture.words);
  return textChildren(touchpoint[lane.name], picture.words);
}
