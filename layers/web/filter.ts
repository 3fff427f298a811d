/**
 * The filter of a view, text of CQL2, as layers/view/filter.py reads and writes it and layers/artifact/filtered.py applies it:
 * both are held to tests/shared/filter_cases.json.
 */
import { documentName, joined } from "./facts.ts";
import { fold } from "./text.ts";
import type { Artifact, FactRecord, Feature, Meta } from "./types.ts";

/** What facts are chosen by, in the order in which it is written. */
export const FACT_FIELDS = ["theme", "inside", "state", "verdict", "component", "document"] as const;
export type FactField = (typeof FACT_FIELDS)[number];
export type Operator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** A column of a layer compared with a number, or with texts of which it must be one. */
export interface Comparison {
  column: string;
  operator: Operator;
  values: (number | string)[];
}

/** What is shown; nothing is asked for where all is empty. */
export interface Filter {
  facts: Partial<Record<FactField, string[]>>;
  /** What the words of a fact must contain, whatever their accents and case. */
  words: string;
  columns: Comparison[];
}

const [LONGEST, LONGEST_WORDS, MOST_CONDITIONS] = [1000, 80, 12];
const TEXT = "'(?:[^']|'')*'";
const CONDITION = new RegExp(
  "\\s*(?<name>[a-z][a-z0-9_]{0,62})\\s*(?:" +
    `(?<op>=|<>|<=|>=|<|>)\\s*(?:(?<number>-?\\d{1,15}(?:\\.\\d{1,9})?)|(?<text>${TEXT}))` +
    `|IN\\s*\\(\\s*(?<list>${TEXT}(?:\\s*,\\s*${TEXT})*)\\s*\\)` +
    `|LIKE\\s+(?<like>${TEXT}))\\s*`,
  "iy",
);
const AND = /AND\b/iy;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const short = (number: number): string => String(Number(number.toFixed(9)) + 0);
const unique = (values: string[]): string[] => [...new Set(values)].sort();
const isFactField = (name: string): name is FactField => (FACT_FIELDS as readonly string[]).includes(name);

function anyOf(name: string, values: string[]): string {
  return values.length === 1 ? `${name} = ${quoted(values[0]!)}` : `${name} IN (${values.map(quoted).join(", ")})`;
}

/** A filter as text; equal filters give equal text. */
export function writeFilter({ facts, words, columns }: Filter): string {
  const parts = FACT_FIELDS.flatMap((name) => (facts[name]?.length ? anyOf(name, unique(facts[name])) : []));
  const looked = words
    .replace(/[%_\\]/g, " ")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
  if (looked) parts.push(`text LIKE ${quoted(`%${looked}%`)}`);
  const kept = new Map(columns.map((each) => [`${each.column} ${each.operator}`, each]));
  for (const key of [...kept.keys()].sort()) {
    const { column, operator, values } = kept.get(key)!;
    const isText = typeof values[0] === "string";
    parts.push(isText ? anyOf(column, unique(values.map(String))) : `${column} ${operator} ${short(values[0] as number)}`);
  }
  return parts.join(" AND ");
}

function comparison(name: string, given: Record<string, string | undefined>, values: string[]): Comparison | null {
  const operator = (given.op ?? "=") as Operator;
  if (given.number !== undefined) return { column: name, operator, values: [Number(given.number)] };
  return operator !== "=" || name === "text" ? null : { column: name, operator: "=", values };
}

/** Put one condition into a filter; whether it is of a form that a view may have. */
function take(filter: Filter, given: Record<string, string | undefined>): boolean {
  const name = given.name!.toLowerCase();
  const texts = given.list ?? given.text ?? given.like ?? "";
  const values = [...texts.matchAll(new RegExp(TEXT, "g"))].map(([text]) => text.slice(1, -1).replaceAll("''", "'"));
  if (given.like !== undefined) {
    filter.words = values[0]!;
    return name === "text" && values[0]!.length <= LONGEST_WORDS;
  }
  if (isFactField(name)) {
    filter.facts[name] = values;
    return given.number === undefined && (given.op ?? "=") === "=";
  }
  const column = comparison(name, given, values);
  if (column) filter.columns.push(column);
  return column !== null;
}

