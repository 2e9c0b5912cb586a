// The search box: a combobox whose list holds places and passages. Every word is set as text.
import { change } from "../lib/address.js";
import { make, writes } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { entries } from "./results.js";

/**
 * @import { AnswerData, PlacesOfLayer, SearchData, SearchTold } from "../contract"
 * @import { Option } from "./results.js"
 */

const DEBOUNCE_MS = 120;
const AGAIN_MS = 3000;
const MOST_ASKED = 3;

/**
 * @typedef {object} Box
 * @property {HTMLElement} root
 * @property {HTMLInputElement} input
 * @property {HTMLElement} clear
 * @property {HTMLElement} hint
 * @property {HTMLElement} list
 * @property {HTMLElement} message
 * @property {HTMLElement} popup
 * @property {HTMLElement} said
 * @property {SearchData} data
 * @property {Component<SearchData, SearchTold>["setTriggerValue"]} choose
 * @property {number} followed
 * @property {string} session
 * @property {number} number - of the last question
 * @property {AnswerData | null} answer
 * @property {string} [content] - the answer as text
 * @property {Option[]} options
 * @property {number} active
 * @property {boolean} first - whether the first result is to be taken once there is one
 * @property {PlacesOfLayer[] | null} layers
 * @property {string} [fetching]
 * @property {string | null} [pointed]
 * @property {number} [waiting]
 * @property {number} [again]
 * @property {() => void} stop
 */
/** @type {WeakMap<HTMLElement, Box>} */
const boxes = new WeakMap();

/** @param {Component<SearchData, SearchTold>} component */
export async function show(component) {
  const { parentElement, data } = component;
  await style(`${data.static}/page/search.css`);
  let box = boxes.get(parentElement);
  if (!box) {
    box = build(parentElement);
    boxes.set(parentElement, box);
  }
  const anew = box.followed !== data.followed || box.session !== data.session;
  if (box.data?.places !== data.places) box.layers = null;
  Object.assign(box, {
    data,
    choose: component.setTriggerValue,
    followed: data.followed,
    session: data.session,
  });
  // Another address was followed: what it holds counts, not what was typed before.
  if (anew && box.input.value.trim() !== data.words) {
    box.input.value = data.words;
    ask(box);
    draw(box);
  }
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const box = boxes.get(parentElement);
  if (!box || parentElement.isConnected) return;
  box.stop();
  boxes.delete(parentElement);
}

/**
 * @param {HTMLElement} parentElement
 * @returns {Box}
 */
function build(parentElement) {
  const input = make("input", {
    type: "text",
    id: "search-words",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "Search places and passages",
    maxLength: 200,
    enterKeyHint: "go",
  });
  attributes(input, {
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "search-list",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-keyshortcuts": "/",
  });
  const label = make(
    "label",
    { htmlFor: "search-words", className: "search-unseen" },
    "Search places and passages",
  );
  const clear = make("button", { type: "button", className: "search-clear", hidden: true }, "×");
  clear.setAttribute("aria-label", "Clear the search");
  const hint = make("kbd", { className: "search-key" }, "/");
  hint.setAttribute("aria-hidden", "true");
  const list = make("div", { id: "search-list", className: "search-list" });
  attributes(list, { role: "listbox", "aria-label": "Places and passages" });
  const message = make("p", { className: "search-message" });
  const popup = make("div", { className: "search-popup", hidden: true }, [message, list]);
  const said = make("p", { className: "search-unseen" });
  said.setAttribute("role", "status");
  const root = make("div", { className: "search" }, [label, input, hint, clear, popup, said]);
  root.setAttribute("role", "search");
  parentElement.append(root);
  /** @type {Box} */
  const box = /** @type {any} */ ({
    root,
    input,
    clear,
    hint,
    list,
    message,
    popup,
    said,
    number: Date.now(),
    answer: null,
    options: [],
    active: -1,
    first: false,
  });
  wire(box);
  return box;
}

