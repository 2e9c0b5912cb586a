// Two corridors side by side, and the profile of the first as a strip of stops.
import { button, counted, line, make, svg } from "../lib/dom.js";
import { forget, panel, point } from "../lib/panel.js";

/**
 * @import { CompareData, Comparison, CompareTold, Onward, Side } from "../contract"
 * @import { Panel } from "../lib/panel.js"
 */

/** @type {WeakMap<HTMLElement, Panel>} */
const shown = new WeakMap();
const LEFT = 16; // pixels to the line of the strip

/** @param {Component<CompareData, CompareTold>} component */
export async function show(component) {
  /**
   * @template {keyof CompareTold} Name
   * @param {Name} name
   * @returns {(value: CompareTold[Name]) => void}
   */
  const tell = (name) => (value) => component.setTriggerValue(name, value);
  await panel(shown, component, "compare", "Two corridors side by side", (content) => [
    make("h2", {}, "Compare two corridors"),
    chooser(content, tell("first"), tell("second"), tell("swap")),
    lengths(content),
    ...common(content),
    make(
      "div",
      { className: "sides" },
      content.sides.map((side) => column(side, tell("open"))),
    ),
    ...profile(content, tell("open")),
  ]);
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  forget(shown, parentElement);
}

/**
 * @param {Comparison} content
 * @param {(id: string) => void} first
 * @param {(id: string) => void} second
 * @param {(which: "both") => void} swap
 */
function chooser({ choices, sides }, first, second, swap) {
  /** @type {(label: string, side: Side, tell: (id: string) => void, key: string) => HTMLElement} */
  const box = (label, side, tell, key) => {
    const select = make(
      "select",
      { onchange: () => tell(select.value) },
      choices.map(({ id, name, whole, branches }) =>
        make("optgroup", { label: name }, [
          ...(whole ? [make("option", { value: id }, `${name}: whole`)] : []),
          ...branches.map((branch) => make("option", { value: branch.id }, branch.name)),
        ]),
      ),
    );
    select.value = side.id;
    select.dataset.key = key;
    return make("label", {}, [make("span", { className: "hidden-text" }, label), select]);
  };
  const turn = button("⇄", "swap", () => swap("both"), "Swap the two corridors");
  turn.title = "Swap the two corridors";
  turn.dataset.key = "swap";
  return make("div", { className: "chooser" }, [
    box("First corridor", sides[0], first, "first"),
    turn,
    box("Second corridor", sides[1], second, "second"),
  ]);
}

/** @param {Comparison} content */
function lengths({ lengths: rows, sides }) {
  const table = make("table", { className: "lengths" }, [
    make(
      "caption",
      {},
      "Length in km, along the track where that is known; of a whole corridor, that of all its legs",
    ),
    make(
      "thead",
      {},
      make("tr", {}, [
        make("td"),
        ...sides.map(({ name, title }) => make("th", { scope: "col" }, [name, make("small", {}, title)])),
      ]),
    ),
  ]);
  let last = null;
  let body = make("tbody");
  for (const { term, heading, values } of rows) {
    if (heading !== last) {
      body = make(
        "tbody",
        {},
        heading
          ? make("tr", { className: "heading" }, make("th", { scope: "rowgroup", colSpan: 3 }, heading))
          : [],
      );
      table.append(body);
      last = heading;
    }
    body.append(
      make("tr", {}, [
        make("th", { scope: "row" }, term),
        ...values.map(({ km, share }, at) =>
          make("td", {}, km ? [kilometres(km), bar(share, sides[at].colour)] : "–"),
        ),
      ]),
    );
  }
  return table;
}

/**
 * @param {number} share
 * @param {string} colour
 */
function bar(share, colour) {
  const element = make("span", { className: "bar" });
  element.setAttribute("aria-hidden", "true");
  element.style.setProperty("--share", `${100 * share}%`);
  element.style.background = colour;
  return element;
}

/** @param {Comparison} content */
function common({ common: { km, legs, articles, all_articles: all, passages, same }, sides }) {
  const both = new Set(sides[1].places.map(({ id }) => id));
  const places = sides[0].places.filter(({ id }) => both.has(id));
  const lines = [];
  if (legs.length) {
    const named = legs.map((leg) => `${leg.name} (${kilometres(leg.km)} km)`);
    lines.push(`${kilometres(km)} km of track as drawn: ${named.join("; ")}.`);
  } else lines.push("No track.");
  if (places.length) lines.push(`Ports and nodes on both: ${places.map(({ name }) => name).join(", ")}.`);
  if (!same && !all) lines.push("No article speaks of both.");
  else if (!same) {
    const speak = `${counted(all, "article")} that ${all === 1 ? "speaks" : "speak"} of both`;
    const where = passages ? `in ${counted(passages, "passage")} together` : "but in no passage together";
    lines.push(`${speak}, ${where}: ${articles.join("; ")}${all > articles.length ? " …" : "."}`);
  }
  return [
    make("h3", {}, "In common"),
    make(
      "ul",
      {},
      lines.map((line) => make("li", {}, line)),
    ),
  ];
}

