import assert from "node:assert/strict";
import { test } from "node:test";
import { coloured, ownFeatures } from "../../layers/web/colour.ts";
import { score } from "../../layers/web/score.ts";
import type { Artifact, Feature, Field, Mark, Meta } from "../../layers/web/types.ts";
import { cases } from "./shared.ts";

interface Case {
  artifact: string;
  choice: string;
  same: boolean;
  coloured: Meta["coloured"];
  caveats: string[];
  marks: Mark[];
  features: unknown[];
}

const shared = cases<{ artifacts: Record<string, Artifact>; cases: Case[] }>("colour_cases");

const told = ({ id, properties, symbol_of, geometry }: Feature): unknown[] =>
  symbol_of ? [id, properties.mark, symbol_of, geometry!.coordinates] : [id, properties.mark];

for (const { artifact: name, choice, same, ...expected } of shared.cases) {
  test(`${name} by ${choice || "nothing"}`, () => {
    const plain = shared.artifacts[name]!;
    const before = JSON.stringify(plain);
    const found = coloured(plain, choice);
    assert.equal(found === plain, same);
    assert.equal(JSON.stringify(plain), before, "the layer itself is not changed");
    if (same) return;
    assert.deepEqual(found.atlas.coloured, expected.coloured);
    assert.deepEqual(found.atlas.caveats, expected.caveats);
    assert.deepEqual(found.atlas.marks, expected.marks);
    assert.deepEqual(found.features.map(told), expected.features);
    assert.equal(ownFeatures(found.features).length, plain.features.length);
  });
}

const column = (name: string, theme: string, headline: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  kind: "number",
  unit: "",
  theme,
  theme_title: theme.toUpperCase(),
  measure: "count",
  headline,
  ...more,
});

function scoreOf(lang: "fr" | "en", fields: Field[], properties: Record<string, number | string>) {
  const feature = { type: "Feature", id: "x", geometry: null, properties: { name: "X", mark: "x", ...properties } } as Feature;
  return score(feature, { lang, fields } as Meta);
}

test("a scorecard says what is known, one line a theme", () => {
  const fields = [
    column("prisons", "justice", "prison|prisons"),
    column("courts", "justice", "court|courts"),
    column("more", "justice", "more"),
    column("justice_with_others", "justice", "with others", { with_others: true }),
    column("sites", "deployment", "site|sites"),
    column("area", "radio", "of the area", { measure: "share", unit: "%" }),
    { name: "source", label: "Source", kind: "citation", unit: "" } as Field,
  ];
  const found = scoreOf("en", fields, { prisons: 3, courts: 1, more: 7, justice_with_others: 4, area: 41.6, source: "003" });
  assert.deepEqual(found, [
    {
      theme: "JUSTICE",
      numbers: [
        ["3", "prisons"],
        ["1", "court"],
      ],
      withOthers: "+4",
    },
    { theme: "RADIO", numbers: [["42%", "of the area"]], withOthers: "" },
  ]);
});

test("a scorecard follows the language: zero is one in French, and its marks have their space", () => {
  const fields = [
    column("prisons", "justice", "prison|prisons"),
    column("others", "justice", "avec d’autres", { with_others: true }),
    column("area", "radio", "de la superficie", { measure: "share", unit: "%" }),
  ];
  assert.deepEqual(scoreOf("fr", fields, { prisons: 0, others: 2, area: 12.3 }), [
    { theme: "JUSTICE", numbers: [["0", "prison"]], withOthers: "+2" },
    { theme: "RADIO", numbers: [["12\u202f%", "de la superficie"]], withOthers: "" },
  ]);
});

test("a scorecard has six themes at most, and none where nothing is known", () => {
  const fields = Array.from({ length: 9 }, (_, at) => column(`c${at}`, `t${at}`, "x"));
  assert.equal(scoreOf("en", fields, Object.fromEntries(fields.map(({ name }) => [name, 1]))).length, 6);
  assert.deepEqual(scoreOf("en", fields, {}), []);
});
