// What stands beside a place, and which status the articles give it.
import { button, counted, make } from "../lib/dom.js";
import { point } from "../lib/panel.js";
/** @import { Named, Relations, Stated } from "../contract" */

/**
 * Which status each article gives; whether they contradict one another is said first.
 *
 * @param {Stated | null} one
 */
export function stated(one) {
  if (!one) return [];
  const said = one.said.map(({ by, status, of }) => `${by}: ${status}${of ? ` (${of})` : ""}`);
  return [
    make("p", { className: "stated" }, [
      make(
        "strong",
        {},
        one.differ
          ? "Sources differ on the status, as we read them. "
          : "Status in the articles, as we read them. ",
      ),
      `${said.join("; ")}. Here: ${one.here}.`,
    ]),
  ];
}

/**
 * @param {Relations | undefined} found
 * @param {(id: string) => void} open
 */
export function relations(found, open) {
  if (!found) return [];
  const { together, lines, near } = found;
  const parts = [
    group("Lies on", lines, ({ legs }) => legs.join("; "), open),
    group("Mentioned together with", together, ({ passages }) => counted(passages, "passage"), open),
    group("Near", near, ({ away }) => away, open),
  ].flat();
  return parts.length
    ? [make("details", { className: "relations" }, [make("summary", {}, "Relations"), ...parts])]
    : [];
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
