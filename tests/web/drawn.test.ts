import assert from "node:assert/strict";
import { test } from "node:test";
import { circle, geodesicPath, leg, reach } from "../../app/web/tools/geodesy.ts";
import { arrow, type Point } from "../../layers/web/arrow.ts";
import { COLOURS, drawingText, isTooLarge, readDrawing } from "../../layers/web/drawn.ts";
import { LETTERS, RADII, SYMBOL_WIDTHS, shaped, WIDTHS } from "../../layers/web/drawn_shape.ts";
import { cases, runLibrary } from "./shared.ts";

runLibrary("geodesic");

interface Shared {
  cases: { text: string; written: string; left: number }[];
  too_large: { text: string; times: number; large: boolean }[];
  palette: Record<string, string>;
  sizes: Record<string, number[]>;
  arrows: { path: Point[]; width: number; line: Point[]; head: Point[] }[];
  written: { text: string; fr: string; en: string; at: Point; points: number }[];
}

const shared = cases<Shared>("drawn_cases");

test("drawings are read and written alike", () => {
  assert.ok(shared.cases.length > 30);
  for (const { text, written, left } of shared.cases) {
    assert.equal(drawingText(text), written, text);
    assert.equal(readDrawing(text).length, text ? text.split("~").length - left : 0, text);
    assert.deepEqual(readDrawing(written), readDrawing(text), text);
  }
});

test("what is more than an address carries is not read", () => {
  for (const { text, times, large } of shared.too_large) {
    const whole = Array(times).fill(text).join("~");
    assert.equal(isTooLarge(whole), large);
    assert.equal(readDrawing(whole).length === 0, large);
  }
});

const near = (found: readonly Point[], expected: readonly Point[], by: number): void => {
  assert.equal(found.length, expected.length);
  found.forEach(([x, y], n) => {
    assert.ok(Math.abs(x - expected[n]![0]) < by && Math.abs(y - expected[n]![1]) < by, `${[x, y]} is not ${expected[n]}`);
  });
};

test("drawings lie on the ground alike", () => {
  assert.deepEqual(COLOURS, shared.palette);
  assert.deepEqual({ widths: [...WIDTHS], letters: [...LETTERS], radii: [...RADII], symbol_widths: [...SYMBOL_WIDTHS] }, shared.sizes);
  const geodesy = { leg, reach, circle, geodesicPath };
  for (const given of shared.written)
    for (const lang of ["fr", "en"] as const) {
      const [shape] = shaped(
        readDrawing(given.text),
        geodesy,
        lang,
        () => null,
        () => "",
      );
      assert.equal(shape!.written, given[lang], given.text);
      assert.equal(shape!.path.length, given.points, given.text);
      near([shape!.at], [given.at], 1e-5);
    }
  for (const { path, width, line, head } of shared.arrows) {
    const found = arrow(path, width);
    near(found.line, line, 1e-3);
    near(found.head, head, 1e-3);
  }
});

test("markers are numbered in their order", () => {
  const things = readDrawing("number,16,-3~text,16,-3,_a~number,17,-3");
  const shapes = shaped(
    things,
    { leg, reach, circle, geodesicPath },
    "en",
    () => null,
    () => "",
  );
  assert.deepEqual(
    shapes.map(({ rank }) => rank),
    [1, 0, 2],
  );
});
