import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  change,
  saysSame,
  spotOf,
  spotText,
  withParagraphOf,
  withQuery,
  withValues,
  write,
  writeHash,
} from "../../src/corridors/web/lib/address.js";

const PARAGRAPH = { article: "article", paragraph: "paragraph" };
let steps;

/** A browser's address and history, as far as they are written here. */
function open(address) {
  steps = [];
  globalThis.location = new URL(address);
  const go = (way) => (_, __, url) => {
    steps.push(way);
    globalThis.location = new URL(url);
  };
  globalThis.history = { state: null, pushState: go("push"), replaceState: go("replace") };
}

beforeEach(() => open("https://example.org/?feature=port-baku&map=6/40/50"));
afterEach(() => {
  delete globalThis.location;
  delete globalThis.history;
});

test("a value takes the place of all that its key had", () => {
  assert.equal(withValues("off=ports&off=nodes&map=6/40/50", { off: ["roads"] }), "off=roads&map=6/40/50");
  assert.equal(withValues("?map=6/40/50", { off: ["a", "b"] }), "map=6/40/50&off=a&off=b");
  assert.equal(withValues("off=ports&map=6/40/50", { off: [] }), "map=6/40/50");
});

test("what other keys have stays as it is", () => {
  const query = withQuery("feature=a&panel=read&map=6/40/50&utm=x", "feature=b", ["feature", "panel"]);
  assert.equal(query, "feature=b&map=6/40/50&utm=x");
});

test("an address that says the same is the same in any order", () => {
  assert.ok(saysSame("?a=1&b=2", "b=2&a=1"));
  assert.ok(!saysSame("a=1&b=2", "a=1"));
  assert.ok(!saysSame("a=1&a=2", "a=1&a=1"));
});

test("the paragraph that is read stays while its article is open", () => {
  const wanted = withParagraphOf("article=x&paragraph=1", "article=x&paragraph=7", PARAGRAPH);
  assert.equal(wanted, "article=x&paragraph=7");
  assert.equal(withParagraphOf("article=x&paragraph=1", "article=x", PARAGRAPH), "article=x");
  const other = withParagraphOf("article=y&paragraph=1", "article=x&paragraph=7", PARAGRAPH);
  assert.equal(other, "article=y&paragraph=1");
});

test("a view that is written is read as it was", () => {
  const [latitude, longitude, zoom] = [41.6458, -41.6417, 6.5];
  assert.deepEqual(spotOf(spotText({ latitude, longitude, zoom })), [latitude, longitude, zoom]);
});

test("what is no view is none", () => {
  for (const text of ["", "6/40", "6/40/50/1", "a/b/c", "6/91/50", "6/40/181", "-1/40/50", "21/40/50"]) {
    assert.equal(spotOf(text), null, text);
  }
});

test("a step is one to go back to, a change is not", () => {
  write("feature=port-poti&map=6/40/50", true);
  change({ map: ["7/41/51"] });
  assert.deepEqual(steps, ["push", "replace"]);
  assert.equal(location.search, "?feature=port-poti&map=7/41/51");
});

test("an address that stays the same is not written", () => {
  write("map=6/40/50&feature=port-baku", true);
  change({ map: ["6/40/50"] });
  assert.deepEqual(steps, []);
});

test("what stands after the hash leaves the query alone", () => {
  writeHash("feature=port-poti");
  assert.equal(location.href, "https://example.org/?feature=port-baku&map=6/40/50#feature=port-poti");
  assert.deepEqual(steps, ["push"]);
});
