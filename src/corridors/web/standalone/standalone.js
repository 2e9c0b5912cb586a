// The page in one file: the map on the left, the panel on the right, the choice in the address.
const content = JSON.parse(document.getElementById("corridors-content").textContent);
const spots = { map: document.getElementById("map"), reader: document.getElementById("reader") };
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
  const known = Object.hasOwn(content.features, chosen.get("feature") ?? "");
  const feature = known ? chosen.get("feature") : null;
  const branch =
    feature && Object.hasOwn(content.features[feature].ways, chosen.get("branch") ?? "")
      ? chosen.get("branch")
      : null;
  return { feature, branch };
}

function spot() {
  const numbers = (new URLSearchParams(location.search).get("map") ?? "").split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  const good =
    numbers.length === 3 && zoom >= 0 && zoom <= 20 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return good ? [latitude, longitude, zoom] : null;
}

function choose(feature, branch = null) {
  const query = new URLSearchParams(Object.entries({ feature, branch }).filter(([, value]) => value));
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
        if (name === "clicked") choose(id);
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
document
  .getElementById("skip")
  .addEventListener("click", () => spots.reader.querySelector(".reader").focus());
list.addEventListener("change", () => choose(list.value || null));
addEventListener("popstate", () => {
  followed += 1;
  draw();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
draw();
