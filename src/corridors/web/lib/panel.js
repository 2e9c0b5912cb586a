// What the panels beside the map share.
import { focusOn, make } from "./dom.js";
import { style } from "./loading.js";

/** @typedef {{ root: HTMLElement, wanted?: string }} Panel */

/**
 * Point a feature out on the map while its name is under the pointer or has the focus.
 *
 * @template {HTMLElement} Named
 * @param {Named} element
 * @param {string} id
 */
export function point(element, id) {
  /** @param {string | null} detail */
  const tell = (detail) => document.dispatchEvent(new CustomEvent("corridors:point", { detail }));
  for (const name of ["pointerenter", "focus"]) element.addEventListener(name, () => tell(id));
  for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => tell(null));
  return element;
}

/**
 * Keep a panel's root over all runs of the page, and fill it anew only where its data changed.
 *
 * @template Content
 * @param {WeakMap<HTMLElement, Panel>} shown
 * @param {Pick<Component<{ content: Content }>, "parentElement" | "data">} component
 * @param {string} name - of its style sheet
 * @param {string} label
 * @param {(content: Content) => Node[]} fill
 */
export async function panel(shown, { parentElement, data }, name, label, fill) {
  await Promise.all([style(`${data.static}/panels/panel.css`), style(`${data.static}/panels/${name}.css`)]);
  let panel = shown.get(parentElement);
  if (!panel) {
    panel = { root: make("section", { className: `reader ${name}`, tabIndex: 0 }) };
    panel.root.setAttribute("aria-label", label);
    parentElement.append(panel.root);
    shown.set(parentElement, panel);
  }
  const wanted = JSON.stringify(data.content);
  if (panel.wanted === wanted) return;
  panel.wanted = wanted;
  const { root } = panel;
  const at = root.scrollTop;
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) && active.dataset.key;
  root.replaceChildren(...fill(data.content));
  toTheFoot(root);
  root.scrollTop = at;
  if (focused) focusOn(root.querySelector(`[data-key="${CSS.escape(focused)}"]`));
}

/**
 * Let a panel reach from where it begins down to the foot of the window.
 *
 * @param {HTMLElement} root
 */
export function toTheFoot(root) {
  const measure = () => {
    const top = root.getBoundingClientRect().top + (document.scrollingElement?.scrollTop ?? 0);
    root.style.setProperty("--above", `${Math.round(top)}px`);
  };
  // Once it stands, whether it has moved is asked when the page has been laid out anyway.
  if (root.style.getPropertyValue("--above")) requestAnimationFrame(measure);
  else measure();
}

/**
 * @param {WeakMap<HTMLElement, Panel>} shown
 * @param {HTMLElement} parentElement
 */
export function forget(shown, parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.root.remove();
  shown.delete(parentElement);
}
