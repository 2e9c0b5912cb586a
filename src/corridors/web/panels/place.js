// The panel of a chosen place: its name, what is known at a glance, and at once its passages.
// Every word is set as text, never as markup.
import { button, counted, focusOn, fold, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { forget, toTheFoot } from "../lib/panel.js";
import { bar } from "./bar.js";
import { fillCitations } from "./citing.js";
import { overview } from "./overview.js";
import { articles } from "./passage.js";
import { relations, stated } from "./relations.js";

/**
 * @import { Chip, Place, PlaceData, PlaceTold, Way } from "../contract"
 * @import { Panel } from "../lib/panel.js"
 */

/**
 * What the panel tells the page of.
 *
 * @typedef {object} Acts
 * @property {(id: string) => void} open - another feature, or none
 * @property {(branch: string) => void} choose
 * @property {(count: number) => void} more - passages
 * @property {() => void} always - the passages of all time
 * @property {(id: string) => void} read - a passage in its article
 * @property {(id: string) => void} cite
 * @property {(query: string) => void} go - to another view
 */

const SHORT = 12; // legs that need not be folded
/** @type {WeakMap<HTMLElement, Panel & { shown?: number }>} */
const shown = new WeakMap();
const left = { feature: "", at: 0 }; // where the last place was read to, for a visitor who comes back

/** @param {Component<PlaceData, PlaceTold>} component */
export async function show({ parentElement, data, setTriggerValue }) {
  await Promise.all([style(`${data.static}/panels/panel.css`), style(`${data.static}/panels/place.css`)]);
  const panel = shown.get(parentElement) ?? mount(parentElement);
  const { root } = panel;
  const wanted = JSON.stringify([data.content, data.note]);
  if (panel.wanted === wanted) return fillCitations(root, data.cited);
  const place = "layers" in data.content ? null : data.content;
  const id = place?.id ?? "";
  const same = root.dataset.feature === id;
  const at = root.scrollTop;
  const asked = same && root.contains(document.activeElement) && document.activeElement?.matches(".more");
  const back = panel.wanted === undefined && id && left.feature === id ? left.at : 0;
  /** @type {Acts} */
  const acts = {
    open: (feature) => setTriggerValue("open", feature),
    choose: (branch) => setTriggerValue("branch", branch),
    more: (count) => setTriggerValue("more", String(count)),
    always: () => setTriggerValue("always", "yes"),
    read: (passage) => setTriggerValue("passage", passage),
    cite: (passage) => setTriggerValue("cite", passage),
    go: (query) => setTriggerValue("go", query),
  };
  if (!same && at) root.scrollTop = 0;
  const unfolded = same ? [...root.querySelectorAll("details[open][data-article]")].map(articleOf) : [];
  root.replaceChildren(
    ...("layers" in data.content
      ? overview(data.content, data.note, acts)
      : filled(data.content, data.note, acts)),
  );
  for (const group of root.querySelectorAll("details[data-article]")) {
    group.toggleAttribute("open", unfolded.includes(articleOf(group)));
  }
  // Who asked for more by keyboard reads on at the first of them.
  const next = asked && root.querySelectorAll(".passage")[panel.shown ?? 0];
  if (next) {
    next.closest("details")?.setAttribute("open", "");
    focusOn(next);
  }
  panel.shown = place?.shown;
  panel.wanted = wanted;
  root.dataset.feature = id;
  fillCitations(root, data.cited);
  toTheFoot(root);
  // Where it is to begin at the top it does so already, and the layout need not be waited for.
  if (same ? at : back) root.scrollTop = same ? at : back;
}

/** @param {Element} details - of the passages of an article */
function articleOf(details) {
  return details instanceof HTMLElement ? details.dataset.article : undefined;
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  forget(shown, parentElement);
}

/** @param {HTMLElement} parentElement */
function mount(parentElement) {
  const root = make("section", { className: "reader place-panel", tabIndex: 0 });
  root.setAttribute("aria-label", "Chosen place and its passages");
  root.addEventListener("scroll", () => {
    Object.assign(left, { feature: root.dataset.feature, at: root.scrollTop });
  });
  parentElement.append(root);
  /** @type {Panel & { shown?: number }} */
  const panel = { root };
  shown.set(parentElement, panel);
  return panel;
}

/**
 * @param {Place} content
 * @param {string | null} note
 * @param {Acts} acts
 */
function filled(content, note, acts) {
  const beside = relations(content.relations, acts.open);
  const parts = [
    part("passages", "Passages", content.passages, passages(content, note, acts)),
    ...(content.way
      ? [part("legs", "Legs", content.way.legs.length, way(content.branches, content.way, acts.choose))]
      : []),
    part("facts", "Facts", 0, [facts(content.facts), ...stated(content.stated), sources(content.sources)]),
    ...(beside.number ? [part("relations", "Relations", beside.number, beside.parts)] : []),
  ];
  return [head(content, acts), bar(parts), ...parts.map(({ element }) => element)];
}

/**
 * One section of the panel, as the bar leads to it.
 *
 * @param {string} key
 * @param {string} title
 * @param {number} number - of what it holds; 0 is not said
 * @param {Node[]} content
 */
function part(key, title, number, content) {
  const heading = make("h3", { id: `part-${key}`, tabIndex: -1 }, title);
  const element = make("section", { className: `part ${key}` }, [heading, ...content]);
  element.setAttribute("aria-labelledby", heading.id);
  return { title, number, element, heading };
}

/**
 * @param {Place} place
 * @param {Acts} acts
 */
function head({ name, summary, chips }, { open }) {
  const close = button("✕", "close", () => open(""), `Close ${name}`);
  return make("header", {}, [
    make("div", { className: "title" }, [make("h2", {}, name), close]),
    lead(summary),
    make("ul", { className: "chips" }, chips.map(chip)),
  ]);
}

/**
 * The summary, two lines of it at first.
 *
 * @param {string} summary
 */
function lead(summary) {
  const words = make("p", { className: "summary two" }, summary);
  const more = button("more", "unfold", () => {
    const whole = !words.classList.toggle("two");
    more.textContent = whole ? "less" : "more";
    more.setAttribute("aria-expanded", String(whole));
  });
  more.setAttribute("aria-expanded", "false");
  // Where all of it fits, there is no more.
  requestAnimationFrame(() => {
    more.hidden = words.classList.contains("two") && words.scrollHeight <= words.clientHeight + 1;
  });
  return make("div", { className: "lead" }, [words, more]);
}

/** @param {Chip} chip */
function chip({ term, text, note, line }) {
  const words = [
    ...(line ? [make("i", { className: `line ${line}` })] : []),
    ...(term ? [make("span", { className: "term" }, `${term} `)] : []),
    text,
    ...(note ? [make("span", { className: "note" }, ` ${note}`)] : []),
  ];
  const className = line ? "chip status" : term ? "chip named" : "chip";
  return make("li", { className, title: [term, text, note].filter(Boolean).join(" ") }, words);
}

/**
 * @param {Place} content
 * @param {string | null} note
 * @param {Acts} acts
 */
function passages(content, note, acts) {
  const none = content.outside ? "No passage in the window of time." : "No passage speaks of this place.";
  return [
    ...(content.passages ? [] : [make("p", { className: "none" }, none)]),
    ...(content.outside ? [outside(content.outside, acts.always)] : []),
    ...(note && content.passages ? [make("p", { className: "quiet" }, note)] : []),
    ...articles(content.articles, acts),
    ...(content.more ? [rest(content, content.more, acts.more)] : []),
  ];
}

/**
 * How many passages are shown, and the way to more.
 *
 * @param {Place} content
 * @param {number} count - of those to show then
 * @param {Acts["more"]} more
 */
function rest({ shown, passages }, count, more) {
  const element = button("Show more", "more", () => {
    if (element.getAttribute("aria-busy")) return;
    element.setAttribute("aria-busy", "true");
    more(count);
  });
  return make("p", { className: "rest" }, [
    make("span", {}, `${shown.toLocaleString("en-GB")} of ${counted(passages, "passage")} shown `),
    element,
  ]);
}

/**
 * What the window of time leaves out, and the way to it.
 *
 * @param {number} passages
 * @param {Acts["always"]} always
 */
function outside(passages, always) {
  return make("p", { className: "outside" }, [
    `${counted(passages, "passage")} of articles outside the window `,
    button("Show all time", "always", always),
  ]);
}

/** @param {Place["facts"]} items */
function facts(items) {
  return make(
    "dl",
    {},
    items.flatMap(({ term, text }) => [make("dt", {}, term), make("dd", {}, text)]),
  );
}

/**
 * The branches to choose from, and the legs of the chosen one.
 *
 * @param {Place["branches"]} branches
 * @param {Way} way
 * @param {Acts["choose"]} choose
 */
function way(branches, { branch, title, total, note, legs }, choose) {
  /** @type {HTMLElement[]} */
  const parts = [];
  if (branches.length > 1) {
    const row = make(
      "div",
      { className: "branches" },
      [{ id: "", name: "Whole corridor" }, ...branches].map(({ id, name }) => {
        const element = button(name, "branch", () => choose(id));
        element.setAttribute("aria-pressed", String(id === (branch ?? "")));
        element.dataset.branch = id;
        return element;
      }),
    );
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Branches");
    parts.push(row);
  }
  parts.push(make("p", { className: "total" }, [make("strong", {}, `${title}: `), `${total}. `, note]));
  const head = make(
    "tr",
    {},
    ["Leg", "Mode", "Status", "Length"].map((name) => make("th", { scope: "col" }, name)),
  );
  const rows = legs.map((leg) =>
    make("tr", { title: `${leg.precision}. Source: ${leg.source}` }, [
      make("td", {}, leg.by ? [leg.name, make("small", {}, leg.by)] : leg.name),
      make("td", {}, leg.mode),
      make("td", {}, leg.status),
      make("td", { className: "number" }, leg.length),
    ]),
  );
  const table = fold(counted(legs.length, "leg"), make("table", {}, [head, ...rows]));
  table.open = branch !== null || legs.length <= SHORT;
  return [...parts, table];
}

/** @param {Place["sources"]} items */
function sources(items) {
  return fold(
    "Sources",
    make(
      "ul",
      {},
      items.map(({ text, url }) => make("li", {}, url ? link(url, text) : text)),
    ),
  );
}
