/* What an answer reads like. */

import { number } from "./dom.js";

/** An answer in lines of [what, said]; `what` is "" where there is only one. */
export function lines(question, answer, words) {
  const named = (id) => (question.items.find((item) => item.id === id) || { label: id }).label;
  const byItem = (values, told) =>
    question.items.filter((item) => item.id in values).map((item) => [item.label, told(values[item.id], item.id)]);
  switch (answer.kind) {
    case "text":
      return [["", answer.text]];
    case "texts":
      return byItem(answer.texts, (said) => said);
    case "one":
      return [["", named(answer.choice)]];
    case "many":
      return answer.choices.map((id) => ["", named(id)]);
    case "grid": {
      const labels = new Map(question.scale.map((point) => [point.value, point.label]));
      return byItem(answer.ratings, (value, id) => [labels.get(value) ?? words.cant_say, answer.notes[id]].filter(Boolean).join(" · "));
    }
    case "points":
    case "dots":
      return byItem(answer[answer.kind], number);
    case "ranking":
      return answer.order.map((id, place) => ["", `${place + 1}. ${named(id)}`]);
    case "axes":
      return byItem(answer.places, ([x, y]) => `${number(x)} · ${number(y)}`);
    case "line":
      return byItem(answer.places, number);
    case "guess":
      return [["", [number(answer.value), question.unit].filter(Boolean).join(" ")]];
    case "consent":
      return [["", words.stances[answer.stance]], ...(answer.reason ? [["", answer.reason]] : [])];
    default:
      return [];
  }
}
