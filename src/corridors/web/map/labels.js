// Names on the map: those of our features first, then of places around, none upon another.
import { json } from "../lib/loading.js";

const HALF = 12; // pixels: half a symbol
const SLACK = 1.04; // a name may be set a little wider than it measures

export function placeLabels(state) {
  const { map } = state;
  const pane = map.createPane("labels");
  pane.style.zIndex = 640;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const canvas = document.createElement("canvas").getContext("2d");
  let [own, around] = [named(state.data), []];
  const refresh = () => draw(map, pane, { own, around }, canvas, state);
  const rebuild = () => {
    own = named(state.data);
    refresh();
  };
  map.on("zoomend moveend viewreset", refresh);
  const { basemap } = state.data;
  if (basemap) json(`${basemap}/labels.geojson`).then((places) => {
    around = places.features.map(({ properties, geometry }) => ({
      name: properties.name, kind: properties.kind, from: properties.rank + state.data.sizes.ranked,
      at: [geometry.coordinates[1], geometry.coordinates[0]],
    })).sort((a, b) => a.from - b.from);
    refresh();
  }).catch((error) => console.warn("The place names cannot be shown:", error.message));
  return { refresh, rebuild };
}

/** The names of our features, those that are seen from farthest first. */
function named({ features, kinds }) {
  return Object.entries(features)
    .filter(([, feature]) => feature.label)
    .map(([id, feature]) => ({
      id, group: feature.group, name: feature.label, kind: "feature", at: feature.at,
      from: kinds[feature.kind][feature.passages ? "name" : "silent"], spoken: feature.passages > 0,
      small: kinds[feature.kind].dot, rank: kinds[feature.kind].rank,
    }))
    .sort((a, b) => a.from - b.from || b.rank - a.rank);
}

function draw(map, pane, { own, around }, canvas, state) {
  const { sizes } = state.data;
  const size = map.getSize();
  const zoom = map.getZoom();
  const taken = [...controls(map), ...obstacles(map, state, own)];
  const [placed, named] = [[], []];
  const chosen = own.filter(({ id }) => id === state.selected);
  const others = [...own, ...around].filter(({ id, from }) => from <= zoom + sizes.early && !(id && id === state.selected));
  for (const label of [...chosen, ...others]) {
    if (label.id && state.thin.hides(label.id)) continue;
    if (label.group && !(state.shows(label.id) && map.hasLayer(state.groups.get(label.group)))) continue;
    const point = map.latLngToContainerPoint(label.at);
    if (point.x < -40 || point.y < -20 || point.x > size.x + 40 || point.y > size.y + 20) continue;
    const box = fit(label, point, canvas, taken, size, sizes);
    if (!box || named.some(([name, at]) => name === label.name && at.distanceTo(point) < sizes.twice)) continue;
    taken.push(box);
    named.push([label.name, point]);
    placed.push(element(label, map.containerPointToLayerPoint([box.x, box.y]), state));
  }
  pane.replaceChildren(...placed);
}

/** Boxes of the map's controls, under which no name would be read. */
function controls(map) {
  const { x, y } = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
    const box = control.getBoundingClientRect();
    return { x: box.x - x, y: box.y - y, w: box.width, h: box.height };
  });
}

/** Symbols that no name may cover. */
function obstacles(map, state, own) {
  const { parts: { spoken: [near, far] }, dot } = state.data.sizes;
  const full = Math.floor(HALF * (state.root.classList.contains("is-far") ? far : near));
  return own
    .filter(({ id, group, spoken }) =>
      (spoken || !state.thin.many) && state.shows(id) && map.hasLayer(state.groups.get(group)))
    .map(({ at, small }) => {
      const { x, y } = map.latLngToContainerPoint(at);
      const half = small ? dot : full;
      return { x: x - half, y: y - half, w: 2 * half, h: 2 * half };
    });
}

function fit(label, point, canvas, taken, size, { fonts, around, spread, margin, inset }) {
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

/** Where a name may stand around its point: beside it first, then above and below. */
function ring({ x, y }, off, width, height) {
  const [right, left, above, below] = [x + off, x - off - width, y - off - height, y + off];
  return [
    [right, y - height / 2], [left, y - height / 2],
    [right, y - height], [left, y - height], [right, y], [left, y],
    [x - width / 2, below], [x - width / 2, above],
    [right - off / 2, above], [left + off / 2, above],
    [right - off / 2, below], [left + off / 2, below],
  ];
}

function overlaps(a, b, margin) {
  return a.x < b.x + b.w + margin && b.x < a.x + a.w + margin
    && a.y < b.y + b.h + margin && b.y < a.y + a.h + margin;
}

function element(label, at, state) {
  const span = document.createElement("span");
  span.className = `label label-${label.kind}${label.id && label.id === state.selected ? " is-selected" : ""}`;
  span.textContent = label.name;
  Object.assign(span.style, { left: `${Math.round(at.x)}px`, top: `${Math.round(at.y)}px` });
  return span;
}
