/** Fetching what is searched, and putting the answers in order: by kind, the best kind first. */
import { byId } from "../../../layers/web/dom.ts";
import { boot, lang, word } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { decimal, dms, type LatLng, readPosition, turnedRound } from "../tools/coordinates.ts";
import { library as fetchLibrary } from "../tools/library.ts";
import { isLink } from "../tools/links.ts";
import { type Answer, ask } from "./ask.ts";
import { type Index, type Item, type Rated, rated, readIndex } from "./match.ts";
import { type Help, type Library, makeLibrary, type Passages } from "./passages.ts";

/** What is offered: a position that was typed, an item of the names, or a passage. */
export type Option =
  | { type: "position"; position: LatLng; name: string; where: string; label: string }
  | { type: "item"; item: Item }
  | { type: "passage"; answer: Answer };

export interface Section {
  /** Key of its heading's words, such as `search_fact`. */
  kind: string;
  options: Option[];
}

/** Options offered at most, by kind, where passages answer as well as names. */
const MOST: Record<string, number> = { place: 4, fact: 6, result: 3, facility: 4, layer: 3, help: 2 };
const SIMILAR = 2; // facts of one result before those of others
const CLOSE = 60; // names that score less are left out where passages answer better
const SURE = 78; // a name that holds the words asked
const REFERENCE = /^[io]?\s*\d+(\.\d+)+$/i;
const KIND_OF: Record<string, string> = { output: "result", indicator: "result", facility: "facility", layer: "layer" };

let items: Item[] | null = null;
let found: Library | null = null;
let asked: Promise<Library> | undefined;

const indexUrl = (): string => byId("search").dataset.index!;

/** The index of names; a failure is forgotten, so that it may be tried again. */
export async function names(): Promise<Item[]> {
  items ??= readIndex(await fetchJson<Index>(indexUrl()));
  return items;
}

async function fetchAll(): Promise<Library> {
  const [index, passages, help, engine] = await Promise.all([
    fetchJson<Index>(indexUrl()),
    fetchJson<Passages>(`search/passages.${lang()}.json`),
    fetchJson<Help[]>(`search/help.${lang()}.json`),
    fetchLibrary("MiniSearch"),
  ]);
  found = await makeLibrary(index, passages, help, word("search_help_kind"), engine);
  return found;
}

/** What is asked in words, if it is there. */
export const theLibrary = (): Library | null => found;

/** Fetch and index it, once. */
export function library(): Promise<Library> {
  asked ??= fetchAll().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

/** The positions that a text writes: as typed, and the other way round where only that lies in the country. */
async function positions(text: string): Promise<Option[]> {
  const read = await readPosition(text);
  if (!read) return [];
  const option = (position: LatLng, note = ""): Option => {
    const where = [dms(position, word("west")), note].filter(Boolean).join(" · ");
    return { type: "position", position, name: decimal(position), where, label: word("search_position") };
  };
  const turned = read.isPlain ? turnedRound(read.at, boot().country) : null;
  if (!turned) return [option(read.at)];
  return [option(turned, word("search_turned")), option(read.at, word("search_as_typed"))];
}

type Scored = Option & { score: number; kind: string; id: string };

/** Names and passages in one order. What is both is offered once: as the passage, which says more, with the better score. */
function scored(byName: Rated[], answers: Answer[]): Scored[] {
  const best = answers[0]?.score ?? 0;
  const kept = byName.filter(({ score }) => !answers.length || score >= CLOSE || score > best);
  const options = new Map<string, Scored>();
  for (const [rank, answer] of answers.entries()) {
    const { kind, id } = answer.passage;
    options.set(`${kind} ${id || rank}`, { type: "passage", answer, score: answer.score, kind, id });
  }
  for (const { item, score } of kept) {
    const kind = KIND_OF[item.kind] ?? "place";
    const known = options.get(`${kind} ${item.id}`);
    if (known) known.score = Math.max(known.score, score);
    else options.set(`${kind} ${item.id}`, { type: "item", item, score, kind, id: item.id });
  }
  return [...options.values()].sort((a, b) => b.score - a.score);
}

/** Facts of one result tell nearly the same: those beyond the second come after the others. */
function varied(options: Scored[]): Scored[] {
  const counts = new Map<string, number>();
  const isExtra = ({ kind, id }: Scored): boolean => {
    const reference = id.replace(/[#@].*/, "");
    if (kind !== "fact" || reference === id) return false;
    counts.set(reference, (counts.get(reference) ?? 0) + 1);
    return counts.get(reference)! > SIMILAR;
  };
  const extra = new Set(options.filter(isExtra));
  return [...options.filter((option) => !extra.has(option)), ...extra];
}

/** The options by kind, the kind of the best first. */
function sections(byName: Rated[], answers: Answer[]): Section[] {
  const found = new Map<string, Option[]>();
  for (const option of varied(scored(byName, answers))) {
    const list = found.get(option.kind) ?? [];
    if (!answers.length || list.length < MOST[option.kind]!) found.set(option.kind, [...list, option]);
  }
  return [...found].map(([kind, options]) => ({ kind, options })); // in the order in which the kinds were met
}

/** What answers a text. Throws if the names cannot be fetched; without the passages, names answer alone. */
export async function answersTo(text: string): Promise<Section[]> {
  const typed = await positions(text);
  if (isLink(text)) return typed.length ? [{ kind: "position", options: typed }] : [];
  let all: Item[] = [];
  try {
    all = await names();
  } catch {
    if (!typed.length) return []; // the fetch has shown why; a position can still be gone to
  }
  const byName = rated(all, text);
  const isReference = REFERENCE.test(text.trim()) && (byName[0]?.score ?? 0) >= SURE;
  const answers = found && !isReference && !typed.length ? ask(found, text) : [];
  const rest = sections(typed.length ? byName.slice(0, 3) : byName, answers);
  return typed.length ? [{ kind: "position", options: typed }, ...rest] : rest;
}
