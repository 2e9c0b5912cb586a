// The legend: what the symbols mean, and the switches of layers and corridors.
const PHONE = "(max-width: 640px), (max-height: 500px)";

/** Build the legend; `onGroup` hears of a switched layer or corridor, `onBranches` of branches. */
export function buildLegend(state, { onGroup, onBranches }) {
  const { L } = window;
  const branches = branchSwitches(state.data.features, onBranches);
  const box = make("details", "legend");
  const phone = matchMedia(PHONE).matches;
  box.open = !phone;
  box.append(make("summary", "", "Layers and legend"));
  const headings = new Map();
  for (const group of state.data.groups) {
    const row = switchRow(group, (on) => onGroup(group.id, on));
    if (group.branches?.length > 1) row.branches = branches.build(group);
    if (!group.heading) {
      box.append(row.element);
      continue;
    }
    if (!headings.has(group.heading)) headings.set(group.heading, startHeading(box, group.heading));
    headings.get(group.heading)(row);
  }
  const more = make("div");
  box.append(key(state.data.key), more);
  const control = L.control({ position: phone ? "topright" : "bottomleft" });
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
      const input = box.querySelector(`input[data-group="${CSS.escape(id ?? "")}"]`);
      if (input && !input.checked) input.click();
      branches.reveal(id, branch);
    },
    /** Switch off what is named, groups and branches, and all others on. */
    hide(names) {
      for (const input of box.querySelectorAll("input[data-group], input[data-branch]")) {
        const on = !names.includes(input.dataset.group ?? input.dataset.branch);
        if (input.checked !== on) input.click();
      }
    },
    hides: branches.hides,
    hiddenBranches: branches.hidden,
  };
}

/** The switches of branches: a leg is hidden when all branches that run along it are off. */
function branchSwitches(features, onChange) {
  const switches = new Map();
  const off = (group) => (switches.get(group) ?? []).filter(({ input }) => !input.checked);
  return {
    build(group) {
      const fold = make("div", "branches");
      fold.hidden = true;
      fold.id = `branches-${group.id}`;
      fold.setAttribute("role", "group");
      fold.setAttribute("aria-label", `Branches of ${group.title}`);
      const toggle = Object.assign(make("button", "toggle"), { type: "button" });
      toggle.setAttribute("aria-label", `Branches of ${group.title}`);
      toggle.setAttribute("aria-controls", fold.id);
      toggle.setAttribute("aria-expanded", "false");
      toggle.addEventListener("click", () => {
        fold.hidden = !fold.hidden;
        toggle.setAttribute("aria-expanded", String(!fold.hidden));
      });
      const rows = group.branches.map(({ id, title }) => {
        const row = make("label", "row");
        const input = Object.assign(make("input"), { type: "checkbox", checked: true });
        input.dataset.branch = `${group.id}/${id}`;
        input.addEventListener("change", onChange);
        row.append(input, make("span", "", title));
        fold.append(row);
        return { id, input };
      });
      switches.set(group.id, rows);
      return { toggle, fold };
    },
    hides(group, leg) {
      const hidden = off(group);
      if (!hidden.length) return false;
      const { branches } = features[group];
      const open = switches.get(group).filter(({ input }) => input.checked);
      return !open.some(({ id }) => branches[id].includes(leg));
    },
    hidden: () => [...switches.keys()].flatMap((group) => off(group).map(({ id }) => `${group}/${id}`)),
    reveal(group, branch) {
      const hidden = off(group);
      const all = hidden.length === switches.get(group)?.length;
      const wanted = hidden.filter(({ id }) => id === branch || (all && !branch));
      for (const { input } of wanted) input.checked = true;
      if (wanted.length) onChange();
    },
  };
}

function switchRow({ id, title, full, symbol, colour }, onSwitch) {
  const element = make("label", "row");
  element.title = full;
  const input = Object.assign(make("input"), { type: "checkbox", checked: true });
  input.dataset.group = id;
  input.addEventListener("change", () => onSwitch(input.checked));
  const mark = make("span", "mark");
  if (symbol)
    mark.innerHTML = symbol; // drawn by mapview/symbols.py, no text from outside
  else mark.style.setProperty("--line", colour);
  mark.classList.toggle("mark-line", !symbol);
  element.append(input, mark, make("span", "", title));
  return { element, input };
}

/** A heading with a switch for all below it. */
function startHeading(box, title) {
  const rows = [];
  const all = Object.assign(make("input"), { type: "checkbox", checked: true });
  all.dataset.heading = title;
  const label = make("label", "row heading");
  label.append(all, make("span", "", title));
  const set = make("div", "rows");
  set.setAttribute("role", "group");
  set.setAttribute("aria-label", title);
  box.append(label, set);
  const sync = () => {
    const on = rows.filter((row) => row.input.checked).length;
    all.checked = on > 0;
    all.indeterminate = on > 0 && on < rows.length;
  };
  all.addEventListener("change", () => {
    const on = all.checked; // each row that follows sets it anew
    for (const { input } of rows.filter((row) => row.input.checked !== on)) {
      input.checked = on;
      input.dispatchEvent(new Event("change"));
    }
  });
  return (row) => {
    rows.push(row);
    const line = make("div", "line");
    line.append(row.element);
    set.append(line);
    if (row.branches) {
      line.append(row.branches.toggle);
      set.append(row.branches.fold);
    }
    row.input.addEventListener("change", sync);
  };
}

function key(entries) {
  const list = make("div", "key");
  for (const { title, line } of entries) {
    const row = make("div", "row");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 30 14");
    svg.setAttribute("aria-hidden", "true");
    for (const style of line) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "line");
      const shape = {
        x1: 1,
        x2: 29,
        y1: 7,
        y2: 7,
        class: style.className ?? "",
        "stroke-width": style.weight,
        "stroke-opacity": style.opacity ?? 1,
        "stroke-dasharray": style.dashArray ?? "none",
        "stroke-linecap": style.lineCap ?? "butt",
      };
      if (style.color) shape.stroke = style.color;
      for (const [name, value] of Object.entries(shape)) path.setAttribute(name, value);
      svg.append(path);
    }
    row.append(svg, make("span", "", title));
    list.append(row);
  }
  return list;
}

function make(tag, className = "", content = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (content) element.textContent = content;
  return element;
}
