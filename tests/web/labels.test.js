import assert from "node:assert/strict";
import { test } from "node:test";
import { fit } from "../../src/corridors/web/map/labels.js";

const SIZE = { x: 1000, y: 800 };
const SIZES = {
  fonts: { country: 12, water: 12, city: 11.5, feature: 12.5 },
  around: { feature: [15, 25], city: [6] },
  spread: 1.18,
  margin: 3,
  inset: 2,
};
// Each letter is ten pixels wide.
const canvas = { font: "", measureText: (text) => ({ width: 10 * text.length }) };
const label = (name, kind = "feature") => ({ name, kind, at: [40, 50], from: 0 });
const place = (name, x, y, taken = [], kind = "feature") =>
  fit(label(name, kind), { x, y }, canvas, taken, SIZE, SIZES);
const apart = (a, b) => a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h;

test("a name stands to the right of its symbol, level with it", () => {
  const box = place("Baku", 500, 400);
  assert.ok(box.x > 500 && box.x < 530);
  assert.equal(box.y + box.h / 2, 400);
});

test("a name turns to the left at the right edge of the map", () => {
  const box = place("Baku", 990, 400);
  assert.ok(box.x + box.w < 990);
});

test("a name that finds its place taken stands elsewhere, clear of the other", () => {
  const first = place("Baku", 500, 400);
  const second = place("Alat", 505, 405, [first]);
  assert.ok(second);
  assert.ok(apart(first, second));
});

test("a name without room is not written", () => {
  assert.equal(place("Baku", 500, 400, [{ x: 0, y: 0, w: 1000, h: 800 }]), null);
  assert.equal(place("A name that is far too long".repeat(5), 500, 400), null);
});

test("names in a crowd never overlap and never leave the map", () => {
  const taken = [];
  for (let at = 0; at < 400; at += 1) {
    const box = place("Port", (at * 173) % 1000, (at * 311) % 800, taken);
    if (!box) continue;
    assert.ok(taken.every((other) => apart(box, other)));
    assert.ok(box.x > 0 && box.y > 0 && box.x + box.w < 1000 && box.y + box.h < 800);
    taken.push(box);
  }
  assert.ok(taken.length > 100);
});

test("a country's name stands on its point, and nowhere else", () => {
  const box = place("Georgia", 500, 400, [], "country");
  assert.equal(box.x + box.w / 2, 500);
  assert.equal(box.y + box.h / 2, 400);
  assert.equal(place("Georgia", 500, 400, [{ x: 495, y: 395, w: 10, h: 10 }], "country"), null);
});
