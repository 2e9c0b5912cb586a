// Shows the map that folium describes: mounts its script once, then only switches, marks, moves.
import { newCanvas } from "../lib/dom.js";
import { json, script, style } from "../lib/loading.js";
import { sender } from "../lib/sending.js";
import { drawBasemap } from "./basemap.js";
import { placeLabels } from "./labels.js";
import { buildLegend } from "./legend.js";
import { draw, drawLightly } from "./symbols.js";
import { thinOut } from "./thinning.js";
import { offerTiles } from "./tiles.js";
import { addHome, bringIntoView, fitRegion, followAddress, remember, seen, uncover } from "./view.js";

/**
 * @import { MapData, MapSizes, MapTold } from "../contract"
 * @import { Drawn, MapState } from "./state"
 */

const SETTLE_MS = 400;
const REACH = 24; // pixels
const SPOT = 5; // pixels between symbols that count as one spot
const LEFT_MS = 5000;

/** @typedef {{ script: string, ready: Promise<MapState> }} Instance */
/** @type {WeakMap<HTMLElement, Instance>} */
const instances = new WeakMap();
/** @type {Set<Instance>} */
const left = new Set(); // maps whose elements have left the page

/**
 * Mount on the first call, update on each later one.
 *
 * @param {Component<MapData, MapTold>} component
 */
export async function show(component) {
  const { parentElement } = component;
  const data = { ...component.data, ...(await json(component.data.described)) };
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

/**
 * Take the map down once its element has left the page, unless another one takes it over at once.
 *
 * @param {HTMLElement} parentElement
 */
export function leave(parentElement) {
  const instance = instances.get(parentElement);
  if (!instance || parentElement.isConnected) return;
  instances.delete(parentElement);
  left.add(instance);
  setTimeout(() => {
    if (left.delete(instance)) instance.ready.then((state) => state.stop());
  }, LEFT_MS);
}

/**
 * Streamlit may drop the element and make it anew, where runs of the page overtake each other: keep the map.
 *
 * @param {HTMLElement} parentElement
 */
function adopt(parentElement) {
  const [instance] = left;
  if (!instance) return null;
  left.delete(instance);
  instance.ready.then((state) => parentElement.append(state.root));
  return instance;
}

/**
 * @param {HTMLElement} parentElement
 * @param {MapState["data"]} data
 * @returns {Promise<MapState>}
 */
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
  const drawn = /** @type {Record<string, any>} */ (window);
  /** @type {L.Map} */
  const map = drawn[data.map];
  /** @type {MapState} */
  const state = /** @type {any} */ ({
    root,
    map,
    data,
    selected: null,
    branch: null,
    clicks: sender(),
    sifted: null,
    groups: new Map(data.groups.map((group) => [group.id, drawn[group.object]])),
    shows: () => true,
  });
  state.objects = collect(state.groups);
  state.lines = collectLines(state);

  map.attributionControl.setPrefix("Leaflet").addAttribution(data.attribution);
  window.L.control.scale({ maxWidth: 120, position: "bottomright" }).addTo(map);
  addHome(state);
  addPosition(map);
  wire(state);
  state.legend = buildLegend(state, {
    onGroup: (id, on) => switchGroup(state, id, on),
    onBranches: () => {
      state.lines.refresh();
      settle(state);
    },
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
    state.clicks.stop();
    state.tiles.stop();
    map.remove();
    root.remove();
  };
  const scale = () => root.classList.toggle("is-far", map.getZoom() < state.data.sizes.far);
  map.on("zoomend", () => {
    scale();
    sift(state);
  });
  fitRegion(state);
  scale();
  map.on("moveend", () => settle(state));
  /** @param {DocumentEventMap["corridors:point"]} event */
  const point = ({ detail }) => pointOut(state, detail);
  const note = () => remember(seen(state), state.data.keys);
  /** @param {DocumentEventMap["corridors:window"]} event */
  const within = ({ detail }) => {
    state.within = detail;
    sift(state);
  };
  const clear = () => uncover(state);
  document.addEventListener("corridors:sheet", clear);
  document.addEventListener("corridors:point", point);
  document.addEventListener("corridors:leaving", note);
  document.addEventListener("corridors:window", within);
  root.dataset.ready = "true";
  return state;
}

/**
 * Give the style sheet the sizes of names and symbols.
 *
 * @param {HTMLElement} root
 * @param {MapSizes} sizes
 */
function measure(root, { fonts, parts }) {
  for (const [name, size] of Object.entries(fonts)) root.style.setProperty(`--font-${name}`, `${size}px`);
  for (const [name, [near, far]] of Object.entries(parts)) {
    root.style.setProperty(`--part-${name}`, String(near));
    root.style.setProperty(`--part-${name}-far`, String(far));
  }
}

/**
 * @param {MapState} state
 * @param {MapState["data"]} data
 * @param {Component<MapData, MapTold>} component
 */
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
  const moved = state.clicks.pending !== data.selected;
  if (!state.clicks.accepts(data.selected)) return;
  const sameBranch = data.branch === state.branch;
  if (data.selected === state.selected && sameBranch) return;
  state.branch = data.branch;
  mark(state, data.selected);
  if ((moved || !sameBranch) && data.selected) {
    state.legend.reveal(data.features[data.selected]?.group, data.branch);
    if (!placed) bringIntoView(state, data.selected);
  }
}

