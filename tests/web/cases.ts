/** What the tests of the browser's rules share: cases that Python answers too, and the libraries that pages fetch. */
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

export const cases = <T>(name: string): T[] => JSON.parse(readFileSync(`tests/shared/${name}_cases.json`, "utf-8")) as T[];

/** Run a library as a page does: it defines its global. */
export function runLibrary(name: string): void {
  Object.assign(globalThis, { window: globalThis });
  runInThisContext(readFileSync(`app/web/vendor/${name}.js`, "utf-8"));
}
