// The panel of a chosen place: its name, what is known at a glance, and at once its passages.
// Every word is set as text, never as markup.
import { button, counted, fold, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { forget, toTheFoot } from "../lib/panel.js";
import { bar } from "./bar.js";
import { fillCitations } from "./citing.js";
import { overview } from "./overview.js";
import { articles } from "./passage.js";
import { relations, stated } from "./relations.js";

const shown = new WeakMap();
const left = {}; // where the last place was read to, for a visitor who comes back

export async function show({ parentElement, data, setTriggerValue }) {
  await Promise.all([style(`${data.static}/panels/panel.css`), style(`${data.static}/panels/place.css`)]);
  let panel = shown.get(parentElement);
  if (!panel) {
    panel = { root: make("section", { className: "reader place-panel", tabIndex: 0 }) };
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
  const tell = (name) => (value) => setTriggerValue(name, value);
  const act = {
    open: tell("open"),
    read: tell("read"),
    cite: tell("cite"),
    branch: tell("branch"),
    more: tell("more"),
    always: () => setTriggerValue("always", "yes"),
  };
  if (!same && at) root.scrollTop = 0;
  root.replaceChildren(...(data.content.id ? place : overview)(data, act));
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

function place({ content, note }, act) {
  const beside = relations(content.relations, act.open);
  const parts = [
    part("passages", "Passages", content.passages, passages(content, note, act)),
    ...(content.way ? [part("legs", "Legs", content.way.legs.length, way(content, act.branch))] : []),
    part("facts", "Facts", 0, [facts(content.facts), ...stated(content.stated), sources(content.sources)]),
    ...(beside.number ? [part("relations", "Relations", beside.number, beside.parts)] : []),
  ];
  return [head(content, act), bar(parts), ...parts.map(({ element }) => element)];
}

/** One section of the panel, as the bar leads to it. */
function part(key, title, number, content) {
  const heading = make("h3", { id: `part-${key}`, tabIndex: -1 }, title);
  const element = make("section", { className: `part ${key}` }, [heading, ...content]);
  element.setAttribute("aria-labelledby", heading.id);
  return { title, number, element, heading };
}

function head({ name, summary, chips }, { open }) {
  const close = button("✕", "close", () => open(""), `Close ${name}`);
  return make("header", {}, [
    make("div", { className: "title" }, [make("h2", {}, name), close]),
    lead(summary),
    make("ul", { className: "chips" }, chips.map(chip)),
  ]);
}

/** The summary, two lines of it at first. */
function lead(summary) {
  const words = make("p", { className: "summary two" }, summary);
  const more = button("more", "unfold", () => {
    const whole = !words.classList.toggle("two");
    more.textContent = whole ? "less" : "more";
    more.setAttribute("aria-expanded", String(whole));
  });
  more.setAttribute("aria-expanded", "false");
  const box = make("div", { className: "lead" }, [words, more]);
  // Where all of it fits, there is no more.
  requestAnimationFrame(() => {
    more.hidden = words.classList.contains("two") && words.scrollHeight <= words.clientHeight + 1;
  });
  return box;
}

function chip({ term, text, note, line }) {
  const words = [
    ...(line ? [make("i", { className: `line ${line}`, ariaHidden: "true" })] : []),
    ...(term ? [make("span", { className: "term" }, `${term} `)] : []),
    text,
    ...(note ? [make("span", { className: "note" }, ` ${note}`)] : []),
  ];
  const className = line ? "chip status" : term ? "chip named" : "chip";
  return make("li", { className, title: [term, text, note].filter(Boolean).join(" ") }, words);
}

function passages(content, note, act) {
  const none = content.outside ? "No passage in the window of time." : "No passage speaks of this place.";
  return [
    ...(content.passages ? [] : [make("p", { className: "none" }, none)]),
    ...(content.outside ? [outside(content.outside, act.always)] : []),
    ...(note && content.passages ? [make("p", { className: "quiet" }, note)] : []),
    ...articles(content.articles, act),
    ...(content.more ? [rest(content, act.more)] : []),
  ];
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
  table.open = branch !== null || legs.length <= 12;
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
