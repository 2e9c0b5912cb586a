// What the list of the search box holds: groups of options, and what to say of them.
import { make } from "../lib/dom.js";
/** @import { Answer, Piece, PlacesOfLayer, Result } from "../contract" */

/**
 * @typedef {Result & { element: HTMLElement }} Option
 * @typedef {{ element: HTMLElement, head: HTMLElement, options: Option[] }} Group
 * @typedef {{ text: string, said: string, shown: boolean }} Message - what is seen, and what is read out
 */

/**
 * The groups for an answer, or all places in their layers where there is none.
 *
 * @param {Answer | null} answer
 * @param {PlacesOfLayer[]} layers
 * @param {string} words
 * @returns {{ groups: Group[], message: Message }}
 */
export function entries(answer, layers, words) {
  if (!answer) {
    const groups = words
      ? []
      : layers.map(({ title, places }) =>
          group(
            title,
            places.map((place) => ({
              ...place,
              kind: "place",
              feature: place.id,
              title: [{ text: place.title }],
            })),
          ),
        );
    return { groups: numbered(groups), message: { text: "", said: "", shown: false } };
  }
  const { places, passages, placesTotal, passagesTotal, corrected } = answer;
  const groups = [];
  if (places.length) groups.push(group(title("Places", places.length, placesTotal), places));
  if (passages.length) {
    const name = corrected ? `Passages with “${corrected}”` : "Passages";
    groups.push(group(title(name, passages.length, passagesTotal), passages));
  }
  return { groups: numbered(groups), message: message(answer) };
}

/**
 * What to say of an answer.
 *
 * @param {Answer} answer
 * @returns {Message}
 */
export function message({ placesTotal, passagesTotal, corrected, words }) {
  const number = placesTotal + passagesTotal;
  if (!number) {
    const advice = "Try fewer or other words, or clear the box to see all places.";
    const text = `Nothing found for “${words}”. ${advice}`;
    return { text, said: text, shown: true };
  }
  const count = number === 1 ? "1 result" : `${number.toLocaleString("en")} results`;
  const text = corrected ? `No passage has “${words}”. Did you mean “${corrected}”?` : "";
  return { text, said: text ? `${count}. ${text}` : count, shown: Boolean(text) };
}

/**
 * The heading of a group, which says where there are more.
 *
 * @param {string} name
 * @param {number} shown
 * @param {number} total
 */
export function title(name, shown, total) {
  return shown < total ? `${name}, the first ${shown} of ${total.toLocaleString("en")}` : name;
}

/**
 * @param {string} name
 * @param {Result[]} results
 * @returns {Group}
 */
function group(name, results) {
  const head = make("div", { className: "search-head" }, name);
  const options = results.map((result) => ({ ...result, element: option(result) }));
  const element = make("div", {}, [head, ...options.map((option) => option.element)]);
  element.setAttribute("role", "group");
  return { element, head, options };
}

/**
 * Give each option and each head an id, by which the box and the group name them.
 *
 * @param {Group[]} groups
 */
function numbered(groups) {
  let number = 0;
  groups.forEach(({ element, head, options }, at) => {
    head.id = `search-head-${at}`;
    element.setAttribute("aria-labelledby", head.id);
    for (const option of options) option.element.id = `search-option-${number++}`;
  });
  return groups;
}

/** @param {Result} result */
function option({ title: pieces, also, subtitle, kind }) {
  const parts = [make("span", { className: "search-title" }, marked(pieces))];
  if (also) parts.push(make("span", { className: "search-also" }, marked(also)));
  parts.push(make("small", {}, subtitle));
  const element = make("div", { className: `search-option is-${kind}` }, parts);
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  return element;
}

/** @param {Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
}
