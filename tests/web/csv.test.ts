/** Cells of a CSV file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell } from "../../app/web/tables/csv.ts";
import { cases } from "./shared.ts";

test("cells hold no formula, as Python guards them", () => {
  for (const { value, cell } of cases<{ value: unknown; cell: string }[]>("csv_cell_cases"))
    assert.equal(csvCell(value), cell, JSON.stringify(value));
});
