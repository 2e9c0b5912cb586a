// The page in one file: the map on the left, the panel on the right, the choice in the address.
import { spotOf, withValues, writeHash } from "../lib/address.js";
import { show as showMap } from "../map/map.js";
import { show as showPlace } from "../panels/place.js";

const content = JSON.parse(document.getElementById("corridors-content").textContent);
const { keys } = content;
const spots = { map: document.getElementById("map"), place: document.getElementById("place") };
const list = document.getElementById("places");
const status = document.getElementById("said");
// The panel asks for a style sheet by its folder: an empty one, for the page has it already.
const EMPTY = "data:text/css,";
let followed = 0;
let cited = null;

/** A passage's citation in each style, or in plain words where the file has no other. */
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
  const known = Object.hasOwn(content.features, chosen.get(keys.feature) ?? "");
  const feature = known ? chosen.get(keys.feature) : null;
  const branch =
    feature && Object.hasOwn(content.features[feature].ways, chosen.get(keys.branch) ?? "")
      ? chosen.get(keys.branch)
      : null;
  return { feature, branch };
}

function choose(feature, branch = null) {
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
      if (name === "clicked") choose(id);
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
    setTriggerValue: (name, id) => {
      if (name === "open") choose(id || null);
      if (name === "branch") choose(feature, id || null);
      if (name === "cite") {
        cited = citation(id);
        draw();
      }
    },
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
document.getElementById("skip").addEventListener("click", () => spots.place.querySelector(".reader").focus());
list.addEventListener("change", () => choose(list.value || null));
addEventListener("popstate", () => {
  followed += 1;
  draw();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
draw();
