// What there is to choose from, where nothing is chosen: what this is, questions, the most written about.
import { button, counted, fold, make } from "../lib/dom.js";

/** The opening: a name, a line that says what this is, three questions, and the places. */
export function overview({ content, note }, act) {
  const { title, line, questions, most, layers } = content;
  return [
    make("div", { className: "welcome" }, [make("h2", {}, title), make("p", { className: "line" }, line)]),
    ...(questions.length ? [make("div", { className: "ask" }, questions.map(question(act)))] : []),
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

function question(act) {
  return ({ ask, note, query }) =>
    button([make("b", {}, ask), make("small", {}, note)], "question", () => act.go(query));
}

function choices(features, open) {
  return make(
    "ul",
    { className: "choices" },
    features.map(({ id, name, note, passages }) =>
      make("li", {}, [
        button(name, "choice", () => open(id)),
        ...(note ? [make("small", { className: "note" }, note)] : []),
        ...(passages ? [make("small", { className: "count" }, counted(passages, "passage"))] : []),
      ]),
    ),
  );
}
