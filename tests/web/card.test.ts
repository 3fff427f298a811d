import assert from "node:assert/strict";
import { test } from "node:test";
import { inBrief, sourceLine } from "../../layers/web/card.ts";
import type { FactRecord, Feature, Field, Lang, Meta } from "../../layers/web/types.ts";

test("a card leaves out the joined columns, which have a theme", () => {
  const sector: Field = { name: "sector", label: "Sector", kind: "text", unit: "" };
  const courts: Field = { name: "courts_named", label: "Courts named", kind: "number", unit: "", theme: "justice", measure: "count" };
  assert.deepEqual(inBrief([sector, courts]), [sector]);
});

const stated = (...facts: [string, string][]) => facts.map(([id, source]) => ({ id, source }) as FactRecord);

const meta = (lang: Lang): Meta =>
  ({
    lang,
    sources: [
      { id: "001", title: "Fact sheet", date: "2020-07", licence: "" },
      { id: "002", title: "Booklet", date: "2020", licence: "" },
      { id: "003", title: "A/76/564 · Budget", date: "2021", licence: "" },
      { id: "regions", title: "Regions", date: "2020", licence: "ODbL" },
    ],
  }) as Meta;

const gao = (facts: FactRecord[], past: FactRecord[] = [], ids = [...facts, ...past]): Feature => ({
  type: "Feature",
  id: "gao",
  geometry: null,
  properties: { name: "Gao", mark: "actual", fact_ids: ids.map(({ id }) => id).join("|") },
  facts,
  past,
});

test("the source line of a card names every document of its facts", () => {
  const facts = stated(["a", "002"], ["b", "003"], ["c", "002"], ["d", "001"]);
  assert.equal(sourceLine(gao(facts), "Booklet (2020) · page 4", meta("en")), "Booklet (2020) · page 4; also: Fact sheet (2020); A/76/564");
  assert.equal(
    sourceLine(gao(facts), "Livret (2020) · page 4", meta("fr")),
    "Livret (2020) · page 4\u202f; aussi\u202f: Fact sheet (2020)\u202f; A/76/564",
  );
});

test("facts of one document have one citation, and a row without facts its own", () => {
  assert.equal(sourceLine(gao(stated(["a", "002"], ["b", "002"])), "Booklet (2020)", meta("en")), "Booklet (2020)");
  const mast = { type: "Feature", id: "mast", geometry: null, properties: { name: "Mast", mark: "mast" } } as Feature;
  assert.equal(sourceLine(mast, "Booklet (2020)", meta("en")), "Booklet (2020)");
});

test("the first source stays that of the first fact where this one no longer holds", () => {
  const [old, now] = [stated(["a", "001"]), stated(["b", "003"])];
  assert.equal(sourceLine(gao(now, old, [...old, ...now]), "Fact sheet", meta("en")), "Fact sheet; also: A/76/564");
});
