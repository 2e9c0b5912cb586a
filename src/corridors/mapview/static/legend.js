// The legend: what the symbols mean, and the switches of layers and corridors.
const PHONE = "(max-width: 640px)";

export function buildLegend(state, onSwitch) {
  const { L } = window;
  const box = make("details", "legend");
  const phone = matchMedia(PHONE).matches;
  box.open = !phone;
  box.append(make("summary", "", "Layers and legend"));
  const headings = new Map();
  for (const group of state.data.groups) {
    const row = switchRow(group, (on) => onSwitch(group.id, on));
    if (!group.heading) {
      box.append(row.element);
      continue;
    }
    if (!headings.has(group.heading)) headings.set(group.heading, startHeading(box, group.heading));
    headings.get(group.heading)(row);
  }
  box.append(key(state.data.key));
  const control = L.control({ position: phone ? "topright" : "bottomleft" });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  control.addTo(state.map);
  return {
    /** Switch a group on, if it is off. */
    reveal(id) {
      const input = box.querySelector(`input[data-group="${CSS.escape(id ?? "")}"]`);
      if (input && !input.checked) input.click();
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
  if (symbol) mark.innerHTML = symbol; // drawn by mapview/symbols.py, no text from outside
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
    set.append(row.element);
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
      const shape = { x1: 1, x2: 29, y1: 7, y2: 7, class: style.className ?? "",
        "stroke-width": style.weight, "stroke-opacity": style.opacity ?? 1,
        "stroke-dasharray": style.dashArray ?? "none", "stroke-linecap": style.lineCap ?? "butt" };
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
