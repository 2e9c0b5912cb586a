// Shows the map that folium describes: mounts its script once, then only switches, marks, moves.
import { drawBasemap } from "./basemap.js";
import { placeLabels } from "./labels.js";
import { buildLegend } from "./legend.js";
import { json, script, style } from "../lib/loading.js";
import { draw, drawLightly } from "./symbols.js";
import { offerTiles } from "./tiles.js";
import { thinOut } from "./thinning.js";
import { addHome, bringIntoView, fitRegion, followAddress, remember, seen, uncover } from "./view.js";

const SETTLE_MS = 400;
const PENDING_MS = 8000;
const AGAIN_MS = 2500;
const REACH = 24; // pixels
const SPOT = 5; // pixels between symbols that count as one spot
const LEFT_MS = 5000;
const instances = new WeakMap();
const left = new Set(); // maps whose elements have left the page

/** Mount on the first call, update on each later one. */
export async function show(component) {
  const { parentElement } = component;
  const data = { ...component.data, ...await json(component.data.described) };
  let instance = instances.get(parentElement) ?? adopt(parentElement);
  if (instance && instance.script !== data.script) {
    // The geodata changed on disk: another map.
    instance.ready.then((state) => state.stop());
    instance = null;
  }
  instance ??= { script: data.script, ready: mount(parentElement, data) };
  instances.set(parentElement, instance);
  update(await instance.ready, data, component);
}

/** Take the map down once its element has left the page, unless another one takes it over at once. */
export function leave(parentElement) {
  const instance = instances.get(parentElement);
  if (!instance || parentElement.isConnected) return;
  instances.delete(parentElement);
  left.add(instance);
  setTimeout(() => {
    if (left.delete(instance)) instance.ready.then((state) => state.stop());
  }, LEFT_MS);
}

/** Streamlit may drop the element and make it anew, where runs of the page overtake each other: keep the map. */
function adopt(parentElement) {
  const [instance] = left;
  if (!instance) return null;
  left.delete(instance);
  instance.ready.then((state) => parentElement.append(state.root));
  return instance;
}

async function mount(parentElement, data) {
  const root = document.createElement("div");
  root.className = "corridors-map";
  measure(root, data.sizes);
  const stage = document.createElement("div");
  stage.id = data.map;
  stage.className = "stage";
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", "Map of ports, corridors and other places");
  root.append(stage);
  parentElement.append(root);

  await Promise.all([
    style(`${data.static}/map/map.css`),
    style(`${data.leaflet}/leaflet.css`),
    script(`${data.leaflet}/leaflet.js`),
  ]);
  drawLightly(window.L);
  await script(data.script, { again: true });
  const map = window[data.map];
  const state = { root, map, data, selected: null, branch: null, pending: null,
    sifted: null, shows: () => true, emit: () => {} };
  state.groups = new Map(data.groups.map((group) => [group.id, window[group.object]]));
  state.objects = collect(state.groups);
  state.lines = collectLines(state);

  map.attributionControl.setPrefix("Leaflet").addAttribution(data.attribution);
  window.L.control.scale({ maxWidth: 120, position: "bottomright" }).addTo(map);
  addHome(state);
  addPosition(map);
  wire(state);
  state.legend = buildLegend(state, {
    onGroup: (id, on) => switchGroup(state, id, on),
    onBranches: () => { state.lines.refresh(); settle(state); },
  });
  state.tiles = offerTiles(state, state.legend.more, () => settle(state));
  state.thin = thinOut(state);
  state.labels = placeLabels(state);
  drawBasemap(state);

  // Out of the page it has no size: a view that is set then would be off by half of it.
  const resize = new ResizeObserver(() => root.isConnected && map.invalidateSize({ pan: false }));
  resize.observe(root);
  state.stop = () => {
    resize.disconnect();
    document.removeEventListener("corridors:sheet", clear);
    document.removeEventListener("corridors:point", point);
    document.removeEventListener("corridors:leaving", note);
    document.removeEventListener("corridors:window", within);
    clearTimeout(state.settling);
    clearTimeout(state.again);
    state.tiles.stop();
    map.remove();
    root.remove();
  };
  const scale = () => root.classList.toggle("is-far", map.getZoom() < state.data.sizes.far);
  map.on("zoomend", () => { scale(); sift(state); });
  fitRegion(state);
  scale();
  map.on("moveend", () => settle(state));
  const point = (event) => pointOut(state, event.detail);
  const note = () => remember(seen(state));
  const within = ({ detail }) => { state.within = detail; sift(state); };
  const clear = () => uncover(state);
  document.addEventListener("corridors:sheet", clear);
  document.addEventListener("corridors:point", point);
  document.addEventListener("corridors:leaving", note);
  document.addEventListener("corridors:window", within);
  root.dataset.ready = "true";
  return state;
}

