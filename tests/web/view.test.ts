import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lang } from "../../layers/web/types.ts";
import { canonical, fewest, fromQuery, fromTheTop, type Rules, toQuery, type View } from "../../layers/web/view.ts";
import { cases } from "./shared.ts";

interface SharedParameter {
  name: string;
  kind: "number" | "choice" | "switch";
  default: number | string | boolean;
  minimum: number;
  maximum: number;
  choices: [string, unknown][];
}

interface Shared {
  rules: {
    layers: string[];
    defaults: string[];
    basemaps: string[];
    places: string[];
    parameters: Record<string, SharedParameter[]>;
    colours: Rules["colours"];
    filters: Rules["filters"];
  };
  usual: Partial<View>;
  cases: { query: string; lang: Lang; view: Partial<View>; canonical: string }[];
}

const shared = cases<Shared>("view_cases");
const FIGURES = ["figures", "figures-results", "figures-conflicts", "figures-topics"];

function parameter({ name, kind, default: usual, minimum, maximum, choices }: SharedParameter): Rules["parameters"][string][number] {
  return {
    name,
    kind,
    usual: kind === "switch" ? String(Number(usual)) : String(usual),
    minimum,
    maximum,
    choices: choices.map(([key]) => key),
  };
}

const rules: Rules = {
  ...shared.rules,
  selections: [...shared.rules.places, ...FIGURES],
  parameters: Object.fromEntries(Object.entries(shared.rules.parameters).map(([layer, own]) => [layer, own.map(parameter)])),
};

for (const { query, lang, view: fields, canonical: written } of shared.cases) {
  test(`the address ${query || "(empty)"} in ${lang}`, () => {
    const found = fromQuery(query, rules, lang);
    assert.deepEqual(found, { ...shared.usual, ...fields });
    assert.equal(toQuery(found), written);
    assert.deepEqual(fromQuery(written, rules, "fr"), found, "the address that it writes gives the same view");
  });
}

test("a view is canonical whatever the order of its parts", () => {
  const view = fromQuery("layers=sites,sectors&sectors.opacity=50", rules, "en");
  const changed = canonical({ ...view, layers: ["sites"], camera: [1.234567, -0.00001, 6.4], compare: "2018-03-31" }, rules);
  assert.deepEqual(changed.opacity, {});
  assert.deepEqual(changed.camera, [1.2346, 0, 6.5]);
  assert.equal(changed.compare, "", "a comparison needs a date");
  const zooms = [7.125, 7.375, 7.1, 7.2].map((zoom) => canonical({ ...view, camera: [0, 0, zoom] }, rules).camera![2]);
  assert.deepEqual(zooms, [7, 7.5, 7, 7.25], "halves of a step as Python rounds them");
});

test("an order is as short as it can be", () => {
  const layers = ["a", "b", "c", "d"];
  assert.deepEqual(fewest(["a", "b"], layers), []);
  assert.deepEqual(fewest(["c", "a"], layers), ["c"]);
  assert.deepEqual(fewest(["c", "c", "x", "b"], layers), ["c", "b"]);
  assert.deepEqual(fromTheTop(["c"], layers), ["c", "a", "b", "d"]);
});
