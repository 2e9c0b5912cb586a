// Where there are very many symbols, those that would cover others wait for a closer view.
/** @import { MapState, Thin } from "./state" */

const MANY = 500;
const CELL = 26; // pixels: a symbol and what it needs around it
const BEYOND = 0.3; // of the map's size, for who drags it

/**
 * Keep the symbols few enough to be told apart and painted; `hides` says which are left out of `many`.
 *
 * @param {MapState} state
 * @returns {Thin}
 */
export function thinOut(state) {
  const { L } = window;
  const { map } = state;
  const symbols = [...state.objects].flatMap(([id, layers]) =>
    layers
      .filter((layer) => layer instanceof L.Marker)
      .map((layer) => ({ id, layer, spoken: state.data.features[id].passages > 0 })),
  );
  if (symbols.length <= MANY) return { many: false, refresh: () => {}, hides: () => false };
  const said = tell(map);
  /** @type {Set<string>} */
  let left = new Set();

  function refresh() {
    const seen = symbols.flatMap(({ id, layer, spoken }) => {
      const element = layer.getElement();
      if (!element || !state.shows(id)) return [];
      return [{ id, element, spoken, at: map.latLngToContainerPoint(layer.getLatLng()) }];
    });
    const thin = thinned(seen, map.getSize());
    left = thin.left;
    for (const { id, element } of seen) element.classList.toggle("is-thin", left.has(id));
    const words = `${thin.behind.toLocaleString("en")} more places here. Zoom in to see them.`;
    said.textContent = thin.behind ? words : "";
    said.hidden = !thin.behind;
  }
  map.on("moveend", refresh);
  return { many: true, refresh, hides: (id) => left.has(id) && id !== state.selected };
}

/**
 * Choose the symbols that are left out, and count those of them that lie in or near the map. What is spoken
 * of always stays; of the others one stays in each cell that is free.
 *
 * @param {{ id: string, spoken: boolean, at: { x: number, y: number } }[]} symbols
 * @param {{ x: number, y: number }} size - of the map
 */
export function thinned(symbols, size) {
  /** @type {(at: number, size: number) => boolean} */
  const within = (at, size) => at > -BEYOND * size && at < (1 + BEYOND) * size;
  /** @type {Set<string>} */
  const left = new Set();
  const taken = new Set();
  let behind = 0;
  for (const { id, spoken, at } of [...symbols].sort((a, b) => Number(b.spoken) - Number(a.spoken))) {
    const near = within(at.x, size.x) && within(at.y, size.y);
    const cell = `${Math.floor(at.x / CELL)} ${Math.floor(at.y / CELL)}`;
    if (spoken || (near && !taken.has(cell))) taken.add(cell);
    else {
      left.add(id);
      if (near) behind += 1;
    }
  }
  return { left, behind };
}

/** @param {L.Map} map */
function tell(map) {
  const { L } = window;
  const control = new L.Control({ position: "topright" });
  const box = L.DomUtil.create("div", "thinned");
  box.setAttribute("role", "status");
  box.hidden = true;
  control.onAdd = () => box;
  control.addTo(map);
  return box;
}
