import assert from "node:assert/strict";
import { test } from "node:test";
import { thinned } from "../../src/corridors/web/map/thinning.js";

const SIZE = { x: 1000, y: 800 };
const symbol = (id, x, y, spoken = false) => ({ id, spoken, at: { x, y } });

test("of silent symbols that cover each other the first stays", () => {
  const { left, behind } = thinned([symbol("a", 100, 100), symbol("b", 102, 101)], SIZE);
  assert.deepEqual([...left], ["b"]);
  assert.equal(behind, 1);
});

test("symbols that stand apart all stay", () => {
  const { left, behind } = thinned([symbol("a", 100, 100), symbol("b", 160, 100)], SIZE);
  assert.equal(left.size, 0);
  assert.equal(behind, 0);
});

test("what articles speak of always stays, and goes before what they do not", () => {
  const crowd = [symbol("silent", 100, 100), symbol("one", 101, 100, true), symbol("two", 102, 100, true)];
  const { left, behind } = thinned(crowd, SIZE);
  assert.deepEqual([...left], ["silent"]);
  assert.equal(behind, 1);
});

test("what lies far off is left out, and not counted as being here", () => {
  const { left, behind } = thinned([symbol("far", 5000, 100), symbol("near", -100, 100)], SIZE);
  assert.deepEqual([...left], ["far"]);
  assert.equal(behind, 0);
});

test("of thousands at most one stays in a cell", () => {
  const many = Array.from({ length: 5000 }, (_, at) => symbol(String(at), (at * 37) % 1000, (at * 91) % 800));
  const { left, behind } = thinned(many, SIZE);
  const cells = many
    .filter(({ id }) => !left.has(id))
    .map(({ at }) => `${Math.floor(at.x / 26)} ${Math.floor(at.y / 26)}`);
  assert.equal(new Set(cells).size, cells.length);
  assert.equal(behind, left.size);
  assert.ok(cells.length > 100);
});
