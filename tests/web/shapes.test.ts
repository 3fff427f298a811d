/** What lies in a shape, and its list as CSV. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contentsOf, csvOf } from "../../app/web/tools/contents.ts";
import { circle } from "../../app/web/tools/geodesy.ts";
import { circleShape, extentIn, polygonShape } from "../../app/web/tools/shapes.ts";
import type { Feature, Geometry, Meta, Position } from "../../layers/web/types.ts";
import { cases, runLibrary } from "./shared.ts";

runLibrary("geodesic");
runLibrary("mgrs");
const shapeOf = (ring: Position[]) => polygonShape(ring.map(([lng, lat]) => ({ lat, lng })));

test("geometries lie in a polygon as Shapely says", () => {
  for (const { ring, geometry, extent } of cases<{ ring: Position[]; geometry: Geometry; extent: string }[]>("extent_cases"))
    assert.equal(extentIn(geometry, shapeOf(ring)), extent, JSON.stringify({ ring, geometry }));
});

const GAO = { lat: 16.2717, lng: -0.0447 };
const named = (id: string, name: string, geometry: Geometry | null, more = {}): Feature => ({
  type: "Feature",
  id,
  geometry,
  properties: { name, mark: "m", ...more },
});
const point = (lng: number, lat: number): Geometry => ({ type: "Point", coordinates: [lng, lat] });
const meta = (title: string): Meta =>
  ({
    id: title,
    title,
    fields: [
      { name: "people", label: "People", kind: "number", unit: "persons" },
      { name: "note", label: "Note", kind: "text", unit: "" },
    ],
  }) as unknown as Meta;

const AREA: Geometry = {
  type: "Polygon",
  coordinates: [
    [
      [0, 16],
      [4, 16],
      [4, 18],
      [0, 16],
    ],
  ],
};
const HANDLES = [
  {
    meta: meta("Sites"),
    features: [
      named("ansongo", "Ansongo", point(0.5, 15.66), { note: "=1+1" }),
      named("gao", "Gao", point(-0.0447, 16.2717), { people: 1200, note: "" }),
      named("kidal", "Kidal", point(1.4092, 18.4434)),
      named("lost", "Nowhere", null),
    ],
  },
  { meta: meta("Sectors"), features: [{ ...named("east", "East", AREA), at: [2, 17] as Position }] },
  { meta: meta("Empty"), features: [named("far", "Far", point(10, 10))] },
];

test("a circle lists points by their distance, then what has none", () => {
  const contents = contentsOf(HANDLES, circleShape(circle(GAO, 120000), GAO, 120000));
  assert.deepEqual(
    contents.map(({ meta, rows }) => [meta.title, rows.map(({ feature, extent }) => [feature.id, extent])]),
    [
      [
        "Sites",
        [
          ["gao", "wholly"],
          ["ansongo", "wholly"],
        ],
      ],
      ["Sectors", [["east", "partly"]]],
    ],
  );
  assert.equal(contents[0]!.rows[0]!.metres, 0);
  assert.equal(contents[1]!.rows[0]!.metres, null);
});

test("a polygon lists by name, without distances", () => {
  const [sites] = contentsOf(
    HANDLES,
    polygonShape([
      { lat: 15, lng: -1 },
      { lat: 15, lng: 3 },
      { lat: 19, lng: 3 },
      { lat: 19, lng: -1 },
    ]),
  );
  assert.deepEqual(
    sites!.rows.map(({ feature, metres }) => [feature.id, metres]),
    [
      ["ansongo", null],
      ["gao", null],
      ["kidal", null],
    ],
  );
});

test("the list as CSV: numbers as numbers, texts guarded, a distance in kilometres", () => {
  const text = csvOf(contentsOf(HANDLES, circleShape(circle(GAO, 120000), GAO, 120000)), (key) => key);
  const lines = text.split("\r\n");
  assert.equal(lines[0], "csv_layer,csv_id,csv_name,csv_extent,latitude,longitude,mgrs,csv_distance,csv_details");
  assert.equal(lines[1], "Sites,gao,Gao,inside_wholly,16.2717,-0.0447,30Q ZD 15880 01273,0,People: 1200 persons");
  assert.match(lines[2]!, /^Sites,ansongo,Ansongo,inside_wholly,15\.66,0\.5,31P .*,89\.\d{1,3},Note: =1\+1$/);
  assert.match(lines[3]!, /^Sectors,east,East,inside_partly,17,2,31Q [A-Z]{2} \d{5} \d{5},,$/);
  assert.equal(lines.length, 5);
});
