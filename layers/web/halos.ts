/** What of a layer is new, ended or changed between two days, as layers/artifact/halos.py has it (tests/shared/halo_cases.json). */
import { joinedOn } from "./asof.ts";
import { onDay, statedBy } from "./facts.ts";
import type { Artifact, FactRecord, Feature, Validity } from "./types.ts";

export const HALOS = ["new", "ended", "changed"] as const;
export type Halo = (typeof HALOS)[number];

/** What the words of a fact end with: its date in brackets, and whether it is disputed. */
const DATED = /\s*\([^()]*\)( ≠)?$/;

const saidBy = ({ words, state }: Partial<FactRecord>): string => `${(words ?? "").replace(DATED, "")}|${state ?? ""}`;

/** What facts say without their dates, and what came of it, each once; of what lists no facts, nothing. */
const said = (stated: Validity[]): string => [...new Set(stated.map(saidBy))].sort().join("\n");

function became(held: boolean, holds: boolean, isSame: boolean): Halo | null {
  if (held && holds) return isSame ? null : "changed";
  return holds ? "new" : held ? "ended" : null;
}

/** What became of a feature, as built, from one day to another; of what has no date itself, the value of `column` counts. */
export function halo(feature: Feature, first: string, second: string, column = ""): Halo | null {
  const stated = statedBy(feature);
  if (stated.length) {
    const [then, now] = [onDay(stated, first, "holds"), onDay(stated, second, "holds")];
    return became(then.length > 0, now.length > 0, said(then) === said(now));
  }
  if (!column || !feature.joined) return null;
  const [before, after] = [first, second].map((day) => joinedOn(feature, day).properties[column] ?? null);
  return became(before !== null, after !== null, before === after);
}

/** What became of the features of a layer, by identifier; those of which nothing changed are absent. */
export function halosOf({ atlas, features }: Artifact, days: readonly [string, string]): Map<string, Halo> {
  const [first, second] = [...days].sort() as [string, string];
  const found = features.map((feature) => [feature.id, halo(feature, first, second, atlas.coloured?.column)] as const);
  return new Map(found.filter((each): each is [string, Halo] => each[1] !== null));
}
