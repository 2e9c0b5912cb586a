// The strip of time below the map: what happened when, and a window that map and passages follow.
import { button, make } from "../lib/dom.js";
import { json, style } from "../lib/loading.js";
import { sender } from "../lib/sending.js";
import { beyond, count, touches } from "./counts.js";
import { drawLanes, markWindow, step } from "./marks.js";
import { play } from "./play.js";
import { dayOf, fitted, fromIso, monthOf, toIso, windowWords } from "./scale.js";
import { bringIntoView, buildWindow, placeWindow, zoom } from "./window.js";

/**
 * @import { TimelineData, TimelineDescribed, TimelineTold } from "../contract"
 * @import { Marked, Strip, Window } from "./state"
 */

const PHONE = "(max-width: 640px)";
const SETTLE_MS = 150;
const SAY_MS = 700;
const HEIGHT = { open: "8.2rem", closed: "1.8rem" }; // of a strip with the usual lanes
const USUAL = 4; // lanes
const [AXIS, LANE] = [17, 20]; // pixels
/** @type {WeakMap<HTMLElement, Strip>} */
const strips = new WeakMap();
/** @type {WeakMap<HTMLElement, Component<TimelineData, TimelineTold>>} */
const asked = new WeakMap();

/** @param {Component<TimelineData, TimelineTold>} component */
export async function show(component) {
  const { parentElement } = component;
  asked.set(parentElement, component);
  /** @type {TimelineDescribed} */
  const described = await json(component.data.described);
  const data = { ...described, ...component.data };
  if (asked.get(parentElement) !== component) return; // there is a later one
  let state = strips.get(parentElement);
  if (!state) {
    state = build(parentElement, data);
    strips.set(parentElement, state);
    await style(`${data.static}/timeline/timeline.css`);
    state.resize.observe(state.plot);
  }
  update(state, component, data);
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const state = strips.get(parentElement);
  if (!state || parentElement.isConnected) return;
  state.player.stop();
  state.resize.disconnect();
  clearTimeout(state.settling);
  state.windows.stop();
  tellMap(null);
  document.documentElement.style.removeProperty("--corridors-below");
  state.root.remove();
  strips.delete(parentElement);
}

/**
 * @param {HTMLElement} parentElement
 * @param {Strip["data"]} data
 * @returns {Strip}
 */
function build(parentElement, data) {
  /** @type {Strip} */
  const state = /** @type {any} */ ({
    data,
    window: read(data.window),
    windows: sender(),
    width: 0,
    marks: [],
    lanes: new Map(),
  });
  const whole = [monthOf(data.first), monthOf(data.last)].map((month) => Math.floor(month / 12));
  state.days = [dayOf(whole[0] * 12), dayOf((whole[1] + 1) * 12)];
  state.view = fitted([dayOf(data.home[0] * 12), dayOf((data.home[1] + 1) * 12)], state.days);
  state.root = make("section", { className: "timeline", attributes: { "aria-label": "Timeline" } });
  state.player = play(state);
  state.set = (window) => setWindow(state, window);
  state.see = (view) => {
    state.view = view;
    draw(state);
  };
  state.open = (things) => open(state, things);
  state.tell = (element, lines = [], several = false) => tell(state, element, lines, several);
  state.root.append(head(state), body(state));
  parentElement.append(state.root);
  state.resize = new ResizeObserver(() => draw(state));
  fold(state, !matchMedia(PHONE).matches);
  for (const day of [state.window.start, state.window.end]) if (day !== null) bringIntoView(state, day);
  return state;
}

/** @param {Strip} state */
function head(state) {
  state.folder = button("Timeline", "fold", () => fold(state, Boolean(state.body.hidden)));
  state.words = make("strong", { className: "words" });
  state.counts = make("span", { className: "counts" });
  state.said = make("span", { className: "said", attributes: { role: "status" } });
  state.all = button("All time", "all", () => setWindow(state, { start: null, end: null }));
  state.tools = make("span", { className: "tools" }, [
    ...state.player.controls,
    button("−", "zoom", () => zoom(state, 2, middle(state)), "Show more time"),
    button("+", "zoom", () => zoom(state, 0.5, middle(state)), "Show less time"),
  ]);
  return make("div", { className: "head" }, [
    state.folder,
    make("span", { className: "told" }, [state.words, state.counts]),
    state.all,
    state.tools,
    state.said,
  ]);
}

