import assert from "node:assert/strict";
import { test } from "node:test";
import { readViews, renamed, withoutLanguage, withoutView, withView, writeViews } from "../../app/web/page/saved_store.ts";

const A = { name: "Gao", query: "layers=sites" };
const B = { name: "Kidal", query: "layers=none" };

const storageOf = (text: string | null): { getItem(): string | null; setItem(key: string, value: string): void } => ({
  getItem: () => text,
  setItem: (_, value) => {
    text = value;
  },
});

test("views are read as they were written", () => {
  const storage = storageOf(null);
  assert.deepEqual(readViews(storage), []);
  writeViews(storage, [A, B]);
  assert.deepEqual(readViews(storage), [A, B]);
});

test("what is no list of views is none", () => {
  for (const text of ["", "{", "7", '{"name":"a"}', '[7,null,{"name":""},{"name":"a","query":1}]'])
    assert.deepEqual(readViews(storageOf(text)), []);
  assert.deepEqual(readViews(storageOf(`[${JSON.stringify(A)},3]`)), [A]);
});

test("a view of a known name takes its place, topmost", () => {
  const next = { name: "Kidal", query: "layers=sectors" };
  assert.deepEqual(withView([A, B], next), [next, A]);
});

test("a name is not given twice, and not emptied", () => {
  assert.deepEqual(renamed([A, B], "Gao", " Ansongo "), [{ ...A, name: "Ansongo" }, B]);
  for (const to of ["", "  ", "Kidal"]) assert.deepEqual(renamed([A, B], "Gao", to), [A, B]);
});

test("a deleted view says where it stood", () => {
  assert.deepEqual(withoutView([A, B], "Kidal"), { rest: [A], place: 1 });
});

test("a view is kept without its language", () => {
  assert.equal(withoutLanguage("lang=fr&layers=sites&at=1,2,5"), "layers=sites&at=1,2,5");
});
