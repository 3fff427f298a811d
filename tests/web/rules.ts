/** Runs the browser's rules over the files of a build for tests/web/test_rules.py: questions on stdin, answers on stdout, as JSON. */
import { readFileSync } from "node:fs";
import { changesBetween } from "../../app/web/time/changes.ts";
import { asOf } from "../../layers/web/asof.ts";
import { coloured } from "../../layers/web/colour.ts";
import { halosOf } from "../../layers/web/halos.ts";
import type { Artifact } from "../../layers/web/types.ts";

interface Questions {
  /** Layers' files, each to be shown as of every day. */
  layers: string[];
  days: string[];
  /** Layers' files, each with a day and what it is coloured by. */
  colours: [string, string, string][];
  timeline: string;
  /** Pairs of days to be compared. */
  pairs: [string, string][];
}

const read = (path: string | number) => JSON.parse(readFileSync(path, "utf-8"));
const { layers, days, colours, timeline, pairs } = read(0) as Questions;
const kept = new Map<string, Artifact>([...layers, ...colours.map(([path]) => path)].map((path) => [path, read(path)]));
const dated = new Map<string, Artifact>();
/** A layer as of a day, worked out once. */
function shown(path: string, day: string): Artifact {
  const key = `${path} ${day}`;
  if (!dated.has(key)) dated.set(key, asOf(kept.get(path)!, day));
  return dated.get(key)!;
}
const asOfDays = layers.map((path) => days.map((day) => shown(path, day)));
/** What colouring changes: the legend, and of each feature its mark; positions are those of symbols. */
const painted = colours.map(([path, day, choice]) => {
  const { atlas, features } = coloured(shown(path, day), choice);
  const drawn = features.map(({ id, properties, symbol_of = "", geometry }) => [id, properties.mark, symbol_of && geometry!.coordinates]);
  return { marks: atlas.marks, coloured: atlas.coloured, caveats: atlas.caveats, drawn };
});
const changes = pairs.map(([first, second]) => changesBetween(read(timeline), first, second));
const halos = layers.map((path) => pairs.map((days) => Object.fromEntries(halosOf(kept.get(path)!, days))));
process.stdout.write(JSON.stringify({ asOf: asOfDays, coloured: painted, changes, halos }));
