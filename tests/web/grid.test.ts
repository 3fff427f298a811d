/** Where the lines of a grid run. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOf, fromUtm, multiples, squareLines, squareMiddles, stepOf, zonesOf } from "../../app/web/tools/grid.ts";
import { cases } from "./shared.ts";

test("grid lines stand where UTM says", () => {
  for (const { zone, easting, northing, lat, lon } of cases<Record<"zone" | "easting" | "northing" | "lat" | "lon", number>[]>(
    "utm_cases",
  )) {
    const [foundLat, foundLon] = fromUtm(zone, easting, northing);
    assert.ok(Math.abs(foundLat - lat) < 1e-7 && Math.abs(foundLon - lon) < 1e-7, `${zone} ${easting} ${northing}`);
  }
});

test("meridians are some 110 pixels apart, in round steps", () => {
  const widths = [1, 0.05, 0.009, 0.003, 0.0009, 0.00005, 0.00001];
  assert.deepEqual(widths.map(stepOf), [10, 10, 1, 0.5, 0.1, 0.01, 0.01]);
  assert.deepEqual([10, 1, 0.5, 0.25, 0.1, 0.05].map(digitsOf), [0, 0, 1, 2, 1, 2]);
});

test("multiples lie between both ends, the ends included", () => {
  assert.deepEqual(multiples(0.5, -1, 0.6), [-2, -1, 0, 1]);
  assert.deepEqual(multiples(10, 11, 19), []);
});

test("zones are counted from the date line", () => {
  assert.deepEqual(zonesOf(-12.2, 4.2), [28, 29, 30, 31]);
  assert.deepEqual(zonesOf(-180, -179), [1]);
});

test("squares cover a box, and no line leaves it", () => {
  const box = { south: 15.5, west: -1, north: 16.5, east: 0 };
  const lines = squareLines(30, box, 10000);
  const points = lines.flatMap(({ path }) => path);
  assert.ok(points.every(([lat, lon]) => lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east));
  const drawn = lines.filter(({ path }) => path.length > 1);
  assert.ok(drawn.length >= 20 && drawn.length <= 30, `${drawn.length} lines of a box of about 107 by 111 km`);
  assert.ok(drawn.filter(({ isHeavy }) => isHeavy).length >= 2);
  assert.ok(squareLines(30, box, 100000).every(({ isHeavy }) => !isHeavy));
  const middles = squareMiddles(30, box, 10000).filter(([lat]) => lat > box.south && lat < box.north);
  assert.ok(middles.length >= 100 && middles.length <= 130, `${middles.length} squares`);
});
