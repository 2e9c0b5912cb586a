// What the list of the search box holds: groups of options, and what to say of them.
import { make } from "../lib/dom.js";

/** The groups for an answer, or all places in their layers where there is none. */
export function entries(answer, layers, words) {
  if (!answer) {
    const groups = words
      ? []
      : layers.map(({ title, places }) =>
          group(
            title,
            places.map((place) => ({
              ...place,
              kind: "place",
              feature: place.id,
              title: [{ text: place.title }],
            })),
          ),
        );
    return { groups: numbered(groups), message: { text: "", said: "", shown: false } };
  }
  const { places, passages, placesTotal, passagesTotal, corrected } = answer;
  const groups = [];
  if (places.length) groups.push(group(title("Places", places.length, placesTotal), places));
  if (passages.length) {
    const name = corrected ? `Passages with “${corrected}”` : "Passages";
    groups.push(group(title(name, passages.length, passagesTotal), passages));
  }
  return { groups: numbered(groups), message: message(answer, words) };
}

function message({ placesTotal, passagesTotal, corrected, words }) {
  const number = placesTotal + passagesTotal;
  if (!number) {
    const text = `Nothing found for “${words}”. Try fewer or other words, or clear the box to see all places.`;
    return { text, said: text, shown: true };
  }
  const count = number === 1 ? "1 result" : `${number.toLocaleString("en")} results`;
  const text = corrected ? `No passage has “${words}”. Did you mean “${corrected}”?` : "";
  return { text, said: text ? `${count}. ${text}` : count, shown: Boolean(text) };
}

function title(name, shown, total) {
  return shown < total ? `${name}, the first ${shown} of ${total.toLocaleString("en")}` : name;
}

function group(name, results) {
  const head = make("div", { className: "search-head" }, name);
  const options = results.map((result) => ({ ...result, element: option(result) }));
  const element = make("div", {}, [head, ...options.map((one) => one.element)]);
  element.setAttribute("role", "group");
  return { element, head, options };
}

/** Give each option and each head an id, by which the box and the group name them. */
function numbered(groups) {
  let number = 0;
  groups.forEach(({ element, head, options }, at) => {
    head.id = `search-head-${at}`;
    element.setAttribute("aria-labelledby", head.id);
    for (const one of options) one.element.id = `search-option-${number++}`;
  });
  return groups;
}

function option({ title: pieces, also, subtitle, kind }) {
  const parts = [make("span", { className: "search-title" }, marked(pieces))];
  if (also) parts.push(make("span", { className: "search-also" }, marked(also)));
  parts.push(make("small", {}, subtitle));
  const element = make("div", { className: `search-option is-${kind}` }, parts);
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  return element;
}

function marked(pieces) {
  return pieces.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
}
