// The articles: the list to choose from, or the open one with its places.
import { button, link, make } from "../lib/dom.js";
import { style } from "../lib/loading.js";
import { toTheFoot } from "../lib/panel.js";
import { listed } from "./article_list.js";
import { written } from "./article_text.js";
import { citation, fillCitations } from "./citing.js";
import { position } from "./position.js";
import { walker } from "./walking.js";

/** @import { Article, ArticleKeys, ArticlesData, ArticlesTold } from "../contract" */

/**
 * @typedef {object} Panel
 * @property {HTMLElement} root
 * @property {Component<ArticlesData, ArticlesTold>} component
 * @property {Tell} tell
 * @property {ReturnType<typeof listed>} [list]
 * @property {Open | null} open
 *
 * @typedef {object} Open - the open article as it was handed over, where one is in it, the way through it
 * @property {string} wanted
 * @property {ReturnType<typeof position>} position
 * @property {ReturnType<typeof walker>} walker
 *
 * @typedef {Component<ArticlesData, ArticlesTold>["setTriggerValue"]} Tell
 */
/** @type {WeakMap<HTMLElement, Panel>} */
const shown = new WeakMap();

/** @param {Component<ArticlesData, ArticlesTold>} component */
export async function show(component) {
  const { parentElement, data } = component;
  await Promise.all([style(`${data.static}/panels/panel.css`), style(`${data.static}/panels/articles.css`)]);
  const panel = shown.get(parentElement) ?? mount(component);
  panel.component = component;
  if (data.article) {
    const before = panel.open;
    const article = open(panel, data.article, data.keys);
    const turned = article.position.take(data, article !== before);
    article.walker.update(data.chosen, turned);
    if (turned) article.position.turn();
  } else if (data.articles) {
    close(panel);
    panel.list ??= listed(data.articles, data.page, panel.tell);
    change(panel.root, [panel.list.element], "Articles");
    panel.list.update(data.articles);
  }
  fillCitations(panel.root, data.cited);
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const panel = shown.get(parentElement);
  if (!panel || parentElement.isConnected) return;
  close(panel);
  panel.root.remove();
  shown.delete(parentElement);
}

/** @param {Component<ArticlesData, ArticlesTold>} component */
function mount(component) {
  const root = make("section", { className: "reader article-view", tabIndex: 0 });
  /** @type {Panel} */
  const panel = {
    root,
    component,
    tell: (name, value) => panel.component.setTriggerValue(name, value),
    open: null,
  };
  component.parentElement.append(root);
  shown.set(component.parentElement, panel);
  return panel;
}

/**
 * Lay out an article, unless it is there already.
 *
 * @param {Panel} panel
 * @param {Article} article
 * @param {ArticleKeys} keys
 */
function open(panel, article, keys) {
  const wanted = JSON.stringify(article);
  if (panel.open?.wanted === wanted) return panel.open;
  close(panel);
  const { root, tell } = panel;
  /** @param {string} id */
  const cite = (id) => citation(id, (key) => tell("cite", key));
  const { sections, passages } = written(article, cite);
  const place = position(root, article.id, keys);
  const walk = walker({ root, passages, features: article.features, position: place, tell });
  panel.open = { wanted, position: place, walker: walk };
  change(root, [walk.bar, ...head(article, tell), cite(article.id), ...sections], article.title);
  return panel.open;
}

/**
 * @param {Article} article
 * @param {Tell} tell
 */
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

/** @param {Panel} panel */
function close(panel) {
  panel.open?.walker.stop();
  panel.open?.position.stop();
  panel.open = null;
}

/**
 * Show something else; who was in the panel by keyboard stays in it.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement[]} elements
 * @param {string} label
 */
function change(root, elements, label) {
  if (
    elements.length === root.childElementCount &&
    elements.every((element, at) => element === root.children[at])
  )
    return;
  const inside = root.contains(document.activeElement);
  root.replaceChildren(...elements);
  root.setAttribute("aria-label", label);
  toTheFoot(root);
  root.scrollTop = 0;
  if (inside) root.focus({ preventScroll: true });
}
