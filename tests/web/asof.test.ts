import assert from "node:assert/strict";
import { test } from "node:test";
import { asOf, joinedOn, PAST } from "../../layers/web/asof.ts";
import { documentName, joined, onDay, type State, stateOn } from "../../layers/web/facts.ts";
import type { Artifact, FactRecord, Feature, Lang, Mark, Source, Validity } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

for (const { since, until, day, state } of cases<{ since: string; until: string | null; day: string; state: State }[]>("as_of_cases")) {
  test(`${since} to ${until ?? "now"} on ${day || "no day"}`, () => assert.equal(stateOn(since, until, day), state));
}

interface JoinedCase {
  day: string;
  joined: NonNullable<Feature["joined"]>;
  properties: Feature["properties"];
  found: Feature["properties"];
}

for (const { day, joined: columns, properties, found } of cases<JoinedCase[]>("joined_cases")) {
  test(`joined columns ${Object.keys(columns)} on ${day}`, () => {
    const place: Feature = { type: "Feature", id: "gao", geometry: null, properties, joined: columns };
    assert.deepEqual(joinedOn(place, day).properties, found);
  });
}

interface FactsCase {
  lang: Lang;
  facts: FactRecord[];
  day: string;
  holds: string[];
  past: string[];
  text: string;
  now: string;
  before: string;
}

for (const { lang, facts, day, holds, past, text, now, before } of cases<FactsCase[]>("facts_cases")) {
  test(`${facts.length} facts in ${lang} on ${day}`, () => {
    const [holding, ended] = [onDay(facts, day, "holds"), onDay(facts, day, "past")];
    const ids = (found: FactRecord[]) => found.map(({ id }) => id);
    assert.deepEqual([ids(holding), ids(ended)], [holds, past]);
    assert.deepEqual([joined(facts, lang), joined(holding, lang), joined(ended, lang)], [text, now, before]);
  });
}

for (const { name, ...source } of cases<(Pick<Source, "title" | "date"> & { name: string })[]>("cited_cases"))
  test(`${source.title} is cited as ${name}`, () => assert.equal(documentName({ id: "x", licence: "", ...source }), name));

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

function feature(id: string, holds: Validity[] | undefined): Feature {
  return {
    type: "Feature",
    id,
    geometry: { type: "Point", coordinates: [0, 15] },
    properties: { name: id, mark: "there" },
    ...(holds ? { holds } : {}),
  };
}

const between = (since: string, until: string | null, source: string): Validity => ({ source, since, until });

const fact = (words: string, value: number, held: Validity): FactRecord => ({
  id: words,
  words,
  value,
  unit: "site",
  status: "actual",
  state: "stated",
  ...held,
});

function layer(features: Feature[]): Artifact {
  return {
    type: "FeatureCollection",
    atlas: {
      id: "test",
      lang: "en",
      title: "Test",
      group: "mission",
      caveats: [],
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
    feature("early", [between("2018-03-31", "2020-06-30", "000")]),
    feature("late", [between("2020-07-01", null, "001")]),
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
  const artifact = layer([feature("early", [between("2018-03-31", null, "000")])]);
  assert.equal(asOf(artifact, ""), artifact);
  const timeless = { ...artifact, atlas: { ...artifact.atlas } };
  delete timeless.atlas.time_words;
  assert.equal(asOf(timeless, "2020-07-01"), timeless);
});

test("a timeless layer keeps its features, and its joined columns follow the date", () => {
  const region: Feature = { ...feature("region", undefined), joined: { courts_named: [["2020-08-31", 2]] } };
  region.properties.courts_named = 2;
  const timeless = layer([region]);
  delete timeless.atlas.time_words;
  const [before, after] = ["2020-07-01", "2020-08-31"].map((day) => asOf(timeless, day));
  assert.equal(before!.features[0]!.properties.courts_named, undefined);
  assert.equal(after!.features[0]!.properties.courts_named, 2);
  assert.equal(before!.atlas.as_of, "2020-07-01");
  assert.equal(region.properties.courts_named, 2);
});

test("of several facts, those that hold and those that no longer do are told apart, and counted", () => {
  const facts = [
    fact("Sites: 3", 3, between("2020-07-01", null, "001")),
    fact("Sites: 2; camps", 2, between("2018-03-31", "2020-06-30", "000")),
    fact("Sites: 4", 4, between("2021-06-30", null, "004")),
  ];
  const texts = { facts: "Sites: 3; Sites: 2; camps; Sites: 4", count: 3, documents: 3, source: "first · p. 1" };
  const told: Feature = { ...feature("gao", undefined), facts };
  Object.assign(told.properties, texts);
  const artifact = layer([told]);
  const on = (day: string): Feature => asOf(artifact, day).features[0]!;

  const early = on("2019-05-05");
  assert.deepEqual([early.facts, early.past], [[facts[1]], undefined]);
  assert.deepEqual(early.properties, {
    ...{ name: "gao", mark: "there", facts: "Sites: 2; camps", fact_ids: "Sites: 2; camps" },
    ...{ count: 1, documents: 1, source: "first (2018)" },
  });

  const late = on("2020-08-31");
  assert.deepEqual([late.facts, late.past], [[facts[0]], [facts[1]]]);
  assert.equal(late.properties.facts, "Sites: 3");
  assert.equal(late.properties.past, "Sites: 2; camps");
  assert.equal(late.properties.fact_ids, "Sites: 3|Sites: 2; camps"); // in this test, a fact's identifier is its words
  assert.deepEqual([late.properties.count, late.properties.documents, late.properties.source], [2, 2, "first · p. 1"]);
  assert.equal(told.properties.facts, texts.facts);
});
