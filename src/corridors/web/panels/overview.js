// What there is to choose from, where nothing is chosen: what this is, questions, the most written about.
import { button, counted, fold, make } from "../lib/dom.js";

/**
 * @import { Choice, Overview, Question } from "../contract"
 * @import { Acts } from "./place.js"
 */

/**
 * The opening: a name, a line that says what this is, questions, and the places.
 *
 * @param {Overview} content
 * @param {string | null} note
 * @param {Acts} act
 */
export function overview({ title, line, questions, most, layers }, note, act) {
  return [
    make("div", { className: "welcome" }, [make("h2", {}, title), make("p", { className: "line" }, line)]),
    ...(questions.length
      ? [
          make(
            "div",
            { className: "ask" },
            questions.map((asked) => question(asked, act.go)),
          ),
        ]
      : []),
    ...(most.length ? [make("h3", {}, "Most written about"), choices(most, act.open)] : []),
    make("h3", {}, "All places"),
    ...layers.map(({ title: layer, features }) =>
      fold(`${layer} ${features.length}`, choices(features, act.open)),
    ),
    make("p", { className: "how" }, [
      make("q", {}, "Beside a bar, in quotation marks"),
      " are the author’s own words. ",
      make("b", { className: "ours" }, "Our summary"),
      " is ours: not to be quoted as theirs.",
    ]),
    ...(note ? [make("p", { className: "quiet" }, note)] : []),
  ];
}

/**
 * @param {Question} question
 * @param {Acts["go"]} go
 */
function question({ ask, note, query }, go) {
  const element = button("", "question", () => go(query));
  element.append(make("b", {}, ask), make("small", {}, note));
  return element;
}

/**
 * @param {Choice[]} features
 * @param {Acts["open"]} open
 */
function choices(features, open) {
  return make(
    "ul",
    { className: "choices" },
    features.map(({ id, name, note, passages }) =>
      make("li", {}, [
        button(name, "choice", () => open(id)),
        ...(note ? [make("small", { className: "note" }, note)] : []),
        ...(passages ? [make("small", { className: "many" }, counted(passages, "passage"))] : []),
      ]),
    ),
  );
}
