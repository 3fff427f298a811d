/** One text finds places by any spelling, layers, facilities and references. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { aliasOf, distance, type Entry, readIndex, search } from "../../app/web/search/match.ts";

const KINDS = {
  site: "Mission site",
  region: "Region",
  commune: "Commune",
  layer: "Layer",
  facility: "Facility",
  output: "Output",
  indicator: "Indicator",
  town: "Town",
};
const entry = (kind: string, name: string, where = "", spellings: string[] = []): Entry => [
  kind,
  name,
  name,
  where,
  spellings,
  null,
  "",
  "",
];
const ITEMS = readIndex({
  kinds: KINDS,
  items: [
    entry("commune", "Gao", "Gao, Gao Region", ["Gao"]),
    entry("region", "Gao Region", "", ["Région de Gao", "Gao Region"]),
    entry("site", "Gao", "Gao Region, Sector East", ["Gao"]),
    entry("site", "Timbuktu", "Timbuktu Region, Sector West", ["Tombouctou", "Timbuktu", "tumbutu"]),
    entry("site", "Aguelhok", "Kidal Region", ["Aguelhok", "Aguel'hoc"]),
    entry("site", "Ménaka", "Ménaka Region", ["Ménaka"]),
    entry("site", "Kidal", "Kidal Region", ["Kidal"]),
    entry("layer", "Prisons", "", ["Prisons", "prisons"]),
    entry("facility", "Operational coordination mechanism camp", "Gao", ["Camp du mécanisme opérationnel de coordination"]),
    entry("facility", "Operational coordination mechanism camp", "Kidal", ["Camp du mécanisme opérationnel de coordination"]),
    entry("output", "O2.2.9", "Patrols", ["O2.2.9", "2.2.9"]),
    entry("output", "O2.2.90", "Other patrols", ["O2.2.90", "2.2.90"]),
    entry("output", "O2.2.8", "Escorts", ["O2.2.8", "2.2.8"]),
    entry("indicator", "I1.1.3", "Ceasefire", ["I1.1.3", "1.1.3"]),
  ],
});
const first = (text: string): string => {
  const [item] = search(ITEMS, text);
  return item ? `${item.name} (${item.label})` : "";
};

test("a text finds what it means", () => {
  const cases = {
    Tombouctou: "Timbuktu (Mission site)",
    timbuktu: "Timbuktu (Mission site)",
    tombuctu: "Timbuktu (Mission site)",
    timb: "Timbuktu (Mission site)",
    Augelhok: "Aguelhok (Mission site)",
    "aguel hoc": "Aguelhok (Mission site)",
    menaka: "Ménaka (Mission site)",
    gao: "Gao (Mission site)",
    "région de gao": "Gao Region (Region)",
    "comune de gao": "Gao (Commune)",
    prisson: "Prisons (Layer)",
    "O2.2.9": "O2.2.9 (Output)",
    "2.2.9": "O2.2.9 (Output)",
    "i1.1.3": "I1.1.3 (Indicator)",
    xyzzyq: "",
    "": "",
    "’-": "",
  };
  for (const [text, expected] of Object.entries(cases)) assert.equal(first(text), expected, text);
});

test("words may come in any order, and where a thing is counts among them", () => {
  const found = search(ITEMS, "camp mechanism kidal");
  assert.deepEqual(
    found.map(({ where }) => where),
    ["Kidal"],
  );
});

test("a reference finds itself and what begins with it, not one like it", () => {
  assert.deepEqual(
    search(ITEMS, "O2.2.9").map(({ name }) => name),
    ["O2.2.9", "O2.2.90"],
  );
});

test("equal answers stand in the order of kinds, then by name; a dozen at most", () => {
  assert.deepEqual(
    search(ITEMS, "gao")
      .slice(0, 3)
      .map(({ label }) => label),
    ["Mission site", "Commune", "Region"],
  );
  const many = readIndex({
    kinds: KINDS,
    items: Array.from({ length: 30 }, (_, n) => entry("town", `Tin ${String.fromCharCode(97 + (n % 26))}`)),
  });
  assert.equal(search(many, "tin").length, 12);
});

test("letters to change, add, drop or swap are counted, and given up beyond the most", () => {
  const cases: [string, string, number, number][] = [
    ["gao", "gao", 2, 0],
    ["gao", "goa", 2, 1],
    ["menaka", "menka", 2, 1],
    ["kidal", "kydall", 2, 2],
    ["aguelhok", "augelhok", 2, 1],
    ["kidal", "timbuktu", 2, 3],
    ["kidal", "ansongo", 3, 4],
    ["", "ab", 2, 2],
  ];
  for (const [a, b, most, expected] of cases) assert.equal(distance(a, b, most), expected, `${a} ${b}`);
});

test("the spelling asked for is shown where it is not the name", () => {
  const timbuktu = ITEMS.find(({ name }) => name === "Timbuktu")!;
  assert.equal(aliasOf(timbuktu, "tombou"), "Tombouctou");
  assert.equal(aliasOf(timbuktu, "timb"), "");
  assert.equal(aliasOf(timbuktu, "tumb"), ""); // an identifier or code in small letters is no spelling to show
  assert.equal(aliasOf(timbuktu, ""), "");
});