/** Give the style sheet the sizes of names and symbols. */
function measure(root, { fonts, parts }) {
  for (const [name, size] of Object.entries(fonts)) root.style.setProperty(`--font-${name}`, `${size}px`);
  for (const [name, [near, far]] of Object.entries(parts)) {
    root.style.setProperty(`--part-${name}`, near);
    root.style.setProperty(`--part-${name}-far`, far);
  }
}

function update(state, data, component) {
  state.emit = component.setTriggerValue;
  state.report = component.setStateValue;
  const reported = state.data.report;
  state.data = data;
  const background = getComputedStyle(state.root).getPropertyValue("--st-background-color");
  state.root.dataset.theme = isDark(background) ? "dark" : "light";
  if (data.described !== state.described) {
    state.described = data.described;
    for (const [id, layers] of state.objects) {
      for (const layer of layers) if (layer instanceof window.L.Marker) dressMarker(state, id, layer);
    }
    state.thin.refresh();
    state.labels.rebuild();
  }
  if (data.report && data.report !== reported) settle(state);
  sift(state);
  attend(state, data.spoken);
  if (String(data.compared) !== state.compared) {
    state.compared = String(data.compared);
    state.lines.refresh();
  }
  const placed = followAddress(state, data);
  // An answer that was under way when the user clicked on must not undo that click.
  if (state.pending && state.pending !== data.selected && Date.now() < state.pendingUntil) return;
  const moved = state.pending !== data.selected;
  state.pending = null;
  const sameBranch = data.branch === state.branch;
  if (data.selected === state.selected && sameBranch) return;
  state.branch = data.branch;
  mark(state, data.selected);
  if ((moved || !sameBranch) && data.selected) {
    state.legend.reveal(data.features[data.selected]?.group, data.branch);
    if (!placed) bringIntoView(state, data.selected);
  }
}

/** Show only some features, or all, and of these what is seen at this zoom; a window of time goes before while it is dragged. */
function sift(state) {
  const { data: { shown, kinds }, within } = state;
  const later = Object.keys(kinds).filter((kind) => state.map.getZoom() < kinds[kind].symbol);
  const key = JSON.stringify([shown, within, later, later.length ? state.selected : null]);
  if (key === state.sifted) return;
  state.sifted = key;
  const [wanted, inside, outside] = [shown, within?.inside, within?.outside].map((ids) => ids && new Set(ids));
  const isNear = (id) => id === state.selected || !later.includes(state.data.features[id].kind);
  state.shows = (id) => !outside?.has(id) && isNear(id) && (!wanted || wanted.has(id) || (inside?.has(id) ?? false));
  for (const [id, layers] of state.objects) {
    for (const layer of layers) layer.getElement?.()?.classList.toggle("is-sifted", !state.shows(id));
  }
  state.lines.refresh();
  state.thin.refresh();
  state.labels.refresh();
}

/** Tell the features that the open article speaks of from the others; null where none is open. */
function attend(state, spoken) {
  const key = JSON.stringify(spoken);
  if (key === state.attended) return;
  state.attended = key;
  state.spoken = spoken && new Map(Object.entries(spoken));
  state.root.classList.toggle("is-reading", Boolean(spoken));
  for (const [id, layers] of state.objects) {
    for (const layer of layers) {
      if (layer instanceof window.L.Marker) dressMarker(state, id, layer);
      else layer.getElement?.()?.classList.toggle("is-aside", isAside(state, id));
    }
  }
}

function isAside(state, id) {
  return Boolean(state.spoken) && !state.spoken.has(id);
}

/** Where in the open article a feature occurs. */
function inArticle(state, id) {
  const numbers = state.spoken?.get(id);
  if (!numbers) return "";
  return numbers.length > 1 ? `, in paragraphs ${numbers.join(", ")}` : `, in paragraph ${numbers[0]}`;
}

