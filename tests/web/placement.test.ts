import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, fanRadius, joinNear, PIN, type Place } from "../../layers/web/fans.ts";
import { type Box, candidates, overlaps, place } from "../../layers/web/placement.ts";

const SEEN: Box = [0, 0, 400, 300];
const size = { width: 60, height: 16 };
const point = (x: number, y: number) => ({ point: { x, y }, size, isPoint: true, gap: 10, ring: 0 });

test("a name stands at the right of its point where there is room", () => {
  assert.deepEqual(place(point(100, 100), SEEN, []), [114, 92]);
});

test("a name goes to another side rather than over what is taken, and is left out where there is no room", () => {
  const taken: Box[] = [[105, 80, 400, 120]];
  const spot = place(point(100, 100), SEEN, taken);
  assert.deepEqual(spot, [26, 92], "to the left");
  assert.equal(taken.length, 2, "and is taken itself");
  assert.equal(place(point(100, 100), SEEN, [[0, 0, 400, 300]]), undefined);
});

test("no two names placed in turn overlap, and none leaves the map", () => {
  const taken: Box[] = [];
  let count = 0;
  for (let n = 0; n < 60; n += 1) {
    const spot = place(point((n * 37) % 400, (n * 53) % 300), SEEN, taken);
    if (!spot) continue;
    count += 1;
    const box: Box = [spot[0], spot[1], spot[0] + size.width, spot[1] + size.height];
    assert.ok(!overlaps(box, taken.slice(0, -1)));
    assert.ok(box[0] >= 2 && box[1] >= 2 && box[2] <= 398 && box[3] <= 298);
  }
  assert.ok(count > 10);
});

test("an area's name starts at its middle; a fan of pins pushes a point's name outward", () => {
  assert.deepEqual(candidates({ ...point(100, 100), isPoint: false })[0], [70, 92]);
  assert.equal(candidates({ ...point(100, 100), ring: 20 })[0]![0], 134);
});

function spot(x: number, y: number, ...pins: string[]): Place<string> {
  return { point: { x, y }, pins, extent: 0, isOpen: false, isTaken: false };
}

test("pins of one place stand around it where there is room", () => {
  assert.equal(fanRadius(1), 0);
  assert.ok(2 * Math.PI * fanRadius(8) >= 8 * 2 * PIN, "none touches the next");
  const alone = spot(100, 100, "a", "b", "c");
  assert.deepEqual(arrange([alone]), []);
  assert.ok(alone.isOpen);
});

test("a count stands for pins that would run into others, and takes in its neighbour", () => {
  const crowd = spot(100, 100, "a", "b", "c");
  const near = spot(115, 100, "d");
  const far = spot(300, 100, "e");
  const counts = arrange([crowd, near, far]);
  assert.deepEqual(
    counts.map(({ pins }) => pins),
    [["a", "b", "c", "d"]],
  );
  assert.ok(near.isTaken && far.isOpen);
});

test("an airfield beside its town is of the same place", () => {
  assert.deepEqual(
    joinNear([spot(10, 10, "airfield"), spot(15, 10, "a", "b")]).map(({ pins }) => pins),
    [["a", "b", "airfield"]],
  );
  assert.equal(joinNear([spot(10, 10, "x"), spot(15, 10, "y")]).length, 2, "two single pins stay two");
});