/**
 * Show only some features, or all, and of these what is seen at this zoom; those in a window of time
 * go before, while it is dragged.
 *
 * @param {MapState} state
 */
function sift(state) {
  const {
    data: { shown, kinds, features },
    within,
  } = state;
  const later = Object.keys(kinds).filter((kind) => state.map.getZoom() < kinds[kind].symbol);
  const key = JSON.stringify([shown, within, later, later.length ? state.selected : null]);
  if (key === state.sifted) return;
  state.sifted = key;
  const [wanted, inside, outside] = [shown, within?.inside, within?.outside].map(
    (ids) => ids && new Set(ids),
  );
  /** @param {string} id */
  const isNear = (id) => id === state.selected || !later.includes(features[id].kind);
  state.shows = (id) =>
    !outside?.has(id) && isNear(id) && (!wanted || wanted.has(id) || (inside?.has(id) ?? false));
  for (const [id, layers] of state.objects) {
    for (const layer of layers) layer.getElement?.()?.classList.toggle("is-sifted", !state.shows(id));
  }
  state.lines.refresh();
  state.thin.refresh();
  state.labels.refresh();
}

/**
 * Tell the features that the open article speaks of from the others; null where none is open.
 *
 * @param {MapState} state
 * @param {MapData["spoken"]} spoken
 */
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

/**
 * @param {MapState} state
 * @param {string} id
 */
function isAside(state, id) {
  return state.spoken ? !state.spoken.has(id) : false;
}

/**
 * Where in the open article a feature occurs.
 *
 * @param {MapState} state
 * @param {string} id
 */
function inArticle(state, id) {
  const numbers = state.spoken?.get(id);
  if (!numbers) return "";
  return numbers.length > 1 ? `, in paragraphs ${numbers.join(", ")}` : `, in paragraph ${numbers[0]}`;
}

/**
 * Point out a feature that is spoken of elsewhere on the page, or none.
 *
 * @param {MapState} state
 * @param {string | null} id
 */
function pointOut(state, id) {
  for (const element of state.root.querySelectorAll(".is-pointed")) element.classList.remove("is-pointed");
  for (const layer of state.objects.get(id ?? "") ?? []) layer.getElement?.()?.classList.add("is-pointed");
}

/**
 * All Leaflet objects of each feature: paths and markers.
 *
 * @param {Map<string, L.FeatureGroup>} groups
 * @returns {Map<string, Drawn[]>}
 */
function collect(groups) {
  const objects = new Map();
  /**
   * @param {string} id
   * @param {Drawn} layer
   */
  const add = (id, layer) => objects.set(id, [...(objects.get(id) ?? []), layer]);
  for (const group of groups.values()) {
    group.eachLayer((/** @type {any} */ layer) => {
      if (layer.eachLayer)
        layer.eachLayer((/** @type {any} */ part) => add(part.feature.properties.feature, part));
      else add(layer.options.featureId, layer);
    });
  }
  return objects;
}