/** Point out a feature that is spoken of elsewhere on the page, or none. */
function pointOut(state, id) {
  for (const element of state.root.querySelectorAll(".is-pointed")) element.classList.remove("is-pointed");
  for (const layer of state.objects.get(id) ?? []) layer.getElement?.()?.classList.add("is-pointed");
}

/** All Leaflet objects of each feature: paths and markers. */
function collect(groups) {
  const objects = new Map();
  const add = (id, layer) => objects.set(id, [...(objects.get(id) ?? []), layer]);
  for (const group of groups.values()) {
    group.eachLayer((layer) => {
      if (layer.eachLayer) layer.eachLayer((part) => add(part.feature.properties.feature, part));
      else add(layer.options.featureId, layer);
    });
  }
  return objects;
}

/** The lines of all features by leg: what is hidden, dimmed and marked of them. */
function collectLines(state) {
  const lines = [];
  for (const [feature, layers] of state.objects) {
    for (const path of layers) {
      if (path.feature?.id in (state.data.features[feature].legs ?? {})) {
        lines.push({ feature, leg: path.feature.id, path });
      }
    }
  }
  const refresh = () => {
    const ways = [[state.selected, state.branch], ...(state.data.compared ?? []).map((key) => key.split("/"))];
    for (const { feature, leg, path } of lines) {
      const { branches } = state.data.features[feature];
      const own = ways.filter(([id]) => id === feature);
      const chosen = own.length > 0;
      const apart = chosen && own.every(([, branch]) => branches[branch] && !branches[branch].includes(leg));
      const classes = path.getElement?.()?.classList;
      classes?.toggle("is-off", !state.shows(feature) || (state.legend?.hides(feature, leg) ?? false));
      classes?.toggle("is-dimmed", apart);
      classes?.toggle("is-aside", isAside(state, feature));
      classes?.toggle("is-selected", chosen && !apart);
    }
  };
  return { refresh, add: (line) => lines.push(line) };
}

function wire(state) {
  const { L } = window;
  for (const [id, layers] of state.objects) {
    const choose = (event) => {
      L.DomEvent.stop(event);
      select(state, event.target instanceof L.Marker ? nearest(state, event.originalEvent) ?? id : id);
    };
    for (const layer of layers) {
      if (layer.options.interactive === false) continue;
      layer.on("click", choose);
      if (layer.feature?.id in state.data.features[id].legs) addHitLine(state, id, layer, choose);
      if (layer instanceof L.Marker) {
        layer.on("add", () => dressMarker(state, id, layer));
        layer.on("tooltipopen", () => nameAll(state, layer));
        dressMarker(state, id, layer);
      }
    }
  }
}

/** Where symbols overlap, the closest to the pointer is meant; on one spot, each click the next. */
function nearest(state, event) {
  const spot = onSpot(state, state.map.mouseEventToContainerPoint(event));
  return spot[(spot.indexOf(state.selected) + 1) % spot.length];
}

/** The symbol closest to a point and those that stand on its spot, the topmost first. */
function onSpot(state, point) {
  const { L } = window;
  const found = [];
  const near = L.latLngBounds([-REACH, REACH].map((off) => state.map.containerPointToLatLng(point.add([off, off]))));
  for (const [id, layers] of state.objects) {
    for (const layer of layers) {
      if (!(layer instanceof L.Marker) || !near.contains(layer.getLatLng())) continue;
      if (!layer.getElement()?.isConnected || !state.shows(id)) continue;
      const distance = point.distanceTo(state.map.latLngToContainerPoint(layer.getLatLng()));
      if (distance < REACH) found.push({ id, distance, level: layer.options.zIndexOffset });
    }
  }
  const closest = Math.min(...found.map(({ distance }) => distance));
  return found.filter(({ distance }) => distance < closest + SPOT)
    .sort((a, b) => b.level - a.level).map(({ id }) => id);
}

