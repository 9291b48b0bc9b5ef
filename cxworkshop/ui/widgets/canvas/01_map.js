// The map as a tree of plain objects: where its parts are, and in which columns they are drawn.

/** Every id on the map, claims included. */
function idsOf(map) {
  const ids = new Set([map.id]);
  for (const journey of map.journeys) {
    ids.add(journey.id);
    for (const stage of journey.stages) {
      ids.add(stage.id);
      for (const touchpoint of stage.touchpoints) {
        ids.add(touchpoint.id);
        for (const lane of ["insights", "pains", "opportunities", "causes"]) {
          for (const claim of touchpoint[lane]) ids.add(claim.id);
        }
      }
    }
  }
  return ids;
}

/** An id that nobody else can have made: two people may add at the same moment, on two maps. */
function newId(map, kind) {
  const taken = idsOf(map);
  for (;;) {
    const [number] = crypto.getRandomValues(new Uint32Array(1));
    const id = `${kind}_${number.toString(36)}`;
    if (!taken.has(id)) return id;
  }
}

/** Where a part is: its kind, itself, those beside it, its index there, and what it is in. Null where gone. */
function find(map, id) {
  for (const [place, journey] of map.journeys.entries()) {
    if (journey.id === id) return { kind: "journey", part: journey, beside: map.journeys, index: place, in: map };
    for (const [stageIndex, stage] of journey.stages.entries()) {
      if (stage.id === id) return { kind: "stage", part: stage, beside: journey.stages, index: stageIndex, in: journey };
      const index = stage.touchpoints.findIndex((touchpoint) => touchpoint.id === id);
      if (index >= 0) {
        return { kind: "touchpoint", part: stage.touchpoints[index], beside: stage.touchpoints, index, in: stage };
      }
    }
  }
  return null;
}

/** All that a part of this kind can be in, in the order of the map. */
function holders(map, kind) {
  if (kind === "journey") return [map];
  return kind === "stage" ? map.journeys : map.journeys.flatMap((journey) => journey.stages);
}

/** What a holder holds. */
function heldBy(holder) {
  return holder.journeys ?? holder.stages ?? holder.touchpoints;
}

const DEEPEST = 3; // rows of journeys at the most

/** The journeys above a journey, outermost first, and itself; the middle ones are left out where there are many. */
function pathOf(map, journey) {
  const path = [journey];
  while (path[0].parent) path.unshift(map.journeys.find((other) => other.id === path[0].parent));
  return path.length > DEEPEST ? [...path.slice(0, DEEPEST - 1), journey] : path;
}

/** The picture's columns: one per touchpoint, and one for every stage or journey that has none yet. */
function columnsOf(map) {
  const parents = new Set(map.journeys.map((journey) => journey.parent));
  const columns = [];
  for (const journey of map.journeys) {
    const path = pathOf(map, journey);
    if (!journey.stages.length && !parents.has(journey.id)) {
      columns.push({ key: `in ${journey.id}`, journey, path, stage: null, touchpoint: null, starts: "journey" });
    }
    for (const [place, stage] of journey.stages.entries()) {
      const starts = place ? "stage" : "journey";
      if (!stage.touchpoints.length) {
        columns.push({ key: `in ${stage.id}`, journey, path, stage, touchpoint: null, starts });
      }
      for (const [index, touchpoint] of stage.touchpoints.entries()) {
        columns.push({ key: touchpoint.id, journey, path, stage, touchpoint, starts: index ? "" : starts });
      }
    }
  }
  return columns;
}
