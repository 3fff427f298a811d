/** A question in words, answered from the index of passages (passages.ts). */
import { type Library, type Passage, tagOf } from "./passages.ts";
import { stems } from "./tongue.ts";

/** A passage that answers. */
export interface Answer {
  passage: Passage;
  /** How well, 0 to 100; comparable with the scores of names (match.ts). */
  score: number;
  /** Stems of the words that answer, to be marked. */
  words: ReadonlySet<string>;
}

/** A part of a question that an answer must speak of: a word, or a phrase with what means the same. */
interface Part {
  words: string[];
  terms: number[];
}

/** A question, read: what it speaks of, and the places that it names. */
interface Question {
  parts: Part[];
  /** Ranks of the places named; several for a name that is a town's and its region's. */
  places: number[];
  /** Their names as stems, one blank apart. */
  names: string[];
}

const BEST = 72; // the score of the best passage: less than a name's that is begun by what was typed
const PARTLY = 60; // of passages that speak of some parts only
const NEARLY = 30; // the score of passages with wrong letters
const UNDONE = 0.9; // what was only planned comes after what happened
const LONGEST = 6; // words of a place's name
/** Words that nearly every passage could bear. */
const EVERYWHERE = new Set([
  "minusma",
  "mission",
  "mali",
  "malien",
  "malian",
  "onu",
  "un",
  "person",
  "personn",
  "peopl",
  "unie",
  "united",
  "nation",
]);
const YEAR = /^(20[0-2]\d|[12]\d)$/; // most figures are of two years: a year alone tells little

function placeAt(words: readonly string[], start: number, { named, nation }: Library): { length: number; ranks: number[] } | null {
  for (let length = Math.min(LONGEST, words.length - start); length; length -= 1) {
    const ranks = named.get(words.slice(start, start + length).join(" "));
    if (ranks && !ranks.includes(nation)) return { length, ranks };
  }
  return null;
}

function read(text: string, library: Library): Question {
  const words = stems(text);
  const question: Question = { parts: [], places: [], names: [] };
  for (let start = 0; start < words.length; ) {
    const place = placeAt(words, start, library);
    const meant = library.thesaurus.longest(words, start);
    if (place && place.length >= (meant?.length ?? 0)) {
      question.places.push(...place.ranks);
      question.names.push(words.slice(start, start + place.length).join(" "));
      start += place.length;
      continue;
    }
    const length = meant?.length ?? 1;
    question.parts.push({ words: words.slice(start, start + length), terms: meant?.terms ?? [] });
    start += length;
  }
  const telling = question.parts.filter(({ words: [first], terms }) => terms.length || !(EVERYWHERE.has(first!) || YEAR.test(first!)));
  return { ...question, parts: telling.length ? telling : question.places.length ? [] : question.parts };
}

const FIELDS = { text: 3, tags: 3, around: 1 };

/** What the engine is asked for a part: its words as they begin, or its terms. */
function queryOf({ words, terms }: Part, fuzzy: boolean): unknown {
  const literal = {
    combineWith: "AND",
    queries: words,
    fields: ["text", "around"],
    boost: FIELDS,
    prefix: isBegun,
    fuzzy: fuzzy && allowed,
  };
  const meant = terms.map((term) => ({ queries: [tagOf(term)], fields: ["tags"], boost: FIELDS, prefix: false, fuzzy: false }));
  return { combineWith: "OR", queries: [literal, ...meant] };
}

/** A word of three letters begins many others. */
const isBegun = (word: string): boolean => word.length > 3;

/** Wrong letters allowed: as in names, none in short words and in those with figures. */
const allowed = (word: string): number | false => (word.length < 5 || /\d/.test(word) ? false : word.length < 9 ? 1 : 2);

const FITS = { exactly: 1, among: 0.85, inside: 0.8, told: 0.7, around: 0.6, vaguely: 0.12, anywhere: 0.12 };