/** @param {Strip} state */
function body(state) {
  state.axis = make("div", { className: "axis", attributes: { "aria-hidden": "true" } });
  state.names = make("div", { className: "names", attributes: { "aria-hidden": "true" } });
  state.rows = make("div", {
    className: "rows",
    attributes: { role: "group", "aria-label": "Dated things; arrow keys lead from one to the next" },
  });
  state.rows.addEventListener("keydown", (event) => step(state, event));
  state.plot = make("div", { className: "plot" });
  const all = () => state.see([...state.days]);
  state.more = { before: button("", "more is-before", all), after: button("", "more is-after", all) };
  state.plot.append(...buildWindow(state), state.axis, state.rows, state.more.before, state.more.after);
  state.tip = make("div", { className: "tip", hidden: true });
  state.body = make("div", { className: "body" }, [state.names, state.plot, state.tip]);
  for (const kind of ["pointerdown", "keydown", "wheel"])
    state.body.addEventListener(kind, () => state.player.stop(), { capture: true, passive: true });
  state.body.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") state.tell(null);
  });
  return state.body;
}

/**
 * Lay out the lanes that the data has, anew where they are others.
 *
 * @param {Strip} state
 */
function layLanes(state) {
  const key = JSON.stringify(state.data.lanes);
  if (key === state.laid) return;
  state.laid = key;
  state.lanes = new Map(
    state.data.lanes.map(({ id, title }) => [
      id,
      make("div", { className: `lane lane-${id}`, attributes: { role: "group", "aria-label": title } }),
    ]),
  );
  state.rows.replaceChildren(...state.lanes.values());
  state.names.replaceChildren(
    make("span", { className: "gap" }),
    ...state.data.lanes.map(({ id, title }) =>
      make("span", { title: id === "milestones" ? "Openings and agreements" : "" }, title),
    ),
  );
  state.root.style.setProperty("--rows", `${AXIS + LANE * state.lanes.size}px`);
  leaveRoom(state);
}

/**
 * The map leaves as much room as the strip takes.
 *
 * @param {Strip} state
 */
function leaveRoom(state) {
  const open = `calc(${HEIGHT.open} + ${LANE * (state.lanes.size - USUAL)}px)`;
  const below = state.body.hidden ? HEIGHT.closed : open;
  document.documentElement.style.setProperty("--corridors-below", below);
}

/**
 * @param {Strip} state
 * @param {boolean} unfolded
 */
function fold(state, unfolded) {
  state.body.hidden = !unfolded;
  state.tools.hidden = !unfolded;
  state.folder.setAttribute("aria-expanded", String(unfolded));
  if (!unfolded) state.player.stop();
  leaveRoom(state);
}

/**
 * @param {Strip} state
 * @param {Component<TimelineData, TimelineTold>} component
 * @param {Strip["data"]} data
 */
function update(state, component, data) {
  state.emit = component.setTriggerValue;
  state.data = data;
  const told = asText(data.window);
  state.root.dataset.window = told;
  // What the visitor does meanwhile goes before an answer to what was.
  if (state.windows.accepts(told) && !state.settling) {
    state.window = read(data.window);
    tellMap(null);
  }
  if (state.drawn === data.described) return follow(state);
  state.drawn = data.described;
  layLanes(state);
  state.highest = undefined;
  draw(state);
}

/** @param {Strip} state */
function draw(state) {
  state.width = state.plot.clientWidth;
  if (state.width) {
    state.hadFocus =
      state.root.contains(document.activeElement) && Boolean(document.activeElement?.matches(".mark"));
    drawLanes(state);
    const { before, after } = beyond(state.data, state.view);
    sayBeyond(state.more.before, before, `‹ ${before} earlier`, "earlier");
    sayBeyond(state.more.after, after, `${after} later ›`, "later");
  }
  follow(state);
}

/**
 * @param {HTMLElement} element
 * @param {number} number
 * @param {string} words
 * @param {"earlier" | "later"} side
 */
function sayBeyond(element, number, words, side) {
  element.hidden = number === 0;
  element.textContent = words;
  element.setAttribute("aria-label", `Show all time: ${number} ${side}`);
}

/**
 * Show where the window is, in place and in words.
 *
 * @param {Strip} state
 */
