// Where there are very many symbols, those that would cover others wait for a closer view.
const MANY = 500;
const CELL = 26; // pixels: a symbol and what it needs around it
const BEYOND = 0.3; // of the map's size, for who drags it

/** Keep the symbols few enough to be told apart and painted; `hides` says which are left out of `many`. */
export function thinOut(state) {
  const { L } = window;
  const { map } = state;
  const symbols = [...state.objects].flatMap(([id, layers]) =>
    layers.filter((layer) => layer instanceof L.Marker).map((layer) => ({ id, layer })),
  );
  if (symbols.length <= MANY) return { many: false, refresh: () => {}, hides: () => false };
  const spoken = ({ id }) => state.data.features[id].passages > 0;
  symbols.sort((a, b) => spoken(b) - spoken(a));
  const said = tell(map);
  let left = new Set();

  function refresh() {
    const { x: wide, y: high } = map.getSize();
    const within = (at, size) => at > -BEYOND * size && at < (1 + BEYOND) * size;
    const taken = new Set();
    let behind = 0;
    left = new Set();
    for (const symbol of symbols) {
      const { id, layer } = symbol;
      const element = layer.getElement();
      if (!element || !state.shows(id)) continue;
      const { x, y } = map.latLngToContainerPoint(layer.getLatLng());
      const near = within(x, wide) && within(y, high);
      const cell = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
      const shown = spoken(symbol) || (near && !taken.has(cell));
      if (shown) taken.add(cell);
      else left.add(id);
      behind += near && !shown;
      element.classList.toggle("is-thin", !shown);
    }
    said.textContent = behind ? `${behind.toLocaleString("en")} more places here. Zoom in to see them.` : "";
    said.hidden = !behind;
  }
  map.on("moveend", refresh);
  return { many: true, refresh, hides: (id) => left.has(id) && id !== state.selected };
}

function tell(map) {
  const { L } = window;
  const control = L.control({ position: "topright" });
  const box = L.DomUtil.create("div", "thinned");
  box.setAttribute("role", "status");
  box.hidden = true;
  control.onAdd = () => box;
  control.addTo(map);
  return box;
}
