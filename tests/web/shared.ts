/** What tests of the browser's rules share: cases that hold in Python alike, and the libraries that pages fetch. */
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

export const cases = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../shared/${name}.json`, import.meta.url), "utf8")) as T;

/** Run a library as a page does: it defines its global. */
export function runLibrary(name: string): void {
  Object.assign(globalThis, { window: globalThis });
  runInThisContext(readFileSync(new URL(`../../app/web/vendor/${name}.js`, import.meta.url), "utf8"));
}
