import assert from "node:assert/strict";
import { test } from "node:test";
import { arranged, cellText, columnsOf, rowsOf } from "../../app/web/tables/rows.ts";
import type { Artifact, Feature, Mark } from "../../layers/web/types.ts";

const mark = { key: "open", label: "Ouverte", color: "#000", fill: 1, shape: "dot" } as Mark;
const feature = (id: string, name: string, more: Record<string, string | number | null> = {}): Feature => ({
  type: "Feature",
  id,
  geometry: null,
  properties: { name, mark: "open", ...more },
});
const artifact = {
  atlas: {
    marks: [mark],
    fields: [
      { name: "people", label: "Effectif", kind: "number", unit: "personnes" },
      { name: "since", label: "Depuis", kind: "date", unit: "" },
    ],
  },
  features: [
    feature("a", "Gao", { people: 1200, since: "2013-07-01" }),
    feature("b", "Ménaka", { people: null, since: "2018-03-31" }),
    feature("c", "L’Étoile 10", { people: 85.5 }),
    feature("d", "L’Étoile 9", { people: 40, since: "" }),
  ],
} as unknown as Artifact;
const columns = columnsOf(artifact.atlas, "Nom", "Symbole");
const rows = rowsOf(artifact, columns, "fr");
const ids = (typed: string, column = 0, isDown = false): string[] =>
  arranged(rows, typed, { column, isDown }, "fr").map((row) => row.feature.id);

test("the columns are name, symbol, then the declared fields", () => {
  assert.deepEqual(
    columns.map((column) => [column.label, column.unit, column.isNumber]),
    [
      ["Nom", "", false],
      ["Symbole", "", false],
      ["Effectif", "personnes", true],
      ["Depuis", "", false],
    ],
  );
  assert.deepEqual(rows[0]!.values, ["Gao", "Ouverte", 1200, "2013-07-01"]);
  assert.equal(columns[1]!.mark!(artifact.features[0]!), mark);
});

test("a feature whose mark is unknown has no symbol", () => {
  const other = { ...feature("e", "Ber"), properties: { name: "Ber", mark: "closed" } };
  assert.equal(columns[1]!.mark!(other), undefined);
  assert.equal(columns[1]!.read(other), undefined);
});

test("a cell is written in the language of the page", () => {
  assert.equal(cellText(1234.5, "en"), "1,234.5");
  assert.equal(cellText(1234.5, "fr"), "1\u202f234,5");
  assert.equal(cellText("2018-03-01", "fr"), "1er mars 2018");
  assert.equal(cellText("2018-03", "en"), "2018-03");
  assert.equal(cellText(null, "en"), "");
  assert.equal(cellText(0, "en"), "0");
});

test("the filter wants every word, without accents or case, and finds a day in both writings", () => {
  assert.deepEqual(ids("menaka"), ["b"]);
  assert.deepEqual(ids("l'etoile  10"), ["c"]);
  assert.deepEqual(ids("2013-07"), ["a"]);
  assert.deepEqual(ids("juillet 2013"), ["a"]);
  assert.deepEqual(ids("gao menaka"), []);
  assert.equal(ids("").length, 4);
});

test("names are ordered as a reader counts, in either direction", () => {
  assert.deepEqual(ids(""), ["a", "d", "c", "b"]);
  assert.deepEqual(ids("", 0, true), ["b", "c", "d", "a"]);
});

test("what is not known stays last in either direction", () => {
  assert.deepEqual(ids("", 2), ["d", "c", "a", "b"]);
  assert.deepEqual(ids("", 2, true), ["a", "c", "d", "b"]);
  assert.deepEqual(ids("", 3).slice(0, 2), ["a", "b"]);
  assert.deepEqual(ids("", 3, true).slice(0, 2), ["b", "a"]);
});