/**
 * The leg that a layer draws, if it draws one.
 *
 * @param {Drawn} layer
 */
function legOf(layer) {
  return String(layer.feature?.id ?? "");
}

/**
 * The lines of all features by leg: what is hidden, dimmed and marked of them.
 *
 * @param {MapState} state
 * @returns {MapState["lines"]}
 */
function collectLines(state) {
  /** @type {{ feature: string, leg: string, path: Drawn }[]} */
  const lines = [];
  for (const [feature, layers] of state.objects) {
    for (const path of layers) {
      const leg = legOf(path);
      if (leg in state.data.features[feature].legs) lines.push({ feature, leg, path });
    }
  }
  const refresh = () => {
    const compared = (state.data.compared ?? []).map((key) => key.split("/"));
    // What is compared of the chosen corridor may be a branch of it.
    const isCompared = compared.some(([id]) => id === state.selected);
    const ways = isCompared ? compared : [[state.selected, state.branch], ...compared];
    // Beside a chosen line the others step back, and it keeps its colour, dash and width.
    const hasLine = lines.some(({ feature }) => ways.some(([id]) => id === feature));
    state.root.classList.toggle("has-line", hasLine);
    for (const { feature, leg, path } of lines) {
      const { branches } = state.data.features[feature];
      const own = ways.filter(([id]) => id === feature);
      const chosen = own.length > 0;
      const apart = chosen && own.every(([, branch]) => branches[branch ?? ""]?.includes(leg) === false);
      const classes = path.getElement?.()?.classList;
      classes?.toggle("is-off", !state.shows(feature) || (state.legend?.hides(feature, leg) ?? false));
      classes?.toggle("is-dimmed", apart);
      classes?.toggle("is-aside", isAside(state, feature));
      classes?.toggle("is-selected", chosen && !apart);
    }
  };
  return { refresh, add: (line) => lines.push(line) };
}

/** @param {MapState} state */
function wire(state) {
  const { L } = window;
  for (const [id, layers] of state.objects) {
    /** @param {L.LeafletMouseEvent} event */
    const choose = (event) => {
      L.DomEvent.stop(event);
      select(state, event.target instanceof L.Marker ? (nearest(state, event.originalEvent) ?? id) : id);
    };
    for (const layer of layers) {
      if (layer.options.interactive === false) continue;
      layer.on("click", choose);
      if (legOf(layer) in state.data.features[id].legs) addHitLine(state, id, layer, choose);
      if (layer instanceof L.Marker) {
        layer.on("add", () => dressMarker(state, id, layer));
        layer.on("tooltipopen", () => nameAll(state, layer));
        dressMarker(state, id, layer);
      }
    }
  }
}

/**
 * Where symbols overlap, the closest to the pointer is meant; on one spot, each click the next.
 *
 * @param {MapState} state
 * @param {MouseEvent} event
 */
function nearest(state, event) {
  const spot = onSpot(state, state.map.mouseEventToContainerPoint(event));
  return spot[(spot.indexOf(state.selected ?? "") + 1) % spot.length];
}

/**
 * The symbol closest to a point and those that stand on its spot, the topmost first.
 *
 * @param {MapState} state
 * @param {L.Point} point
 */
function onSpot(state, point) {
  const { L } = window;
  const symbols = [];
  const near = L.latLngBounds(
    [-REACH, REACH].map((off) => state.map.containerPointToLatLng(point.add([off, off]))),
  );
  for (const [id, layers] of state.objects) {
    for (const layer of layers) {
      if (!(layer instanceof L.Marker) || !near.contains(layer.getLatLng())) continue;
      if (!layer.getElement()?.isConnected || !state.shows(id)) continue;
      const distance = point.distanceTo(state.map.latLngToContainerPoint(layer.getLatLng()));
      if (distance < REACH) symbols.push({ id, distance, level: layer.options.zIndexOffset ?? 0 });
    }
  }
  const closest = Math.min(...symbols.map(({ distance }) => distance));
  return symbols
    .filter(({ distance }) => distance < closest + SPOT)
    .sort((a, b) => b.level - a.level)
    .map(({ id }) => id);
}

