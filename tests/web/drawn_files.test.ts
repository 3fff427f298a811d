/** Drawings as files, steps back and forward, and the symbols as their sources give them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromGeoJson, fromMeasure, toGeoJson, toKml } from "../../app/web/draw/files.ts";
import { History } from "../../app/web/draw/history.ts";
import { circle, geodesicPath, leg, reach } from "../../app/web/tools/geodesy.ts";
import { readDrawing, SYMBOLS, writeDrawing } from "../../layers/web/drawn.ts";
import { type Sign, shaped } from "../../layers/web/drawn_shape.ts";
import { content, DECLARED, FILE } from "../../tools/web/symbols.mjs";
import { runLibrary } from "./shared.ts";

runLibrary("geodesic");

const TEXT =
  "arrow.4,16.27,-0.04,18.44,1.41,_Vers <Kidal>~area.green,17,-3,15,-2,16,0~circle.purple,16.27,-0.04,50.5~text,19,-2,_A & B~measure,17,-3,16,0~number,16,-3,_Pont~symbol.ied.blue,15,1";
const told = { note: "Dessins du lecteur — pas des documents", sidc: (symbol: string) => (symbol === "ied" ? "10064000001103000000" : "") };
const things = readDrawing(TEXT);
const shapes = shaped(
  things,
  { leg, reach, circle, geodesicPath },
  "fr",
  () => null,
  (thing) => thing.symbol || thing.kind,
);

test("a saved drawing is opened as it was", () => {
  assert.equal(things.length, 7);
  assert.deepEqual(fromGeoJson(toGeoJson(things, shapes, told)), { things, left: 0 });
});

test("every feature says whose it is, and areas run counterclockwise", () => {
  const { features } = JSON.parse(toGeoJson(things, shapes, told)) as {
    features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: [number, number][][] } }[];
  };
  assert.ok(features.every(({ properties }) => properties.source === told.note));
  assert.equal(features[6]!.properties.sidc, "10064000001103000000");
  for (const { geometry } of features.filter(({ geometry }) => geometry.type === "Polygon")) {
    const [ring] = geometry.coordinates;
    assert.deepEqual(ring![0], ring!.at(-1));
    const twice = ring!.slice(1).reduce((sum, [x, y], n) => sum + (ring![n]![0] * y - x * ring![n]![1]), 0);
    assert.ok(twice > 0);
  }
});

const feature = (type: string, coordinates: unknown, properties: unknown = {}) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const open = (features: unknown) => fromGeoJson(JSON.stringify({ type: "FeatureCollection", features }));

test("another program's file gives points, lines and areas with their names", () => {
  const ring = [
    [-3, 16],
    [0, 15],
    [0, 17],
    [-3, 16],
  ];
  const read = open([
    feature("Point", [-3, 16, 250], { name: "Camp" }),
    feature("Point", [-3, 16]),
    feature("LineString", ring.slice(0, 2)),
    feature("Polygon", [ring], { kind: "constructor", colour: "__proto__", size: 99 }),
  ])!;
  const kinds = read.things.map(({ kind, label, colour }) => `${kind} ${label} ${colour}`);
  assert.deepEqual(kinds, ["text Camp red", "number  red", "line  red"]);
  assert.equal(read.left, 1); // its size is none
});

test("what is no point, line or area is counted, and another file is none", () => {
  const long = Array.from({ length: 61 }, (_, n) => [n / 10, 16]);
  const bad = [feature("Point", ["x", 16]), feature("MultiPoint", [[-3, 16]]), feature("LineString", long), { type: "Feature" }, null, 7];
  assert.deepEqual(open(bad), { things: [], left: 6 });
  for (const content of ["", "{}", "[]", "null", "<kml/>", '{"type":"FeatureCollection","features":{}}'])
    assert.equal(fromGeoJson(content), null, content);
});

test("KML escapes what was written, and names whose it is", () => {
  const kml = toKml(things, shapes, told);
  assert.ok(kml.includes("<name>Vers &lt;Kidal&gt;</name>") && kml.includes("A &amp; B") && kml.includes(told.note));
  assert.ok(!kml.includes("<Kidal>"));
  assert.equal(kml.match(/<Placemark>/g)!.length, 7);
});

test("what is measured becomes a line that says its length, an area, or circles", () => {
  const pen = { colour: "blue", size: 4 } as const;
  const written = (text: string): string => writeDrawing(fromMeasure(text, pen));
  assert.equal(written("line,17,-3,16,0"), "measure.blue.4,17,-3,16,0");
  assert.equal(written("area,17,-3,16,0,15,-2"), "area.blue.4,17,-3,16,0,15,-2");
  assert.equal(written("rings,17,-3,50,100"), "circle.blue.4,17,-3,50~circle.blue.4,17,-3,100");
  assert.equal(written(""), "");
});

test("steps go back and forward, and typing is one step", () => {
  const history = new History<string>();
  history.step("", "label");
  history.step("a", "label");
  history.step("ab");
  assert.equal(history.undo("ab!"), "ab");
  assert.equal(history.undo("ab"), "");
  assert.equal(history.undo(""), undefined);
  assert.equal(history.redo(""), "ab");
  history.step("ab", "label");
  assert.equal(history.redo("abc"), undefined);
  history.forget();
  assert.ok(!history.canUndo && !history.canRedo);
});

test("the symbols are what milsymbol and OCHA's icons give, and those that an address may name", () => {
  const committed = readFileSync(FILE, "utf8");
  assert.equal(committed, content());
  assert.deepEqual(new Set(Object.keys(DECLARED)), new Set(SYMBOLS));
  const symbols = JSON.parse(committed) as Record<string, Sign & { sidc: string; group: string }>;
  for (const [id, { parts, box }] of Object.entries(symbols)) {
    assert.ok(parts.length > 0 && box.every(Number.isFinite), id);
    assert.ok(
      parts.every(({ fill, stroke }) => [fill, stroke].every((ink) => ink === "" || /^#[0-9A-F]{6}$/.test(ink))),
      id,
    );
  }
  assert.equal(new Set(Object.values(symbols).map(({ sidc }) => sidc)).size, Object.values(symbols).filter(({ sidc }) => sidc).length + 1);
});
