/** The facts of a feature as a list of records, as layers/artifact/facts.py has them: which hold on a day, how they read as one text. */
import type { FactRecord, Feature, Lang, Source, Validity } from "./types.ts";

export type State = "later" | "holds" | "past";

const JOINTS: Record<Lang, string> = { fr: "\u202f; ", en: "; " };

/** What a fact is on a day; both days are ISO 8601 and belong to the time it holds. */
export const stateOn = (since: string, until: string | null, day: string): State =>
  day < since ? "later" : until && day > until ? "past" : "holds";

/** The words of several facts as one text, for whatever shows a feature in one cell. */
export const joined = (facts: Pick<FactRecord, "words">[], lang: Lang): string => facts.map(({ words }) => words).join(JOINTS[lang]);

/** What, of several things stated, is in one of some states on a day; in the same order. */
export const onDay = <T extends Validity>(stated: T[], day: string, ...states: State[]): T[] =>
  stated.filter(({ since, until }) => states.includes(stateOn(since, until, day)));

/** All that a feature states: its facts, those that no longer hold, or when it holds as a whole. */
export const statedBy = ({ facts = [], past = [], holds = [] }: Feature): Validity[] => [...facts, ...past, ...holds];

/** A document as citations name it: by its symbol, which stands first in its title, else by title and year. */
export function documentName({ title, date }: Source): string {
  const [symbol, rest] = title.split(" · ") as [string, string?];
  return rest ? symbol : `${title} (${date.slice(0, 4)})`;
}
