// The panel beside the map. Every word is set as text, never as markup.
import { basis, button, counted, focusOn, fold, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { forget, toTheFoot } from "../lib/panel.js";
import { citation, fillCitations } from "./citing.js";
import { relations, stated } from "./relations.js";

/**
 * @import { Overview, Passage, Place, PlaceData, PlaceTold, Way } from "../contract"
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
 */

/** @type {WeakMap<HTMLElement, Panel & { shown?: number }>} */
const shown = new WeakMap();
const left = { feature: "", at: 0 }; // where the last place was read to, for who comes back

/** @param {Component<PlaceData, PlaceTold>} component */
export async function show({ parentElement, data, setTriggerValue }) {
  await style(`${data.static}/panels/panel.css`);
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
  };
  if (!same && at) root.scrollTop = 0;
  const parts = "layers" in data.content ? overview(data.content, acts) : filled(data.content, acts);
  root.replaceChildren(...parts, ...(data.note ? [make("p", { className: "quiet" }, data.note)] : []));
  // Who asked for more by keyboard reads on at the first of them.
  if (asked) focusOn(root.querySelectorAll(".passage")[panel.shown ?? 0]);
  panel.shown = place?.shown;
  panel.wanted = wanted;
  root.dataset.feature = id;
  fillCitations(root, data.cited);
  toTheFoot(root);
  // Where it is to begin at the top it does so already, and the layout need not be waited for.
  if (same ? at : back) root.scrollTop = same ? at : back;
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  forget(shown, parentElement);
}

/** @param {HTMLElement} parentElement */
function mount(parentElement) {
  const root = make("section", { className: "reader", tabIndex: 0 });
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
 * @param {Overview} content
 * @param {Acts} acts
 */
function overview({ layers }, { open }) {
  return [
    make("h2", {}, "Nothing chosen yet"),
    make(
      "p",
      {},
      "Click a port, a corridor or another place on the map, or choose one here. " +
        "What the articles say about it appears in this panel.",
    ),
    ...layers.flatMap(({ title, features }) => {
      const spoken = features.filter(({ passages }) => passages);
      const silent = features.filter(({ passages }) => !passages);
      return [
        make("h3", {}, title),
        choices(spoken, open),
        ...(silent.length ? [fold(`${silent.length} without a passage`, choices(silent, open))] : []),
      ];
    }),
  ];
}

/**
 * @param {Overview["layers"][number]["features"]} features
 * @param {Acts["open"]} open
 */
function choices(features, open) {
  return make(
    "ul",
    { className: "choices" },
    features.map(({ id, name, passages }) =>
      make("li", {}, [
        button(name, "choice", () => open(id)),
        ...(passages ? [make("small", {}, counted(passages, "passage"))] : []),
      ]),
    ),
  );
}

/**
 * @param {Place} content
 * @param {Acts} acts
 * @returns {Node[]}
 */
function filled(content, acts) {
  const none = content.outside ? "No passage in the window of time" : "No passage speaks of this place";
  return [
    make("header", {}, [
      make("h2", {}, content.name),
      button("Close", "close", () => acts.open(""), `Close ${content.name}`),
    ]),
    make("p", { className: "summary" }, content.summary),
    facts(content.facts),
    ...(content.way ? way(content.branches, content.way, acts.choose) : []),
    ...stated(content.stated),
    sources(content.sources),
    ...relations(content.relations, acts.open),
    make("h3", { className: "count" }, content.passages ? counted(content.passages, "passage") : none),
    ...(content.outside ? [outside(content.outside, acts.always)] : []),
    ...content.articles.map((item) => article(item, acts)),
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
  table.open = branch !== null;
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

/**
 * @param {Place["articles"][number]} article
 * @param {Acts} acts
 */
function article({ title, byline, passages }, acts) {
  return make("article", {}, [
    make("h4", {}, title),
    make("p", { className: "byline" }, byline),
    ...passages.map((item) => passage(item, acts)),
  ]);
}

/**
 * @param {Passage} item
 * @param {Acts} acts
 */
function passage(item, { open, read, cite }) {
  /** @type {HTMLElement[]} */
  const parts = [make("p", { className: "place" }, [item.place, basis(item)])];
  if (item.digest) parts.push(make("p", { className: "digest" }, item.digest));
  if (item.differs) {
    parts.push(make("p", { className: "differs" }, "The text at hand differs from the one described."));
  }
  if (item.text) {
    parts.push(
      make(
        "blockquote",
        {},
        item.text.map((span) => (span.mention ? make("mark", {}, span.text) : span.text)),
      ),
    );
  }
  if (item.others.length) {
    parts.push(
      make("p", { className: "others" }, [
        "Also speaks of ",
        ...item.others.map(({ id, name }) => button(name, "other", () => open(id))),
      ]),
    );
  }
  parts.push(
    make("p", { className: "page" }, [
      button("Read in the article", "read", () => read(item.id)),
      ...(item.page ? [link(item.page.url, item.page.title)] : []),
    ]),
    citation(item.id, cite),
  );
  const element = make("div", { className: "passage", tabIndex: -1 }, parts);
  element.dataset.passage = item.id;
  return element;
}
