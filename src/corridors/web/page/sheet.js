// A phone's panel: how far it is drawn up. The style sheet of the page does the rest.
/** @import { SheetData } from "../contract" */

/** @typedef {"low" | "half" | "full"} Step */
/** @type {Step[]} */
const STEPS = ["low", "half", "full"];
const SAID = { low: "closed", half: "half open", full: "open" };
const TAP = 6; // pixels that a finger may move and still tap
/** @typedef {{ handle: HTMLElement, listening: AbortController, at: Step, what?: string }} Sheet */
/** @type {WeakMap<HTMLElement, Sheet>} */
const shown = new WeakMap();

/** @param {Component<SheetData>} component */
export function show({ parentElement, data }) {
  let sheet = shown.get(parentElement);
  if (!sheet) {
    sheet = build(parentElement);
    shown.set(parentElement, sheet);
    set(sheet, data.asked ? "half" : "low");
  }
  // The sheet lies outside of any component: it is told the page's colour.
  const ground = getComputedStyle(sheet.handle).getPropertyValue("--st-background-color");
  document.documentElement.style.setProperty("--page-ground", ground);
  const what = JSON.stringify(data.what);
  if (sheet.what !== undefined && sheet.what !== what) {
    if (sheet.at === "low" && data.asked) set(sheet, "half");
    const panel = parentElement.closest(".st-key-panel");
    // An open article turns to its paragraph itself.
    if (panel && !data.what[2]) panel.scrollTop = 0;
  }
  sheet.what = what;
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.listening.abort();
  shown.delete(parentElement);
  delete document.documentElement.dataset.sheet;
}

/**
 * @param {HTMLElement} parentElement
 * @returns {Sheet}
 */
function build(parentElement) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "sheet-handle";
  parentElement.append(handle);
  /** @type {Sheet} */
  const sheet = { handle, listening: new AbortController(), at: "low" };
  /** @param {number} by */
  const step = (by) => set(sheet, STEPS[Math.min(2, Math.max(0, STEPS.indexOf(sheet.at) + by))]);
  /** @type {number | null} */
  let from = null;
  let dragged = false;
  handle.addEventListener("click", () => {
    if (!dragged) set(sheet, STEPS[(STEPS.indexOf(sheet.at) + 1) % STEPS.length]);
    dragged = false;
  });
  handle.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  });
  handle.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    dragged = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointerup", (event) => {
    const way = from === null ? 0 : from - event.clientY;
    from = null;
    if (Math.abs(way) <= TAP) return;
    dragged = true;
    step(Math.sign(way) * (Math.abs(way) > innerHeight / 2 ? 2 : 1));
    // Where no click follows a drag, the next tap counts.
    setTimeout(() => {
      dragged = false;
    });
  });
  handle.addEventListener("pointercancel", () => {
    from = null;
  });
  // The list of what is found needs room.
  document.addEventListener(
    "focusin",
    ({ target }) => {
      if (!(target instanceof Element)) return;
      if (target.matches("#search-words") && sheet.at !== "full") set(sheet, "full");
      else if (sheet.at === "low" && target !== handle && target.closest(".st-key-panel")) set(sheet, "half");
    },
    { signal: sheet.listening.signal },
  );
  return sheet;
}

/**
 * @param {Sheet} sheet
 * @param {Step} at
 */
function set(sheet, at) {
  sheet.at = at;
  document.documentElement.dataset.sheet = at;
  sheet.handle.setAttribute("aria-expanded", String(at !== "low"));
  sheet.handle.setAttribute("aria-label", `Panel, ${SAID[at]}`);
  // Once it stands, the map moves what is chosen out from under it.
  requestAnimationFrame(async () => {
    const moving = sheet.handle.closest(".st-key-panel")?.getAnimations() ?? [];
    await Promise.allSettled(moving.map(({ finished }) => finished));
    document.dispatchEvent(new CustomEvent("corridors:sheet"));
  });
}
