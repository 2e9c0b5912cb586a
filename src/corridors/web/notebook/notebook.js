// What a map in a notebook needs besides Leaflet, so that what folium adds to it asks no other host.
document.documentElement.classList.add("corridors-map");

/** @type {{ icon: L.IconOptions, attribution: string }} */
const given = JSON.parse(document.getElementById("given")?.textContent ?? "");

// Markers without an icon of their own find their picture here, not in a folder beside Leaflet.
window.L.Icon.Default.imagePath = "";
window.L.Icon.Default.mergeOptions(given.icon);

window.L.Map.addInitHook(
  /** @this {L.Map} */ function () {
    this.attributionControl.addAttribution(given.attribution);
  },
);

/**
 * The two uses that folium makes of jQuery: for popups, and to wait for the document.
 * @param {string | Document} asked
 */
function query(asked) {
  if (typeof asked !== "string") {
    return { ready: (/** @type {() => void} */ run) => window.addEventListener("load", run) };
  }
  const holder = document.createElement("template");
  holder.innerHTML = asked.trim();
  return [holder.content.firstChild];
}
Object.assign(window, { $: query });
