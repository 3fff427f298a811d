import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countVerdicts,
  type Filter,
  fits,
  type ResultSort,
  type ResultsTable,
  resultRows,
  sortResults,
} from "../../app/web/tables/results_rows.ts";

const table: ResultsTable = {
  states: [],
  sources: [],
  source: 0,
  days: ["2020-07-01", "2021-06-30"],
  components: [
    ["1", "Political"],
    ["2", "Security"],
  ],
  verdicts: [
    ["achieved", "achieved"],
    ["partial", "partly achieved"],
    ["not_achieved", "not achieved"],
  ],
  reasons: [
    ["covid", "COVID-19"],
    ["demand", "Demand"],
  ],
  places: [
    ["gao", "Gao", "Gao, town"],
    ["menaka", "Ménaka", "Ménaka, town"],
  ],
  rows: [
    ["I1.1", "1", "Meetings held", 0, -1, "", [], 10, "p. 3", []],
    ["O1.2", "1", "Workshops", 2, 0, "The pandemic", [1], 11, "p. 3", []],
    ["O2.1", "2", "Patrols", 1, 1, "Fewer requests", [0, 1], 12, "p. 4", []],
    ["O2.10", "2", "Escorts", 0, -1, "", [0], 13, "p. 4", []],
  ],
};
const rows = resultRows(table);
const EVERY: Filter = { words: "", component: "", kind: "", verdict: "", reason: "", place: "" };
const found = (filter: Partial<Filter>, ...aside: (keyof Filter)[]): string[] =>
  rows.filter((row) => fits(row, { ...EVERY, ...filter }, ...aside)).map((row) => row.ref);
const sorted = (by: ResultSort["by"], isDown = false): string[] =>
  sortResults(rows, table.verdicts, { by, isDown }, "en").map((row) => row.ref);

test("every filter asks something of a row", () => {
  assert.equal(found({}).length, 4);
  assert.deepEqual(found({ component: "2" }), ["O2.1", "O2.10"]);
  assert.deepEqual(found({ kind: "I" }), ["I1.1"]);
  assert.deepEqual(found({ verdict: "achieved" }), ["I1.1", "O2.10"]);
  assert.deepEqual(found({ reason: "covid" }), ["O1.2"]);
  assert.deepEqual(found({ place: "0" }), ["O2.1", "O2.10"]);
  assert.deepEqual(found({ component: "2", verdict: "achieved", place: "0" }), ["O2.10"]);
});

test("words are sought in reference, title, reason and places", () => {
  assert.deepEqual(found({ words: "o2.1" }), ["O2.1", "O2.10"]);
  assert.deepEqual(found({ words: "PANDEMIC" }), ["O1.2"]);
  assert.deepEqual(found({ words: "menaka patrols" }), ["O2.1"]);
  assert.deepEqual(found({ words: "demand" }), []);
});

test("a bar sets its own filters aside, so that its other parts stay", () => {
  assert.deepEqual(found({ component: "1", verdict: "partial" }, "component", "verdict"), ["I1.1", "O1.2", "O2.1", "O2.10"]);
  assert.deepEqual(found({ component: "1", verdict: "partial" }, "verdict"), ["I1.1", "O1.2"]);
});

test("the order of the document, and back", () => {
  assert.deepEqual(sorted("rank"), ["I1.1", "O1.2", "O2.1", "O2.10"]);
  assert.deepEqual(sorted("rank", true), ["O2.10", "O2.1", "O1.2", "I1.1"]);
});

test("verdicts are ordered as they are listed, equal ones as in the document", () => {
  assert.deepEqual(sorted("verdict"), ["I1.1", "O2.10", "O2.1", "O1.2"]);
  assert.deepEqual(sorted("verdict", true), ["O1.2", "O2.1", "I1.1", "O2.10"]);
});

test("titles are ordered by their letters, reasons with the empty ones last", () => {
  assert.deepEqual(sorted("title"), ["O2.10", "I1.1", "O2.1", "O1.2"]);
  assert.deepEqual(sorted("reason"), ["O1.2", "O2.1", "I1.1", "O2.10"]);
  assert.deepEqual(sorted("reason", true), ["O2.1", "O1.2", "I1.1", "O2.10"]);
});

test("verdicts are counted in their order", () => assert.deepEqual(countVerdicts(rows, table.verdicts), [2, 1, 1]));
