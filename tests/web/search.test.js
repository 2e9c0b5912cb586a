import assert from "node:assert/strict";
import { test } from "node:test";
import { message, title } from "../../src/corridors/web/page/results.js";

const answer = (placesTotal, passagesTotal, corrected = null) => ({
  words: "Batoum",
  places: [],
  passages: [],
  placesTotal,
  passagesTotal,
  corrected,
});

test("an answer says how many there are, to who does not see them", () => {
  assert.deepEqual(message(answer(1, 0)), { text: "", said: "1 result", shown: false });
  assert.equal(message(answer(3, 1231)).said, "1,234 results");
});

test("an answer without a result says what to do", () => {
  const { text, said, shown } = message(answer(0, 0));
  assert.ok(shown);
  assert.ok(text.includes("Batoum"));
  assert.equal(said, text);
});

test("an answer to another spelling names both", () => {
  const { text, said, shown } = message(answer(0, 2, "Batumi"));
  assert.ok(shown);
  assert.ok(text.includes("Batoum") && text.includes("Batumi"));
  assert.equal(said, `2 results. ${text}`);
});

test("a heading says where not all are shown", () => {
  assert.equal(title("Places", 5, 5), "Places");
  assert.equal(title("Passages", 12, 4321), "Passages, the first 12 of 4,321");
});
