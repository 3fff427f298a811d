/** Lengths and areas on the ellipsoid, and how they are written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circle, geodesicPath, leg, measurePolygon, reach } from "../../app/web/tools/geodesy.ts";
import { areaText, lengthText } from "../../app/web/tools/units.ts";
import { cases, runLibrary } from "./shared.ts";

type Pair = [lat: number, lng: number];

runLibrary("geodesic");
const at = ([lat, lng]: Pair) => ({ lat, lng });
const near = (found: number, expected: number, by: number, about = ""): void =>
  assert.ok(Math.abs(found - expected) <= by, `${found} is not ${expected} ${about}`);

test("legs are as long and run as pyproj says", () => {
  for (const { from, to, metres, azimuth } of cases<{ from: Pair; to: Pair; metres: number; azimuth: number | null }[]>("leg_cases")) {
    const found = leg(at(from), at(to));
    near(found.metres, metres, 1e-3, `${from} ${to}`);
    if (azimuth !== null) near(found.azimuth, azimuth, 1e-5, `${from} ${to}`);
  }
});

test("areas and perimeters are those of pyproj, whichever way the corners run", () => {
  for (const { points, area, perimeter } of cases<{ points: Pair[]; area: number; perimeter: number }[]>("polygon_cases")) {
    const found = measurePolygon(points.map(at));
    near(found.area, area, Math.max(1, area * 1e-9));
    near(found.perimeter, perimeter, 1e-2);
  }
});

test("a circle's corners are all at its radius", () => {
  const centre = { lat: 16.2717, lng: -0.0447 };
  const corners = circle(centre, 120000);
  assert.equal(corners.length, 90);
  for (const corner of corners) near(leg(centre, corner).metres, 120000, 1e-3);
});

test("a long leg gains points that lie on it; a closed path comes back", () => {
  const [gao, kidal] = [at([16.2717, -0.0447]), at([18.4434, 1.4092])];
  const path = geodesicPath([gao, kidal], false);
  const { metres, azimuth } = leg(gao, kidal);
  assert.equal(path.length, Math.ceil(metres / 50000) + 1);
  const second = reach(gao, azimuth, metres / (path.length - 1));
  near(path[1]!.lat, second.lat, 1e-12);
  near(path[1]!.lng, second.lng, 1e-12);
  assert.deepEqual([path[0], path.at(-1)], [gao, kidal]);
  const closed = geodesicPath([at([16, 0]), at([16.1, 0]), at([16, 0.1])], true);
  assert.equal(closed.length, 4);
  assert.deepEqual(closed[0], closed[3]);
  assert.deepEqual(geodesicPath([gao, gao], false), [gao, gao]);
  assert.deepEqual(geodesicPath([], true), []);
});

test("lengths and areas take the unit of their size and the language's signs", () => {
  const lengths = [0, 999.4, 1000, 99994, 287654].map((metres) => lengthText(metres, "en"));
  assert.deepEqual(lengths, ["0 m", "999 m", "1.00 km", "99.99 km", "287.7 km"]);
  const areas = [9999, 12345, 9.99e6, 12.34e6, 1.2345e9].map((metres) => areaText(metres, "en"));
  assert.deepEqual(areas, ["9,999 m²", "1.2 ha", "999.0 ha", "12.3 km²", "1,235 km²"]);
  assert.equal(lengthText(1234567, "fr"), "1\u202f234,6 km");
});
