// The page in one file: the map on the left, the panel on the right, the choice in the address.
import { spotOf, withValues, writeHash } from "../lib/address.js";
import { show as showMap } from "../map/map.js";
import { show as showPlace } from "../panels/place.js";

/** @import { Cited, StandaloneContent } from "../contract" */

/** @type {StandaloneContent} */
const content = JSON.parse(byId("corridors-content").textContent ?? "");
const { keys } = content;
const spots = { map: byId("map"), place: byId("place") };
const list = /** @type {HTMLSelectElement} */ (byId("places"));
const status = byId("said");
// The panel asks for a style sheet by its folder: an empty one, for the page has it already.
const EMPTY = "data:text/css,";
let followed = 0;
/** @type {Cited | null} */
let cited = null;

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
}

/**
 * A passage's citation in each style, or in plain words where the file has no other.
 *
 * @param {string} id
 * @returns {Cited | null}
 */
function citation(id) {
  if (content.citations[id]) return { id, styles: content.citations[id] };
  for (const { articles } of Object.values(content.features)) {
    for (const { title, byline, passages } of articles) {
      const cited = passages.find((passage) => passage.id === id);
      if (cited)
        return { id, styles: [{ title: "plain words", text: `${title}, ${byline}, ${cited.place}` }] };
    }
  }
  return null;
}

/** What the address names: the chosen feature and branch after the hash, the map's view before. */
function address() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  const feature = chosen.get(keys.feature) ?? "";
  const branch = chosen.get(keys.branch) ?? "";
  if (!Object.hasOwn(content.features, feature)) return { feature: null, branch: null };
  return { feature, branch: Object.hasOwn(content.features[feature].ways, branch) && branch ? branch : null };
}

/**
 * @param {string | null} feature
 * @param {string | null} [branch]
 */
function choose(feature, branch) {
  const values = { [keys.feature]: feature ? [feature] : [], [keys.branch]: branch ? [branch] : [] };
  writeHash(withValues("", values));
  draw();
}

function draw() {
  const { feature, branch } = address();
  const chosen = feature && content.features[feature];
  const view = new URLSearchParams(location.search);
  showMap({
    parentElement: spots.map,
    data: {
      ...content.map,
      keys,
      selected: feature,
      branch,
      shown: null,
      followed,
      hidden: view.getAll(keys.hidden),
      spot: spotOf(view.get(keys.spot) ?? ""),
    },
    setTriggerValue: (name, id) => {
      if (name === "clicked") choose(String(id));
    },
    setStateValue: () => {},
  }).catch((error) => console.error("The map cannot be shown:", error));
  showPlace({
    parentElement: spots.place,
    data: {
      static: EMPTY,
      cited,
      content: chosen ? { ...chosen, way: chosen.ways[branch ?? ""] ?? null } : content.overview,
      note:
        chosen && chosen.shown < chosen.passages
          ? `This file holds the first ${chosen.shown} of ${chosen.passages} passages.`
          : null,
    },
    setTriggerValue: (name, value) => {
      const id = String(value);
      if (name === "open") choose(id);
      if (name === "branch") choose(feature, id);
      if (name === "cite") {
        cited = citation(id);
        draw();
      }
    },
    setStateValue: () => {},
  });
  list.value = feature ?? "";
  document.title = chosen ? `${chosen.name} – Corridors` : "Corridors";
  status.textContent = chosen ? `${chosen.name} is chosen` : "";
}

for (const { title, features } of content.overview.layers) {
  const group = Object.assign(document.createElement("optgroup"), { label: title });
  for (const { id, name } of features) {
    group.append(Object.assign(document.createElement("option"), { value: id, textContent: name }));
  }
  list.append(group);
}
byId("skip").addEventListener("click", () => {
  const panel = spots.place.querySelector(".reader");
  if (panel instanceof HTMLElement) panel.focus();
});
list.addEventListener("change", () => choose(list.value));
addEventListener("popstate", () => {
  followed += 1;
  draw();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
draw();
