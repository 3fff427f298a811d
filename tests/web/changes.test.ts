import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { byPlace, type Change, changesBetween, type Series, type Timeline } from "../../app/web/time/changes.ts";

interface Cases {
  series: Series[];
  cases: { first: string; second: string; changes: Change[] }[];
}

const { series, cases } = JSON.parse(readFileSync("tests/shared/changes_cases.json", "utf-8")) as Cases;
const timeline = (of: Series[], places: Timeline["places"] = {}): Timeline => ({
  topics: {},
  places,
  groups: {},
  documents: {},
  series: of,
});

for (const { first, second, changes } of cases)
  test(`what changed from ${first} to ${second} is what Python finds`, () => {
    assert.deepEqual(changesBetween(timeline(series), first, second), changes);
  });

test("the nation comes first, then places by number of changes, then groups", () => {
  const figures: Series["figures"] = [["", 1, "1", "2020-01-01", "", "", "", "", "", 0]];
  const at = (place: string, group = ""): Series => ({ place, group, topic: "", measure: "", percent: 0, figures });
  const places: Timeline["places"] = { mali: ["Mali", ""], gao: ["Gao", ""], kidal: ["Kidal", ""], ber: ["Ber", ""] };
  const all = [at("", "g1"), at("gao"), at("kidal"), at("kidal"), at("mali"), at("ber"), at("", "g1"), at("", "g1")];
  const changes = changesBetween(timeline(all), "2019-01-01", "2020-01-01");
  const listed = byPlace(timeline(all, places), changes).map(([key, own]) => [key, own.map((change) => change.series)]);
  assert.deepEqual(listed, [
    ["mali", [4]],
    ["kidal", [2, 3]],
    ["ber", [5]],
    ["gao", [1]],
    ["g1", [0, 6, 7]],
  ]);
});
