import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf } from "../../src/corridors/web/timeline/scale.js";
import { bringIntoView, months, shifted, zoom } from "../../src/corridors/web/timeline/window.js";

const month = (year, number) => year * 12 + number - 1;

/** A timeline of which only the view counts; `see` notes where it goes. */
function strip(view, days) {
  const state = { view, days, seen: null };
  state.see = (there) => {
    state.seen = there;
  };
  return state;
}

test("a window moves by whole months, whatever their lengths", () => {
  const january = { start: dayOf(month(2024, 1)), end: dayOf(month(2024, 2)) - 1 };
  const february = { start: dayOf(month(2024, 2)), end: dayOf(month(2024, 3)) - 1 };
  assert.deepEqual(shifted(january, 1), february);
  assert.deepEqual(shifted(february, -1), january);
});

test("a window with an open end does not move", () => {
  assert.equal(shifted({ start: null, end: 5 }, 1), null);
  assert.equal(shifted({ start: 5, end: null }, 1), null);
});

test("all months reach from the first to the one after the last", () => {
  const days = [dayOf(month(2020, 1)), dayOf(month(2025, 1))];
  assert.deepEqual(months({ days }), [month(2020, 1), month(2025, 1)]);
});

test("a view follows a day that lies beyond it, and stays for one that does not", () => {
  const after = strip([1000, 2000], [0, 5000]);
  bringIntoView(after, 2500);
  assert.deepEqual(after.seen, [1500, 2500]);
  const before = strip([1000, 2000], [0, 5000]);
  bringIntoView(before, 400);
  assert.deepEqual(before.seen, [400, 1400]);
  const within = strip([1000, 2000], [0, 5000]);
  bringIntoView(within, 1500);
  assert.equal(within.seen, null);
});

test("a day keeps its place while the view becomes wider or narrower about it", () => {
  for (const by of [0.5, 2]) {
    const state = strip([1000, 2000], [0, 9000]);
    zoom(state, by, 1250);
    const [from, to] = state.seen;
    assert.equal(to - from, 1000 * by);
    assert.equal((1250 - from) / (to - from), 0.25);
  }
});
