// Draws the basemap that travels with us: land, water, railways, rivers, borders.
import { json } from "./loading.js";

// Below Leaflet's overlay pane (400), in the order in which they cover one another.
const LAYERS = [
  ["land", 205], ["lakes", 210], ["rivers", 215], ["railways", 220], ["borders", 225],
];

export async function drawBasemap({ map, data }) {
  const { L } = window;
  await Promise.all(LAYERS.map(async ([name, level]) => {
    const pane = map.createPane(`basemap-${name}`);
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
    const content = await json(`${data.basemap}/${name}.geojson`);
    L.geoJSON(content, {
      pane: `basemap-${name}`,
      renderer: L.svg({ pane: `basemap-${name}`, padding: 0.3 }),
      interactive: false,
      smoothFactor: 1,
      style: (feature) => ({
        className: `base base-${name} base-${feature.properties.kind ?? "plain"}`,
      }),
    }).addTo(map);
  }));
}
