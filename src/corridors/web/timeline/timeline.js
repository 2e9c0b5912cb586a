// The strip of time below the map: what happened when, and a window that map and passages follow.
import { beyond, count, touches } from "./counts.js";
import { make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { drawLanes, markWindow, step } from "./marks.js";
import { play } from "./play.js";
import { dayOf, fitted, fromIso, monthOf, toIso, windowWords } from "./scale.js";
import { bringIntoView, buildWindow, placeWindow, zoom } from "./window.js";

const PHONE = "(max-width: 640px)";
const SETTLE_MS = 150;
const SAY_MS = 700;
const PENDING_MS = 8000;
const AGAIN_MS = 2500;
const HEIGHT = { open: "8.2rem", closed: "1.8rem" }; // of a strip with the usual lanes
const USUAL = 4; // lanes
const [AXIS, LANE] = [17, 20]; // pixels
const strips = new WeakMap();
const asked = new WeakMap();
const fetched = { address: null, answer: null };

export async function show(component) {
  const { parentElement } = component;
  asked.set(parentElement, component);
  const data = { ...await described(component.data.described), ...component.data };
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

/** What the strip holds whatever its window: fetched where it is another than the last. */
function described(address) {
  if (fetched.address !== address) {
    const answer = fetch(new URL(address, document.baseURI)).then((found) => {
      if (!found.ok) throw new Error(`The timeline cannot be had: ${found.status}`);
      return found.json();
    });
    answer.catch(() => { fetched.address = null; });
    Object.assign(fetched, { address, answer });
  }
  return fetched.answer;
}

export function leave(parentElement) {
  const state = strips.get(parentElement);
  if (!state || parentElement.isConnected) return;
  state.player.stop();
  state.resize.disconnect();
  clearTimeout(state.settling);
  clearTimeout(state.again);
  tellMap(null);
  document.documentElement.style.removeProperty("--corridors-below");
  state.root.remove();
  strips.delete(parentElement);
}

function build(parentElement, data) {
  const state = { data, window: read(data.window), width: 0, marks: [], lanes: new Map(), pending: null };
  const whole = [monthOf(data.first), monthOf(data.last)].map((month) => Math.floor(month / 12));
  state.days = [dayOf(whole[0] * 12), dayOf((whole[1] + 1) * 12)];
  state.view = fitted([dayOf(data.home[0] * 12), dayOf((data.home[1] + 1) * 12)], state.days);
  state.root = make("section", { className: "timeline", attributes: { "aria-label": "Timeline" } });
  state.player = play(state);
  state.set = (window) => setWindow(state, window);
  state.see = (view) => { state.view = view; draw(state); };
  state.open = (things) => open(state, things);
  state.tell = (element, lines, several) => tell(state, element, lines, several);
  state.root.append(head(state), body(state));
  parentElement.append(state.root);
  state.resize = new ResizeObserver(() => draw(state));
  fold(state, !matchMedia(PHONE).matches);
  for (const day of [state.window.start, state.window.end]) if (day !== null) bringIntoView(state, day);
  return state;
}

function head(state) {
  const press = (name, className, act, label) => make("button", { type: "button", className, onclick: act,
    attributes: label ? { "aria-label": label } : {} }, name);
  state.folder = press("Timeline", "fold", () => fold(state, state.body.hidden));
  state.words = make("strong", { className: "words" });
  state.counts = make("span", { className: "counts" });
  state.said = make("span", { className: "said", attributes: { role: "status" } });
  state.all = press("All time", "all", () => setWindow(state, { start: null, end: null }));
  state.tools = make("span", { className: "tools" }, [
    ...state.player.controls,
    press("−", "zoom", () => zoom(state, 2, middle(state)), "Show more time"),
    press("+", "zoom", () => zoom(state, 0.5, middle(state)), "Show less time"),
  ]);
  return make("div", { className: "head" }, [state.folder, make("span", { className: "told" }, [state.words, state.counts]), state.all, state.tools, state.said]);
}

function body(state) {
  state.axis = make("div", { className: "axis", attributes: { "aria-hidden": "true" } });
  state.names = make("div", { className: "names", attributes: { "aria-hidden": "true" } });
  const rows = state.rows = make("div", { className: "rows", attributes: { role: "group", "aria-label": "Dated things; arrow keys lead from one to the next" } });
  rows.addEventListener("keydown", (event) => step(state, event));
  state.plot = make("div", { className: "plot" });
  const more = (side) => make("button", { type: "button", className: `more is-${side}`, onclick: () => state.see([...state.days]) });
  state.more = { before: more("before"), after: more("after") };
  state.plot.append(...buildWindow(state), state.axis, rows, state.more.before, state.more.after);
  state.tip = make("div", { className: "tip", hidden: true });
  state.body = make("div", { className: "body" }, [state.names, state.plot, state.tip]);
  for (const kind of ["pointerdown", "keydown", "wheel"]) state.body.addEventListener(kind, () => state.player.stop(), { capture: true, passive: true });
  state.body.addEventListener("keydown", ({ key }) => { if (key === "Escape") state.tell(null); });
  return state.body;
}

/** Lay out the lanes that the data has, anew where they are others. */
function layLanes(state) {
  const key = JSON.stringify(state.data.lanes);
  if (key === state.laid) return;
  state.laid = key;
  state.lanes = new Map(state.data.lanes.map(({ id, title }) =>
    [id, make("div", { className: `lane lane-${id}`, attributes: { role: "group", "aria-label": title } })]));
  state.rows.replaceChildren(...state.lanes.values());
  state.names.replaceChildren(make("span", { className: "gap" }), ...state.data.lanes.map(({ id, title }) =>
    make("span", { title: id === "milestones" ? "Openings and agreements" : "" }, title)));
  state.root.style.setProperty("--rows", `${AXIS + LANE * state.lanes.size}px`);
  leaveRoom(state);
}

/** The map leaves as much room as the strip takes. */
function leaveRoom(state) {
  const open = `calc(${HEIGHT.open} + ${LANE * (state.lanes.size - USUAL)}px)`;
  const below = state.body.hidden ? HEIGHT.closed : open;
  document.documentElement.style.setProperty("--corridors-below", below);
}

function fold(state, unfolded) {
  state.body.hidden = !unfolded;
  state.tools.hidden = !unfolded;
  state.folder.setAttribute("aria-expanded", String(unfolded));
  if (!unfolded) state.player.stop();
  leaveRoom(state);
}

function update(state, component, data) {
  state.emit = component.setTriggerValue;
  state.data = data;
  const told = data.window.map((day) => day ?? "").join("/");
  state.root.dataset.window = told;
  if (state.pending === told || Date.now() >= (state.pendingUntil ?? 0)) state.pending = null;
  // What the visitor does meanwhile goes before an answer to what was.
  if (state.pending === null && !state.settling) {
    state.window = read(data.window);
    tellMap(null);
  }
  if (state.drawn === data.described) return follow(state);
  state.drawn = data.described;
  layLanes(state);
  state.highest = undefined;
  draw(state);
}

function draw(state) {
  state.width = state.plot.clientWidth;
  if (state.width) {
    state.hadFocus = state.root.contains(document.activeElement) && document.activeElement.matches(".mark");
    drawLanes(state);
    const { before, after } = beyond(state.data, state.view);
    for (const [side, number, name] of [["before", before, `‹ ${before} earlier`], ["after", after, `${after} later ›`]]) {
      state.more[side].hidden = number === 0;
      state.more[side].textContent = name;
      state.more[side].setAttribute("aria-label", `Show all time: ${number} ${side === "before" ? "earlier" : "later"}`);
    }
  }
  follow(state);
}

/** Show where the window is, in place and in words. */
function follow(state) {
  if (state.width) placeWindow(state);
  markWindow(state);
  const key = text(state.window);
  const { things, articles } = key === state.data.window.map((day) => day ?? "").join("/") ? state.data.inside : count(state.data, state.window);
  state.words.textContent = windowWords(state.window);
  state.counts.textContent = `${things[0]} of ${things[1]} dated things, ${articles[0].toLocaleString("en")} of ${articles[1].toLocaleString("en")} article${articles[1] === 1 ? "" : "s"}`;
  state.all.hidden = state.window.start === null && state.window.end === null;
  if (key === state.saying) return;
  clearTimeout(state.sayingAt);
  const first = state.saying === undefined;
  state.saying = key;
  if (first) return;
  state.say = () => { state.said.textContent = `Window ${state.words.textContent}, ${state.counts.textContent}`; };
  state.sayingAt = setTimeout(() => { if (!state.player.on) state.say(); }, SAY_MS);
}

/** Take a window: the map follows at once; the page too, but while it is dragged or keys follow fast. */
function setWindow(state, window) {
  if (text(window) === text(state.window)) return;
  state.window = window;
  follow(state);
  const seen = (thing) => touches(window, thing.span) || thing.feature === state.data.selected;
  const events = state.data.things.filter(({ event }) => event);
  const ids = (some) => some.map(({ feature }) => feature);
  tellMap({ inside: ids(events.filter(seen)), outside: ids(events.filter((thing) => !seen(thing))) });
  const fast = state.dragged || state.settling || state.pending !== null;
  clearTimeout(state.settling);
  state.settling = setTimeout(() => { state.settling = 0; send(state); }, fast ? SETTLE_MS : 0);
}

function send(state) {
  state.pending = text(state.window);
  state.pendingUntil = Date.now() + PENDING_MS;
  state.emit("window", state.pending);
  // A report is lost where another overtakes it on a busy server: say it once more.
  clearTimeout(state.again);
  const sent = state.pending;
  state.again = setTimeout(() => { if (state.pending === sent) state.emit("window", sent); }, AGAIN_MS);
}

function tellMap(detail) {
  document.dispatchEvent(new CustomEvent("corridors:window", { detail }));
}

/** Choose what was clicked; where several are one mark, each click the next. */
function open(state, things) {
  const { selected, article: read } = state.data;
  const at = things.findIndex(({ feature, article }) => (feature ? feature === selected : article === read));
  const next = things[(at + 1) % things.length];
  state.roving = next.feature ? things.map(({ feature }) => feature).join(" ") : things.map(({ article }) => article).join(" ");
  if (next.feature) state.emit("open", next.feature);
  else state.emit("article", next.article);
}

/** Name what is pointed at, and point it out on the map. */
function tell(state, element, lines = [], several = false) {
  const feature = element?.dataset.feature?.split(" ")[0] ?? null;
  document.dispatchEvent(new CustomEvent("corridors:point", { detail: feature }));
  state.tip.hidden = !element;
  if (!element) return;
  state.tip.replaceChildren(...lines.map((line) => make("div", {}, line)), ...(several ? [make("em", {}, "Click again for the next")] : []));
  const [outer, box] = [state.body.getBoundingClientRect(), element.getBoundingClientRect()];
  const wide = state.tip.offsetWidth;
  const left = Math.min(Math.max(box.left + box.width / 2 - outer.left - wide / 2, 0), outer.width - wide);
  Object.assign(state.tip.style, { left: `${left}px`, bottom: `${outer.bottom - box.top + 4}px` });
}

/** The middle of what is seen of the window. */
function middle({ window: { start, end }, view }) {
  const [from, to] = [Math.max(start ?? view[0], view[0]), Math.min(end ?? view[1], view[1])];
  return from < to ? (from + to) / 2 : (view[0] + view[1]) / 2;
}

function read([start, end]) {
  return { start: fromIso(start), end: fromIso(end) };
}

function text({ start, end }) {
  return `${toIso(start)}/${toIso(end)}`;
}
