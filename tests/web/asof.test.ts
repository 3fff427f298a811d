import assert from "node:assert/strict";
import { test } from "node:test";
import { asOf, PAST, type State, stateOn } from "../../layers/web/asof.ts";
import type { Artifact, Feature, Mark } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

for (const { since, until, day, state } of cases<{ since: string; until: string | null; day: string; state: State }[]>("as_of_cases")) {
  test(`${since} to ${until ?? "now"} on ${day || "no day"}`, () => assert.equal(stateOn(since, until, day), state));
}

const mark: Mark = {
  key: "there",
  label: "Delivered",
  shape: "pin",
  color: "#0B6FB8",
  stroke: "#0B6FB8",
  fill: 1,
  width: 1,
  dash: "",
  radius: 10,
  label_style: "",
  min_zoom: 0,
};

function feature(id: string, times: Feature["times"], facts = ""): Feature {
  return {
    type: "Feature",
    id,
    geometry: { type: "Point", coordinates: [0, 15] },
    properties: { name: id, mark: "there", ...(facts ? { facts, source: "first" } : {}) },
    ...(times ? { times } : {}),
  };
}

function layer(features: Feature[]): Artifact {
  return {
    type: "FeatureCollection",
    atlas: {
      id: "test",
      lang: "en",
      title: "Test",
      marks: [mark],
      fields: [],
      sources: [
        { id: "000", title: "first", date: "2018-03-31", licence: "" },
        { id: "001", title: "second", date: "2020-07-01", licence: "" },
        { id: "shapes", title: "shapes", date: "", licence: "ODbL" },
      ],
      count: features.length,
      data_date: "2020-07-01",
      min_zoom: 0,
      query: "",
      time_words: { mark: "No longer", past: "Before" },
    },
    features,
  };
}

test("what is not yet true is left out, what no longer holds is greyed", () => {
  const artifact = layer([
    feature("early", [["2018-03-31", "2020-06-30", "000"]]),
    feature("late", [["2020-07-01", null, "001"]]),
    feature("always", undefined),
  ]);
  const [early, late] = ["2018-03-31", "2020-07-01"].map((day) => asOf(artifact, day));
  assert.deepEqual(
    early!.features.map(({ id }) => id),
    ["early", "always"],
  );
  assert.deepEqual(
    late!.features.map(({ id, properties }) => [id, properties.mark]),
    [
      ["early", `there${PAST}`],
      ["late", "there"],
      ["always", "there"],
    ],
  );
  assert.deepEqual(
    late!.atlas.marks.map(({ key, label }) => [key, label]),
    [
      ["there", "Delivered"],
      [`there${PAST}`, "No longer"],
    ],
  );
  assert.deepEqual(
    early!.atlas.sources.map(({ id }) => id),
    ["000", "shapes"],
  );
  assert.equal(early!.atlas.data_date, "2018-03-31");
  assert.equal(early!.atlas.count, 2);
});

test("a layer without a date, or without words for time, is the same object", () => {
  const artifact = layer([feature("early", [["2018-03-31", null, "000"]])]);
  assert.equal(asOf(artifact, ""), artifact);
  const timeless = { ...artifact, atlas: { ...artifact.atlas } };
  delete timeless.atlas.time_words;
  assert.equal(asOf(timeless, "2020-07-01"), timeless);
});
