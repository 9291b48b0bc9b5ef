// Dragging touchpoints and stages. Places are kept in the paper's own coordinates, so that scrolling on the way
// doesn't matter.

const BEGINS_AFTER = 6; // pixels; less is a click
const EDGE = 72; // pixels from the edge where the picture scrolls along
const FASTEST = 22; // pixels a frame

function listenToDrags(view) {
  view.sheet.table.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("th");
    const held = event.pointerType === "touch" ? event.target.closest(".cxm-grip") : cell;
    if (!view.editable || !held || event.button !== 0 || cell.writing) return;
    if (!["touchpoint", "stage"].includes(cell.spec?.kind)) return;
    follow(view, cell, event);
  });
}

/** Follow a pointer from its press to its release. */
function follow(view, cell, pressed) {
  let drag = null;
  const listening = new AbortController();
  const on = (type, heard) => window.addEventListener(type, heard, { signal: listening.signal, capture: true });
  on("pointermove", (event) => {
    if (event.pointerId !== pressed.pointerId) return;
    const far = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > BEGINS_AFTER;
    if (!drag && far) drag = begin(view, cell, event);
    if (drag) drag.to(event.clientX, event.clientY);
  });
  on("pointerup", (event) => {
    if (event.pointerId === pressed.pointerId) end(true);
  });
  on("pointercancel", () => end(false));
  on("keydown", (event) => {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  });

  function end(drops) {
    listening.abort();
    if (!drag) return;
    const edit = drag.end();
    if (drops && edit) sendMove(view, edit);
    else say(view, fill(view.words.said.stays, { name: find(view.map, cell.spec.id)?.part.name ?? "" }));
    activate(view, nameCell(view, cell.spec.id));
  }
}

/** Begin a drag: show the line where it would drop, and the name under the pointer. */
function begin(view, cell, event) {
  const { kind, id } = cell.spec;
  const name = find(view.map, id).part.name;
  const line = element("div", { class: "cxm-drop" }, element("span", {}));
  const ghost = element("div", { class: "cxm-ghost" }, name);
  view.paper.append(line);
  view.root.append(ghost);
  view.root.classList.add("dragging");
  cell.classList.add("dragged");
  const places = dropPlaces(view, kind);
  let x = event.clientX;
  let place = null;
  let frame = requestAnimationFrame(scrollAlong);

  function scrollAlong() {
    const box = view.scroll.getBoundingClientRect();
    const right = x - (box.right - EDGE);
    const left = box.left + EDGE + view.labelWidth() - x;
    if (right > 0 || left > 0) {
      view.scroll.scrollLeft += (FASTEST * (right > 0 ? Math.min(right, EDGE) : -Math.min(left, EDGE))) / EDGE;
      aim();
    }
    frame = requestAnimationFrame(scrollAlong);
  }

  function aim() {
    const within = x - view.paper.getBoundingClientRect().left;
    const next = nearest(places, within);
    if (next === place) return;
    place = next;
    line.style.transform = `translateX(${place.x}px)`;
    line.firstChild.textContent = placeSaid(view, afterDrop(), id, view.words.said.here);
    line.classList.toggle("leftward", place.x > view.scroll.scrollLeft + view.scroll.clientWidth / 2);
  }

  function dropEdit() {
    return find(view.map, id) && find(view.map, place.holder.id) || place.holder.id === view.map.id
      ? moveTo(view.map, id, place.holder, place.index) : null;
  }

  function afterDrop() {
    const edit = dropEdit();
    return edit ? edited(view.map, edit) : view.map;
  }

  return {
    to(clientX, clientY) {
      x = clientX;
      const box = view.root.getBoundingClientRect();
      ghost.style.transform = `translate(${clientX - box.left + 12}px, ${clientY - box.top + 12}px)`;
      aim();
    },
    end() {
      cancelAnimationFrame(frame);
      line.remove();
      ghost.remove();
      view.root.classList.remove("dragging");
      cell.classList.remove("dragged");
      return place && find(view.map, id) ? dropEdit() : null;
    },
  };
}

/** Every place where a part of this kind can be dropped: {x, holder, index}. */
function dropPlaces(view, kind) {
  const origin = view.paper.getBoundingClientRect().left;
  const row = view.sheet.grid.find((cells) => cells[0]?.spec.key.startsWith(kind === "stage" ? "stage|" : "card|")) ?? [];
  const places = [];
  for (const cell of row) {
    const { left, right } = cell.getBoundingClientRect();
    const found = find(view.map, cell.spec.id);
    if (found.kind === kind) {
      places.push({ x: left - origin, holder: found.in, index: found.index });
      places.push({ x: right - origin, holder: found.in, index: found.index + 1, after: true });
    } else if (holders(view.map, kind).includes(found.part)) {
      places.push({ x: (left + right) / 2 - origin, holder: found.part, index: 0 });
    }
  }
  return places;
}

/** The place nearest to x. At an edge that two parts share, the side decides in which of them it is. */
function nearest(places, x) {
  const away = ({ x: at, after }) => Math.abs(at - x) + ((after ? x > at : x < at) ? 0.5 : 0);
  return places.reduce((best, place) => (away(place) < away(best) ? place : best));
}
