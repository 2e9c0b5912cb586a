// Names on the map: those of our features first, then of places around, none upon another.
import { newCanvas } from "../lib/dom.js";
import { json } from "../lib/loading.js";

/**
 * @import { LabelSizes } from "../contract"
 * @import { Box, Label, MapState } from "./state"
 */

/** @typedef {{ properties: any, geometry: { coordinates: [number, number] } }} Place */

const HALF = 12; // pixels: half a symbol
const SLACK = 1.04; // a name may be set a little wider than it measures

/**
 * @param {MapState} state
 * @returns {MapState["labels"]}
 */
export function placeLabels(state) {
  const { map } = state;
  const pane = map.createPane("labels");
  pane.style.zIndex = "640";
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const canvas = newCanvas();
  let own = named(state.data);
  /** @type {Label[]} */
  let around = [];
  const refresh = () => draw(map, pane, { own, around }, canvas, state);
  const rebuild = () => {
    own = named(state.data);
    refresh();
  };
  map.on("zoomend moveend viewreset", refresh);
  const { basemap } = state.data;
  if (basemap)
    json(`${basemap}/labels.geojson`)
      .then((places) => {
        around = places.features
          .map((/** @type {Place} */ place) => placeName(place, state.data.sizes.ranked))
          .sort(byZoom);
        refresh();
      })
      .catch((error) => console.warn("The place names cannot be shown:", error.message));
  return { refresh, rebuild };
}

/**
 * The label of a place of the basemap.
 *
 * @param {Place} place
 * @param {number} ranked - the zoom at which those of the first rank are named
 * @returns {Label}
 */
function placeName({ properties: { name, kind, rank }, geometry: { coordinates } }, ranked) {
  return { name, kind, from: rank + ranked, at: [coordinates[1], coordinates[0]] };
}

/**
 * @param {Label} a
 * @param {Label} b
 */
function byZoom(a, b) {
  return a.from - b.from || (b.rank ?? 0) - (a.rank ?? 0);
}

/**
 * The names of our features, those that are seen from farthest first.
 *
 * @param {MapState["data"]} data
 * @returns {Label[]}
 */
function named({ features, kinds }) {
  /** @type {Label[]} */
  const labels = Object.entries(features).flatMap(([id, feature]) => {
    const kind = kinds[feature.kind];
    return feature.label
      ? [
          {
            id,
            group: feature.group,
            name: feature.label,
            kind: "feature",
            at: feature.at,
            from: feature.passages ? kind.name : kind.silent,
            spoken: feature.passages > 0,
            small: kind.dot,
            rank: kind.rank,
          },
        ]
      : [];
  });
  return labels.sort(byZoom);
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} pane
 * @param {{ own: Label[], around: Label[] }} labels
 * @param {CanvasRenderingContext2D} canvas
 * @param {MapState} state
 */
function draw(map, pane, { own, around }, canvas, state) {
  const { sizes } = state.data;
  const size = map.getSize();
  const zoom = map.getZoom();
  const taken = [...controls(map), ...obstacles(map, state, own)];
  /** @type {HTMLElement[]} */
  const placed = [];
  /** @type {[name: string, at: L.Point][]} */
  const named = [];
  const chosen = own.filter(({ id }) => id === state.selected);
  const others = [...own, ...around].filter(
    ({ id, from }) => from <= zoom + sizes.early && !(id && id === state.selected),
  );
  for (const label of [...chosen, ...others]) {
    if (label.id && state.thin.hides(label.id)) continue;
    if (label.group && !isOn(label, map, state)) continue;
    const point = map.latLngToContainerPoint(label.at);
    if (point.x < -40 || point.y < -20 || point.x > size.x + 40 || point.y > size.y + 20) continue;
    const box = fit(label, point, canvas, taken, size, sizes);
    if (!box || named.some(([name, at]) => name === label.name && at.distanceTo(point) < sizes.twice))
      continue;
    taken.push(box);
    named.push([label.name, point]);
    placed.push(element(label, map.containerPointToLayerPoint([box.x, box.y]), state));
  }
  pane.replaceChildren(...placed);
}

