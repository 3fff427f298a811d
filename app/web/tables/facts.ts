/** What the parts of the page of figures share: facts from compact rows (layers/reports/figures/rows.py), search box, lists. */
import { make } from "../../../layers/web/dom.ts";
import { fill } from "../../../layers/web/text.ts";
import { written } from "../boot.ts";

const PAUSE = 120; // ms after the last key

export type Words = Record<string, string>;

/** A key and its words. */
export type Choice = [key: string, text: string];

/** A fact; `state` and `source` are ranks in the lists of its table. */
export type Fact = [
  measure: string,
  value: string,
  date: string,
  state: number,
  source: number,
  locator: string,
  note: string,
  place: string,
  disputed: number,
  since: string,
  until: string,
  /** Where a table's facts can be sought. */
  id?: string,
];

/** What every table needs to read its rows; of a source, its short and its full title. */
export interface Heads {
  states: Choice[];
  sources: [short: string, title: string][];
}

/** How many of how many are shown. */
export const counted = (words: Words, shown: number, total: number): string =>
  fill(words.count!, { shown: written(shown), total: written(total) });

export function searchBox(words: Words, onInput: () => void): HTMLInputElement {
  const box = make("input", { type: "search", class: "fig-search", placeholder: words.search, "aria-label": words.search });
  let timer: ReturnType<typeof setTimeout>;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(onInput, PAUSE);
  });
  return box;
}

/** A list to filter by; its first entry takes all. */
export const chooser = (name: string, label: string, choices: Choice[], words: Words, onchange: () => void): HTMLSelectElement =>
  make(
    "select",
    { "aria-label": label, "data-fig-filter": name, onchange },
    make("option", { value: "" }, `${label}${words.all}`),
    choices.map(([value, text]) => make("option", { value }, text)),
  );

export const sourceChip = ([short, title]: [string, string]): HTMLElement => make("span", { class: "fig-chip", title }, short);

function factItem(fact: Fact, { states, sources }: Heads, preferred: string): HTMLElement {
  const [measure, value, date, state, source, locator, note, place, disputed, since, until, id] = fact;
  const [sign, label] = states[state]!;
  const name = make("span", {}, measure, place ? make("span", { class: "fig-place" }, place) : null);
  const number = make("span", { class: "fig-value" }, value, disputed ? make("span", { class: "disputed" }, "\u00a0≠") : null);
  return make(
    "li",
    { class: `is-${sign}${preferred && " is-preferred"}`, "data-since": since, "data-until": until, "data-sign": sign, "data-fact": id },
    make("div", { class: "fig-fact-line" }, name, number),
    make(
      "div",
      { class: "fig-fact-source" },
      make("span", {}, [label, date].filter(Boolean).join(", ")),
      sourceChip(sources[source]!),
      make("span", {}, locator),
      preferred ? make("strong", {}, preferred) : null,
    ),
    note ? make("p", { class: "note" }, note) : null,
  );
}

/** Facts as a list; the one at the rank `preferred`, if any, is marked so. */
export function factList(facts: Fact[], heads: Heads, words: Words, preferred = -1): HTMLElement {
  const items = facts.map((fact, rank) => factItem(fact, heads, rank === preferred ? words.preferred! : ""));
  return make("ul", { class: "fig-facts" }, items);
}
