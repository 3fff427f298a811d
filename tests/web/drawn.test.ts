import assert from "node:assert/strict";
import { test } from "node:test";
import { drawingText, isTooLarge, readDrawing } from "../../layers/web/drawn.ts";
import { cases } from "./shared.ts";

interface Shared {
  cases: { text: string; written: string; left: number }[];
  too_large: { text: string; times: number; large: boolean }[];
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
