/** What can be asked in words: facts, results, facilities, layers and help, gathered from the build's files into one index. */
import type { Entry, Index } from "./match.ts";
import { stems, Thesaurus } from "./tongue.ts";

/** The file that layers/reports/passages.py writes, which says what each part is. */
export interface Passages {
  places: [id: string, holders: number[]][];
  nation: number;
  vague: number[];
  groups: [title: string, members: number[]][];
  topics: [id: string, title: string][];
  layers: string[];
  measures: string[];
  figures: string[];
  facts: { where: number[]; topic: number[]; layer: number[]; actual: number[]; id: string[] };
  facilities: Record<string, [where: number, fact: string]>;
  results: Record<string, string>;
  terms: string[][];
}

/** A piece of help (app/panels/help.py): its title, its text, and the tool that it is about, if any. */
export type Help = [title: string, text: string, tool: string];

export type Kind = "fact" | "result" | "facility" | "layer" | "help";

export interface Passage {
  kind: Kind;
  /** Of the fact, result, facility or layer; empty for help. */
  id: string;
  /** What it says in a few words. */
  name: string;
  /** Its figures, its outcome, or its text. */
  said: string;
  /** Where it is, in words. */
  where: string;
  /** Of a fact, its topic; of help, the tool that it is about. */
  topic: string;
  /** The word for its kind. */
  label: string;
  /** Ranks of the places that it names, a group's members each. */
  places: number[];
  /** The layer that draws it, or empty. */
  layer: string;
  /** Whether it has happened: not only planned, authorised or of an earlier period. */
  isActual: boolean;
  /** The fact that tells of it, or empty. */
  fact: string;
  /** The item of the index of names, where it is one. */
  entry?: Entry;
}

const RESULTS = new Set(["output", "indicator"]);

/** Words of both languages, separated. */
const spellings = (entry: Entry): string => entry[4].join(" ");

/** The places of each result, from the facts that its figures are. */
function placesOfResults(passages: Passages, whereOf: (where: number) => number[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const [n, id] of passages.facts.id.entries()) {
    const reference = /^[IO]\d+\.\d+\.\d+/.exec(id)?.[0];
    if (!reference) continue;
    const places = found.get(reference) ?? new Set();
    for (const place of whereOf(passages.facts.where[n]!)) places.add(place);
    found.set(reference, places);
  }
  return found;
}

function factsOf(passages: Passages, names: Map<string, string>, whereOf: (where: number) => number[]): Passage[] {
  const { facts, places, groups, topics, layers, measures, figures } = passages;
  return facts.id.map((id, n) => {
    const where = facts.where[n]!;
    const [topic, title] = topics[facts.topic[n]!]!;
    return {
      kind: "fact",
      id,
      name: measures[n]!,
      said: figures[n]!,
      where: where < 0 ? groups[-1 - where]![0] : (names.get(places[where]![0]) ?? ""),
      topic,
      label: title,
      places: whereOf(where),
      layer: layers[facts.layer[n]!] ?? "",
      isActual: facts.actual[n] === 1,
      fact: id,
    };
  });
}

function itemsOf(index: Index, passages: Passages, whereOf: (where: number) => number[]): Passage[] {
  const rankOf = new Map(passages.places.map(([id], rank) => [id, rank]));
  const ofResult = placesOfResults(passages, whereOf);
  return index.items.flatMap((entry): Passage[] => {
    const [key, id, name, where, , , place, layer] = entry;
    const label = index.kinds[key]!;
    const common = { id, topic: "", label, layer, entry, isActual: true, fact: "" };
    const rank = rankOf.get(place);
    if (RESULTS.has(key)) {
      const said = passages.results[id] ?? "";
      return [
        { ...common, kind: "result", name: where, said, where: id, places: [...(ofResult.get(id) ?? (rank === undefined ? [] : [rank]))] },
      ];
    }
    if (key === "facility")
      return [
        {
          ...common,
          kind: "facility",
          name,
          said: "",
          where,
          places: whereOf(passages.facilities[id]![0]),
          fact: passages.facilities[id]![1],
        },
      ];
    return key === "layer" ? [{ ...common, kind: "layer", name, said: "", where, places: [] }] : [];
  });
}

/** MiniSearch as far as it is used here; a document's fields are lists of stems, one blank apart. */
export interface Engine {
  addAll(documents: Record<string, unknown>[]): void;
  search(query: unknown): { id: number; score: number; terms: string[]; queryTerms: string[] }[];
}

