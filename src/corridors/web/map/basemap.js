// Draws the basemap that travels with us: land, water, railways, rivers, borders.
import { json } from "../lib/loading.js";

/** @import { MapState } from "./state" */

/**
 * Below Leaflet's overlay pane (400), in the order in which they cover one another.
 *
 * @type {[name: string, level: number][]}
 */
const LAYERS = [
  ["land", 205],
  ["lakes", 210],
  ["rivers", 215],
  ["railways", 220],
  ["borders", 225],
];

/** @param {MapState} state */
export async function drawBasemap({ map, data }) {
  /** @type {string[]} */
  const missing = [];
  await Promise.all(
    LAYERS.map((layer) =>
      draw(layer, map, data).catch((error) => {
        console.warn(`The basemap's ${layer[0]} cannot be shown:`, error.message);
        missing.push(layer[0]);
      }),
    ),
  );
  if (missing.length) map.attributionControl.addAttribution(`Basemap without ${missing.join(", ")}`);
}

/**
 * @param {[name: string, level: number]} layer
 * @param {L.Map} map
 * @param {MapState["data"]} data
 */
async function draw([name, level], map, data) {
  const { L } = window;
  if (!data.basemap) throw new Error("no folder of that name");
  const pane = map.createPane(`basemap-${name}`);
  pane.style.zIndex = String(level);
  pane.style.pointerEvents = "none";
  const content = await json(`${data.basemap}/${name}.geojson`);
  /** @type {L.PolylineOptions & L.GeoJSONOptions} */
  const options = {
    pane: `basemap-${name}`,
    renderer: L.svg({ pane: `basemap-${name}`, padding: 0.3 }),
    interactive: false,
    smoothFactor: 1,
    style: (feature) => ({
      className: `base base-${name} base-${feature?.properties.kind ?? "plain"}`,
    }),
  };
  L.geoJSON(content, options).addTo(map);
}
