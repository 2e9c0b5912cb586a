// The switch of what stands beside the map: one choice of a few, told at once.
import { button, make } from "../lib/dom.js";

/** @import { SwitchData, SwitchTold } from "../contract" */

/**
 * @typedef {object} Shown
 * @property {HTMLElement} root
 * @property {Component<SwitchData, SwitchTold>} component
 * @property {HTMLButtonElement[]} buttons
 * @property {string} [options] - those that have buttons
 */
/** @type {WeakMap<HTMLElement, Shown>} */
const shown = new WeakMap();

/** @param {Component<SwitchData, SwitchTold>} component */
export function show(component) {
  const { parentElement, data } = component;
  const mounted = shown.get(parentElement) ?? mount(component);
  mounted.component = component;
  mounted.root.setAttribute("aria-label", data.label);
  const options = JSON.stringify(data.options);
  if (mounted.options !== options) {
    mounted.options = options;
    mounted.buttons = data.options.map(({ id, title }) => {
      const element = button(title, "", () => {
        mark(mounted, id);
        mounted.component.setTriggerValue("chosen", id);
      });
      element.dataset.id = id;
      return element;
    });
    mounted.root.replaceChildren(...mounted.buttons);
  }
  mark(mounted, data.chosen);
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.root.remove();
  shown.delete(parentElement);
}

/**
 * @param {Component<SwitchData, SwitchTold>} component
 * @returns {Shown}
 */
function mount(component) {
  const root = make("div", { className: "switch", attributes: { role: "group" } });
  const mounted = { root, component, buttons: [] };
  component.parentElement.append(root);
  shown.set(component.parentElement, mounted);
  return mounted;
}

/**
 * @param {Shown} mounted
 * @param {string} id
 */
function mark({ buttons }, id) {
  for (const element of buttons) element.setAttribute("aria-pressed", String(element.dataset.id === id));
}
