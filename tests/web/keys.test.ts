import assert from "node:assert/strict";
import { test } from "node:test";
import { ahead } from "../../layers/web/keys.ts";

const MIDDLE = { x: 0, y: 0 };
const RIGHT: [number, number] = [1, 0];
const UP: [number, number] = [0, -1];

test("an arrow goes to the nearest thing in its direction", () => {
  const near = { x: 10, y: 1 };
  assert.equal(ahead(MIDDLE, [{ x: 40, y: 0 }, near, { x: -3, y: 0 }, MIDDLE], RIGHT), near);
});

test("what lies more aside than ahead is not meant", () => {
  assert.equal(ahead(MIDDLE, [{ x: 10, y: 11 }], RIGHT), undefined);
  assert.deepEqual(ahead(MIDDLE, [{ x: 10, y: -11 }], UP), { x: 10, y: -11 });
});

test("what lies straight ahead comes before what is nearer but aside", () => {
  const straight = { x: 20, y: 0 };
  assert.equal(ahead(MIDDLE, [{ x: 12, y: 11 }, straight], RIGHT), straight);
});

test("there and back is the same way between two", () => {
  const [a, b] = [MIDDLE, { x: 30, y: 5 }];
  assert.equal(ahead(a, [a, b], RIGHT), b);
  assert.equal(ahead(b, [a, b], [-1, 0]), a);
});
