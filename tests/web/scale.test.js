import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayOf,
  edgeWords,
  fitted,
  fromIso,
  monthOf,
  nearestMonth,
  ticks,
  toIso,
  windowWords,
} from "../../src/corridors/web/timeline/scale.js";

const JUNE_2024 = 2024 * 12 + 5;

test("a month begins on its first day and has all of its days", () => {
  for (const month of [0, 11, 12 * 99 + 1, 1969 * 12 + 11, 1970 * 12, 2024 * 12 + 1, 2100 * 12 + 1]) {
    const first = dayOf(month);
    assert.equal(monthOf(first), month);
    assert.equal(monthOf(dayOf(month + 1) - 1), month);
    assert.equal(toIso(first).slice(-2), "01");
  }
  assert.equal(dayOf(2024 * 12 + 2) - dayOf(2024 * 12 + 1), 29);
  assert.equal(dayOf(2100 * 12 + 2) - dayOf(2100 * 12 + 1), 28);
});

test("a day goes to the start of the month that is nearer", () => {
  const [first, next] = [dayOf(JUNE_2024), dayOf(JUNE_2024 + 1)];
  assert.equal(nearestMonth(first + 14), JUNE_2024);
  assert.equal(nearestMonth(first + 16), JUNE_2024 + 1);
  assert.equal(nearestMonth(next), JUNE_2024 + 1);
});

test("a date that is read is written as it was", () => {
  for (const text of ["1970-01-01", "1969-12-31", "0999-02-28", "2024-02-29", "9999-12-31"]) {
    assert.equal(toIso(fromIso(text)), text);
  }
  assert.equal(fromIso("1970-01-02"), 1);
});

test("an open end is no day and no text", () => {
  assert.equal(fromIso(null), null);
  assert.equal(fromIso(""), null);
  assert.equal(toIso(null), "");
});

test("a window says its months, and days where it cuts one", () => {
  const [start, end] = [dayOf(JUNE_2024), dayOf(2025 * 12 + 9) - 1];
  assert.equal(windowWords({ start, end }), "June 2024 to September 2025");
  assert.equal(windowWords({ start, end: dayOf(JUNE_2024 + 1) - 1 }), "June 2024");
  assert.equal(windowWords({ start: start + 1, end }), "2 June 2024 to September 2025");
  assert.equal(windowWords({ start, end: null }), "Since June 2024");
  assert.equal(windowWords({ start: null, end: end - 1 }), "Until 29 September 2025");
  assert.equal(windowWords({ start: null, end: null }), "All time");
});

test("an end of a window says on which side it is open", () => {
  assert.equal(edgeWords(null, "start"), "from the beginning");
  assert.equal(edgeWords(null, "end"), "to the end");
  assert.equal(edgeWords(dayOf(JUNE_2024), "start"), "June 2024");
  assert.equal(edgeWords(dayOf(JUNE_2024), "end"), "1 June 2024");
});

test("ticks have room for their names, whatever the view", () => {
  for (const years of [0.3, 1, 3, 10, 50, 400, 3000]) {
    for (const width of [300, 800, 1600]) {
      const view = [dayOf(1990 * 12), dayOf(1990 * 12) + Math.round(years * 365.25)];
      const marks = ticks(view, width);
      const pixels = marks.map(({ day }) => ((day - view[0]) / (view[1] - view[0])) * width);
      assert.ok(pixels.every((at) => at >= 0 && at <= width));
      const gaps = pixels.slice(1).map((at, before) => at - pixels[before]);
      assert.ok(Math.min(...gaps, 40) > 30, `${years} years on ${width} pixels: ${Math.min(...gaps)}`);
    }
  }
});

test("ticks of months name the year in January", () => {
  const view = [dayOf(2023 * 12 + 10), dayOf(2024 * 12 + 2)];
  const months = ticks(view, 400).map(({ name, strong }) => [name, strong]);
  assert.deepEqual(months, [
    ["Nov", false],
    ["Dec", false],
    ["2024", true],
    ["Feb", false],
    ["Mar", false],
  ]);
});

test("a view stays within the days that there are", () => {
  const days = [0, 10_000];
  assert.deepEqual(fitted([100, 900], days), [100, 900]);
  assert.deepEqual(fitted([-500, 300], days), [0, 800]);
  assert.deepEqual(fitted([9_900, 10_700], days), [9_200, 10_000]);
  assert.deepEqual(fitted([-5_000, 20_000], days), days);
});

test("a view is no narrower than two months", () => {
  assert.deepEqual(fitted([500, 510], [0, 10_000]), [475, 535]);
});
