// The bar that stays in sight: where the parts of a panel begin, and a step from passage to passage.
import { button, focusOn, make } from "../lib/dom.js";

/**
 * A part of a panel, as the bar leads to it; a number of 0 is not said.
 *
 * @typedef {{ title: string, number: number, element: HTMLElement, heading: HTMLElement }} Part
 */

/**
 * Lead to the parts of a panel, and through the passages of the first.
 *
 * @param {Part[]} parts
 */
export function bar(parts) {
  const steps = parts.map(({ title, number, element, heading }) => {
    const step = button(title, "step", () => {
      element.scrollIntoView({ block: "start" });
      focusOn(heading);
    });
    if (number) step.append(" ", make("b", {}, number.toLocaleString("en-GB")));
    return step;
  });
  const nav = make("nav", { className: "bar" }, [...steps, ...walk(parts[0].element)]);
  nav.setAttribute("aria-label", "Parts of the panel");
  follow(parts, steps);
  return nav;
}

/**
 * Mark the part that is being read: the last one that has begun in the upper part of the window.
 *
 * @param {Part[]} parts
 * @param {HTMLElement[]} steps
 */
function follow(parts, steps) {
  /** @type {Set<Element>} */
  const begun = new Set();
  const mark = () => {
    const current = Math.max(0, parts.map(({ element }) => begun.has(element)).lastIndexOf(true));
    steps.forEach((step, number) => {
      if (number === current) step.setAttribute("aria-current", "true");
      else step.removeAttribute("aria-current");
    });
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
        if (isIntersecting || boundingClientRect.top < (rootBounds?.bottom ?? 0)) begun.add(target);
        else begun.delete(target);
      }
      mark();
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  for (const { element } of parts) observer.observe(element);
  mark();
}

/**
 * Step through the passages: “1 of 8”.
 *
 * @param {HTMLElement} list
 */
function walk(list) {
  /** @type {HTMLElement[]} */
  const passages = [...list.querySelectorAll(".passage")].filter((element) => element instanceof HTMLElement);
  if (passages.length < 2) return [];
  let at = -1;
  const said = make("span", { className: "at" }, `${passages.length} shown`);
  said.setAttribute("aria-live", "polite");
  /** @param {number} by */
  const go = (by) => {
    at = Math.min(Math.max(at + by, 0), passages.length - 1);
    const passage = passages[at];
    passage.closest("details")?.setAttribute("open", "");
    passage.scrollIntoView({ block: "start" });
    focusOn(passage);
    said.textContent = `${at + 1} of ${passages.length}`;
  };
  const back = button("‹", "walk", () => go(-1), "Previous passage");
  const on = button("›", "walk", () => go(1), "Next passage");
  return [make("span", { className: "walks" }, [back, said, on])];
}
