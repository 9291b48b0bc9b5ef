// What opens on demand: which lanes are shown, and what the keys do.

/** A button that opens and closes a panel; both are returned. */
function opener(text, panel) {
  panel.hidden = true;
  const made = button(text, () => {
    panel.hidden = !panel.hidden;
    made.setAttribute("aria-expanded", String(!panel.hidden));
  });
  made.setAttribute("aria-expanded", "false");
  return made;
}

function laneChooser(view) {
  const { words } = view;
  const list = element("div", { class: "cxm-panel cxm-ticks", role: "group", "aria-label": words.choose_lanes });
  for (const lane of LANES) {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      view.chosen.set(lane.name, box.checked);
      redraw(view);
    });
    box.lane = lane;
    list.append(element("label", {}, box, words.lanes[lane.name]));
  }
  view.boxes = [...list.querySelectorAll("input")];
  return list;
}

/** Bring the tick boxes in line with what is drawn. */
function tickLanes(view, picture) {
  for (const box of view.boxes) {
    box.checked = picture.lanes.includes(box.lane);
    box.parentElement.hidden = box.lane.name === "evidence" && !filled(box.lane, picture.map, picture.overlay);
  }
}

function keyHelp(view) {
  const known = view.words.keys.filter((entry) => view.editable || !entry.edits);
  const rows = known.map(({ keys, does }) => element("div", {}, element("dt", {}, keys), element("dd", {}, does)));
  return element("dl", { class: "cxm-panel cxm-keys" }, ...rows);
}