/** @param {Box} box */
function wire(box) {
  const { root, input, clear, popup, list } = box;
  /** @param {DocumentEventMap["corridors:answer"]} event */
  const answered = ({ detail }) => take(box, detail);
  /** @param {KeyboardEvent} event */
  const slash = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    if (document.documentElement.dataset.keys === "off") return;
    event.preventDefault();
    input.focus();
    input.select();
  };
  document.addEventListener("corridors:answer", answered);
  document.addEventListener("keydown", slash);
  box.stop = () => {
    document.removeEventListener("corridors:answer", answered);
    document.removeEventListener("keydown", slash);
    clearTimeout(box.waiting);
    clearTimeout(box.again);
  };
  input.addEventListener("input", () => typed(box));
  input.addEventListener("keydown", (event) => press(box, event));
  input.addEventListener("focus", () => open(box));
  input.addEventListener("click", () => open(box));
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) close(box);
  });
  // The focus stays in the box while the list is used.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const at = optionUnder(box, target);
    if (at >= 0) pick(box, at);
  });
  list.addEventListener("mousemove", ({ target }) => {
    const at = optionUnder(box, target);
    if (at >= 0 && at !== box.active) activate(box, at, false);
  });
  clear.addEventListener("click", () => {
    empty(box);
    input.focus();
  });
}

/**
 * @param {Box} box
 * @param {EventTarget | null} target
 */
function optionUnder(box, target) {
  return box.options.findIndex(({ element }) => target instanceof Node && element.contains(target));
}

/**
 * @param {Box} box
 * @param {KeyboardEvent} event
 */
function press(box, event) {
  const { key } = event;
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const last = box.options.length - 1;
  const shown = !box.popup.hidden;
  if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    if (!shown) open(box);
    else if (key === "ArrowDown") activate(box, box.active >= last ? 0 : box.active + 1);
    else activate(box, box.active <= 0 ? last : box.active - 1);
  } else if ((key === "Home" || key === "End") && shown && box.active >= 0) {
    event.preventDefault();
    activate(box, key === "Home" ? 0 : last);
  } else if (key === "Enter") {
    event.preventDefault();
    enter(box);
  } else if (key === "Escape") {
    if (shown) close(box);
    else if (box.input.value) empty(box);
    else return;
    event.preventDefault();
    event.stopPropagation();
  } else if (key === "Tab") {
    close(box);
  }
}

/**
 * Take what is active, or the first result; where it is not known yet, once it is.
 *
 * @param {Box} box
 */
function enter(box) {
  if (box.popup.hidden && box.active < 0) open(box);
  if (box.active >= 0) pick(box, box.active);
  else if (!box.input.value.trim()) open(box);
  else if (pending(box)) {
    box.first = true;
    if (box.waiting) ask(box);
  } else if (box.options.length) pick(box, 0);
}

/** @param {Box} box */
function typed(box) {
  box.first = false;
  // A first letter is asked about at once; those that follow it fast wait for each other.
  const fast = box.waiting || (box.answer && pending(box));
  clearTimeout(box.waiting);
  box.waiting = setTimeout(() => ask(box), fast && box.input.value.trim() ? DEBOUNCE_MS : 0);
  open(box);
}

/** @param {Box} box */
function empty(box) {
  box.input.value = "";
  typed(box);
}

/**
 * Ask the server; questions are numbered, so that an answer to an older one is known.
 *
 * @param {Box} box
 */
function ask(box, times = 1) {
  clearTimeout(box.waiting);
  clearTimeout(box.again);
  box.waiting = undefined;
  box.number += 1;
  const question = { number: box.number, words: box.input.value.trim() };
  document.dispatchEvent(new CustomEvent("corridors:ask", { detail: question }));
  // A question can be lost on a busy server, or be asked before there is someone to hear it.
  box.again = setTimeout(() => {
    if (pending(box) && times < MOST_ASKED) ask(box, times + 1);
  }, AGAIN_MS);
}

