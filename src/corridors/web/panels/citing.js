// Citations to copy. They are asked for when opened: three for each passage would weigh more than it.
import { button, fold, make } from "../lib/dom.js";

/** @import { Cited } from "../contract" */

const SAID_MS = 2000;

/**
 * The way to the citations of a passage or an article; `ask` is told its id.
 *
 * @param {string} id
 * @param {(id: string) => void} ask
 */
export function citation(id, ask) {
  const box = make("div", { className: "styles" }, "…");
  const element = fold("Cite", box);
  element.className = "cite";
  element.dataset.cite = id;
  element.addEventListener("toggle", () => {
    if (element.open && !element.dataset.filled) ask(id);
  });
  return element;
}

/**
 * Put the citations that came into their place.
 *
 * @param {HTMLElement} root
 * @param {Cited | null} cited
 */
export function fillCitations(root, cited) {
  if (!cited) return;
  const wanted = JSON.stringify(cited.styles);
  for (const element of root.querySelectorAll("details")) {
    if (element.dataset.cite !== cited.id || element.dataset.filled === wanted) continue;
    element.dataset.filled = wanted;
    element.querySelector(".styles")?.replaceChildren(...cited.styles.map(entry));
  }
}

/** @param {Cited["styles"][number]} style */
function entry({ title, text }) {
  const said = make("span", { className: "copy-said" });
  said.setAttribute("role", "status");
  const label = `Copy ${title}`;
  const copy = button(label, "copy", async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
      said.textContent = `The citation in ${title} is copied.`;
    } catch {
      // No clipboard without https or permission: the citation can be copied by hand.
      window.prompt(`The citation in ${title}:`, text);
    }
    setTimeout(() => {
      copy.textContent = label;
      said.textContent = "";
    }, SAID_MS);
  });
  const words = make("p", { className: "citation" }, text);
  return make("div", { className: "style" }, [words, copy, said]);
}
