import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFragment, LONGEST_LINK, toFragment } from "../../app/web/brief/link.ts";
import { type Brief, kindOf, MOST_PAGES, moved, readBrief, writeBrief } from "../../layers/web/brief.ts";
import { cases } from "./shared.ts";

interface Shared {
  cases: { brief: Brief; file: string }[];
  kinds: { view: { selection: string; beside: string; compare: string; other: string }; kind: string }[];
}

const shared = cases<Shared>("brief_cases");
const [, full] = shared.cases.map(({ brief }) => brief);

test("a brief is written as in Python", () => {
  for (const { brief, file } of shared.cases) assert.equal(writeBrief(brief), file);
});

test("half of a sign from outside the basic plane is no text of TOML", () => {
  const page = { view: "", title: "\ud83d", message: "😀", notes: "" };
  assert.equal(writeBrief({ title: "", more: {}, pages: [page] }), '\n[[part]]\ntitle = "\ufffd"\nmessage = "😀"\n');
});

test("what kind of page a view is", () => {
  for (const { view, kind } of shared.kinds) assert.equal(kindOf(view), kind);
});

test("what was kept is read back, and what is no brief is not", () => {
  assert.deepEqual(readBrief(JSON.parse(JSON.stringify(full))), full);
  for (const none of [null, 5, "x", [], {}, { pages: "x" }]) assert.equal(readBrief(none), null);
  const strange = readBrief({ title: 5, more: { profile: "public", script: "x" }, pages: [null, { view: 3, notes: "n".repeat(9000) }] });
  assert.deepEqual(strange?.more, { profile: "public" });
  assert.equal(strange.pages[1]!.notes.length, 3000);
  assert.equal(readBrief({ pages: Array(99).fill({}) })?.pages.length, MOST_PAGES);
});

test("a page moves among the others", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
});

test("a brief goes through the fragment of an address", async () => {
  const fragment = await toFragment(full!);
  assert.match(fragment, /^[\w-]+$/);
  assert.ok(fragment.length < LONGEST_LINK);
  assert.deepEqual(await fromFragment(fragment), full);
  for (const broken of ["", "%%%", "AAAA", fragment.slice(0, 40)]) assert.equal(await fromFragment(broken), null);
});

test("a fragment that unfolds to more than a brief is refused", async () => {
  const large = {
    title: "x",
    more: {},
    pages: Array(30).fill({ view: "a".repeat(8000), title: "", message: "", notes: "b".repeat(8000) }),
  };
  assert.equal(await fromFragment(await toFragment(large)), null);
});
