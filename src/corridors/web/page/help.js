// The help: a hint at the first visit, the keys and where things come from; a phone's menu.
import { make, writes } from "../lib/dom.js";
import { style } from "../lib/loading.js";

/** @import { HelpData } from "../contract" */

const HINT = "corridors-hint";
const KEYS = "corridors-keys";
/** @type {WeakMap<HTMLElement, AbortController>} */
const shown = new WeakMap();

/** @param {Component<HelpData>} component */
export async function show({ parentElement, data }) {
  if (shown.has(parentElement)) return;
  const listening = new AbortController();
  shown.set(parentElement, listening);
  await style(`${data.static}/page/help.css`);
  const root = make("div", { className: "help" });
  const dialog = buildDialog(data);
  const open = () => {
    if (!dialog.open) dialog.showModal();
  };
  const button = make("button", { type: "button", className: "help-open", title: "Help and about (?)" }, "?");
  button.setAttribute("aria-label", "Help and about");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", open);
  root.append(buildMenu(listening.signal), button, dialog);
  if (recall(HINT) !== "seen") root.append(buildHint(data.hint));
  parentElement.append(root);
  useKeys(recall(KEYS) !== "off");
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.documentElement.dataset.keys === "off" || writes(event.target)) return;
      event.preventDefault();
      open();
    },
    { signal: listening.signal },
  );
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.abort();
  shown.delete(parentElement);
}

/**
 * Keys of one character can be in the way of who speaks to the page: WCAG 2.1.4.
 *
 * @param {boolean} on
 */
function useKeys(on) {
  document.documentElement.dataset.keys = on ? "on" : "off";
}

/** @param {string} line */
function buildHint(line) {
  const close = make("button", { type: "button" }, "Got it");
  const hint = make("section", { className: "hint-first" }, [make("span", {}, line), close]);
  hint.setAttribute("aria-label", "First steps");
  close.addEventListener("click", () => {
    note(HINT, "seen");
    hint.remove();
  });
  return hint;
}

/** @param {HelpData} data */
function buildDialog({ always, single, sources, version }) {
  const title = make("h2", { id: "help-title" }, "Help");
  const close = make("button", { type: "button", className: "help-close", autofocus: true }, "Close");
  const use = make("input", { type: "checkbox", checked: recall(KEYS) !== "off" });
  use.addEventListener("change", () => {
    note(KEYS, use.checked ? "on" : "off");
    useKeys(use.checked);
  });
  const dialog = make("dialog", { className: "help-dialog" }, [
    make("div", { className: "help-head" }, [title, close]),
    make("h3", {}, "Keys"),
    list(always),
    list(single),
    make("label", {}, [use, "Use keys of a single character"]),
    make("h3", {}, "About"),
    make(
      "p",
      {},
      `Corridors ${version}: ports, transport corridors and exercise sites of the Caspian, ` +
        "the Caucasus and Central Asia, and what articles say about them.",
    ),
    make(
      "ul",
      {},
      sources.map(([name, what, licence, href]) =>
        make("li", {}, [
          `${name}: ${what} (`,
          href ? make("a", { href, target: "_blank", rel: "noopener" }, licence) : licence,
          ")",
        ]),
      ),
    ),
    make("p", {}, "Corridors, roads and basemap derive from OpenStreetMap and are under its licence."),
  ]);
  dialog.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => dialog.close());
  // A click beside the dialog closes it.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return dialog;
}

/** @param {[key: string, what: string][]} pairs */
function list(pairs) {
  return make(
    "dl",
    {},
    pairs.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
  );
}

/**
 * On a phone the page's other buttons lie behind one.
 *
 * @param {AbortSignal} signal
 */
function buildMenu(signal) {
  const button = make("button", { type: "button", className: "menu-open" }, "Menu");
  /** @param {boolean} open */
  const set = (open) => {
    button.setAttribute("aria-expanded", String(open));
    document.documentElement.dataset.menu = open ? "open" : "";
  };
  set(false);
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      set(false);
      button.focus();
    },
    { signal },
  );
  // What the menu's buttons open lies elsewhere on the page: only the map and the panel close it.
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (target instanceof Element && target.closest(".corridors-map, .st-key-panel")) set(false);
    },
    { signal },
  );
  return button;
}

/** @param {string} key */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function note(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It holds for this visit.
  }
}
