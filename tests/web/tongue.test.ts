/** Words as the search reads them, and terms that mean one thing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, stem, stems, Thesaurus } from "../../app/web/search/tongue.ts";

test("endings and small words of both languages are set aside", () => {
  const alike = [
    ["courts", "court"],
    ["tribunaux", "tribunal"],
    ["hôpitaux", "hopital"],
    ["eaux", "eau"],
    ["batteries", "batterie"],
    ["batterie", "battery"],
    ["secures", "secure"],
    ["tués", "tué"],
    ["bleus", "bleu"],
  ] as const;
  for (const [one, other] of alike) assert.deepEqual(stems(one), stems(other), one);
  assert.deepEqual(stems("Qui sécurise les tribunaux ?"), ["securis", "tribunal"]);
  assert.deepEqual(stems("Which courts are in the north, and who secures them?"), ["court", "north", "secur"]);
  assert.deepEqual(["o2", "gao", "access"].map(stem), ["o2", "gao", "access"]);
});

test("a phrase means its term, the longest first; within a text all are found", () => {
  const thesaurus = new Thesaurus([
    ["IED", "improvised explosive device", "engin explosif improvisé"],
    ["explosive", "explosif"],
    ["device"],
  ]);
  const words = stems("against improvised explosive devices");
  assert.deepEqual(
    thesaurus.all(words).map(({ start, length, terms }) => [start, length, ...terms]),
    [
      [1, 3, 0],
      [2, 1, 1],
      [3, 1, 2],
    ],
  );
  assert.deepEqual(thesaurus.longest(stems("IED"), 0), { start: 0, length: 1, terms: [0] });
  assert.deepEqual(thesaurus.longest(words, 2), { start: 2, length: 1, terms: [1] });
  assert.equal(thesaurus.longest(words, 0), undefined);
});

test("words are marked in the text as it is written, and nothing is lost", () => {
  const text = "Tribunaux de Mopti : <b>2 tribunaux</b> (prévu)";
  const pieces = marked(text, new Set(["tribunal", "mopti"]));
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(
    pieces.filter(({ isAsked }) => isAsked).map((piece) => piece.text),
    ["Tribunaux", "Mopti", "tribunaux"],
  );
});
