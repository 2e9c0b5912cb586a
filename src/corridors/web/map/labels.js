// Names on the map: those of our features first, then of places around, none upon another.
import { newCanvas } from "../lib/dom.js";
import { json } from "../lib/loading.js";

/**
 * @import { MapFeature } from "../contract"
 * @import { Box, Label, MapState } from "./state"
 */

const MARGIN = 3;
const TWICE = 60; // pixels within which one name is not written twice
const SIZES = { country: 12, water: 12, city: 11.5, feature: 12.5 };

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
  let own = named(state.data.features);
  /** @type {Label[]} */
  let around = [];
  const refresh = () => draw(map, pane, { own, around }, canvas, state);
  const rebuild = () => {
    own = named(state.data.features);
    refresh();
  };
  map.on("zoomend moveend viewreset", refresh);
  const { basemap } = state.data;
  if (basemap)
    json(`${basemap}/labels.geojson`)
      .then((places) => {
        around = places.features.map(placeName).sort(byZoom);
        refresh();
      })
      .catch((error) => console.warn("The place names cannot be shown:", error.message));
  return { refresh, rebuild };
}

/**
 * The label of a place of the basemap.
 *
 * @param {{ properties: any, geometry: { coordinates: [number, number] } }} place
 * @returns {Label}
 */
function placeName({ properties: { name, kind, rank }, geometry: { coordinates } }) {
  return { name, kind, from: rank + 3, at: [coordinates[1], coordinates[0]] };
}

/**
 * @param {Label} a
 * @param {Label} b
 */
function byZoom(a, b) {
  return a.from - b.from;
}

/**
 * The names of our features, those that are seen from farthest first.
 *
 * @param {Record<string, MapFeature>} features
 * @returns {Label[]}
 */
function named(features) {
  /** @type {Label[]} */
  const labels = Object.entries(features).flatMap(([id, feature]) =>
    feature.label
      ? [
          {
            id,
            group: feature.group,
            name: feature.label,
            kind: "feature",
            at: feature.at,
            from: firstZoom(feature),
            spoken: feature.passages > 0,
            small: feature.kind === "node",
          },
        ]
      : [],
  );
  return labels.sort(byZoom);
}

/**
 * What the articles speak of is named first.
 *
 * @param {MapFeature} feature
 */
function firstZoom({ kind, passages }) {
  const main = kind === "port" || kind === "exercise";
  if (passages) return main ? 0 : 5.5;
  return main ? 6.5 : 7;
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} pane
 * @param {{ own: Label[], around: Label[] }} labels
 * @param {CanvasRenderingContext2D} canvas
 * @param {MapState} state
 */
function draw(map, pane, { own, around }, canvas, state) {
  const size = map.getSize();
  const zoom = map.getZoom();
  const taken = [...controls(map), ...obstacles(map, state, own)];
  /** @type {HTMLElement[]} */
  const placed = [];
  /** @type {[name: string, at: L.Point][]} */
  const named = [];
  const chosen = own.filter(({ id }) => id === state.selected);
  // A small map shows a region at a lower zoom; names come half a step earlier there.
  const others = [...own, ...around].filter(
    ({ id, from }) => from <= zoom + 0.5 && !(id && id === state.selected),
  );
  for (const label of [...chosen, ...others]) {
    if (label.id && state.thin.hides(label.id)) continue;
    if (label.group && !isOn(label, map, state)) continue;
    const point = map.latLngToContainerPoint(label.at);
    if (point.x < -40 || point.y < -20 || point.x > size.x + 40 || point.y > size.y + 20) continue;
    const box = fit(label, point, canvas, taken, size);
    if (!box || named.some(([name, at]) => name === label.name && at.distanceTo(point) < TWICE)) continue;
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
  const full = state.root.classList.contains("is-far") ? 9 : 12;
  return own
    .filter((label) => (label.spoken || !state.thin.many) && isOn(label, map, state))
    .map(({ at, small }) => {
      const { x, y } = map.latLngToContainerPoint(at);
      const half = small ? 5 : full;
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
 * @returns {Box | null}
 */
export function fit(label, point, canvas, taken, size) {
  const height = SIZES[label.kind] + 3;
  canvas.font = `${label.kind === "feature" ? 600 : 400} ${SIZES[label.kind]}px sans-serif`;
  const spaced = label.kind === "country" ? 1.18 : 1.04;
  const width = canvas.measureText(label.name).width * spaced;
  const centred = () => [[point.x - width / 2, point.y - height / 2]];
  const spots = {
    feature: () => [...ring(point, 15, width, height), ...ring(point, 25, width, height)],
    city: () => ring(point, 6, width, height),
    country: centred,
    water: centred,
  };
  for (const [x, y] of spots[label.kind]()) {
    const box = { x, y, w: width, h: height };
    const inside = x > 2 && y > 2 && x + width < size.x - 2 && y + height < size.y - 2;
    if (inside && !taken.some((other) => overlaps(box, other))) return box;
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
 */
function overlaps(a, b) {
  return (
    a.x < b.x + b.w + MARGIN &&
    b.x < a.x + a.w + MARGIN &&
    a.y < b.y + b.h + MARGIN &&
    b.y < a.y + a.h + MARGIN
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
