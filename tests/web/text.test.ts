import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords, fill, fold, isDay } from "../../layers/web/text.ts";
import { cases } from "./shared.ts";

for (const { text, folded } of cases<{ text: string; folded: string }[]>("fold_cases")) {
  test(`${JSON.stringify(text)} folded`, () => assert.equal(fold(text), folded));
}

test("a day in words", () => {
  assert.equal(dayInWords("2020-07-01", "fr"), "1er juillet 2020");
  assert.equal(dayInWords("2020-07-31", "fr"), "31 juillet 2020");
  assert.equal(dayInWords("2020-07-01", "en"), "1 July 2020");
});

test("days that a view may show", () => {
  for (const day of ["2013-01-01", "2020-02-29", "2023-12-31"]) assert.ok(isDay(day), day);
  for (const day of ["", "2012-12-31", "2024-01-01", "2021-02-29", "2020-13-01", "20200701", "2020-7-1"]) assert.ok(!isDay(day), day);
});

test("fields are filled once, and only those that are known", () => {
  assert.equal(fill("{count} of {total}", { count: 3, total: "{count}" }), "3 of {count}");
  assert.equal(fill("{other}", { count: 3 }), "{other}");
});
