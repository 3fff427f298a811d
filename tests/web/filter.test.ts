import assert from "node:assert/strict";
import { test } from "node:test";
import { filtered, readFilter, writeFilter } from "../../layers/web/filter.ts";
import type { Artifact } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

interface Case {
  filter: string;
  same?: boolean;
  features: [string, string | null, number | null][];
  marks: string[];
  sources: string[];
}

const shared = cases<{ artifact: Artifact; cases: Case[]; texts: { text: string; written: string | null }[] }>("filter_cases");

for (const { text, written } of shared.texts)
  test(`the filter ${text.slice(0, 60) || "(empty)"}`, () => {
    const found = readFilter(text);
    assert.equal(found && writeFilter(found), written);
  });

for (const { filter, same = false, features, marks, sources } of shared.cases)
  test(`a layer filtered by ${filter || "nothing"}`, () => {
    const before = JSON.stringify(shared.artifact);
    const found = filtered(shared.artifact, filter);
    assert.equal(JSON.stringify(shared.artifact), before, "the layer itself is not changed");
    assert.equal(found === shared.artifact, same);
    if (same) return;
    assert.deepEqual(
      found.features.map(({ id, properties }) => [id, properties.fact_ids ?? null, properties.count ?? null]),
      features,
    );
    assert.deepEqual(
      found.atlas.marks.map(({ key }) => key),
      marks,
    );
    assert.deepEqual(
      found.atlas.sources.map(({ id }) => id),
      sources,
    );
    assert.equal(found.atlas.count, features.length);
  });

test("what is left of a feature is dated and cited by the facts left", () => {
  const gao = filtered(shared.artifact, "state = 'delivered'").features[0]!;
  const { since, until, source, facts } = gao.properties;
  assert.deepEqual([since, until, source, facts], ["2020-07-01", "2021-06-30", "A/76/564", "Cour d’assises held"]);
});
