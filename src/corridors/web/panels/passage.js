// Passages, grouped by article: the author's words, and ours, told apart. Every word is set as text.
import { basis, button, counted, link, make } from "../lib/dom.js";
import { citation } from "./citing.js";

/**
 * @import { Named, Passage, PassagesOf } from "../contract"
 * @import { Acts } from "./place.js"
 */

const READ = 4; // passages of one article that stand unfolded

/**
 * Each article with its passages.
 *
 * @param {PassagesOf[]} items
 * @param {Acts} act
 */
export function articles(items, act) {
  return items.map(({ id, title, byline, author, listed, passages }) => {
    const first = passages.length > READ + 1 ? passages.slice(0, READ) : passages;
    const others = passages.slice(first.length);
    return make("article", {}, [
      make("header", { className: "article" }, [
        make("h4", {}, title),
        make("p", { className: "byline" }, [
          byline,
          ...(listed ? [" · ", link(listed, "listed at the publisher’s")] : []),
        ]),
        make("span", { className: "many" }, counted(passages.length, "passage")),
      ]),
      ...first.map((item) => passage(item, author ?? title, act)),
      ...(others.length ? [more(id, others, author ?? title, act)] : []),
    ]);
  });
}

/**
 * @param {string} article
 * @param {Passage[]} items
 * @param {string} author
 * @param {Acts} act
 */
function more(article, items, author, act) {
  const summary = make("summary", {}, `${counted(items.length, "more passage")} in this article`);
  const passages = items.map((item) => passage(item, author, act));
  const element = make("details", { className: "others-of" }, [summary, ...passages]);
  element.dataset.article = article;
  return element;
}

/**
 * @param {Passage} item
 * @param {string} author
 * @param {Acts} act
 */
function passage(item, author, act) {
  const element = make("div", { className: "passage", tabIndex: -1 }, [
    ...(item.text ? [said(item, item.text, author, act)] : []),
    ...(item.digest ? [ours(item, item.digest)] : []),
    ...(item.text ? [] : [make("p", { className: "acts" }, where(item, act))]),
    ...(item.others.length ? [others(item.others, act.open)] : []),
  ]);
  element.dataset.passage = item.id;
  return element;
}

/**
 * The author's words: what speaks of the place, and the rest of the paragraph to unfold.
 *
 * @param {Passage} item
 * @param {NonNullable<Passage["text"]>} spans
 * @param {string} author
 * @param {Acts} act
 */
function said(item, spans, author, act) {
  const by = make("p", { className: "by" }, [
    make("b", {}, `${author} writes`),
    make("span", { className: "place" }, [item.place, basis(item)]),
  ]);
  const around = spans.filter(({ part }) => part !== "quoted");
  const words = spans.map(({ text, mention, part }) => {
    const content = mention ? make("mark", {}, text) : text;
    return part === "quoted" ? content : make("span", { className: "around", hidden: true }, content);
  });
  const quote = make("blockquote", {}, ["“", ...words, "”"]);
  const acts = where(item, act);
  if (around.length) acts.unshift(unfold(quote));
  return make("div", { className: "said" }, [
    by,
    quote,
    ...(item.differs
      ? [make("p", { className: "differs" }, "The text at hand differs from the one described.")]
      : []),
    make("p", { className: "acts" }, acts),
  ]);
}

/** @param {HTMLElement} quote */
function unfold(quote) {
  const element = button("Whole paragraph", "whole", () => {
    const open = element.getAttribute("aria-expanded") !== "true";
    for (const part of quote.querySelectorAll(".around")) part.toggleAttribute("hidden", !open);
    element.setAttribute("aria-expanded", String(open));
    element.textContent = open ? "Less" : "Whole paragraph";
  });
  element.setAttribute("aria-expanded", "false");
  return element;
}

/**
 * Our words, which nobody must take for the author's.
 *
 * @param {Passage} item
 * @param {string} digest
 */
function ours(item, digest) {
  const label = make("b", {}, "Our summary ");
  const at = item.text ? [] : [make("span", { className: "place" }, [item.place, basis(item)])];
  return make("p", { className: "digest ours" }, [label, ...at, digest]);
}

/**
 * The ways on: to the article, to its page, to a citation.
 *
 * @param {Passage} item
 * @param {Acts} act
 * @returns {HTMLElement[]}
 */
function where(item, act) {
  return [
    button("In the article", "read", () => act.read(item.id)),
    ...(item.page ? [link(item.page.url, item.page.title)] : []),
    citation(item.id, act.cite),
  ];
}

/**
 * @param {Named[]} items
 * @param {Acts["open"]} open
 */
function others(items, open) {
  return make("p", { className: "others" }, [
    "Also speaks of ",
    ...items.map(({ id, name }) => button(name, "other", () => open(id))),
  ]);
}