function follow(state) {
  if (state.width) placeWindow(state);
  markWindow(state);
  const key = text(state.window);
  const { things, articles } =
    key === asText(state.data.window) ? state.data.inside : count(state.data, state.window);
  state.words.textContent = windowWords(state.window);
  const number = articles.map((count) => count.toLocaleString("en"));
  const words = `${number[0]} of ${number[1]} article${articles[1] === 1 ? "" : "s"}`;
  state.counts.textContent = `${things[0]} of ${things[1]} dated things, ${words}`;
  state.all.hidden = state.window.start === null && state.window.end === null;
  if (key === state.saying) return;
  clearTimeout(state.sayingAt);
  const first = state.saying === undefined;
  state.saying = key;
  if (first) return;
  state.say = () => {
    state.said.textContent = `Window ${state.words.textContent}, ${state.counts.textContent}`;
  };
  state.sayingAt = setTimeout(() => {
    if (!state.player.on) state.say?.();
  }, SAY_MS);
}

/**
 * Take a window: the map follows at once; the page too, but while it is dragged or keys follow fast.
 *
 * @param {Strip} state
 * @param {Window} window
 */
function setWindow(state, window) {
  if (text(window) === text(state.window)) return;
  state.window = window;
  follow(state);
  /** @type {{ inside: string[], outside: string[] }} */
  const events = { inside: [], outside: [] };
  for (const { event, feature, span } of state.data.things) {
    if (event)
      events[touches(window, span) || feature === state.data.selected ? "inside" : "outside"].push(feature);
  }
  tellMap(events);
  const fast = state.dragged || state.settling || state.windows.pending !== undefined;
  clearTimeout(state.settling);
  state.settling = setTimeout(
    () => {
      state.settling = 0;
      send(state);
    },
    fast ? SETTLE_MS : 0,
  );
}

/** @param {Strip} state */
function send(state) {
  const window = text(state.window);
  state.windows.send(window, () => state.emit("window", window));
}

/** @param {DocumentEventMap["corridors:window"]["detail"]} detail */
function tellMap(detail) {
  document.dispatchEvent(new CustomEvent("corridors:window", { detail }));
}

/**
 * Choose what was clicked; where several are one mark, each click the next.
 *
 * @param {Strip} state
 * @param {Marked[]} things
 */
function open(state, things) {
  const { selected, article: read } = state.data;
  const at = things.findIndex(({ feature, article }) => (feature ? feature === selected : article === read));
  const next = things[(at + 1) % things.length];
  state.roving = things.map(({ feature, article }) => (next.feature ? feature : article)).join(" ");
  if (next.feature) state.emit("open", next.feature);
  else state.emit("article", next.article ?? "");
}

/**
 * Name what is pointed at, and point it out on the map.
 *
 * @param {Strip} state
 * @param {HTMLElement | null} element
 * @param {string[]} lines
 * @param {boolean} several
 */
function tell(state, element, lines, several) {
  const feature = element?.dataset.feature?.split(" ")[0] ?? null;
  document.dispatchEvent(new CustomEvent("corridors:point", { detail: feature }));
  state.tip.hidden = !element;
  if (!element) return;
  state.tip.replaceChildren(
    ...lines.map((line) => make("div", {}, line)),
    ...(several ? [make("em", {}, "Click again for the next")] : []),
  );
  const [outer, box] = [state.body.getBoundingClientRect(), element.getBoundingClientRect()];
  const wide = state.tip.offsetWidth;
  const left = Math.min(Math.max(box.left + box.width / 2 - outer.left - wide / 2, 0), outer.width - wide);
  Object.assign(state.tip.style, { left: `${left}px`, bottom: `${outer.bottom - box.top + 4}px` });
}

/**
 * The middle of what is seen of the window.
 *
 * @param {Strip} state
 */
function middle({ window: { start, end }, view }) {
  const [from, to] = [Math.max(start ?? view[0], view[0]), Math.min(end ?? view[1], view[1])];
  return from < to ? (from + to) / 2 : (view[0] + view[1]) / 2;
}

/**
 * @param {TimelineData["window"]} window
 * @returns {Window}
 */
function read([start, end]) {
  return { start: fromIso(start), end: fromIso(end) };
}

/** @param {TimelineData["window"]} window */
function asText(window) {
  return window.map((day) => day ?? "").join("/");
}

/** @param {Window} window */
function text({ start, end }) {
  return `${toIso(start)}/${toIso(end)}`;
}
