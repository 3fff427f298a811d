import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, fanRadius, joinNear, PIN, type Place } from "../../layers/web/fans.ts";
import { along, around, type Box, boxAt, overlaps, place, placeInside, ROW } from "../../layers/web/names/placement.ts";
import { rooms, roomsInRows, side, territoryOfRings } from "../../layers/web/names/territory.ts";
import type { Position } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

const SEEN: Box = [0, 0, 400, 300];
const size = { width: 60, height: 16 };
const corners = (x: number, y: number) => around({ point: { x, y }, size, gap: 10, ring: 0 });

test("a name stands at the right of its point where there is room", () => {
  assert.deepEqual(place(corners(100, 100), size, SEEN, []), [114, 92]);
});

test("a name goes to another side rather than over what is taken, and is left out where there is no room", () => {
  assert.deepEqual(place(corners(100, 100), size, SEEN, [[105, 80, 400, 120]]), [26, 92], "to the left");
  assert.equal(place(corners(100, 100), size, SEEN, [[0, 0, 400, 300]]), undefined);
});

test("no two names placed in turn overlap, and none leaves the map", () => {
  const taken: Box[] = [];
  for (let n = 0; n < 60; n += 1) {
    const spot = place(corners((n * 37) % 400, (n * 53) % 300), size, SEEN, taken);
    if (!spot) continue;
    const box: Box = [spot[0], spot[1], spot[0] + size.width, spot[1] + size.height];
    assert.ok(!overlaps(box, taken));
    assert.ok(box[0] >= 2 && box[1] >= 2 && box[2] <= 398 && box[3] <= 298);
    taken.push(boxAt(spot, size));
  }
  assert.ok(taken.length > 10);
});

test("a line's name starts at its middle; a fan of pins pushes a point's name outward", () => {
  assert.deepEqual(along([{ x: 100, y: 100 }], size)[0], [70, 92]);
  assert.equal(around({ point: { x: 100, y: 100 }, size, gap: 10, ring: 20 })[0]![0], 134);
});

/** An hourglass, 200 px wide and high, that narrows to 20 px in the middle. */
const HOURGLASS: Position[] = [
  [100, 50],
  [300, 50],
  [210, 150],
  [300, 250],
  [100, 250],
  [190, 150],
  [100, 50],
];
const hourglass = territoryOfRings([HOURGLASS]);
const inside = (x: number, y: number, taken: Box[] = [], seen = SEEN) =>
  placeInside(
    { point: { x, y }, size, extent: [100, 50, 300, 250], rooms: (first, count) => roomsInRows(hourglass, ROW, first, count) },
    seen,
    taken,
  );
const boxOf = ([x, y]: [number, number]): Box => [x, y, x + size.width, y + size.height];

test("the name of an area goes to where the area is wide enough for it", () => {
  const spot = inside(200, 150)!;
  assert.equal(side(hourglass, boxOf(spot)), "in");
  assert.ok(Math.abs(spot[1] + 8 - 150) > 20, "not across the waist");
  assert.equal(side(hourglass, boxOf([170, 142])), "across");
  assert.equal(side(hourglass, boxOf([310, 142])), "out");
});

test("the name of an area keeps off what is taken and off the map's edge, or is left out", () => {
  const top: Box = [100, 50, 300, 140];
  const spot = inside(200, 90, [top])!;
  assert.ok(spot[1] > 150, "in the lower half");
  assert.equal(inside(200, 90, [top, [100, 160, 300, 250]]), undefined);
  assert.ok(inside(200, 90, [], [0, 120, 400, 300])![1] > 150);
  assert.equal(inside(200, 90, [], [0, 120, 400, 180]), undefined);
});

test("rooms are those that Python finds", () => {
  for (const { rings, top, bottom, rooms: expected } of cases<RoomCase[]>("room_cases")) {
    const found = rooms(territoryOfRings(rings), top, bottom);
    assert.equal(found.length, expected.length);
    for (const [n, [left, right]] of expected.entries()) {
      assert.ok(Math.abs(found[n]![0] - left) < 1e-6 && Math.abs(found[n]![1] - right) < 1e-6);
    }
  }
});

interface RoomCase {
  rings: Position[][];
  top: number;
  bottom: number;
  rooms: [number, number][];
}

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
