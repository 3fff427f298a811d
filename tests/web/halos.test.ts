/** What became of a feature between two days: as in Python, over the shared cases. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Halo, halo, halosOf } from "../../layers/web/halos.ts";
import type { Artifact, Feature } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

interface HaloCase {
  why: string;
  first: string;
  second: string;
  feature: Partial<Feature>;
  column?: string;
  halo: Halo | null;
}

const made = (feature: Partial<Feature>, id = "gao"): Feature =>
  ({ type: "Feature", id, geometry: null, properties: { name: id, mark: "" }, ...feature }) as Feature;

for (const { why, first, second, feature, column, halo: expected } of cases<HaloCase[]>("halo_cases"))
  test(`${why}: ${expected}`, () => assert.equal(halo(made(feature), first, second, column), expected));

test("a layer says what changed whichever day comes first", () => {
  const features = [made({ holds: [{ source: "", since: "2020-07-01", until: null }] }), made({}, "kidal")];
  const artifact = { atlas: {}, features } as Artifact;
  for (const days of [["2018-03-31", "2020-08-31"] as const, ["2020-08-31", "2018-03-31"] as const])
    assert.deepEqual([...halosOf(artifact, days)], [["gao", "new"]]);
});
