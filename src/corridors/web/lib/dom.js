// Elements of the page. Every word is set as text, never as markup.
/** @import { Basis, LineStyle } from "../contract" */

/**
 * @typedef {string | Node} Part
 * @typedef {Part | Part[]} Content
 */
/**
 * @template Made
 * @typedef {Partial<Omit<Made, "attributes">> & { attributes?: Record<string, string> }} Properties
 */

/**
 * Make an element: `attributes` are set as such, other properties on the element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {Content} [content]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, { attributes = {}, ...properties } = {}, content = []) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[content].flat());
  return element;
}

/**
 * @param {string} title
 * @param {string} className
 * @param {() => void} act
 * @param {string} [label] - for who does not see it
 */
export function button(title, className, act, label) {
  const element = make("button", { type: "button", className, onclick: act }, title);
  if (label) element.setAttribute("aria-label", label);
  return element;
}

/**
 * Why a passage counts, where the place is not plainly named.
 *
 * @param {Basis} basis
 * @returns {Part}
 */
export function basis({ why, reason }) {
  return why ? make("span", { className: "basis", title: reason ?? "" }, why) : "";
}

/**
 * @param {string} title
 * @param {Content} content
 */
export function fold(title, content) {
  return make("details", {}, [make("summary", {}, title), ...[content].flat()]);
}

/**
 * @param {string} url
 * @param {string} title
 */
export function link(url, title) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title);
}

/**
 * @param {number} number
 * @param {string} thing
 */
export function counted(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

/**
 * Make an element of a drawing.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} [content]
 */
export function svg(tag, attributes, content = []) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...content);
  return element;
}

/**
 * Draw a line in a style of the map.
 *
 * @param {LineStyle} style
 * @param {Record<string, string | number>} ends
 */
export function line({ className, weight, opacity, color, dashArray, lineCap }, ends) {
  const stroke = { stroke: color, "stroke-dasharray": dashArray, "stroke-linecap": lineCap };
  const given = Object.entries(stroke).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return svg("line", {
    ...ends,
    class: className,
    "stroke-width": weight,
    "stroke-opacity": opacity,
    ...Object.fromEntries(given),
  });
}

/**
 * Give an element the focus, if it is there; nothing moves for it.
 *
 * @param {Element | null | undefined} element
 */
export function focusOn(element) {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

/** A canvas of its own to draw and to measure on. */
export function newCanvas() {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) throw new Error("no canvas can be had");
  return canvas;
}

/**
 * Whether what is typed goes into an element, so that it is no key of the page.
 *
 * @param {EventTarget | null} element
 */
export function writes(element) {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      Boolean(element.closest("input:not([type=checkbox], [type=radio], [type=button]), textarea, select")))
  );
}
