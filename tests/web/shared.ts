/** Cases that hold a rule here and in Python alike (tests/shared). */
import { readFileSync } from "node:fs";

export const cases = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../shared/${name}.json`, import.meta.url), "utf8")) as T;
