// The panel beside the map. Every word is set as text, never as markup.
import { citation, fillCitations } from "./citing.js";
import { basis, button, counted, fold, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { forget, toTheFoot } from "../lib/panel.js";
import { relations, stated } from "./relations.js";

const shown = new WeakMap();
const left = {}; // where the last place was read to, for who comes back

export async function show({ parentElement, data, setTriggerValue }) {
  await style(`${data.static}/panels/panel.css`);
  let panel = shown.get(parentElement);
  if (!panel) {
    panel = { root: make("section", { className: "reader", tabIndex: 0 }) };
    panel.root.setAttribute("aria-label", "Chosen place and its passages");
    panel.root.addEventListener("scroll", ({ target }) => {
      Object.assign(left, { feature: target.dataset.feature, at: target.scrollTop });
    });
    parentElement.append(panel.root);
    shown.set(parentElement, panel);
  }
  const { root } = panel;
  const wanted = JSON.stringify([data.content, data.note]);
  if (panel.wanted === wanted) return fillCitations(root, data.cited);
  const same = root.dataset.feature === (data.content.id ?? "");
  const at = root.scrollTop;
  const asked = same && root.contains(document.activeElement) && document.activeElement.matches(".more");
  const back = panel.wanted === undefined && left.feature === data.content.id ? left.at : 0;
  const open = (id) => setTriggerValue("open", id);
  open.passage = (id) => setTriggerValue("passage", id);
  open.cite = (id) => setTriggerValue("cite", id);
  const choose = (branch) => setTriggerValue("branch", branch);
  open.always = () => setTriggerValue("always", "yes");
  const more = (count) => setTriggerValue("more", String(count));
  if (!same && at) root.scrollTop = 0;
  root.replaceChildren(...(data.content.layers ? overview : filled)(data, open, choose, more));
  // Who asked for more by keyboard reads on at the first of them.
  if (asked) root.querySelectorAll(".passage")[panel.shown]?.focus({ preventScroll: true });
  panel.shown = data.content.shown;
  panel.wanted = wanted;
  root.dataset.feature = data.content.id ?? "";
  fillCitations(root, data.cited);
  toTheFoot(root);
  // Where it is to begin at the top it does so already, and the layout need not be waited for.
  if (same ? at : back) root.scrollTop = same ? at : back;
}

export function leave(parentElement) {
  forget(shown, parentElement);
}

function overview({ content, note }, open) {
  return [
    make("h2", {}, "Nothing chosen yet"),
    make(
      "p",
      {},
      "Click a port, a corridor or another place on the map, or choose one here. What the articles say about it appears in this panel.",
    ),
    ...content.layers.flatMap(({ title, features }) => {
      const spoken = features.filter(({ passages }) => passages);
      const silent = features.filter(({ passages }) => !passages);
      return [
        make("h3", {}, title),
        choices(spoken, open),
        ...(silent.length ? [fold(`${silent.length} without a passage`, choices(silent, open))] : []),
      ];
    }),
    ...quiet(note),
  ];
}

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

function filled({ content, note }, open, choose, more) {
  const head = make("header", {}, [
    make("h2", {}, content.name),
    button("Close", "close", () => open(""), `Close ${content.name}`),
  ]);
  const parts = [head, make("p", { className: "summary" }, content.summary), facts(content.facts)];
  if (content.way) parts.push(...way(content, choose));
  parts.push(...stated(content.stated), sources(content.sources), ...relations(content.relations, open));
  const none = content.outside ? "No passage in the window of time" : "No passage speaks of this place";
  parts.push(
    make("h3", { className: "count" }, content.passages ? counted(content.passages, "passage") : none),
  );
  if (content.outside) parts.push(outside(content.outside, open.always));
  parts.push(...content.articles.map((item) => article(item, open)));
  if (content.more) parts.push(rest(content, more));
  return [...parts, ...quiet(note)];
}

/** How many passages are shown, and the way to more. */
function rest({ shown, passages, more: count }, more) {
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

/** What the window of time leaves out, and the way to it. */
function outside(passages, always) {
  return make("p", { className: "outside" }, [
    `${counted(passages, "passage")} of articles outside the window `,
    button("Show all time", "always", always),
  ]);
}

function facts(items) {
  return make(
    "dl",
    {},
    items.flatMap(({ term, text }) => [make("dt", {}, term), make("dd", {}, text)]),
  );
}

/** The branches to choose from, and the legs of the chosen one. */
function way({ branches, way: { branch, title, total, note, legs } }, choose) {
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
    ["Leg", "Mode", "Status", "Length"].map((name) => {
      const cell = make("th", {}, name);
      cell.scope = "col";
      return cell;
    }),
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

function article({ title, byline, passages }, open) {
  return make("article", {}, [
    make("h4", {}, title),
    make("p", { className: "byline" }, byline),
    ...passages.map((item) => passage(item, open)),
  ]);
}

function passage(item, open) {
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
      button("Read in the article", "read", () => open.passage(item.id)),
      ...(item.page ? [link(item.page.url, item.page.title)] : []),
    ]),
    citation(item.id, open.cite),
  );
  const element = make("div", { className: "passage", tabIndex: -1 }, parts);
  element.dataset.passage = item.id;
  return element;
}

function quiet(note) {
  return note ? [make("p", { className: "quiet" }, note)] : [];
}