/**
 * Boxes of the map's controls, under which no name would be read.
 *
 * @param {L.Map} map
 * @returns {Box[]}
 */
function controls(map) {
  const { x, y } = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
    const box = control.getBoundingClientRect();
    return { x: box.x - x, y: box.y - y, w: box.width, h: box.height };
  });
}

/**
 * Whether a feature of ours is seen on the map.
 *
 * @param {Label} label
 * @param {L.Map} map
 * @param {MapState} state
 */
function isOn({ id = "", group = "" }, map, state) {
  const layer = state.groups.get(group);
  return state.shows(id) && layer !== undefined && map.hasLayer(layer);
}

/**
 * Symbols that no name may cover.
 *
 * @param {L.Map} map
 * @param {MapState} state
 * @param {Label[]} own
 * @returns {Box[]}
 */
function obstacles(map, state, own) {
  const {
    parts: {
      spoken: [near, far],
    },
    dot,
  } = state.data.sizes;
  const full = Math.floor(HALF * (state.root.classList.contains("is-far") ? far : near));
  return own
    .filter((label) => (label.spoken || !state.thin.many) && isOn(label, map, state))
    .map(({ at, small }) => {
      const { x, y } = map.latLngToContainerPoint(at);
      const half = small ? dot : full;
      return { x: x - half, y: y - half, w: 2 * half, h: 2 * half };
    });
}

/**
 * Find a place for a name at its point, within the map and clear of what is taken.
 *
 * @param {Label} label
 * @param {{ x: number, y: number }} point
 * @param {Pick<CanvasRenderingContext2D, "font" | "measureText">} canvas
 * @param {Box[]} taken
 * @param {{ x: number, y: number }} size - of the map
 * @param {LabelSizes} sizes
 * @returns {Box | null}
 */
export function fit(label, point, canvas, taken, size, { fonts, around, spread, margin, inset }) {
  const height = fonts[label.kind] + 3;
  canvas.font = `${label.kind === "feature" ? 600 : 400} ${fonts[label.kind]}px sans-serif`;
  const width = canvas.measureText(label.name).width * (label.kind === "country" ? spread : SLACK);
  const rings = around[label.kind]?.flatMap((off) => ring(point, off, width, height));
  for (const [x, y] of rings ?? [[point.x - width / 2, point.y - height / 2]]) {
    const box = { x, y, w: width, h: height };
    const inside = x > inset && y > inset && x + width < size.x - inset && y + height < size.y - inset;
    if (inside && !taken.some((other) => overlaps(box, other, margin))) return box;
  }
  return null;
}

/**
 * Where a name may stand around its point: beside it first, then above and below.
 *
 * @param {{ x: number, y: number }} point
 * @param {number} off
 * @param {number} width
 * @param {number} height
 * @returns {[number, number][]}
 */
function ring({ x, y }, off, width, height) {
  const [right, left, above, below] = [x + off, x - off - width, y - off - height, y + off];
  return [
    [right, y - height / 2],
    [left, y - height / 2],
    [right, y - height],
    [left, y - height],
    [right, y],
    [left, y],
    [x - width / 2, below],
    [x - width / 2, above],
    [right - off / 2, above],
    [left + off / 2, above],
    [right - off / 2, below],
    [left + off / 2, below],
  ];
}

/**
 * @param {Box} a
 * @param {Box} b
 * @param {number} margin - pixels
 */
function overlaps(a, b, margin) {
  return (
    a.x < b.x + b.w + margin &&
    b.x < a.x + a.w + margin &&
    a.y < b.y + b.h + margin &&
    b.y < a.y + a.h + margin
  );
}

/**
 * @param {Label} label
 * @param {L.Point} at
 * @param {MapState} state
 */
function element(label, at, state) {
  const span = document.createElement("span");
  span.className = `label label-${label.kind}`;
  span.classList.toggle("is-selected", Boolean(label.id) && label.id === state.selected);
  span.textContent = label.name;
  Object.assign(span.style, { left: `${Math.round(at.x)}px`, top: `${Math.round(at.y)}px` });
  return span;
}
