/** Matching: any spelling, any accent, a few wrong letters. Works on the index that the build writes (layers/reports/search.py). */
import { fold } from "../../../layers/web/text.ts";

/** An item of the index as the build writes it. */
export type Entry = [
  kind: string,
  id: string,
  name: string,
  where: string,
  spellings: string[],
  at: number[] | null,
  place: string,
  layer: string,
];

export interface Index {
  /** The word for each kind. */
  kinds: Record<string, string>;
  items: Entry[];
}

export interface Item {
  kind: string;
  id: string;
  name: string;
  where: string;
  spellings: string[];
  /** Latitude and longitude, or south, west, north, east (degrees); null where it has no place. */
  at: number[] | null;
  /** The place whose dossier it opens, or empty. */
  place: string;
  /** The layer that it switches on, or empty. */
  layer: string;
  /** The word for its kind. */
  label: string;
  /** Folded name and spellings, the name first. */
  names: string[];
  /** Folded words of its names, of where it is and of its kind. */
  words: string[];
  rank: number;
}

const MOST = 12;
const KINDS = "site town layer region sector facility village cercle output indicator zone airport commune country outside".split(" ");
const SMALL = new Set(["a", "au", "d", "de", "des", "du", "l", "la", "le", "les", "of", "the"]); // words that tell nothing

/** Letters to change, add, drop or swap (optimal string alignment); `most` + 1 where it takes more than `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** Wrong letters allowed; none in references and codes, where each figure counts. */
const tolerance = (asked: string): number => (asked.length < 4 || /\d/.test(asked) ? 0 : asked.length < 6 ? 1 : asked.length < 10 ? 2 : 3);

/** Make the index ready: every item with its folded spellings and words. */
export const readIndex = ({ kinds, items }: Index): Item[] =>
  items.map(([kind, id, name, where, spellings, at, place, layer]) => {
    const label = kinds[kind]!;
    const names = [...new Set([name, ...spellings].map(fold))];
    const words = [...new Set(`${names.join(" ")} ${fold(where)} ${fold(label)}`.split(" "))];
    return { kind, id, name, where, spellings, at, place, layer, label, names, words, rank: KINDS.indexOf(kind) };
  });

function closeness(asked: string, name: string): number {
  const most = tolerance(asked);
  if (!most) return 0;
  const whole = distance(asked, name, most);
  const start = name.length > asked.length ? distance(asked, name.slice(0, asked.length), most) + 0.5 : most + 1;
  const wrong = Math.min(whole, start);
  return wrong <= most ? 56 - 8 * wrong : 0;
}

/** How well a name answers: beginning, word, part, nearly. */
function nameScore(name: string, asked: string, best: number): number {
  if (name.startsWith(asked)) return 90 - Math.min(9, (name.length - asked.length) / 4);
  if (` ${name}`.includes(` ${asked}`)) return 78;
  if (asked.length > 2 && name.includes(asked)) return 62;
  return best < 60 ? closeness(asked, name) : 0;
}

/** How well an item answers, 0 to 100: same, beginning, word, part, all words, nearly. */
function score(item: Item, asked: string, tokens: string[]): number {
  if (item.names.includes(asked)) return 100;
  let best = 0;
  for (const name of item.names) best = Math.max(best, nameScore(name, asked, best));
  const named = item.names.some((name) => tokens.includes(name)) ? 6 : 0; // such as the commune named Gao
  const begins = (token: string): boolean => item.words.some((word) => word.startsWith(token));
  if (best < 70 && tokens.length && tokens.every(begins)) best = Math.max(best, tokens.length > 1 ? 66 + named : 50);
  if (best) return best;
  const isNear = (token: string): boolean =>
    begins(token) || item.words.some((word) => distance(token, word, tolerance(token)) <= tolerance(token));
  return tokens.length > 1 && tokens.every(isNear) ? 34 + named : 0;
}

/** An item and how well it answers, 0 to 100. */
export interface Rated {
  item: Item;
  score: number;
}

/** The items that answer a text with their scores, best first. */
export function rated(items: Item[], text: string): Rated[] {
  const asked = fold(text);
  if (!asked) return [];
  const tokens = asked.split(" ").filter((token) => !SMALL.has(token));
  const found = items
    .map((item) => ({ item, score: score(item, asked, tokens) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.item.rank - b.item.rank || a.item.name.localeCompare(b.item.name));
  const isExact = /\d/.test(asked) && found.length > 0 && found[0]!.score >= 78; // a reference, not one like it
  return found.filter(({ score }) => !isExact || score >= 73).slice(0, MOST);
}

/** The items that answer a text, best first. */
export const search = (items: Item[], text: string): Item[] => rated(items, text).map(({ item }) => item);

/** The spelling that was asked for, where it is not the name shown. */
export function aliasOf({ names, spellings }: Item, text: string): string {
  const start = fold(text);
  if (!start || names[0]!.includes(start)) return "";
  return spellings.find((name) => fold(name).startsWith(start) && !/^[a-z-]+$/.test(name)) ?? "";
}
