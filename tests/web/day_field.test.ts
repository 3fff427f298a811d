import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, typed } from "../../app/web/time/day_field.ts";

for (const text of ["31/03/2018", "31.3.2018", "31 03 2018", "31-3-2018", "31032018", "2018-03-31", "2018/3/31", "31 / 3 / 2018"])
  test(`${text} is 31 March 2018`, () => assert.equal(dayOf(text), "2018-03-31"));

for (const text of [
  "",
  "31/02/2018",
  "29/02/2019",
  "0/3/2018",
  "31/13/2018",
  "31/03/18",
  "3132018",
  "20180331",
  "March 2018",
  "31/03/2018 noon",
])
  test(`"${text}" is no day`, () => assert.equal(dayOf(text), ""));

test("29 February is a day of a leap year", () => assert.equal(dayOf("29/02/2020"), "2020-02-29"));

test("a day is written as it is typed", () => {
  assert.equal(typed("2018-03-31"), "31/03/2018");
  assert.equal(typed(""), "");
  assert.equal(dayOf(typed("2021-12-01")), "2021-12-01");
});
