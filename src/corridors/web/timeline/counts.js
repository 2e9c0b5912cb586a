// What lies in a window of time, and what beyond the view.
import { dayOf, monthWords } from "./scale.js";
/**
 * @import { Articles, Counts, Span, Thing } from "../contract"
 * @import { Column, Window } from "./state"
 */

/** @typedef {{ things: Pick<Thing, "span">[], articles: Articles }} Dated */

/**
 * Tell whether a span of days lies in part in a window.
 *
 * @param {Window} window
 * @param {Span} span
 */
export function touches({ start, end }, [first, last]) {
  return (end === null || first <= end) && (start === null || last >= start);
}

/**
 * Articles of a month, and of a year where no more is known, as one column each.
 *
 * @param {Pick<Articles, "months" | "years">} articles
 * @returns {Column[]}
 */
export function columnsOf({ months, years }) {
  /** @type {(first: number, last: number, number: number, name: string) => Column} */
  const column = (first, last, number, name) => ({
    first,
    last,
    number,
    name,
    span: [dayOf(first), dayOf(last + 1) - 1],
  });
  return [
    ...years.map(([year, number]) => ({
      ...column(year * 12, year * 12 + 11, number, String(year)),
      broad: true,
    })),
    ...months.map(([month, number]) => column(month, month, number, monthWords(month))),
  ];
}

/**
 * Count what a window touches; articles of which only months are known count by these.
 *
 * @param {Dated} dated
 * @param {Window} window
 * @returns {Counts}
 */
export function count({ things, articles }, window) {
  const inside = things.filter(({ span }) => touches(window, span)).length;
  const told = sum(papers(articles).filter(({ span }) => touches(window, span)));
  return { things: [inside, things.length], articles: [told + articles.undated, articles.total] };
}

/**
 * How many things and articles lie before and after a view.
 *
 * @param {Dated} dated
 * @param {Span} view
 */
export function beyond({ things, articles }, [from, to]) {
  const all = [...things.map(({ span }) => ({ span, number: 1 })), ...papers(articles)];
  return {
    before: sum(all.filter(({ span }) => span[1] < from)),
    after: sum(all.filter(({ span }) => span[0] > to)),
  };
}

/**
 * @param {Articles} articles
 * @returns {{ span: Span, number: number }[]}
 */
function papers(articles) {
  return articles.each ? articles.each.map(({ span }) => ({ span, number: 1 })) : columnsOf(articles);
}

/** @param {{ number: number }[]} parts */
function sum(parts) {
  return parts.reduce((all, { number }) => all + number, 0);
}