/**
 * @param {Box} box
 * @param {AnswerData} answer
 */
function take(box, answer) {
  if (answer.number !== box.number) return;
  const content = JSON.stringify(answer);
  if (content === box.content) return;
  clearTimeout(box.again);
  Object.assign(box, { answer, content });
  // Typing need not run the page.
  change({ [box.data.keys.words]: answer.words ? [answer.words] : [] });
  box.root.dataset.answered = answer.words;
  draw(box);
  if (box.first && !pending(box)) {
    box.first = false;
    if (box.options.length) pick(box, 0);
  }
}

/**
 * Whether what is typed has no answer yet.
 *
 * @param {Box} box
 */
function pending(box) {
  return Boolean(box.waiting) || box.answer?.number !== box.number;
}

/** @param {Box} box */
function draw(box) {
  const words = box.input.value.trim();
  box.clear.hidden = !box.input.value;
  box.hint.hidden = Boolean(box.input.value);
  // While an answer is on its way the list stays as it is.
  if (words && pending(box)) return;
  const { message, groups } = entries(
    words && box.answer ? box.answer.answer : null,
    box.layers ?? [],
    words,
  );
  box.options = groups.flatMap(({ options }) => options);
  box.list.replaceChildren(...groups.map(({ element }) => element));
  box.list.hidden = !box.options.length;
  box.message.textContent = message.text;
  box.message.hidden = !message.shown;
  box.said.textContent = box.popup.hidden ? "" : message.said;
  activate(box, -1);
  box.popup.scrollTop = 0;
}

/**
 * Fetch the list of all places when it is first needed.
 *
 * @param {Box} box
 */
async function all(box) {
  const { places } = box.data;
  if (box.fetching === places) return;
  box.fetching = places;
  const answer = await fetch(new URL(places, document.baseURI));
  const layers = answer.ok ? await answer.json() : [];
  if (box.data.places !== places) return;
  box.layers = layers;
  if (!box.popup.hidden && !box.input.value.trim()) draw(box);
}

/** @param {Box} box */
function open(box) {
  const was = box.popup.hidden;
  if (!box.layers) all(box);
  box.popup.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
  const words = box.input.value.trim();
  if (was && words && pending(box) && !box.waiting) ask(box);
  if (was && matchMedia("(max-width: 640px)").matches) box.root.scrollIntoView({ block: "nearest" });
  draw(box);
}

/** @param {Box} box */
function close(box) {
  box.popup.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.said.textContent = "";
  box.first = false;
  activate(box, -1);
}

/**
 * @param {Box} box
 * @param {number} at
 */
function activate(box, at, scroll = true) {
  box.options[box.active]?.element.setAttribute("aria-selected", "false");
  box.active = box.options.length ? at : -1;
  const option = box.options[box.active];
  option?.element.setAttribute("aria-selected", "true");
  if (option) box.input.setAttribute("aria-activedescendant", option.element.id);
  else box.input.removeAttribute("aria-activedescendant");
  if (option && scroll) option.element.scrollIntoView({ block: "nearest" });
  point(box, option?.feature ?? null);
}

/**
 * Point out on the map what is active in the list.
 *
 * @param {Box} box
 * @param {string | null} feature
 */
function point(box, feature) {
  if (feature === (box.pointed ?? null)) return;
  box.pointed = feature;
  document.dispatchEvent(new CustomEvent("corridors:point", { detail: feature }));
}

/**
 * @param {Box} box
 * @param {number} at
 */
function pick(box, at) {
  const { kind, id, feature } = box.options[at];
  close(box);
  box.choose("chosen", JSON.stringify({ kind, id, feature }));
}

/**
 * @param {Element} element
 * @param {Record<string, string>} pairs
 */
function attributes(element, pairs) {
  for (const [name, value] of Object.entries(pairs)) element.setAttribute(name, value);
}
