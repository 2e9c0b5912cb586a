// The articles to choose from.
import { button, counted, focusOn, make } from "../lib/dom.js";

/** @import { ArticleList, ArticlesTold } from "../contract" */

/** @typedef {Component<object, ArticlesTold>["setTriggerValue"]} Tell */
const TYPED_MS = 250;
const ORDERS = { newest: "Newest first", oldest: "Oldest first", title: "By title" };

/**
 * The list, with a search and an order; `tell` says what is asked for, `page` is how many more.
 *
 * @param {ArticleList} first
 * @param {number} page
 * @param {Tell} tell
 */
export function listed(first, page, tell) {
  const find = make("input", { type: "search", value: first.words, maxLength: 200 });
  const order = make(
    "select",
    {},
    Object.entries(ORDERS).map(([value, title]) => make("option", { value }, title)),
  );
  order.value = first.order;
  const count = make("p", { className: "total" });
  const outside = make("p", { className: "outside" });
  count.setAttribute("role", "status");
  const rows = make("ul", { className: "articles" });
  const more = button("Show more", "more", () => ask(rows.childElementCount + page));
  const element = make("div", {}, [
    make("h2", {}, "Articles"),
    make("div", { className: "finding" }, [
      make("label", {}, ["Title, author or publication", find]),
      make("label", {}, ["Order", order]),
    ]),
    count,
    rows,
    outside,
    more,
  ]);
  let timer = 0;
  let shown = "";

  /** @param {number} number */
  function ask(number) {
    clearTimeout(timer);
    tell("list", JSON.stringify({ words: find.value, order: order.value, count: number }));
  }
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(page), TYPED_MS);
  });
  order.addEventListener("change", () => ask(page));

  return {
    element,
    /** @param {ArticleList} list */
    update({ articles, total, outside: beyond, words, order: by }) {
      const wanted = JSON.stringify([articles, total, beyond]);
      // Who has gone back sees what was asked for; who types is not overtaken.
      if (document.activeElement !== find) find.value = words;
      order.value = by;
      if (wanted === shown) return;
      shown = wanted;
      const [before, asked] = [rows.childElementCount, document.activeElement === more];
      rows.replaceChildren(...articles.map((item) => row(item, tell)));
      const all = counted(total, "article");
      count.textContent = articles.length < total ? `${articles.length} of ${all}` : all;
      outside.replaceChildren(
        ...(beyond
          ? [
              `${counted(beyond, "article")} outside the window `,
              button("Show all time", "always", () => tell("always", "yes")),
            ]
          : []),
      );
      more.hidden = articles.length >= total;
      // Who asked for more by keyboard goes on at the first of them.
      if (asked) focusOn(rows.children[before]?.querySelector("button"));
    },
  };
}

/**
 * @param {ArticleList["articles"][number]} article
 * @param {Tell} tell
 */
function row({ id, title, byline, held, passages, places }, tell) {
  const numbers = [
    counted(passages, "paragraph"),
    counted(places, "place"),
    held ? "text at hand" : "digests only",
  ];
  return make("li", {}, [
    button(title, "title", () => tell("open", id)),
    make("p", { className: "byline" }, byline),
    make("p", { className: "numbers" }, numbers.join(", ")),
  ]);
}