/**
 * @param {Side} side
 * @param {(id: string) => void} open
 */
function column({ name, title, note, passages, legs, places, states, besides, colour }, open) {
  const head = make("h3", {}, name);
  head.style.setProperty("--colour", colour);
  return make("section", {}, [
    head,
    make("p", { className: "byline" }, [title, note ? `. ${note}` : ""]),
    make("h4", {}, "States crossed"),
    states.length
      ? make(
          "ol",
          { className: "states" },
          states.map((state) =>
            make("li", {}, [
              state.name,
              make("small", {}, state.km ? ` ${kilometres(state.km)} km` : " by sea"),
            ]),
          ),
        )
      : make("p", {}, besides.join(", ")),
    ...(states.length && besides.length
      ? [make("p", { className: "byline" }, `Named, with no line drawn in it: ${besides.join(", ")}.`)]
      : []),
    make("h4", {}, `Ports and nodes: ${places.length}`),
    make(
      "ul",
      { className: "choices" },
      places.map((place) =>
        make("li", {}, [chooses(place, open), ...(place.both ? [make("small", {}, "on both")] : [])]),
      ),
    ),
    make("details", {}, [
      make("summary", {}, counted(legs.length, "leg")),
      make(
        "ul",
        { className: "legs" },
        legs.map((leg) =>
          make("li", {}, [
            leg.name,
            make(
              "small",
              {},
              `${leg.mode}, ${kilometres(leg.km)} km${leg.status === "operating" ? "" : `, ${leg.status}`}`,
            ),
            ...leg.shared.map((other) =>
              make(
                "small",
                { className: "shared" },
                other.name === leg.name && other.km > 0.9 * leg.km
                  ? "shared"
                  : `shares ${kilometres(other.km)} km with ${other.name}`,
              ),
            ),
          ]),
        ),
      ),
    ]),
    make("h4", {}, "Passages"),
    make("p", {}, passages ? counted(passages, "passage") : "None"),
  ]);
}

/**
 * A strip: the stops of a journey from above to below, and what lies between them.
 *
 * @param {Comparison} content
 * @param {(id: string) => void} open
 */
function profile({ profile: one, sides }, open) {
  if (!one) return [];
  const { title, chosen, stops } = one;
  const list = make(
    "ol",
    { className: "strip" },
    stops.map((stop, at) => {
      const { id, name, km, onward } = stop;
      const label = id ? chooses({ ...stop, id }, open) : make("span", { className: "bare" }, name);
      if (id) label.dataset.key = `stop-${at}`;
      return make("li", {}, [
        drawn(onward, id),
        make("span", { className: "stop" }, [
          label,
          make("small", { className: "number" }, `${kilometres(km)} km`),
        ]),
        ...(onward ? [make("small", { className: "onward" }, said(onward))] : []),
      ]);
    }),
  );
  const head = make(
    "tr",
    {},
    ["Stop", "From the start", "On from there"].map((name) => make("th", { scope: "col" }, name)),
  );
  const table = make("details", {}, [
    make("summary", {}, "The profile as a table"),
    make("table", {}, [
      head,
      ...stops.map(({ full, km, onward }) =>
        make("tr", {}, [
          make("th", { scope: "row" }, full),
          make("td", { className: "number" }, `${kilometres(km)} km`),
          make("td", {}, onward ? said(onward) : "end"),
        ]),
      ),
    ]),
  ]);
  return [
    make("h3", {}, `Profile: ${sides[0].name}`),
    make(
      "p",
      { className: "byline" },
      `${title}. Not to scale.${chosen ? "" : " Choose another branch above."}`,
    ),
    list,
    table,
  ];
}

/**
 * @param {{ id: string, name: string, full: string }} place
 * @param {(id: string) => void} open
 */
function chooses({ id, name, full }, open) {
  const element = point(
    button(name, "choice", () => open(id)),
    id,
  );
  element.title = full;
  return element;
}

/** @param {Onward} onward */
function said({ km, mode, status, schematic }) {
  const parts = [`${kilometres(km)} km`, mode];
  if (status !== "operating") parts.push(status);
  if (schematic) parts.push("schematic");
  return parts.join(", ");
}

/**
 * A stop, and the line from it down to the next, in the styles of the map.
 *
 * @param {Onward | null} onward
 * @param {string | null} id
 */
function drawn(onward, id) {
  const ends = { x1: LEFT, x2: LEFT, y1: 0, y2: "100%" };
  return svg("svg", { width: 2 * LEFT, height: "100%", "aria-hidden": "true" }, [
    ...(onward ? [line(onward.casing, ends), line(onward.line, ends)] : []),
    svg("circle", { cx: LEFT, cy: 0, r: id ? 6 : 4 }),
  ]);
}

/** @param {number} number */
function kilometres(number) {
  return number.toLocaleString("en");
}
