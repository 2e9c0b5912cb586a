// Time: days counted from 1 January 1970, months counted as twelve times the year, and words.
/**
 * @import { Span } from "../contract"
 * @import { Edge, Window } from "./state"
 */

const DAY_MS = 86400000;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * The first day of a month.
 *
 * @param {number} month
 */
export function dayOf(month) {
  const at = new Date(0);
  at.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return Math.round(at.getTime() / DAY_MS);
}

/**
 * The month that a day lies in.
 *
 * @param {number} day
 */
export function monthOf(day) {
  const at = new Date(Math.floor(day) * DAY_MS);
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
}

/**
 * The start of a month that is nearest to a day.
 *
 * @param {number} day
 */
export function nearestMonth(day) {
  const month = monthOf(day);
  return day - dayOf(month) < dayOf(month + 1) - day ? month : month + 1;
}

/** @param {string | null} text */
export function fromIso(text) {
  return text ? Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS) : null;
}

/** @param {number | null} day */
export function toIso(day) {
  if (day === null) return "";
  const at = new Date(day * DAY_MS);
  /** @type {(number: number, length: number) => string} */
  const pad = (number, length) => String(number).padStart(length, "0");
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1, 2)}-${pad(at.getUTCDate(), 2)}`;
}

/**
 * A day in words; the first or last one of a month as the month alone.
 *
 * @param {number} day
 * @param {Edge} edge
 */
function inWords(day, edge) {
  const month = monthOf(day);
  const name = `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;
  if (day === (edge === "start" ? dayOf(month) : dayOf(month + 1) - 1)) return name;
  return `${day - dayOf(month) + 1} ${name}`;
}

/**
 * One end of a window in words.
 *
 * @param {number | null} day
 * @param {Edge} edge
 */
export function edgeWords(day, edge) {
  if (day === null) return edge === "start" ? "from the beginning" : "to the end";
  return inWords(day, edge);
}

/**
 * A window in words: "June 2024 to September 2025".
 *
 * @param {Window} window
 */
export function windowWords({ start, end }) {
  if (start === null) return end === null ? "All time" : `Until ${inWords(end, "end")}`;
  if (end === null) return `Since ${inWords(start, "start")}`;
  const words = [inWords(start, "start"), inWords(end, "end")];
  return words[0] === words[1] ? words[0] : words.join(" to ");
}

/** @param {number} month */
export function monthWords(month) {
  return `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;
}

/**
 * Ticks for a view: as many as fit, years or months, each with its name where that fits.
 *
 * @param {Span} view
 * @param {number} width
 */
export function ticks([from, to], width) {
  const perYear = (width * 365.25) / (to - from);
  const months = [1, 2, 3, 6].find((step) => (perYear * step) / 12 >= 34);
  const ticks = [];
  if (months) {
    for (let month = monthOf(from); dayOf(month) <= to; month += 1) {
      if (month % months !== 0) continue;
      const january = month % 12 === 0;
      ticks.push({
        day: dayOf(month),
        strong: january,
        name: january ? String(Math.floor(month / 12)) : MONTHS[month % 12].slice(0, 3),
      });
    }
  } else {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((one) => perYear * one >= 44) ?? 2000;
    const year = Math.ceil(Math.floor(monthOf(from) / 12) / step) * step;
    for (let at = year; dayOf(at * 12) <= to; at += step) {
      ticks.push({ day: dayOf(at * 12), strong: true, name: String(at) });
    }
  }
  return ticks.filter(({ day }) => day >= from);
}

/**
 * Keep a view within the days that there are, and no narrower than two months.
 *
 * @param {Span} view
 * @param {Span} days
 * @returns {Span}
 */
export function fitted([from, to], [first, last]) {
  const width = Math.min(Math.max(to - from, 60), last - first);
  const start = Math.min(Math.max(from + (to - from - width) / 2, first), last - width);
  return [start, start + width];
}
