// The bar that stays in sight: where the parts of a panel begin, and a step from passage to passage.
import { button, make } from "../lib/dom.js";

/** Lead to the parts of a panel; numbers stand where there are any. */
export function bar(parts) {
  const steps = parts.map(({ title, number, element, heading }) => {
    const words = number ? [`${title} `, make("b", {}, number.toLocaleString("en-GB"))] : title;
    const step = button(words, "step", () => {
      element.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    });
    return step;
  });
  const nav = make("nav", { className: "bar" }, [...steps, ...walk(parts[0].element)]);
  nav.setAttribute("aria-label", "Parts of the panel");
  follow(parts, steps);
  return nav;
}

/** Mark the part that is being read: the last one that has begun above the middle. */
function follow(parts, steps) {
  const begun = new Set();
  const mark = () => {
    const current = parts.findLastIndex(({ element }) => begun.has(element));
    steps.forEach((step, number) => {
      if (number === Math.max(0, current)) step.setAttribute("aria-current", "true");
      else step.removeAttribute("aria-current");
    });
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
        const above = boundingClientRect.top < (rootBounds?.bottom ?? 0);
        if (isIntersecting || above) begun.add(target);
        else begun.delete(target);
      }
      mark();
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  for (const { element } of parts) observer.observe(element);
  mark();
}

/** Step through the passages: “1 of 8”. */
function walk(list) {
  const passages = [...list.querySelectorAll(".passage")];
  if (passages.length < 2) return [];
  let at = -1;
  const said = make("span", { className: "at" }, `${passages.length} shown`);
  said.setAttribute("aria-live", "polite");
  const go = (by) => {
    at = Math.min(Math.max(at + by, 0), passages.length - 1);
    const passage = passages[at];
    const folded = passage.closest("details:not([open])");
    if (folded) folded.open = true;
    passage.scrollIntoView({ block: "start" });
    passage.focus({ preventScroll: true });
    said.textContent = `${at + 1} of ${passages.length}`;
  };
  const back = button("‹", "walk", () => go(-1), "Previous passage");
  const on = button("›", "walk", () => go(1), "Next passage");
  return [make("span", { className: "walks" }, [back, said, on])];
}