const AT_ONCE = 250; // passages indexed before the page may do something else

export type MakeEngine = new (options: Record<string, unknown>) => Engine;

export interface Library {
  passages: Passage[];
  places: Passages["places"];
  engine: Engine;
  thesaurus: Thesaurus;
  /** Ranks of the places that a run of stems may name, such as a town and its region. */
  named: Map<string, number[]>;
  /** Rank of the country, which holds all places and is a place of its own. */
  nation: number;
  /** Ranks of areas without published limits, which may hold any place. */
  vague: Set<number>;
}

export const tagOf = (term: number): string => `~${term}`;

const asIs = (text: string): string[] => text.split(" ");

/** What is indexed of a passage, as stems: its text, the terms that it speaks of, and what is around it. */
function indexed(passage: Passage, id: number, thesaurus: Thesaurus): Record<string, unknown> {
  const text = stems(`${passage.name} ${passage.entry && passage.kind !== "result" ? spellings(passage.entry) : ""}`);
  const isProse = passage.kind === "help" || passage.kind === "result";
  const around = stems(`${passage.kind === "fact" ? passage.label : ""} ${isProse ? passage.said : ""}`);
  const spoken = new Map<number, number>();
  for (const { length, terms } of thesaurus.all(text)) for (const term of terms) spoken.set(term, Math.max(length, spoken.get(term) ?? 0));
  const tags = [...spoken].flatMap(([term, length]) => Array<string>(length * length).fill(tagOf(term))); // a longer phrase says more
  return { id, text: text.join(" "), tags: tags.join(" "), around: around.join(" ") };
}

/** Words that announce what kind of place a name is of, which a reader leaves out. */
const ANNOUNCED = new Set(["region", "cercl", "district", "secteur", "sector", "vill", "town"]);

function namesOf(index: Index, { places }: Passages): Map<string, number[]> {
  const rankOf = new Map(places.map(([id], rank) => [id, rank]));
  const named = new Map<string, number[]>();
  const call = (words: string[], rank: number): void => {
    const key = words.join(" ");
    const known = named.get(key) ?? [];
    if (key && !known.includes(rank)) named.set(key, [...known, rank]);
  };
  for (const [, id, name, , others] of index.items) {
    const rank = rankOf.get(id);
    if (rank === undefined) continue;
    for (const spelling of [name, ...others]) {
      const words = stems(spelling);
      call(words, rank);
      if (words.length > 1)
        call(
          words.filter((word) => !ANNOUNCED.has(word)),
          rank,
        );
    }
  }
  return named;
}

/** Index passages, a part at a time: a keystroke or a move of the map comes between. */
async function fillEngine(engine: Engine, passages: Passage[], thesaurus: Thesaurus): Promise<void> {
  for (let from = 0; from < passages.length; from += AT_ONCE) {
    await new Promise((wake) => setTimeout(wake, 0));
    engine.addAll(passages.slice(from, from + AT_ONCE).map((passage, n) => indexed(passage, from + n, thesaurus)));
  }
}

/** Make the index of names, passages and help ready to be asked. */
export async function makeLibrary(index: Index, file: Passages, help: Help[], helpLabel: string, Make: MakeEngine): Promise<Library> {
  const whereOf = (where: number): number[] => (where < 0 ? file.groups[-1 - where]![1] : [where]);
  const names = new Map(index.items.map(([, id, name]) => [id, name]));
  const helps = help.map(
    ([name, said, tool]): Passage => ({
      kind: "help",
      id: "",
      name,
      said,
      where: "",
      topic: tool,
      label: helpLabel,
      places: [],
      layer: "",
      isActual: true,
      fact: "",
    }),
  );
  const facts = factsOf(file, names, whereOf);
  const items = itemsOf(index, file, whereOf);
  const saidOf = new Map(facts.map(({ id, said }) => [id, said]));
  for (const item of items) if (item.kind === "facility") item.said = saidOf.get(file.facilities[item.id]![1]) ?? "";
  const passages = [...facts.filter(({ id }) => !(id in file.facilities)), ...items, ...helps]; // a facility is told once
  const thesaurus = new Thesaurus(file.terms);
  const engine = new Make({ fields: ["text", "tags", "around"], tokenize: asIs, processTerm: (term: string) => term || null });
  await fillEngine(engine, passages, thesaurus);
  return {
    passages,
    places: file.places,
    engine,
    thesaurus,
    named: namesOf(index, file),
    nation: file.nation,
    vague: new Set(file.vague),
  };
}
