// The window of time: two handles and what lies between, by pointer and by keys.
import { make } from "../lib/dom.js";
import { dayOf, edgeWords, fitted, monthOf, nearestMonth } from "./scale.js";

/**
 * @import { Span } from "../contract"
 * @import { Closed, Edge, Strip, Window } from "./state"
 */

const YEAR = 12;
/** @type {Edge[]} */
const EDGES = ["start", "end"];

/**
 * Build the two handles, the span between them, and the shades beside it.
 *
 * @param {Strip} state
 */
export function buildWindow(state) {
  /** @type {(edge: Edge, name: string) => HTMLElement} */
  const handle = (edge, name) =>
    make("div", {
      className: `handle is-${edge}`,
      tabIndex: 0,
      attributes: { role: "slider", "aria-label": name, "aria-orientation": "horizontal" },
    });
  state.handles = { start: handle("start", "Start of the window"), end: handle("end", "End of the window") };
  state.shades = [make("div", { className: "shade" }), make("div", { className: "shade" })];
  state.between = make("div", { className: "between" });
  for (const edge of EDGES) {
    state.handles[edge].addEventListener("keydown", (event) => byKey(state, edge, event));
  }
  state.plot.addEventListener("pointerdown", (event) => begin(state, event));
  state.plot.addEventListener("wheel", (event) => wheel(state, event), { passive: false });
  return [...state.shades, state.between, state.handles.start, state.handles.end];
}

/**
 * Put handles, span and shades where the window is in the view.
 *
 * @param {Strip} state
 */
export function placeWindow(state) {
  const { window, view, width, handles, shades, between } = state;
  /** @param {number} day */
  const x = (day) => ((day - view[0]) / (view[1] - view[0])) * width;
  /** @param {number} at */
  const clamp = (at) => Math.min(Math.max(at, 0), width);
  const left = window.start === null ? 0 : clamp(x(window.start));
  const right = window.end === null ? width : clamp(x(window.end + 1));
  handles.start.style.left = `${left}px`;
  handles.end.style.left = `${right}px`;
  Object.assign(between.style, { left: `${left}px`, width: `${Math.max(right - left, 0)}px` });
  between.classList.toggle("is-held", window.start !== null && window.end !== null);
  Object.assign(shades[0].style, { left: "0", width: `${left}px` });
  Object.assign(shades[1].style, { left: `${right}px`, width: `${width - right}px` });
  const [low, high] = months(state);
  const at = {
    start: window.start === null ? low : monthOf(window.start),
    end: window.end === null ? high : monthOf(window.end) + 1,
  };
  for (const edge of EDGES) {
    const values = {
      "aria-valuemin": low,
      "aria-valuemax": high,
      "aria-valuenow": Math.min(Math.max(at[edge], low), high),
      "aria-valuetext": edgeWords(window[edge], edge),
    };
    for (const [key, value] of Object.entries(values)) handles[edge].setAttribute(key, String(value));
  }
}

/**
 * Move a window by months; null where it has an open end.
 *
 * @param {Window} window
 * @param {number} by
 * @returns {Closed | null}
 */
export function shifted({ start, end }, by) {
  if (start === null || end === null) return null;
  return { start: dayOf(monthOf(start) + by), end: dayOf(monthOf(end) + 1 + by) - 1 };
}

/**
 * Let the view follow what lies beyond it.
 *
 * @param {Strip} state
 * @param {number} day
 */
export function bringIntoView(state, day) {
  const [from, to] = state.view;
  const by = day < from ? day - from : day > to ? day - to : 0;
  if (by) state.see(fitted([from + by, to + by], state.days));
}

/**
 * The first month of all, and the one after the last.
 *
 * @param {Strip} state
 * @returns {[number, number]}
 */
export function months({ days }) {
  return [monthOf(days[0]), monthOf(days[1])];
}

/**
 * Set one end to the start of a month; as far as it goes, it is open.
 *
 * @param {Strip} state
 * @param {Edge} edge
 * @param {number} month
 */
