import assert from "node:assert/strict";
import { test } from "node:test";
import { countKnown, readKnown } from "../../app/web/tables/known.ts";

const known = readKnown("2017-12-31:3 2018-03-31:12 2020-08-31:4");

test("a tab counts what is known at the date", () => {
  assert.equal(countKnown(known, "2017-12-30"), 0);
  assert.equal(countKnown(known, "2018-03-31"), 15);
  assert.equal(countKnown(known, "2023-12-31"), 19);
});

test("without a date, a tab counts everything", () => assert.equal(countKnown(known, ""), 19));

test("what has no day is known at every date", () => {
  assert.deepEqual(readKnown(":118"), [["", 118]]);
  assert.equal(countKnown(readKnown(":118"), "2013-01-01"), 118);
});
