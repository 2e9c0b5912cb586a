// The view of the map: where it is, where it goes, and what the address tells of it.
import { change, spotText } from "../lib/address.js";

/**
 * @import { MapKeys, Seen } from "../contract"
 * @import { MapState } from "./state"
 */

const EDGE = 24; // pixels between a chosen line and the edge of the map
const LEAST = 120; // pixels of a map in which something can be shown
const HOUSE =
  '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"' +
  ' fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round">' +
  '<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z"/></svg>';

/**
 * The first view: the region, whatever the shape of the screen.
 *
 * @param {MapState} state
 */
export function fitRegion(state) {
  state.map.invalidateSize({ pan: false });
  state.map.fitBounds(state.data.home, { animate: false });
}

/**
 * A button that leads back to the first view.
 *
 * @param {MapState} state
 */
export function addHome(state) {
  const { L } = window;
  const control = new L.Control({ position: "topleft" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const button = Object.assign(L.DomUtil.create("a", "home", bar), { href: "#", title: "Whole region" });
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", "Show the whole region");
    button.innerHTML = HOUSE;
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.stop(event);
      fitRegion(state);
    });
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  control.addTo(state.map);
}

/**
 * Move to a feature unless it is in sight already.
 *
 * @param {MapState} state
 * @param {string} id
 */
export function bringIntoView(state, id) {
  const feature = state.data.features[id];
  if (!feature) return;
  const {
    map,
    data: {
      sizes: { close },
    },
  } = state;
  const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const bounds = extent(state, id);
  const below = covered(map);
  const legend = openLegend(map);
  const seen = map.getSize().subtract([0, below]);
  if (feature.point) {
    const at = map.latLngToContainerPoint(bounds.getCenter());
    const inside = window.L.bounds(seen.multiplyBy(0.15), seen.multiplyBy(0.85)).contains(at);
    if (inside && !legend?.contains(at) && map.getZoom() >= close - 1) return;
    const zoom = Math.max(map.getZoom(), close);
    const middle = map.project(bounds.getCenter(), zoom).add([0, below / 2]);
    map.setView(map.unproject(middle, zoom), zoom, { animate });
    return;
  }
  /** @param {L.LatLng} place */
  const corner = (place) => map.latLngToContainerPoint(place);
  const box = window.L.bounds(corner(bounds.getNorthWest()), corner(bounds.getSouthEast()));
  const whole = window.L.bounds([0, 0], seen).contains(box) && !legend?.intersects(box);
  if (!whole || isSmall(map, bounds)) {
    const zoom = Math.min(
      map.getBoundsZoom(bounds, false, window.L.point(2 * EDGE, 2 * EDGE + below)),
      close + 1,
    );
    const [from, to] = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) => map.project(at, zoom));
    // As far from the legend as it can go at that zoom.
    const spare = (seen.x - (to.x - from.x)) / 2 - EDGE;
    const aside = Math.min(Math.max(0, spare), (legend?.max?.x ?? 0) / 2);
    const middle = from
      .add(to)
      .divideBy(2)
      .add([-aside, below / 2]);
    map.setView(map.unproject(middle, zoom), zoom, { animate });
  }
}

/**
 * Move what is chosen out from under a phone's panel, where it lies there.
 *
 * @param {MapState} state
 */
export function uncover(state) {
  const below = covered(state.map);
  if (!state.selected || !below) return;
  const { x, y } = state.map.getSize();
  const at = state.map.latLngToContainerPoint(extent(state, state.selected).getCenter());
  if (window.L.bounds([0, y - below], [x, y]).contains(at)) bringIntoView(state, state.selected);
}

/**
 * The pixels at the foot of the map that a phone's panel covers; none where it covers nearly all.
 *
 * @param {L.Map} map
 */
function covered(map) {
  const panel = document.querySelector(".st-key-panel");
  if (!panel || getComputedStyle(panel).position !== "fixed") return 0;
  const { top, bottom } = map.getContainer().getBoundingClientRect();
  const foot = bottom - panel.getBoundingClientRect().top;
  return foot > 0 && bottom - top - foot > LEAST ? foot : 0;
}

/**
 * The pixels of the map under an open legend; none where there is no room to show things beside it.
 *
 * @param {L.Map} map
 */
function openLegend(map) {
  const box = map.getContainer().querySelector(".legend[open]")?.getBoundingClientRect();
  if (!box) return null;
  const { left, top, width } = map.getContainer().getBoundingClientRect();
  const { L } = window;
  return box.right - left < width / 2
    ? L.bounds([box.left - left, box.top - top], [box.right - left, box.bottom - top])
    : null;
}

/**
 * The bounds of a feature, or of its chosen branch.
 *
 * @param {MapState} state
 * @param {string} id
 */
function extent(state, id) {
  const { bounds, branches } = state.data.features[id];
  const along = branches[state.branch ?? ""];
  if (!along) return window.L.latLngBounds(bounds);
  const { L } = window;
  const all = L.latLngBounds([]);
  for (const path of state.objects.get(id) ?? []) {
    if (path instanceof L.Polyline && along.includes(String(path.feature?.id))) all.extend(path.getBounds());
  }
  return all;
}

/**
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function isSmall(map, bounds) {
  /** @param {L.LatLng} at */
  const corner = (at) => map.latLngToContainerPoint(at);
  const size = corner(bounds.getNorthEast()).distanceTo(corner(bounds.getSouthWest()));
  return size < 0.2 * Math.min(map.getSize().x, map.getSize().y);
}

/**
 * Take over view and switches from an address that was followed; tell whether it names a view.
 *
 * @param {MapState} state
 * @param {MapState["data"]} data
 */
export function followAddress(state, { followed, hidden, spot, chosenTiles }) {
  if (state.followed === followed) return false;
  const first = state.followed === undefined;
  state.followed = followed;
  state.legend.hide(hidden);
  state.tiles.choose(chosenTiles ?? []);
  if (spot) state.map.setView([spot[0], spot[1]], spot[2], { animate: false });
  else if (!first && !state.data.selected) fitRegion(state);
  return spot !== null;
}

/**
 * The groups that are on, those and the branches that are off, the tiles, the view and its size.
 *
 * @param {MapState} state
 * @returns {Seen}
 */
export function seen(state) {
  /** @param {number} value */
  const round = (value) => Number(value.toFixed(4));
  const { lat, lng } = state.map.getCenter();
  const { x, y } = state.map.getSize();
  /** @type {string[]} */
  const visible = [];
  /** @type {string[]} */
  const off = [];
  for (const [id, group] of state.groups) (state.map.hasLayer(group) ? visible : off).push(id);
  return {
    visible,
    off,
    hidden: state.legend.hiddenBranches(),
    tiles: state.tiles.chosen(),
    latitude: round(lat),
    longitude: round(lng),
    zoom: round(state.map.getZoom()),
    size: [x, y],
  };
}

/**
 * Write switches, tiles and view into the address.
 *
 * @param {Seen} seen
 * @param {MapKeys} keys
 */
export function remember({ off, hidden, tiles, ...spot }, keys) {
  change({ [keys.hidden]: [...off, ...hidden], [keys.tiles]: tiles, [keys.spot]: [spotText(spot)] });
}
