import assert from "node:assert/strict";
import { test } from "node:test";
import { inBrief } from "../../layers/web/card.ts";
import type { Field } from "../../layers/web/types.ts";

test("a card leaves out the joined columns, which have a theme", () => {
  const sector: Field = { name: "sector", label: "Sector", kind: "text", unit: "" };
  const courts: Field = { name: "courts_named", label: "Courts named", kind: "number", unit: "", theme: "justice", measure: "count" };
  assert.deepEqual(inBrief([sector, courts]), [sector]);
});
