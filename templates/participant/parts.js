/* Parts of the page that are fetched when first needed, so that an old phone loads what its question takes. */

const AGAIN = 1_000;

const FORMS = {
  text: "answer_texts",
  texts: "answer_texts",
  consent: "answer_texts",
  one: "answer_choices",
  many: "answer_choices",
  points: "answer_amounts",
  dots: "answer_amounts",
  guess: "answer_amounts",
  grid: "answer_ratings",
  ranking: "answer_order",
  axes: "answer_places",
  line: "answer_places",
};

const parts = new Map();

/* The part, or undefined while it is on its way; `then` is called when it has come. */
function part(name, then) {
  if (!parts.has(name)) {
    parts.set(name, undefined);
    load(name, then, 0);
  }
  return parts.get(name);
}

/* A browser may remember that a file didn't come: the next try asks under another name. */
async function load(name, then, tries) {
  try {
    parts.set(name, await import(`./${name}.js${tries ? `?${tries}` : ""}`));
  } catch {
    setTimeout(load, AGAIN, name, then, tries + 1);
    return;
  }
  then();
}

/** The form of a question; dots, one an item, are ticks. */
export function formOf({ kind, most_each }, then) {
  const ticks = kind === "dots" && most_each === 1;
  const found = part(ticks ? "answer_choices" : FORMS[kind], then);
  return found && found[ticks ? "singleDots" : kind];
}

export const sharedPart = (then) => part("results", then);

/** What draws results of that kind. */
export const resultsPart = (kind, then) => part("results", then) && part(`results_${kind === "withheld" ? "texts" : kind}`, then);
export const joinPart = (then) => part("join", then);
