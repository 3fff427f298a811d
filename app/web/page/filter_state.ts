/** The filter of the view, as its controls read and change it. */
import { type FactField, type Filter, type Operator, readFilter, writeFilter } from "../../../layers/web/filter.ts";
import { change, view } from "../state.ts";

/** What the filter offers, in words (app/panels/filter.py). */
export interface Offered {
  titles: Record<FactField | "text", string>;
  choices: Record<FactField, [string, string][]>;
  signs: Record<Operator, string>;
  /** Between values of which a fact has one. */
  or: string;
  /** A field and its values: `{title}: {words}`. */
  pair: string;
  words: Record<string, string>;
}

/** The filter of the view; a copy to be changed. */
export const wanted = (): Filter => readFilter(view().filter) ?? { facts: {}, words: "", columns: [] };

export const setFilter = (filter: Filter): void => change({ filter: writeFilter(filter) });
