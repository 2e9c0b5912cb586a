import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, columnsOf, count, touches } from "../../src/corridors/web/timeline/counts.js";
import { dayOf } from "../../src/corridors/web/timeline/scale.js";

const things = [{ span: [0, 10] }, { span: [20, 20] }, { span: [30, 40] }];
const few = { each: [{ span: [5, 5] }, { span: [35, 35] }], months: [], years: [], undated: 3, total: 5 };

test("a span touches a window that has a day of it", () => {
  assert.ok(touches({ start: 10, end: 15 }, [0, 10]));
  assert.ok(touches({ start: -5, end: 0 }, [0, 10]));
  assert.ok(!touches({ start: 11, end: 15 }, [0, 10]));
  assert.ok(!touches({ start: -5, end: -1 }, [0, 10]));
});

test("an open end touches all that lies on its side", () => {
  assert.ok(touches({ start: null, end: null }, [0, 10]));
  assert.ok(touches({ start: null, end: 0 }, [0, 10]));
  assert.ok(touches({ start: 10, end: null }, [0, 10]));
  assert.ok(!touches({ start: 11, end: null }, [0, 10]));
});

test("a window counts what it touches, and each article without a date", () => {
  assert.deepEqual(count({ things, articles: few }, { start: 10, end: 29 }), {
    things: [2, 3],
    articles: [3, 5],
  });
  assert.deepEqual(count({ things, articles: few }, { start: null, end: null }), {
    things: [3, 3],
    articles: [5, 5],
  });
});

test("many articles count by their months, and by their year where no more is known", () => {
  const many = { each: null, months: [[2024 * 12 + 5, 7]], years: [[2024, 2]], undated: 1, total: 10 };
  const [start, end] = [dayOf(2024 * 12), dayOf(2024 * 12 + 1) - 1];
  assert.deepEqual(count({ things: [], articles: many }, { start, end }).articles, [3, 10]);
  assert.deepEqual(count({ things: [], articles: many }, { start, end: null }).articles, [10, 10]);
});

test("a column spans its month or its year", () => {
  const [year, month] = columnsOf({ months: [[2024 * 12 + 1, 7]], years: [[2023, 2]] });
  assert.deepEqual(year.span, [dayOf(2023 * 12), dayOf(2024 * 12) - 1]);
  assert.equal(year.name, "2023");
  assert.ok(year.broad);
  assert.deepEqual(month.span, [dayOf(2024 * 12 + 1), dayOf(2024 * 12 + 2) - 1]);
  assert.equal(month.name, "February 2024");
  assert.ok(!month.broad);
});

test("what lies beyond a view is counted on its side", () => {
  assert.deepEqual(beyond({ things, articles: few }, [10, 25]), { before: 1, after: 2 });
  assert.deepEqual(beyond({ things, articles: few }, [0, 40]), { before: 0, after: 0 });
});
