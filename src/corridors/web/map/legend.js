// The legend: what the symbols mean, and the switches of layers and corridors.
import { line, make, svg } from "../lib/dom.js";

/**
 * @import { Group, MapDescribed, MapFeature } from "../contract"
 * @import { Legend, MapState } from "./state"
 */

/**
 * @typedef {{ element: HTMLElement, input: HTMLInputElement }} Row
 * @typedef {{ toggle: HTMLElement, fold: HTMLElement }} Branches
 */

const PHONE = "(max-width: 640px), (max-height: 500px)";

/**
 * Build the legend; `onGroup` hears of a switched layer or corridor, `onBranches` of branches.
 *
 * @param {MapState} state
 * @param {{ onGroup(id: string, on: boolean): void, onBranches(): void }} listeners
 * @returns {Legend}
 */
export function buildLegend(state, { onGroup, onBranches }) {
  const { L } = window;
  const branches = branchSwitches(state.data.features, onBranches);
  const phone = matchMedia(PHONE).matches;
  const summary = make("summary", {}, "Layers and legend");
  const box = make("details", { className: "legend", open: !phone }, summary);
  const headings = new Map();
  for (const group of state.data.groups) {
    const row = switchRow(group, (on) => onGroup(group.id, on));
    if (!group.heading) {
      box.append(row.element);
      continue;
    }
    const add = headings.get(group.heading) ?? startHeading(box, group.heading);
    headings.set(group.heading, add);
    add(row, (group.branches ?? []).length > 1 ? branches.build(group) : undefined);
  }
  const more = make("div");
  box.append(key(state.data.key), more);
  const control = new L.Control({ position: phone ? "topright" : "bottomleft" });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(state.map);
  return {
    /** Where other choices of the map may stand. */
    more,
    /** Switch a group on, if it is off. */
    reveal(id, branch) {
      for (const input of box.querySelectorAll("input")) {
        if (id && input.dataset.group === id && !input.checked) input.click();
      }
      branches.reveal(id ?? "", branch);
    },
    /** Switch off what is named, groups and branches, and all others on. */
    hide(names) {
      for (const input of box.querySelectorAll("input")) {
        const name = input.dataset.group ?? input.dataset.branch;
        if (name !== undefined && input.checked === names.includes(name)) input.click();
      }
    },
    hides: branches.hides,
    hiddenBranches: branches.hidden,
  };
}

/**
 * The switches of branches: a leg is hidden when all branches that run along it are off.
 *
 * @param {Record<string, MapFeature>} features
 * @param {() => void} onChange
 */
function branchSwitches(features, onChange) {
  /** @type {Map<string, { id: string, input: HTMLInputElement }[]>} */
  const switches = new Map();
  /** @param {string} group */
  const off = (group) => (switches.get(group) ?? []).filter(({ input }) => !input.checked);
  return {
    /**
     * @param {Group} group
     * @returns {Branches}
     */
    build(group) {
      const label = `Branches of ${group.title}`;
      const fold = make("div", {
        className: "branches",
        hidden: true,
        id: `branches-${group.id}`,
        attributes: { role: "group", "aria-label": label },
      });
      const toggle = make("button", {
        type: "button",
        className: "toggle",
        attributes: { "aria-label": label, "aria-controls": fold.id, "aria-expanded": "false" },
      });
      toggle.addEventListener("click", () => {
        fold.hidden = !fold.hidden;
        toggle.setAttribute("aria-expanded", String(!fold.hidden));
      });
      const rows = (group.branches ?? []).map(({ id, title }) => {
        const input = make("input", { type: "checkbox", checked: true });
        input.dataset.branch = `${group.id}/${id}`;
        input.addEventListener("change", onChange);
        fold.append(make("label", { className: "row" }, [input, make("span", {}, title)]));
        return { id, input };
      });
      switches.set(group.id, rows);
      return { toggle, fold };
    },
    /**
     * @param {string} group
     * @param {string} leg
     */
    hides(group, leg) {
      const hidden = off(group);
      if (!hidden.length) return false;
      const { branches } = features[group];
      const open = (switches.get(group) ?? []).filter(({ input }) => input.checked);
      return !open.some(({ id }) => branches[id].includes(leg));
    },
    hidden: () => [...switches.keys()].flatMap((group) => off(group).map(({ id }) => `${group}/${id}`)),
    /**
     * @param {string} group
     * @param {string | null} branch
     */
    reveal(group, branch) {
      const hidden = off(group);
      const all = hidden.length === switches.get(group)?.length;
      const wanted = hidden.filter(({ id }) => id === branch || (all && !branch));
      for (const { input } of wanted) input.checked = true;
      if (wanted.length) onChange();
    },
  };
}

/**
 * @param {Group} group
 * @param {(on: boolean) => void} onSwitch
 * @returns {Row}
 */
function switchRow({ id, title, full, symbol, colour }, onSwitch) {
  const input = make("input", { type: "checkbox", checked: true });
  input.dataset.group = id;
  input.addEventListener("change", () => onSwitch(input.checked));
  const mark = make("span", { className: symbol ? "mark" : "mark mark-line" });
  if (symbol)
    mark.innerHTML = symbol; // drawn by map/symbols.py, no text from outside
  else mark.style.setProperty("--line", colour ?? null);
  const parts = [input, mark, make("span", {}, title)];
  return { element: make("label", { className: "row", title: full }, parts), input };
}

/**
 * A heading with a switch for all below it.
 *
 * @param {HTMLElement} box
 * @param {string} title
 */
function startHeading(box, title) {
  /** @type {HTMLInputElement[]} */
  const inputs = [];
  const all = make("input", { type: "checkbox", checked: true });
  all.dataset.heading = title;
  const set = make("div", { className: "rows", attributes: { role: "group", "aria-label": title } });
  box.append(make("label", { className: "row heading" }, [all, make("span", {}, title)]), set);
  const sync = () => {
    const on = inputs.filter(({ checked }) => checked).length;
    all.checked = on > 0;
    all.indeterminate = on > 0 && on < inputs.length;
  };
  all.addEventListener("change", () => {
    const on = all.checked; // each row that follows sets it anew
    for (const input of inputs.filter(({ checked }) => checked !== on)) {
      input.checked = on;
      input.dispatchEvent(new Event("change"));
    }
  });
  /**
   * @param {Row} row
   * @param {Branches} [branches]
   */
  return ({ element, input }, branches) => {
    inputs.push(input);
    const line = make("div", { className: "line" }, element);
    set.append(line);
    if (branches) {
      line.append(branches.toggle);
      set.append(branches.fold);
    }
    input.addEventListener("change", sync);
  };
}

/** @param {MapDescribed["key"]} entries */
function key(entries) {
  const rows = entries.map(({ title, line: styles }) => {
    const lines = styles.map((style) => line(style, { x1: 1, x2: 29, y1: 7, y2: 7 }));
    const sample = svg("svg", { viewBox: "0 0 30 14", "aria-hidden": "true" }, lines);
    return make("div", { className: "row" }, [sample, make("span", {}, title)]);
  });
  return make("div", { className: "key" }, rows);
}
