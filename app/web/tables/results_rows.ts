/** The results framework as rows: which fit the filter, in what order, how many of each verdict. */
import type { Lang } from "../../../layers/web/types.ts";
import type { Choice, Heads } from "./facts.ts";
import { hasWords, simplified } from "./filter.ts";

/** A value as it is written: item, baseline, planned, actual, note. */
export type ResultValue = [item: string, baseline: string, planned: string, actual: string, note: string];

/** A result as layers/reports/figures/results.py writes it; `verdict`, `reason` (-1: none) and `places` are ranks in the table's lists. */
export type Result = [
  ref: string,
  component: string,
  title: string,
  verdict: number,
  reason: number,
  why: string,
  places: number[],
  line: number,
  locator: string,
  values: ResultValue[],
];

export interface ResultsTable extends Heads {
  /** Rank of the document in `sources`. */
  source: number;
  /** First days of the plan and of its outcome. */
  days: [string, string];
  components: Choice[];
  verdicts: Choice[];
  reasons: Choice[];
  places: [id: string, name: string, title: string][];
  rows: Result[];
}

export interface ResultRow {
  rank: number;
  ref: string;
  component: string;
  title: string;
  /** The key of the verdict and of the reason; the reason may be empty. */
  verdict: string;
  reason: string;
  /** The words of the reason. */
  category: string;
  why: string;
  places: number[];
  line: number;
  locator: string;
  values: ResultValue[];
  /** What the search box searches. */
  text: string;
}

/** What is asked of a row; empty texts ask nothing. `kind` is the first letter of a reference, `place` a rank. */
export type Filter = Record<"component" | "kind" | "verdict" | "reason" | "place" | "words", string>;

export const SORTS = ["rank", "component", "title", "verdict", "reason"] as const;

export interface ResultSort {
  by: (typeof SORTS)[number];
  isDown: boolean;
}

export function resultRows({ rows, verdicts, reasons, places }: ResultsTable): ResultRow[] {
  return rows.map(([ref, component, title, verdict, reason, why, at, line, locator, values], rank) => {
    const [key, category] = reasons[reason] ?? ["", ""];
    const text = simplified([ref, title, why, ...at.map((place) => places[place]![1])].join(" "));
    return {
      rank,
      ref,
      component,
      title,
      verdict: verdicts[verdict]![0],
      reason: key,
      category,
      why,
      places: at,
      line,
      locator,
      values,
      text,
    };
  });
}

/** Whether a row fits, some of the filters being set aside. */
export function fits(row: ResultRow, filter: Filter, ...aside: (keyof Filter)[]): boolean {
  const is = (name: "component" | "kind" | "verdict" | "reason", value: string): boolean =>
    aside.includes(name) || !filter[name] || filter[name] === value;
  return (
    is("component", row.component) &&
    is("kind", row.ref[0]!) &&
    is("verdict", row.verdict) &&
    is("reason", row.reason) &&
    (!filter.place || row.places.includes(Number(filter.place))) &&
    hasWords(row.text, filter.words)
  );
}

/** Rows in order; those that have nothing to sort by stay last, equal ones in the document's order. */
export function sortResults(rows: ResultRow[], verdicts: Choice[], { by, isDown }: ResultSort, lang: Lang): ResultRow[] {
  const collator = new Intl.Collator(lang, { numeric: true });
  const ranks = new Map(verdicts.map(([key], rank) => [key, rank]));
  const compare = (a: ResultRow, b: ResultRow): number => {
    if (by === "rank") return a.rank - b.rank;
    if (by === "verdict") return ranks.get(a.verdict)! - ranks.get(b.verdict)!;
    const [left, right] = by === "reason" ? [a.category, b.category] : [a[by], b[by]];
    return collator.compare(left, right);
  };
  const isEmpty = (row: ResultRow): boolean => by === "reason" && !row.category;
  return [...rows].sort((a, b) => Number(isEmpty(a)) - Number(isEmpty(b)) || (isDown ? -compare(a, b) : compare(a, b)) || a.rank - b.rank);
}

/** How many rows have each verdict, in the order of the verdicts. */
export const countVerdicts = (rows: ResultRow[], verdicts: Choice[]): number[] =>
  verdicts.map(([key]) => rows.filter((row) => row.verdict === key).length);
