// The articles: the list to choose from, or the open one with its places.
import { listed } from "./article_list.js";
import { written } from "./article_text.js";
import { citation, fillCitations } from "./citing.js";
import { button, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { toTheFoot } from "../lib/panel.js";
import { position } from "./position.js";
import { walker } from "./walking.js";

const shown = new WeakMap();

export async function show(component) {
  const { parentElement, data } = component;
  await Promise.all([style(`${data.static}/panels/panel.css`), style(`${data.static}/panels/articles.css`)]);
  const panel = shown.get(parentElement) ?? mount(parentElement);
  panel.setTriggerValue = component.setTriggerValue;
  if (data.article) {
    const changed = open(panel, data.article, data.keys);
    const turned = panel.position.take(data, changed);
    panel.walker.update(data.chosen, turned);
    if (turned) panel.position.turn();
  } else {
    close(panel);
    panel.list ??= listed(data.articles, data.page, panel.tell);
    change(panel.root, [panel.list.element], "Articles");
    panel.list.update(data.articles);
  }
  fillCitations(panel.root, data.cited);
}

export function leave(parentElement) {
  const panel = shown.get(parentElement);
  if (!panel || parentElement.isConnected) return;
  close(panel);
  panel.root.remove();
  shown.delete(parentElement);
}

function mount(parentElement) {
  const root = make("section", { className: "reader article-view", tabIndex: 0 });
  const panel = { root, tell: (name, value) => panel.setTriggerValue(name, value) };
  parentElement.append(root);
  shown.set(parentElement, panel);
  return panel;
}

/** Lay out an article, unless it is there already; tell whether it had to be. */
function open(panel, article, keys) {
  const wanted = JSON.stringify(article);
  if (panel.wanted === wanted) return false;
  close(panel);
  panel.wanted = wanted;
  const { root, tell } = panel;
  const cite = (id) => citation(id, (key) => tell("cite", key));
  const { sections, passages } = written(article, cite);
  panel.position = position(root, article.id, keys);
  panel.walker = walker({ root, passages, features: article.features, position: panel.position, tell });
  change(root, [panel.walker.bar, ...head(article, tell), cite(article.id), ...sections], article.title);
  return true;
}

function head({ title, byline, held, page }, tell) {
  return [
    make("header", {}, [make("h2", {}, title), button("All articles", "back", () => tell("open", ""))]),
    make("p", { className: "byline" }, byline),
    ...(page ? [make("p", { className: "page" }, link(page.url, page.title))] : []),
    ...(held
      ? []
      : [
          make(
            "p",
            { className: "hint" },
            "The text is not at hand. Here are the paragraphs that are described, in our own words.",
          ),
        ]),
  ];
}

function close(panel) {
  panel.wanted = undefined;
  panel.walker?.stop();
  panel.position?.stop();
  panel.walker = panel.position = null;
}

/** Show something else; who was in the panel by keyboard stays in it. */
function change(root, elements, label) {
  if (elements.length === root.childElementCount && elements.every((one, at) => one === root.children[at]))
    return;
  const inside = root.contains(document.activeElement);
  root.replaceChildren(...elements);
  root.setAttribute("aria-label", label);
  toTheFoot(root);
  root.scrollTop = 0;
  if (inside) root.focus({ preventScroll: true });
}
