// The paragraphs of an article, with their places in the margin.
import { basis, fold, make } from "../lib/dom.js";
/** @import { Article, Marked, Paragraph, Spoken } from "../contract" */

/**
 * A paragraph that is laid out, and the elements that speak of features: mentions, and notes by feature.
 *
 * @typedef {object} Written
 * @property {number} number
 * @property {HTMLElement} element
 * @property {Element[]} mentions
 * @property {Map<string, HTMLElement>} notes
 */

/**
 * The features that an element may mean: one, or several that share words.
 *
 * @type {WeakMap<Element, string[]>}
 */
export const meanings = new WeakMap();

/**
 * Lay out an article: its `sections` as elements, and its `passages` with what stands in them.
 *
 * @param {Article} article
 * @param {(id: string) => Node} cite
 * @returns {{ sections: HTMLElement[], passages: Written[] }}
 */
export function written({ sections, features }, cite) {
  /** @type {Written[]} */
  const passages = [];
  const elements = sections.map(({ title, passages: items }) => {
    const made = items.map((item) => paragraph(item, features, cite));
    passages.push(...made);
    return make("section", {}, [make("h3", {}, title), ...made.map(({ element }) => element)]);
  });
  return { sections: elements, passages };
}

/**
 * @param {Paragraph} paragraph
 * @param {Record<string, Spoken>} features
 * @param {(id: string) => Node} cite
 * @returns {Written}
 */
function paragraph({ id, number, text, differs, places }, features, cite) {
  const pieces =
    text?.map((piece) => (piece.features ? mention(piece.text, piece.features, features) : piece.text)) ?? [];
  const digested = places.filter((place) => place.digest);
  const told = elementsOf(digested, (place) => digest(place, features));
  const chips = elementsOf(places, (place) => chip(place, features[place.id]));
  const body = make("div", { className: "body" }, [
    ...(differs
      ? [make("p", { className: "differs" }, "The text at hand differs from the one described.")]
      : []),
    ...(text ? [make("p", { className: "words" }, pieces)] : []),
    ...digests(
      told.map(([, element]) => element),
      Boolean(text),
    ),
    cite(id),
  ]);
  const margin = make(
    "div",
    { className: "margin" },
    chips.map(([, element]) => element),
  );
  const element = make("div", { className: "paragraph" }, [
    make("span", { className: "number" }, String(number)),
    body,
    margin,
  ]);
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", `Paragraph ${number}`);
  Object.assign(element.dataset, { number, passage: id });
  const mentions = pieces.filter((piece) => piece instanceof Element);
  return { number, element, mentions, notes: new Map([...chips, ...told]) };
}

/**
 * An element for each place of a paragraph, by its feature.
 *
 * @param {Paragraph["places"]} places
 * @param {(place: Paragraph["places"][number]) => HTMLElement} draw
 * @returns {[feature: string, element: HTMLElement][]}
 */
function elementsOf(places, draw) {
  return places.map((place) => [place.id, draw(place)]);
}

/**
 * Beside the words themselves the digests are folded.
 *
 * @param {HTMLElement[]} elements
 * @param {boolean} folded
 */
function digests(elements, folded) {
  if (!elements.length || !folded) return elements;
  return [fold(elements.length === 1 ? "1 digest" : `${elements.length} digests`, elements)];
}

/**
 * @param {string} text
 * @param {string[]} keys - of the features that it may mean
 * @param {Record<string, Spoken>} features
 */
function mention(text, keys, features) {
  const names = keys.map((key) => features[key].name).join(" or ");
  const element = make("mark", { className: "spot", tabIndex: 0, title: names }, text);
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", names === text ? text : `${text}, ${names}`);
  meanings.set(element, keys);
  return element;
}

/**
 * @param {{ id: string }} place
 * @param {Spoken} feature
 */
function chip({ id }, feature) {
  const element = make("button", { type: "button", className: "spot chip", title: feature.name }, [
    symbol(feature),
    make("span", {}, feature.short),
  ]);
  meanings.set(element, [id]);
  return element;
}

/**
 * What a paragraph tells of one feature, in our words.
 *
 * @param {Paragraph["places"][number]} place
 * @param {Record<string, Spoken>} features
 */
function digest(place, features) {
  return make("p", { className: "digest" }, [
    make("strong", {}, `${features[place.id].name}: `),
    place.digest ?? "",
    basis(place),
  ]);
}

/**
 * The symbol of a feature as on the map, or the colour of its line.
 *
 * @param {Marked} feature
 */
export function symbol({ symbol: svg, colour }) {
  const element = make("span", { className: colour ? "symbol line" : "symbol" });
  element.setAttribute("aria-hidden", "true");
  if (colour) element.style.setProperty("--line", colour);
  else element.innerHTML = svg ?? ""; // the map's own drawing, with no word from outside
  return element;
}