/** How well a passage fits the places asked for: by its own, by its words; 0 where it does not. */
function fit({ places: own, name }: Passage, question: Question, { places, nation, vague }: Library): number {
  const asked = new Set(question.places);
  if (own.some((place) => asked.has(place))) return own.length === 1 ? FITS.exactly : FITS.among;
  if (own.some((place) => places[place]![1].some((holder) => asked.has(holder)))) return FITS.inside;
  const told = ` ${stems(name).join(" ")} `;
  if (question.names.some((each) => told.includes(` ${each} `))) return FITS.told;
  const holders = new Set(question.places.flatMap((place) => places[place]![1]));
  if (own.some((place) => holders.has(place))) return FITS.around;
  if (own.some((place) => vague.has(place))) return FITS.vaguely;
  return own.every((place) => place === nation) ? FITS.anywhere : 0;
}

interface Hit {
  passage: Passage;
  score: number;
  /** Parts of the question that it speaks of. */
  parts: number;
  /** How well its places fit those asked for, 0 to 1. */
  fits: number;
  /** Stems that the engine met. */
  met: string[];
}

/** What speaks of any part of a question, by passage. */
function hits(question: Question, fuzzy: boolean, library: Library): Hit[] {
  const found = new Map<number, Hit>();
  for (const part of question.parts)
    for (const { id, score, terms } of library.engine.search(queryOf(part, fuzzy))) {
      const passage = library.passages[id]!;
      const hit = found.get(id) ?? { score: 0, parts: 0, met: [] };
      found.set(id, { passage, fits: 1, score: hit.score + score, parts: hit.parts + 1, met: [...hit.met, ...terms] });
    }
  const weighed = [...found.values()].map((hit) => {
    const fits = question.places.length ? fit(hit.passage, question, library) : 1;
    return { ...hit, fits, score: hit.score * fits * (hit.passage.isActual ? 1 : UNDONE) };
  });
  return weighed.filter(({ score }) => score > 0);
}

/** Those that speak of most parts, at least of half of them: of the passages of the places asked for, and of the others. */
function fullest(found: Hit[], parts: number): Hit[] {
  const [near, far] = [found.filter(({ fits }) => fits >= FITS.around), found.filter(({ fits }) => fits < FITS.around)];
  return [near, far].flatMap((hits) => {
    const most = Math.max(parts / 2, ...hits.map((hit) => hit.parts));
    return hits.filter((hit) => hit.parts >= most);
  });
}

/** The words of a passage that answer: those the engine met, and the phrases of the terms asked for. */
function wordsOf({ passage, met }: Hit, parts: Part[], { thesaurus }: Library): Set<string> {
  const found = new Set(met.filter((term) => !term.startsWith("~")));
  const meant = new Set(parts.flatMap((part) => part.terms));
  for (const text of [passage.name, passage.said]) {
    const words = stems(text);
    for (const { start, length, terms } of thesaurus.all(words))
      if (terms.some((term) => meant.has(term))) for (const word of words.slice(start, start + length)) found.add(word);
  }
  return found;
}

/** The passages that answer a text, best first; none for a text that only names places. */
export function ask(library: Library, text: string): Answer[] {
  const question = read(text, library);
  const { parts } = question;
  if (!parts.length) return [];
  let found = fullest(hits(question, false, library), parts.length);
  let best = BEST;
  const fullness = (some: Hit[]): number => Math.max(0, ...some.map((hit) => hit.parts));
  if (fullness(found) < parts.length) {
    const nearly = fullest(hits(question, true, library), parts.length);
    best = fullness(nearly) > fullness(found) ? NEARLY : PARTLY;
    if (best === NEARLY) found = nearly;
  }
  found.sort((a, b) => b.score - a.score);
  const most = found[0]?.score ?? 1;
  return found.map((hit) => ({ passage: hit.passage, score: (best * hit.score) / most, words: wordsOf(hit, parts, library) }));
}

/** The places that a text names, by identifier. */
export const placesNamed = (library: Library, text: string): string[] => read(text, library).places.map((rank) => library.places[rank]![0]);