function setEdge(state, edge, month) {
  const [low, high] = months(state);
  const { start, end } = state.window;
  if (edge === "start") {
    const most = (end === null ? high : monthOf(end) + 1) - 1;
    const at = Math.min(month, most);
    state.set({ start: at <= low ? null : dayOf(at), end });
  } else {
    const least = (start === null ? low : monthOf(start)) + 1;
    const at = Math.max(month, least);
    state.set({ start, end: at >= high ? null : dayOf(at) - 1 });
  }
}

/**
 * @param {Strip} state
 * @param {Edge} edge
 * @param {KeyboardEvent} event
 */
function byKey(state, edge, event) {
  const [low, high] = months(state);
  // An end that is open is left from where it is drawn.
  const open = nearestMonth(edge === "start" ? state.view[0] : state.view[1]);
  const day = state.window[edge];
  const now = day === null ? open : monthOf(day) + (edge === "end" ? 1 : 0);
  const to = {
    ArrowRight: now + 1,
    ArrowUp: now + 1,
    ArrowLeft: now - 1,
    ArrowDown: now - 1,
    PageUp: now + YEAR,
    PageDown: now - YEAR,
    Home: low,
    End: high,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const outwards = edge === "start" ? to < now : to > now;
  if (day === null && outwards) return;
  setEdge(state, edge, to);
  const moved = state.window[edge];
  if (moved !== null) bringIntoView(state, moved);
}

/**
 * @param {Strip} state
 * @param {PointerEvent} event
 */
function begin(state, event) {
  const { target } = event;
  if (event.button !== 0 || !(target instanceof Element) || target.closest(".mark, .more")) return;
  const edge = EDGES.find((side) => state.handles[side].contains(target));
  const { start, end } = state.window;
  const { view } = state;
  const perPixel = (view[1] - view[0]) / state.width;
  const held = target === state.between && start !== null && end !== null ? { start, end } : null;
  // An end that is open is taken from where it is drawn.
  const drawn = { start: start ?? view[0], end: end === null ? view[1] : end + 1 };
  /** @param {PointerEvent} event */
  const move = ({ clientX }) => {
    const days = (clientX - event.clientX) * perPixel;
    if (Math.abs(clientX - event.clientX) < 2) return;
    if (edge) setEdge(state, edge, nearestMonth(drawn[edge] + days));
    else if (held) slide(state, held, nearestMonth(held.start + days) - monthOf(held.start));
    else state.see(fitted([view[0] - days, view[1] - days], state.days));
  };
  const stop = () => {
    state.plot.removeEventListener("pointermove", move);
    state.plot.classList.remove("is-dragged");
    state.dragged = false;
  };
  event.preventDefault();
  state.dragged = true;
  state.plot.classList.add("is-dragged");
  state.plot.setPointerCapture(event.pointerId);
  state.plot.addEventListener("pointermove", move);
  for (const kind of ["pointerup", "pointercancel"]) state.plot.addEventListener(kind, stop, { once: true });
  if (edge) state.handles[edge].focus({ preventScroll: true });
}

/**
 * Move the window as far as there is time.
 *
 * @param {Strip} state
 * @param {Closed} window
 * @param {number} by
 */
function slide(state, window, by) {
  const [low, high] = months(state);
  const least = low - monthOf(window.start);
  const most = high - monthOf(window.end) - 1;
  state.set(shifted(window, Math.min(Math.max(by, least), most)) ?? window);
}

/**
 * @param {Strip} state
 * @param {WheelEvent} event
 */
function wheel(state, event) {
  event.preventDefault();
  const [from, to] = state.view;
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
    const by = ((event.deltaX || event.deltaY) / state.width) * (to - from);
    state.see(fitted([from + by, to + by], state.days));
    return;
  }
  const at = from + ((event.clientX - state.plot.getBoundingClientRect().left) / state.width) * (to - from);
  zoom(state, Math.exp(Math.min(Math.max(event.deltaY, -120), 120) / 300), at);
}

/**
 * Make the view wider or narrower about a day.
 *
 * @param {Strip} state
 * @param {number} by
 * @param {number} at
 */
export function zoom(state, by, at) {
  const [from, to] = state.view;
  const wide = Math.min(Math.max((to - from) * by, 60), state.days[1] - state.days[0]);
  const start = at - ((at - from) / (to - from)) * wide;
  state.see(fitted([start, start + wide], state.days));
}
