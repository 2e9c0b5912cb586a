// The page in one file: the map on the left, the panel on the right, the choice in the address.
/** @import { Cited, MapData, StandaloneContent } from "../contract" */

/** @type {StandaloneContent} */
const content = JSON.parse(byId("corridors-content").textContent ?? "");
const spots = { map: byId("map"), reader: byId("reader") };
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
      const found = passages.find((passage) => passage.id === id);
      if (found)
        return { id, styles: [{ title: "plain words", text: `${title}, ${byline}, ${found.place}` }] };
    }
  }
  return null;
}

/** What the address names: the chosen feature and branch after the hash, the map's view before. */
function address() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  const [feature, branch] = [chosen.get("feature") ?? "", chosen.get("branch") ?? ""];
  if (!Object.hasOwn(content.features, feature)) return { feature: null, branch: null };
  return { feature, branch: Object.hasOwn(content.features[feature].ways, branch) && branch ? branch : null };
}

/** @returns {MapData["spot"]} */
function spot() {
  const numbers = (new URLSearchParams(location.search).get("map") ?? "").split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  const good =
    numbers.length === 3 && zoom >= 0 && zoom <= 20 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return good ? [latitude, longitude, zoom] : null;
}

/**
 * @param {string | null} feature
 * @param {string | null} [branch]
 */
function choose(feature, branch) {
  const query = new URLSearchParams();
  if (feature) query.set("feature", feature);
  if (branch) query.set("branch", branch);
  const url = new URL(location.href);
  url.hash = query.toString();
  if (url.href !== location.href) history.pushState(null, "", url);
  draw();
}

function draw() {
  const { feature, branch } = address();
  const chosen = feature && content.features[feature];
  mapModule
    .show({
      parentElement: spots.map,
      data: {
        ...content.map,
        selected: feature,
        branch,
        shown: null,
        followed,
        hidden: new URLSearchParams(location.search).getAll("off"),
        spot: spot(),
      },
      setTriggerValue: (name, id) => {
        if (name === "clicked") choose(String(id));
      },
      setStateValue: () => {},
    })
    .catch((error) => console.error("The map cannot be shown:", error));
  readerModule.show({
    parentElement: spots.reader,
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
  const panel = spots.reader.querySelector(".reader");
  if (panel instanceof HTMLElement) panel.focus();
});
list.addEventListener("change", () => choose(list.value));
addEventListener("popstate", () => {
  followed += 1;
  draw();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
draw();