/** A tooltip names all symbols that stand on one spot. */
function nameAll(state, marker) {
  const names = onSpot(state, state.map.latLngToContainerPoint(marker.getLatLng()))
    .map((id) => state.data.features[id].name + inArticle(state, id));
  const box = document.createElement("div");
  for (const name of names) box.append(Object.assign(document.createElement("div"), { textContent: name }));
  if (names.length > 1) box.append(Object.assign(document.createElement("em"), { textContent: "Click again for the next" }));
  marker.setTooltipContent(box);
}

/** A line of a few pixels is hard to hit: a wide unseen one takes the click for it. */
function addHitLine(state, id, line, choose) {
  const hit = window.L.polyline(line.getLatLngs(), {
    pane: line.options.pane, weight: 18, opacity: 0, className: "hit", smoothFactor: 2,
  });
  hit.on("click", choose);
  const { name, legs, group } = state.data.features[id];
  hit.bindTooltip(() => text(`${name}: ${legs[line.feature.id]}${inArticle(state, id)}`), { sticky: true });
  state.lines.add({ feature: id, leg: line.feature.id, path: hit });
  state.groups.get(group).addLayer(hit);
}

function dressMarker(state, id, marker) {
  const element = marker.getElement();
  if (!element) return;
  if (element.dataset.feature !== id) {
    element.dataset.feature = id;
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      select(state, id);
    });
  }
  const { name, passages } = state.data.features[id];
  const count = passages === 1 ? "1 passage" : `${passages || "no"} passages`;
  element.setAttribute("aria-label", `${name}, ${count}${inArticle(state, id)}`);
  element.classList.toggle("is-aside", isAside(state, id));
  element.setAttribute("aria-pressed", String(state.selected === id));
  element.classList.toggle("is-selected", state.selected === id);
  element.classList.toggle("is-silent", passages === 0);
  draw(marker, passages === 0 ? state.data.sizes.faint : 1);
  element.classList.toggle("is-sifted", !state.shows(id));
}

function select(state, id) {
  if (id !== state.selected) state.branch = null;
  state.pending = id;
  state.pendingUntil = Date.now() + PENDING_MS;
  mark(state, id);
  state.emit("clicked", id);
  // A click is lost where a report of the view overtakes it on a busy server: say it once more.
  clearTimeout(state.again);
  state.again = setTimeout(() => {
    if (state.pending === id) state.emit("clicked", id);
  }, AGAIN_MS);
}

function mark(state, id) {
  for (const [feature, on] of [[state.selected, false], [id, true]]) {
    for (const layer of state.objects.get(feature) ?? []) {
      const element = layer.getElement?.();
      element?.classList.toggle("is-selected", on);
      if (layer instanceof window.L.Marker) element?.setAttribute("aria-pressed", String(on));
      else if (on) layer.bringToFront?.();
    }
  }
  state.selected = id;
  sift(state);
  state.lines.refresh();
  // Hit lines stay on top of what was brought to the front.
  for (const hit of state.root.querySelectorAll("path.hit")) hit.parentNode.append(hit);
  state.root.dataset.selected = id ?? "";
  state.labels?.refresh();
}

/** Latitude and longitude under the pointer. */
function addPosition(map) {
  const { L } = window;
  const box = L.DomUtil.create("div", "position");
  box.setAttribute("aria-hidden", "true");
  const control = L.control({ position: "bottomright" });
  control.onAdd = () => box;
  control.addTo(map);
  const half = (value, plus, minus) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? minus : plus}`;
  map.on("mousemove", ({ latlng }) => {
    box.textContent = `${half(latlng.lat, "N", "S")}, ${half(latlng.lng, "E", "W")}`;
  });
  map.getContainer().addEventListener("mouseleave", () => { box.textContent = ""; });
}

function switchGroup(state, id, on) {
  const group = state.groups.get(id);
  if (on) group.addTo(state.map);
  else group.remove();
  if (on) mark(state, state.selected);
  state.lines.refresh();
  state.thin.refresh();
  state.labels.refresh();
  settle(state);
}

/** Report what is seen once it has stayed so for a moment. */
function settle(state) {
  clearTimeout(state.settling);
  state.settling = setTimeout(() => {
    const now = seen(state);
    remember(now);
    if (state.data.report) state.report("seen", { ...now, asked: state.data.report });
  }, SETTLE_MS);
}

function isDark(colour) {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = colour.trim() || "#fff";
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

function text(value) {
  const element = document.createElement("span");
  element.textContent = value;
  return element;
}