/**
 * A tooltip names all symbols that stand on one spot.
 *
 * @param {MapState} state
 * @param {L.Marker} marker
 */
function nameAll(state, marker) {
  const names = onSpot(state, state.map.latLngToContainerPoint(marker.getLatLng())).map(
    (id) => state.data.features[id].name + inArticle(state, id),
  );
  const box = document.createElement("div");
  for (const name of names) box.append(Object.assign(document.createElement("div"), { textContent: name }));
  if (names.length > 1)
    box.append(Object.assign(document.createElement("em"), { textContent: "Click again for the next" }));
  marker.setTooltipContent(box);
}

/**
 * A line of a few pixels is hard to hit: a wide unseen one takes the click for it.
 *
 * @param {MapState} state
 * @param {string} id
 * @param {any} line
 * @param {L.LeafletMouseEventHandlerFn} choose
 */
function addHitLine(state, id, line, choose) {
  const hit = window.L.polyline(line.getLatLngs(), {
    pane: line.options.pane,
    weight: 18,
    opacity: 0,
    className: "hit",
    smoothFactor: 2,
  });
  hit.on("click", choose);
  const { name, legs, group } = state.data.features[id];
  const leg = legOf(line);
  hit.bindTooltip(() => text(`${name}: ${legs[leg]}${inArticle(state, id)}`), { sticky: true });
  state.lines.add({ feature: id, leg, path: hit });
  state.groups.get(group)?.addLayer(hit);
}

/**
 * @param {MapState} state
 * @param {string} id
 * @param {L.Marker} marker
 */
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

/**
 * @param {MapState} state
 * @param {string} id
 */
function select(state, id) {
  if (id !== state.selected) state.branch = null;
  mark(state, id);
  state.clicks.send(id, () => state.emit("clicked", id));
}

/**
 * @param {MapState} state
 * @param {string | null} id
 */
function mark(state, id) {
  for (const feature of [state.selected, id]) {
    for (const layer of state.objects.get(feature ?? "") ?? []) {
      const on = feature === id;
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
  for (const hit of state.root.querySelectorAll("path.hit")) hit.parentNode?.append(hit);
  state.root.dataset.selected = id ?? "";
  state.labels.refresh();
}

/**
 * Latitude and longitude under the pointer.
 *
 * @param {L.Map} map
 */
function addPosition(map) {
  const { L } = window;
  const box = L.DomUtil.create("div", "position");
  box.setAttribute("aria-hidden", "true");
  const control = new L.Control({ position: "bottomright" });
  control.onAdd = () => box;
  control.addTo(map);
  /** @type {(value: number, plus: string, minus: string) => string} */
  const half = (value, plus, minus) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? minus : plus}`;
  map.on("mousemove", ({ latlng }) => {
    box.textContent = `${half(latlng.lat, "N", "S")}, ${half(latlng.lng, "E", "W")}`;
  });
  map.getContainer().addEventListener("mouseleave", () => {
    box.textContent = "";
  });
}

/**
 * @param {MapState} state
 * @param {string} id
 * @param {boolean} on
 */
function switchGroup(state, id, on) {
  const group = state.groups.get(id);
  if (on) group?.addTo(state.map);
  else group?.remove();
  if (on) mark(state, state.selected);
  state.lines.refresh();
  state.thin.refresh();
  state.labels.refresh();
  settle(state);
}

/**
 * Report what is seen once it has stayed so for a moment.
 *
 * @param {MapState} state
 */
function settle(state) {
  clearTimeout(state.settling);
  state.settling = setTimeout(() => {
    const now = seen(state);
    remember(now, state.data.keys);
    if (state.data.report) state.report("seen", JSON.stringify({ ...now, asked: state.data.report }));
  }, SETTLE_MS);
}

/** @param {string} colour */
function isDark(colour) {
  const canvas = newCanvas();
  canvas.fillStyle = colour.trim() || "#fff";
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/** @param {string} value */
function text(value) {
  const element = document.createElement("span");
  element.textContent = value;
  return element;
}
