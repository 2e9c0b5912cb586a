// Who has a part in what, and who met whom.
import { button, counted, make } from "../lib/dom.js";
import { forget, panel, point } from "../lib/panel.js";

/**
 * @import { Actors, ActorsData, ActorsTold, Matrix } from "../contract"
 * @import { Panel } from "../lib/panel.js"
 */

/** @type {WeakMap<HTMLElement, Panel>} */
const shown = new WeakMap();

/** @param {Component<ActorsData, ActorsTold>} component */
export async function show(component) {
  /** @param {string} id */
  /** @param {string} id */
  const open = (id) => component.setTriggerValue("open", id);
  /** @param {string} id */
  /** @param {string} id */
  const choose = (id) => component.setTriggerValue("actor", id);
  await panel(shown, component, "actors", "States and bodies, and what they have a part in", (content) =>
    filled(content, open, choose),
  );
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  forget(shown, parentElement);
}

/**
 * @param {Actors} content
 * @param {(id: string) => void} open
 * @param {(id: string) => void} choose
 */
function filled({ states, parts, matrices }, open, choose) {
  return [
    make("h2", {}, parts.length ? "What they have a part in" : "Who has a part in what"),
    ...(parts.length
      ? parts.flatMap((entry) => part(entry, open))
      : [
          make(
            "p",
            {},
            "Choose states or bodies above: the map shows only what they own, join, hold or plan, " +
              "and this panel says which is which.",
          ),
          make(
            "ul",
            { className: "choices" },
            states.map(({ id, name, features }) =>
              make("li", {}, [
                keyed(
                  button(name, "choice", () => choose(id)),
                  `state-${id}`,
                ),
                make("small", {}, counted(features, "place")),
              ]),
            ),
          ),
        ]),
    ...matrices.flatMap((entry) => matrix(entry, open)),
  ];
}

/**
 * @param {Actors["parts"][number]} part
 * @param {(id: string) => void} open
 */
function part({ name, roles }, open) {
  return [
    make("h3", {}, name),
    ...(roles.length ? [] : [make("p", {}, "Has a part in nothing that is shown now.")]),
    ...roles.flatMap(({ title, features }) => [
      make("h4", {}, title),
      make(
        "ul",
        { className: "choices" },
        features.map(({ id, name: feature, by, passages }) => {
          const open_ = keyed(
            button(feature, "choice", () => open(id)),
            `${title}-${id}`,
          );
          point(open_, id);
          return make("li", {}, [
            make("span", {}, [open_, ...(by.length ? [make("small", {}, by.join(", "))] : [])]),
            make("small", {}, passages ? counted(passages, "passage") : ""),
          ]);
        }),
      ),
    ]),
  ];
}

/**
 * A table of states by states; a number leads to the list of what both were at.
 *
 * @param {Matrix} matrix
 * @param {(id: string) => void} open
 */
function matrix({ title, thing, things: several, states, cells }, open) {
  if (!states.length) return [];
  /** @param {number} number */
  const numbered = (number) => `${number} ${number === 1 ? thing : several}`;
  const list = make("div", { className: "cell-list" });
  list.setAttribute("role", "status");
  const head = make("tr", {}, [make("td"), ...states.map(({ id, name }) => scoped("col", id, name))]);
  const rows = cells.map((row, y) =>
    make("tr", {}, [
      scoped("row", states[y].name),
      ...row.map((things, x) => {
        if (!things.length) return make("td", { className: "none" }, "·");
        const both = x === y ? states[y].name : `${states[y].name} and ${states[x].name}`;
        const number = button(
          String(things.length),
          "cell",
          () => {
            list.replaceChildren(
              make("p", {}, `${both}: ${numbered(things.length)}`),
              make(
                "ul",
                { className: "choices" },
                things.map(({ id, name }) =>
                  make(
                    "li",
                    {},
                    point(
                      button(name, "choice", () => open(id)),
                      id,
                    ),
                  ),
                ),
              ),
            );
          },
          `${both}: ${numbered(things.length)}`,
        );
        number.style.setProperty("--weight", `${Math.min(36, 6 + 5 * things.length)}%`);
        return make("td", { className: x === y ? "self" : "" }, number);
      }),
    ]),
  );
  const box = make("div", { className: "matrix", tabIndex: 0 }, make("table", {}, [head, ...rows]));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  return [make("h3", {}, title), box, list];
}

/**
 * @param {"row" | "col"} scope
 * @param {string} text
 * @param {string} [full]
 */
function scoped(scope, text, full) {
  const cell = make("th", { scope }, text);
  if (full) cell.append(make("span", { className: "full" }, ` ${full}`));
  if (full) cell.title = full;
  return cell;
}

/**
 * @template {HTMLElement} Keyed
 * @param {Keyed} element
 * @param {string} key
 */
function keyed(element, key) {
  element.dataset.key = key;
  return element;
}
