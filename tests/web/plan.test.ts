/** Routes, range rings and bearings on the ellipsoid, against pyproj's cases; and the files they are saved as. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { leg } from "../../app/web/tools/geodesy.ts";
import {
  bearingText,
  drawArea,
  drawRings,
  drawRoute,
  minutesOf,
  radiiOf,
  readDistances,
  ringsOf,
  speedOf,
  spokesOf,
  stopsOf,
} from "../../app/web/tools/plan.ts";
import { toCsv, toGeoJson, toGpx, toKml } from "../../app/web/tools/plan_files.ts";
import { cases, runLibrary } from "./shared.ts";

runLibrary("geodesic");
runLibrary("mgrs");

type Pair = [lat: number, lng: number];
interface RouteCase {
  points: Pair[];
  legs: [metres: number, azimuth: number][];
  total: number;
}
interface ReachCase {
  from: Pair;
  azimuth: number;
  metres: number;
  to: Pair;
}

const at = ([lat, lng]: Pair) => ({ lat, lng });
const near = (found: number, expected: number, by: number, about = ""): void =>
  assert.ok(Math.abs(found - expected) <= by, `${found} is not ${expected} ${about}`);
const GAO = { lat: 16.2717, lng: -0.0447 };
const KIDAL = { lat: 18.4434, lng: 1.4092 };
const MENAKA = { lat: 15.9182, lng: 2.4022 };
const word = (key: string): string => key;

test("the legs of a route and their sum are those of pyproj", () => {
  for (const { points, legs, total } of cases<RouteCase[]>("route_cases")) {
    const stops = stopsOf(points.map(at));
    legs.forEach(([metres, azimuth], n) => {
      near(stops[n + 1]!.metres, metres, 1e-3);
      near(stops[n + 1]!.bearing!, azimuth, 1e-5);
    });
    near(stops.at(-1)!.total, total, 1e-2);
    assert.deepEqual([stops[0]!.metres, stops[0]!.bearing], [0, null]);
  }
});

test("rings and bearings end where pyproj says", () => {
  for (const { from, azimuth, metres, to } of cases<ReachCase[]>("reach_cases")) {
    const spoke = spokesOf(at(from), [metres]).find(({ bearing }) => bearing === azimuth)!;
    near(spoke.path.at(-1)!.lat, to[0], 1e-8);
    near(spoke.path.at(-1)!.lng, to[1], 1e-8);
    if (azimuth === 0) near(ringsOf(at(from), [metres])[0]!.top.lat, to[0], 1e-8);
    for (const corner of ringsOf(at(from), [metres])[0]!.path) near(leg(at(from), corner).metres, metres, 1e-3);
  }
  assert.equal(spokesOf(GAO, []).length, 0);
});

test("two points that are one have no bearing", () => {
  assert.deepEqual(stopsOf([GAO, GAO])[1], { at: GAO, mgrs: "30Q ZD 15880 01273", metres: 0, bearing: null, total: 0 });
  assert.deepEqual(stopsOf([]), []);
});

test("distances are read as a language writes them", () => {
  assert.deepEqual(readDistances("50; 100; 200", "en"), [50, 100, 200]);
  assert.deepEqual(readDistances("200,50 100", "en"), [50, 100, 200]);
  assert.deepEqual(readDistances("12,5; 50", "fr"), [12.5, 50]);
  assert.deepEqual(readDistances("50, 100", "fr"), [50, 100]);
  assert.deepEqual(readDistances("a; -5; 0; 7; 7", "en"), [7]);
  assert.deepEqual(readDistances("", "fr"), []);
  assert.equal(readDistances(Array.from({ length: 30 }, (_, n) => n + 1).join(" "), "en").length, 12);
});

test("minutes need a speed; a knot is 1.852 km/h", () => {
  near(speedOf(100, "kt"), speedOf(185.2, "kmh"), 1e-9);
  assert.deepEqual([speedOf(0, "kmh"), speedOf(-5, "kt"), speedOf(Number.NaN, "kmh")], [0, 0, 0]);
  assert.deepEqual(radiiOf([15, 30], "min", speedOf(240, "kmh")).map(Math.round), [60000, 120000]);
  assert.deepEqual(radiiOf([15, 30], "min", 0), []);
  assert.deepEqual(radiiOf([50, 9000], "km", 0), [50000]);
  assert.equal(minutesOf(120000, speedOf(240, "kmh")), 30);
  assert.equal(minutesOf(120000, 0), null);
  assert.deepEqual([0, 9.6, 32.5, 359.7].map(bearingText), ["000°", "010°", "033°", "000°"]);
});

const ROUTE = drawRoute([GAO, KIDAL, MENAKA], speedOf(240, "kmh"), "A route & <more>");
const RINGS = drawRings(GAO, [50000, 100000], 0, true, { centre: "Centre", ring: (metres) => `${metres / 1000} km` });

test("GeoJSON holds every point with its leg and MGRS, and the whole line", () => {
  const { features } = JSON.parse(toGeoJson(ROUTE));
  assert.equal(features.length, 4);
  const { properties, geometry } = features[1];
  assert.deepEqual(geometry, { type: "Point", coordinates: [1.4092, 18.4434] });
  assert.equal(properties.mgrs, "31Q CA 32002 39980");
  assert.deepEqual([properties.leg_km, properties.bearing, properties.total_km, properties.minutes], [285.729, 32.5, 285.729, 71]);
  assert.equal(features[3].geometry.type, "LineString");
  assert.equal(features[3].properties.total_km, features[2].properties.total_km);
});

test("areas run counterclockwise and are closed, whichever way they were drawn", () => {
  for (const corners of [
    [GAO, KIDAL, MENAKA],
    [MENAKA, KIDAL, GAO],
  ]) {
    const { features } = JSON.parse(toGeoJson(drawArea(corners, "Area")));
    const [ring] = features.at(-1).geometry.coordinates as [number, number][][];
    assert.deepEqual(ring![0], ring!.at(-1));
    const twice = ring!.slice(1).reduce((sum, [x, y], n) => sum + ring![n]![0] * y - x * ring![n]![1], 0);
    assert.ok(twice > 0);
  }
});

test("rings are saved with radius, centre and bearings", () => {
  const { features } = JSON.parse(toGeoJson(RINGS));
  assert.equal(features.length, 1 + 2 + 12);
  assert.deepEqual(features[1].properties, { name: "50 km", radius_km: 50 });
  assert.deepEqual(features[3].properties, { name: "000°", bearing: 0 });
});

test("a ring over the date line does not leap round the earth", () => {
  const rings = drawRings({ lat: 0, lng: 179.9 }, [100000], 0, false, { centre: "C", ring: () => "R" });
  const [ring] = JSON.parse(toGeoJson(rings)).features[1].geometry.coordinates as [number, number][][];
  for (const [n, [x]] of ring!.slice(1).entries()) assert.ok(Math.abs(x - ring![n]![0]) < 1);
});

test("XML keeps any name a text", () => {
  for (const content of [toKml(ROUTE, "A & B", word), toGpx(ROUTE, "A & B", word)]) {
    assert.ok(content.includes("A route &amp; &lt;more&gt;"));
    assert.ok(content.includes("<name>A &amp; B</name>"));
    assert.ok(!content.includes("<more>"));
  }
});

test("a route is a GPX route with its own points; rings are tracks round a waypoint", () => {
  const route = toGpx(ROUTE, "T", word);
  assert.equal(route.match(/<rtept /g)!.length, 3);
  assert.ok(!/<(trk|wpt)\b/.test(route));
  const rings = toGpx(RINGS, "T", word);
  assert.equal(rings.match(/<trk>/g)!.length, 14);
  assert.equal(rings.match(/<wpt /g)!.length, 1);
  assert.ok(rings.indexOf("<wpt ") < rings.indexOf("<trk>")); // the order that the schema asks for
});

test("CSV has a line for each point and the whole, and a column for each value", () => {
  const [head, ...rows] = toCsv(ROUTE, word).trim().split("\r\n");
  assert.equal(head, "csv_name,latitude,longitude,mgrs,leg_km,total_km,minutes,bearing");
  assert.equal(rows.length, 4);
  assert.ok(rows[1]!.startsWith("2,18.4434,1.4092,"));
});
