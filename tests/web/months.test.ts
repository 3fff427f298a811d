import assert from "node:assert/strict";
import { test } from "node:test";
import { dateBefore, dayAt, decimalYear, positionOf } from "../../app/web/time/months.ts";

const FIRST = "2017-03";

test("a position of the slider is the last day of its month", () => {
  assert.equal(dayAt(FIRST, 0), "2017-03-31");
  assert.equal(dayAt(FIRST, 9), "2017-12-31");
  assert.equal(dayAt(FIRST, 10), "2018-01-31");
  assert.equal(dayAt(FIRST, 35), "2020-02-29");
});

test("a day stands at the position of its month, on either side of the first", () => {
  assert.equal(positionOf(FIRST, "2017-03-01"), 0);
  assert.equal(positionOf(FIRST, "2018-01-31"), 10);
  assert.equal(positionOf(FIRST, "2016-12-15"), -3);
  for (let position = 0; position < 60; position += 1) assert.equal(positionOf(FIRST, dayAt(FIRST, position)), position);
});

test("a day is a fraction of its year, leap or not", () => {
  assert.equal(decimalYear("2019-01-01"), 2019);
  assert.equal(decimalYear("2020-07-02"), 2020.5);
  assert.equal(decimalYear("2019-12-31"), 2019 + 364 / 365);
});

test("a comparison starts from the reference date before, else from the first after", () => {
  const references = ["2017-12-31", "2018-03-31", "2020-08-31"];
  assert.equal(dateBefore(references, "2020-08-31"), "2018-03-31");
  assert.equal(dateBefore(references, "2019-05-05"), "2018-03-31");
  assert.equal(dateBefore(references, "2017-12-31"), "2018-03-31");
  assert.equal(dateBefore(references, "2013-01-01"), "2017-12-31");
  assert.equal(dateBefore(["2018-03-31"], "2018-03-31"), "");
});
