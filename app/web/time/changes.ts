/** What changed between two days, as layers/reports/changes.py compares them (tests/shared/changes_cases.json). */
import { stateOn } from "../../../layers/web/facts.ts";

/** A figure of a series: identifier, number, as written, first and last day, how it is shown, document, citation, state and date in words, disputed. */
export type Figure = [
  id: string,
  number: number | null,
  text: string,
  since: string,
  until: string,
  sign: string,
  source: string,
  citation: string,
  when: string,
  disputed: number,
];

/** The figures of one measure; of a place or of a group of places, whose other identifier is empty. */
export interface Series {
  place: string;
  group: string;
  topic: string;
  measure: string;
  /** 1 where the unit is a percentage. */
  percent: number;
  figures: Figure[];
}

/** The file `timeline.<lang>.json`. */
export interface Timeline {
  topics: Record<string, string>;
  /** Name and kind. */
  places: Record<string, [string, string]>;
  groups: Record<string, string>;
  /** Short and full title. */
  documents: Record<string, [string, string]>;
  series: Series[];
}

export const KINDS = ["changed", "appeared", "ended"] as const;

/** A series whose values differ: its rank, and the ranks of its figures that hold on the two days. */
export interface Change {
  series: number;
  kind: (typeof KINDS)[number];
  then: number[];
  now: number[];
  /** In the unit of the figure. */
  difference?: number;
  /** Per cent of the first figure. */
  percent?: number;
}

/** Rounded half up, as Python's side does. */
const rounded = (number: number, decimals: number): number => Math.floor(number * 10 ** decimals + 0.5) / 10 ** decimals;

const holding = (figures: Figure[], day: string): number[] =>
  figures.flatMap(([, , , since, until], rank) => (stateOn(since, until, day) === "holds" ? [rank] : []));

const texts = (series: Series, ranks: number[]): string => [...new Set(ranks.map((rank) => series.figures[rank]![2]))].sort().join("\n");

/** How far apart the two days are, where each has a single number. */
function difference(series: Series, then: number[], now: number[]): Pick<Change, "difference" | "percent"> {
  if (then.length !== 1 || now.length !== 1) return {};
  const [before, after] = [then[0]!, now[0]!].map((rank) => series.figures[rank]![1]) as [number | null, number | null];
  if (before === null || after === null) return {};
  const gap = { difference: rounded(after - before, 6) };
  return before && !series.percent ? { ...gap, percent: rounded((100 * (after - before)) / Math.abs(before), 1) } : gap;
}

/** Compare two days; a value that a later document repeats is no change. */
export function changesBetween(timeline: Timeline, first: string, second: string): Change[] {
  return timeline.series.flatMap((series, rank) => {
    const [then, now] = [holding(series.figures, first), holding(series.figures, second)];
    if (texts(series, then) === texts(series, now)) return [];
    const kind = then.length && now.length ? "changed" : now.length ? "appeared" : "ended";
    return [{ series: rank, kind, then, now, ...difference(series, then, now) }];
  });
}

const NATION = "mali";

export const isNation = (place: string): boolean => place === NATION;

/** The changes of each place or group: the nation first, then places by number of changes, then groups. */
export function byPlace({ series, places }: Timeline, changes: Change[]): [key: string, changes: Change[]][] {
  const grouped = new Map<string, Change[]>();
  for (const change of changes) {
    const { place, group } = series[change.series]!;
    grouped.set(place || group, [...(grouped.get(place || group) ?? []), change]);
  }
  const rank = (key: string): number => (isNation(key) ? 0 : key in places ? 1 : 2);
  return [...grouped].sort(([a, ofA], [b, ofB]) => rank(a) - rank(b) || ofB.length - ofA.length || a.localeCompare(b));
}
