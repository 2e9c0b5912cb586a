// The lanes: marks of dated things, each where it happened, and articles as marks or as columns.
import { make, newCanvas } from "../lib/dom.js";
import { columnsOf, touches } from "./counts.js";
import { dayOf, ticks } from "./scale.js";

/** @import { Column, Marked, Strip } from "./state" */

const NEAR = 15; // pixels between marks that count as one
const ROOM = 5; // pixels free beside a name
const SHEET =
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">' +
  '<path d="M5 2.5h9.5L19 7v14.5H5z" class="sheet"/>' +
  '<path d="M8 9h8M8 12.5h8M8 16h5" class="writing"/></svg>';
const measure = newCanvas();

/**
 * Draw axis and lanes of the state's view anew.
 *
 * @param {Strip} state
 */
export function drawLanes(state) {
  const { axis, lanes, data, view, width } = state;
  /** @param {number} day */
  const x = (day) => ((day - view[0]) / (view[1] - view[0])) * width;
  measure.font = `11.5px ${getComputedStyle(state.root).fontFamily}`;
  axis.replaceChildren(
    ...ticks(view, width).map(({ day, name, strong }) => {
      const tick = make("span", { className: strong ? "tick is-strong" : "tick" });
      tick.style.left = `${x(day)}px`;
      if (x(day) + measure.measureText(name).width < width) tick.append(make("span", {}, name));
      return tick;
    }),
  );
  state.marks = [];
  for (const { id } of data.lanes) {
    const [things, columns] =
      id === "articles" ? ofArticles(state) : [data.things.filter((thing) => thing.lane === id), []];
    lanes
      .get(id)
      ?.replaceChildren(
        ...columns
          .filter((one) => x(one.span[1] + 1) > 0 && x(one.span[0]) < state.width)
          .map((one) => column(state, one, x)),
        ...bars(state, things, x),
        ...marks(state, things, x),
      );
  }
  markWindow(state);
  rove(state);
}

/**
 * Tell inside and outside of the window apart, and what is chosen.
 *
 * @param {Strip} state
 */
export function markWindow(state) {
  for (const { element, things } of state.marks) {
    element.classList.toggle("is-outside", !things.some((thing) => touches(state.window, thing.span)));
    const chosen = things.some((thing) => thing.feature && thing.feature === state.data.selected);
    element.classList.toggle("is-chosen", chosen);
    if (element.matches("button")) element.setAttribute("aria-pressed", String(chosen));
  }
}

/**
 * @param {Strip} state
 * @returns {[Marked[], Column[]]}
 */
function ofArticles({ data: { articles } }) {
  return articles.each
    ? [articles.each.map((one) => ({ ...one, article: one.id })), []]
    : [[], columnsOf(articles)];
}

/**
 * @param {Strip} state
 * @param {Column} column
 * @param {(day: number) => number} x
 */
function column(state, { first, last, number, name, broad, span }, x) {
  state.highest ??= Math.max(
    ...columnsOf(state.data.articles).map((one) => one.number / (one.last - one.first + 1)),
  );
  const [left, right] = within(state, x(dayOf(first)), x(dayOf(last + 1)));
  const count = number === 1 ? "1 article" : `${number.toLocaleString("en")} articles`;
  const element = make("span", {
    className: broad ? "column is-broad" : "column",
    title: `${name}: ${count}${broad ? ", month not known" : ""}`,
  });
  Object.assign(element.style, {
    left: `${left}px`,
    width: `${Math.max(right - left - (right - left > 4 ? 1 : 0), 1)}px`,
    height: `${Math.max((number / (last - first + 1) / state.highest) * 100, 8)}%`,
  });
  state.marks.push({ element, things: [{ span }] });
  return element;
}

/**
 * @param {Strip} state
 * @param {...number} ends
 */
function within({ width }, ...ends) {
  return ends.map((at) => Math.min(Math.max(at, 0), width));
}

/**
 * What lasts, or is known to a month or a year only, as a bar from its first to its last day.
 *
 * @param {Strip} state
 * @param {Marked[]} things
 * @param {(day: number) => number} x
 */
function bars(state, things, x) {
  /** @param {Marked} thing */
  const seen = ({ span }) => span[1] > span[0] && x(span[1] + 1) > 0 && x(span[0]) < state.width;
  return things.filter(seen).map((thing) => {
    const [left, right] = within(state, x(thing.span[0]), x(thing.span[1] + 1));
    const element = make("span", { className: thing.exact ? "bar" : "bar is-vague" });
    Object.assign(element.style, { left: `${left}px`, width: `${Math.max(right - left, 2)}px` });
    state.marks.push({ element, things: [thing] });
    return element;
  });
}

