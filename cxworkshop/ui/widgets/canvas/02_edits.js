// The same changes as Python's MapEdit, done to what is drawn, so that the team sees them at once.

const EMPTY_TOUCHPOINT = {
  column: "", is_moment: false, channel: "", actions: "", thoughts: "", emotion: null, feelings: "", backstage: "",
  owner: "", systems: "", trends: "", insights: [], pains: [], opportunities: [], causes: [],
};

const CHANGES = {
  rename: (map, edit) => change(map, edit.target, (part) => (part.name = edit.name)),
  change_text: (map, edit) => change(map, edit.target, (part) => (part[edit.lane] = edit.text)),
  set_feeling: (map, edit) => change(map, edit.target, (part) => (part.emotion = edit.emotion)),
  mark_moment: (map, edit) => change(map, edit.target, (part) => (part.is_moment = edit.is_moment)),
  add_journey: (map, edit) => put(map, map.id, edit.journey, edit.position),
  add_stage: (map, edit) => put(map, edit.to, edit.stage, edit.position),
  add_touchpoint: (map, edit) => put(map, edit.to, { ...EMPTY_TOUCHPOINT, ...edit.touchpoint }, edit.position),
  move: (map, edit) => move(map, edit),
  remove: (map, edit) => remove(map, edit.target),
};

/** Return the map after an edit; one that doesn't apply changes nothing, as in Python. */
function edited(map, edit) {
  const copy = structuredClone(map);
  CHANGES[edit.kind](copy, edit);
  return copy;
}

function change(map, id, how) {
  const found = find(map, id);
  if (found) how(found.part);
}

function put(map, to, part, position) {
  const holder = to === map.id ? map : find(map, to)?.part;
  if (holder && !find(map, part.id)) heldBy(holder).splice(position, 0, part);
}

function move(map, edit) {
  const found = find(map, edit.target);
  if (!found || (edit.to !== map.id && !find(map, edit.to))) return;
  found.beside.splice(found.index, 1);
  const holder = found.kind === "journey" ? map : find(map, edit.to).part;
  heldBy(holder).splice(edit.position, 0, found.part);
}

function remove(map, id) {
  const found = find(map, id);
  if (!found) return;
  found.beside.splice(found.index, 1);
  if (found.kind !== "journey") return;
  for (const journey of map.journeys) if (journey.parent === id) journey.parent = found.part.parent;
}

/** The edit that moves a part to a place in front of those that stand there now; null where it stands there. */
function moveTo(map, id, holder, place) {
  const found = find(map, id);
  const same = found.in.id === holder.id;
  const position = same && found.index < place ? place - 1 : place;
  if (same && position === found.index) return null;
  const to = found.kind === "journey" ? (found.part.parent ?? map.id) : holder.id;
  return { kind: "move", target: id, to, position };
}

/** The edit that moves a part one place on (1) or back (−1), into the next stage or journey at the end of its own. */
function moveBy(map, id, step) {
  const { kind, beside, index, in: holder } = find(map, id);
  if (index + step >= 0 && index + step < beside.length) {
    return moveTo(map, id, holder, step > 0 ? index + 2 : index - 1);
  }
  const all = holders(map, kind);
  const next = all[all.findIndex((other) => other.id === holder.id) + step];
  return next ? moveTo(map, id, next, step > 0 ? 0 : heldBy(next).length) : null;
}
