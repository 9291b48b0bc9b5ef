// The lanes below the touchpoints, in order, and which of them are shown.

const LANES = [
  { name: "evidence", main: true },
  { name: "channel", main: true, text: true },
  { name: "actions", main: true, text: true },
  { name: "thoughts", main: true, text: true },
  { name: "feelings", main: true, text: true },
  { name: "backstage", main: true, text: true },
  { name: "owner", text: true },
  { name: "systems", text: true },
  { name: "trends", text: true },
  { name: "insights", claims: true },
  { name: "pains", main: true, claims: true },
  { name: "opportunities", claims: true },
];

/** Whether anything stands in a lane; scores come from the overlay. */
function filled(lane, map, overlay) {
  if (lane.name === "evidence") return Object.keys(overlay).length > 0;
  const touchpoints = map.journeys.flatMap((journey) => journey.stages.flatMap((stage) => stage.touchpoints));
  return touchpoints.some((touchpoint) => touchpoint[lane.name].length > 0 || (lane.name === "feelings" && touchpoint.emotion !== null));
}

/** The lanes to draw: as chosen, otherwise the main ones and those that hold something. */
function shownLanes(map, overlay, chosen) {
  return LANES.filter((lane) => {
    if (lane.name === "evidence" && !filled(lane, map, overlay)) return false;
    return chosen.get(lane.name) ?? (lane.main || filled(lane, map, overlay));
  });
}
