/** Runs the browser's rules over the files of a build for tests/web/test_rules.py: questions on stdin, answers on stdout, as JSON. */
import { readFileSync } from "node:fs";
import { changesBetween } from "../../app/web/time/changes.ts";
import { asOf } from "../../layers/web/asof.ts";

interface Questions {
  /** Layers' files, each to be shown as of every day. */
  layers: string[];
  days: string[];
  timeline: string;
  /** Pairs of days to be compared. */
  pairs: [string, string][];
}

const read = (path: string | number) => JSON.parse(readFileSync(path, "utf-8"));
const { layers, days, timeline, pairs } = read(0) as Questions;
const asOfDays = layers.map((path) => days.map((day) => asOf(read(path), day)));
const changes = pairs.map(([first, second]) => changesBetween(read(timeline), first, second));
process.stdout.write(JSON.stringify({ asOf: asOfDays, changes }));
