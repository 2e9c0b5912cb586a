// Keeps the address bar in step with the page, tells of "back" and "forward", copies the link.
import { withParagraphOf, withQuery, write } from "../lib/address.js";
import { sender } from "../lib/sending.js";

/**
 * @import { AddressData, AddressTold } from "../contract"
 * @import { Sender } from "../lib/sending.js"
 */

const SAID_MS = 2000;

/**
 * @typedef {object} Shown
 * @property {Component<AddressData, AddressTold>} component
 * @property {number} followed
 * @property {number} [turned]
 * @property {() => void} moved - told of "back" and "forward"
 * @property {Sender<string>} moves
 */
/** @type {WeakMap<HTMLElement, Shown>} */
const shown = new WeakMap();

/** @param {Component<AddressData, AddressTold>} component */
export function show(component) {
  const { parentElement, data } = component;
  let bar = shown.get(parentElement);
  if (!bar) {
    bar = listen(component);
    parentElement.append(copyButton());
    shown.set(parentElement, bar);
  }
  bar.component = component;
  if (bar.followed !== data.followed) {
    bar.followed = data.followed;
    bar.moves.stop();
  }
  if (bar.moves.accepts(null)) note(bar, data);
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const bar = shown.get(parentElement);
  if (!bar || parentElement.isConnected) return;
  window.removeEventListener("popstate", bar.moved);
  bar.moves.stop();
  shown.delete(parentElement);
}

/**
 * Tell the page of "back" and "forward".
 *
 * @param {Component<AddressData, AddressTold>} component
 */
function listen(component) {
  /** @type {Shown} */
  const bar = { component, followed: component.data.followed, moved, moves: sender() };

  function moved() {
    const { query } = bar.component.data;
    bar.moves.send(location.search, () => {
      // Unless something else was chosen meanwhile.
      if (bar.component.data.query === query) bar.component.setTriggerValue("moved", location.search);
    });
  }
  window.addEventListener("popstate", moved);
  return bar;
}

/**
 * Put the page's keys into the address and leave those of others, such as the map's, as they are.
 *
 * @param {Shown} bar
 * @param {AddressData} data
 */
function note(bar, { query, written, keys, push, turned }) {
  // The map notes where it is, so that the way back leads there.
  if (push) document.dispatchEvent(new Event("corridors:leaving"));
  const now = location.search;
  // An open article writes its paragraph itself: the page knows only where it was turned to.
  const wanted = bar.turned === turned ? withParagraphOf(query, now, keys) : query;
  bar.turned = turned;
  write(withQuery(now, wanted, written), push);
}

function copyButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "Copy link";
  const said = document.createElement("span");
  said.className = "copy-said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
      said.textContent = "The link to this view is copied.";
    } catch {
      // No clipboard without https or permission: the link can be copied by hand.
      window.prompt("The link to this view:", location.href);
    }
    setTimeout(() => {
      button.textContent = "Copy link";
      said.textContent = "";
    }, SAID_MS);
  });
  const box = document.createElement("div");
  box.className = "share";
  box.append(button, said);
  return box;
}
