// Writing in place: the cell becomes a field; leaving it saves, Escape doesn't.

const LONGEST_NAME = 300;
const LONGEST_NOTE = 1500;

/** Write on the active cell: a name, or a lane's text. */
function writeActive(view) {
  const cell = activeCell(view);
  const { words } = view;
  if (!cell) return;
  const { lane, id } = cell.spec;
  const isName = lane === "name";
  if (!isName && !LANES.find((other) => other.name === lane)?.text) {
    say(view, lane ? words.said.elsewhere : words.said.nothing_to_write);
    return;
  }
  const { part } = find(view.map, id);
  const before = isName ? part.name : part[lane];
  write(view, cell, {
    before, isName, label: fill(words.write, { lane: isName ? words.name : words.lanes[lane], name: part.name }),
    cancel: () => say(view, words.said.not_written),
    save: (after) => {
      if (after === before) return;
      if (isName && !after) return complain(view, words.said.needs_name);
      const edit = isName ? { kind: "rename", target: id, name: after } : { kind: "change_text", target: id, lane, text: after };
      send(view, edit, fill(words.said.written, { name: isName ? after : part.name }));
    },
  });
}

/** Turn a cell into a field. `save` gets the text, `cancel` nothing; afterwards the cell is as drawn. */
function write(view, cell, { before, isName, label, hint = "", save, cancel }) {
  if (cell.writing) return;
  const field = element("textarea", {
    class: "cxm-field", "aria-label": label, placeholder: hint, maxlength: String(isName ? LONGEST_NAME : LONGEST_NOTE), rows: "1",
  });
  field.value = before;
  cell.writing = true;
  cell.replaceChildren(field);
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  field.addEventListener("input", grow);
  field.addEventListener("blur", () => finish(save, false));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const enters = event.key === "Enter" && (isName || event.ctrlKey || event.metaKey);
    if (enters || event.key === "Escape") {
      event.preventDefault();
      finish(enters ? save : cancel, true);
    } else if (event.key === "Tab") finish(save, false);
  });
  field.focus();
  grow();

  function finish(then, refocus) {
    if (!cell.writing) return; // taking the field away blurs it once more
    cell.writing = false;
    const after = isName ? field.value.split(/\s+/).join(" ").trim() : field.value.trim();
    fillCell(cell);
    then(after);
    if (refocus) activate(view, activeCell(view));
  }
}