/**
 * One button for each mark, and one for those that would cover each other.
 *
 * @param {Strip} state
 * @param {Marked[]} things
 * @param {(day: number) => number} x
 */
function marks(state, things, x) {
  /** @param {Marked} thing */
  const middle = ({ span }) => x((span[0] + span[1] + 1) / 2);
  /** @type {{ at: number, things: Marked[] }[]} */
  const groups = [];
  for (const thing of [...things].sort((a, b) => middle(a) - middle(b))) {
    const at = middle(thing);
    if (at < -NEAR || at > state.width + NEAR) continue;
    const last = groups.at(-1);
    if (last && at - last.at < NEAR) last.things.push(thing);
    else groups.push({ at, things: [thing] });
  }
  return groups.map((group, number) =>
    mark(state, group, (groups[number + 1]?.at ?? state.width + NEAR) - NEAR / 2),
  );
}

/**
 * @param {Strip} state
 * @param {{ at: number, things: Marked[] }} group
 * @param {number} limit
 */
function mark(state, { at, things }, limit) {
  const [thing] = things;
  const named = things.map(({ name, when }) => `${name}, ${when}`);
  const element = make("button", {
    type: "button",
    className: "mark",
    tabIndex: -1,
    onclick: () => state.open(things),
    attributes: { "aria-label": named.join("; ") },
  });
  element.style.left = `${at}px`;
  element.insertAdjacentHTML(
    "afterbegin",
    thing.symbol === undefined ? SHEET : state.data.symbols[thing.symbol],
  );
  if (things.length > 1) element.append(make("span", { className: "several" }, String(things.length)));
  else {
    const name = make("span", { className: "name" }, thing.label);
    if (at + 10 + measure.measureText(thing.label).width + ROOM < limit) element.append(name);
  }
  const show = () => state.tell(element, named, things.length > 1);
  for (const kind of ["mouseenter", "focus"]) element.addEventListener(kind, show);
  for (const kind of ["mouseleave", "blur"]) element.addEventListener(kind, () => state.tell(null));
  if (thing.feature) {
    element.dataset.feature = things.map(({ feature }) => feature).join(" ");
  } else {
    element.dataset.article = things.map(({ article }) => article).join(" ");
  }
  state.marks.push({ element, things });
  return element;
}

/**
 * One mark takes part in the order of Tab; arrows lead to the others.
 *
 * @param {Strip} state
 */
function rove(state) {
  const all = state.marks.map(({ element }) => element).filter((one) => one.matches("button"));
  /** @param {HTMLElement} mark */
  const key = ({ dataset }) => dataset.feature ?? dataset.article;
  const kept = all.find((one) => key(one) === state.roving) ?? all[0];
  if (kept) kept.tabIndex = 0;
  if (state.hadFocus && kept) kept.focus({ preventScroll: true });
  state.hadFocus = false;
}

/**
 * Follow an arrow key from one mark to another.
 *
 * @param {Strip} state
 * @param {KeyboardEvent} event
 */
export function step(state, event) {
  const element = event.target instanceof Element ? event.target.closest(".mark") : null;
  if (!(element instanceof HTMLElement)) return;
  const lanes = [...state.lanes.values()]
    .map((lane) => [...lane.querySelectorAll("button")])
    .filter((marks) => marks.length);
  const row = lanes.findIndex((marks) => marks.some((one) => one === element));
  const next = follow(event.key, lanes, row, element);
  if (!next) return;
  event.preventDefault();
  element.tabIndex = -1;
  next.tabIndex = 0;
  state.roving = next.dataset.feature ?? next.dataset.article;
  next.focus({ preventScroll: true });
}

/**
 * The mark that a key leads to: in the same lane, or the nearest in the one above or below.
 *
 * @param {string} key
 * @param {HTMLElement[][]} lanes
 * @param {number} row
 * @param {HTMLElement} element
 */
function follow(key, lanes, row, element) {
  const lane = lanes[row];
  const at = lane.indexOf(element);
  /** @param {HTMLElement} mark */
  const away = (mark) => Math.abs(parseFloat(mark.style.left) - parseFloat(element.style.left));
  /** @param {HTMLElement[]} others */
  const nearest = (others = []) => [...others].sort((a, b) => away(a) - away(b)).at(0);
  switch (key) {
    case "ArrowRight":
      return lane[at + 1];
    case "ArrowLeft":
      return lane[at - 1];
    case "ArrowDown":
      return nearest(lanes[row + 1]);
    case "ArrowUp":
      return nearest(lanes[row - 1]);
    case "Home":
      return lane[0];
    case "End":
      return lane.at(-1);
  }
}