/** Read a filter; null where the text is not of the form that a view may have. */
export function readFilter(text: string): Filter | null {
  const filter: Filter = { facts: {}, words: "", columns: [] };
  if (text.length > LONGEST) return null;
  for (let at = 0, count = 1; at < text.length; count += 1) {
    CONDITION.lastIndex = at;
    const found = CONDITION.exec(text);
    if (!found || count > MOST_CONDITIONS || !take(filter, found.groups!)) return null;
    at = CONDITION.lastIndex;
    if (at >= text.length) break;
    AND.lastIndex = at;
    if (!AND.test(text) || AND.lastIndex === text.length) return null;
    at = AND.lastIndex;
  }
  return filter;
}

/** A filter as it is always written, without values that are not known; empty where it cannot be read. */
export function canonicalFilter(text: string, known: Record<string, string[]>): string {
  const filter = text ? readFilter(text) : null;
  if (!filter) return "";
  for (const name of FACT_FIELDS) filter.facts[name] = filter.facts[name]?.filter((value) => known[name]?.includes(value)) ?? [];
  return writeFilter(filter);
}

const HOLDS: Record<Operator, (a: number, b: number) => boolean> = {
  "=": (a, b) => a === b,
  "<>": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function meets({ properties }: Feature, { column, operator, values }: Comparison): boolean {
  const value = properties[column];
  if (value === undefined || value === null) return false;
  if (typeof values[0] === "string") return values.includes(String(value));
  return typeof value === "number" && HOLDS[operator](value, values[0]!);
}

/** Whether a fact is of what is asked for. */
export function isWanted(fact: FactRecord, { facts, words }: Filter): boolean {
  const said: Partial<Record<FactField, string>> = {
    state: fact.state,
    document: fact.source,
    component: fact.component ?? "",
    verdict: fact.verdict ?? "",
  };
  for (const [name, value] of Object.entries(said) as [FactField, string][])
    if (facts[name]?.length && !facts[name].includes(value)) return false;
  const text = fold(fact.words);
  return fold(words)
    .split(" ")
    .every((part) => text.includes(part));
}

function restated(feature: Feature, facts: FactRecord[], meta: Meta): Feature {
  const properties = { ...feature.properties };
  properties.facts = joined(facts, meta.lang);
  properties.count = facts.length;
  properties.documents = new Set(facts.map(({ source }) => source)).size;
  properties.fact_ids = facts.map(({ id }) => id).join("|");
  properties.since = facts.map(({ since }) => since).sort()[0]!;
  delete properties.until;
  const ends = facts.flatMap(({ until }) => until ?? []);
  if (ends.length === facts.length) properties.until = ends.sort().at(-1)!;
  if (facts[0] !== feature.facts![0] && "source" in properties)
    properties.source = documentName(meta.sources.find(({ id }) => id === facts[0]!.source)!);
  return { ...feature, properties, facts };
}

function left(feature: Feature, wanted: Filter, columns: Comparison[], meta: Meta): Feature | null {
  if (!columns.every((each) => meets(feature, each))) return null;
  const { inside, theme } = wanted.facts;
  if (inside?.length && feature.inside && !feature.inside.some((area) => inside.includes(area))) return null;
  if (!feature.facts) return feature;
  if (theme?.length && !theme.includes(meta.group)) return null;
  const facts = feature.facts.filter((fact) => isWanted(fact, wanted));
  if (facts.length === feature.facts.length) return feature;
  return facts.length ? restated(feature, facts, meta) : null;
}

/** The layer with what a filter asks for; the same object where it asks nothing of it. */
export function filtered(artifact: Artifact, text: string): Artifact {
  const wanted = text ? readFilter(text) : null;
  const meta = artifact.atlas;
  const columns = wanted?.columns.filter(({ column }) => meta.fields.some(({ name }) => name === column)) ?? [];
  if (!wanted || !(columns.length || wanted.words || Object.values(wanted.facts).some((values) => values.length))) return artifact;
  const features = artifact.features.map((feature) => left(feature, wanted, columns, meta)).filter((feature) => feature !== null);
  if (features.length === artifact.features.length && features.every((feature, at) => feature === artifact.features[at])) return artifact;
  const used = new Set(features.flatMap(({ properties, towns }) => [properties.mark, ...(towns ? [towns.mark] : [])]));
  const cited = new Set(features.flatMap(({ facts = [] }) => facts.map(({ source }) => source)));
  const isToldByFacts = artifact.features.some(({ facts }) => facts);
  const sources = isToldByFacts ? meta.sources.filter(({ id, licence }) => licence || cited.has(id)) : meta.sources;
  return {
    ...artifact,
    atlas: { ...meta, sources, marks: meta.marks.filter(({ key }) => used.has(key)), count: features.length },
    features,
  };
}
