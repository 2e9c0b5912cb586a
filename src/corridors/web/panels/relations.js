// What stands beside a place, and which status the articles give it.
import { button, counted, make } from "../lib/dom.js";
import { point } from "../lib/panel.js";
/** @import { Named, Relations, Stated } from "../contract" */

/**
 * Which status each article gives; whether they contradict one another is said first.
 *
 * @param {Stated | null} statement
 */
export function stated(statement) {
  if (!statement) return [];
  const said = statement.said.map(({ by, status, of }) => `${by}: ${status}${of ? ` (${of})` : ""}`);
  return [
    make("p", { className: "stated" }, [
      make(
        "strong",
        {},
        statement.differ
          ? "Sources differ on the status, as we read them. "
          : "Status in the articles, as we read them. ",
      ),
      `${said.join("; ")}. Here: ${statement.here}.`,
    ]),
  ];
}

/**
 * What stands beside a place: how many there are, and the parts that show them.
 *
 * @param {Relations | undefined} beside
 * @param {(id: string) => void} open
 */
export function relations(beside, open) {
  const { together = [], lines = [], near = [] } = beside ?? {};
  return {
    number: together.length + lines.length + near.length,
    parts: [
      group("Lies on", lines, ({ legs }) => legs.join("; "), open),
      group("Mentioned together with", together, ({ passages }) => counted(passages, "passage"), open),
      group("Near", near, ({ away }) => away, open),
    ].flat(),
  };
}

/**
 * @template {Named} Item
 * @param {string} title
 * @param {Item[]} items
 * @param {(item: Item) => string} more
 * @param {(id: string) => void} open
 */
function group(title, items, more, open) {
  if (!items.length) return [];
  return [
    make("h4", {}, title),
    make(
      "ul",
      { className: "choices" },
      items.map((item) =>
        make("li", {}, [
          point(
            button(item.name, "choice", () => open(item.id)),
            item.id,
          ),
          make("small", {}, more(item)),
        ]),
      ),
    ),
  ];
}
