import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { sender } from "../../src/corridors/web/lib/sending.js";

let emitted;
const send = (clicks, id) => clicks.send(id, () => emitted.push(id));

beforeEach(() => {
  emitted = [];
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});
afterEach(() => mock.timers.reset());

test("a value without an answer is sent once more, and no more", () => {
  send(sender(), "port");
  assert.deepEqual(emitted, ["port"]);
  mock.timers.tick(60_000);
  assert.deepEqual(emitted, ["port", "port"]);
});

test("a value that is answered is not sent again", () => {
  const clicks = sender();
  send(clicks, "port");
  assert.ok(clicks.accepts("port"));
  assert.equal(clicks.pending, undefined);
  mock.timers.tick(60_000);
  assert.deepEqual(emitted, ["port"]);
});

test("an answer to what was before does not undo a value", () => {
  const clicks = sender();
  send(clicks, "port");
  assert.ok(!clicks.accepts("corridor"));
  assert.ok(!clicks.accepts(null));
  assert.equal(clicks.pending, "port");
});

test("a value that is never answered gives way in the end", () => {
  const clicks = sender();
  send(clicks, "port");
  mock.timers.tick(10_000);
  assert.ok(clicks.accepts("corridor"));
  assert.ok(clicks.accepts(null));
});

test("only the last of several values is sent once more", () => {
  const clicks = sender();
  send(clicks, "first");
  mock.timers.tick(1_000);
  send(clicks, "second");
  mock.timers.tick(60_000);
  assert.deepEqual(emitted, ["first", "second", "second"]);
});

test("no value can be one that waits for its answer", () => {
  const choices = sender();
  send(choices, null);
  assert.ok(!choices.accepts("port"));
  assert.ok(choices.accepts(null));
});

test("who stops waits no longer", () => {
  const clicks = sender();
  send(clicks, "port");
  clicks.stop();
  mock.timers.tick(60_000);
  assert.deepEqual(emitted, ["port"]);
  assert.ok(clicks.accepts("corridor"));
});
