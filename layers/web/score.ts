/** The scorecard of a place: one line a theme, with the numbers that its columns declare as chief ones (`headline`). */
import { element } from "./dom.ts";
import type { Feature, Field, Lang, Meta } from "./types.ts";

const MOST_THEMES = 6;
const MOST_NUMBERS = 2;

/** One theme: its chief numbers with their words, and the number of what is given for several places together. */
export interface ScoreLine {
  theme: string;
  numbers: [string, string][];
  withOthers: string;
}

const isOne = (value: number, lang: Lang): boolean => (lang === "fr" ? Math.abs(value) < 2 : Math.abs(value) === 1);

/** A field's unit as it follows a number: English writes a per cent sign close to it. */
export const unitText = ({ unit }: Field, lang: Lang): string =>
  !unit ? "" : unit !== "%" ? ` ${unit}` : lang === "fr" ? `\u202f${unit}` : unit;

/** A number and its words: `3`, `prisons`; `42 %`, `of the area`. */
export function scored(value: number, field: Field, lang: Lang): [string, string] {
  const [one, several] = field.headline!.split("|") as [string, string | undefined];
  const unit = field.measure === "share" ? unitText(field, lang) : "";
  const shown = value.toLocaleString(lang, { maximumFractionDigits: value < 1 ? 2 : value < 10 ? 1 : 0 });
  return [shown + unit, isOne(value, lang) ? one : (several ?? one)];
}

/** The lines of a scorecard: themes in the order of their columns, those alone of which something is known. */
export function score(feature: Feature, meta: Meta): ScoreLine[] {
  const themes = new Map<string, ScoreLine>();
  for (const field of meta.fields) {
    const value = feature.properties[field.name];
    if (!field.headline || !field.theme || typeof value !== "number") continue;
    if (!themes.has(field.theme)) themes.set(field.theme, { theme: field.theme_title ?? "", numbers: [], withOthers: "" });
    const line = themes.get(field.theme)!;
    const [shown, words] = scored(value, field, meta.lang);
    if (field.with_others) line.withOthers = `+${shown}`;
    else if (line.numbers.length < MOST_NUMBERS) line.numbers.push([shown, words]);
  }
  return [...themes.values()].slice(0, MOST_THEMES);
}

function numberNode([shown, words]: [string, string]): HTMLElement {
  const node = element("span", "atlas-number");
  node.append(element("b", "", shown), ` ${words}`);
  return node;
}

function rowOf({ theme, numbers, withOthers }: ScoreLine): HTMLElement[] {
  const told = element("dd");
  told.append(...numbers.map(numberNode).flatMap((part, at) => (at ? [" · ", part] : [part])));
  return [element("dt", "", theme), told, element("dd", "atlas-others", withOthers)];
}

/** The scorecard as nodes, and what its small numbers mean; none where nothing of it is known. */
export function scoreboard(feature: Feature, meta: Meta): HTMLElement[] {
  const lines = score(feature, meta);
  if (!lines.length) return [];
  const list = element("dl", "atlas-score");
  list.append(...lines.flatMap(rowOf));
  const others = meta.fields.find((field) => field.with_others)?.headline;
  return others && lines.some(({ withOthers }) => withOthers) ? [list, element("p", "atlas-note", others)] : [list];
}

/** Whether places of a layer have scorecards. */
export const hasScores = (meta: Meta): boolean => meta.fields.some(({ headline }) => headline);
