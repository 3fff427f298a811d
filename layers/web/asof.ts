/** A layer as of a day, as layers/artifact/asof.py gives it: what was not yet true is left out, what no longer holds is greyed. */
import type { Artifact, Feature, Field, Lang, Meta, Statement } from "./types.ts";

export type State = "later" | "holds" | "past";

const GREY = "#8C97A1";
const JOINTS: Record<Lang, string> = { fr: "\u202f; ", en: "; " };

/** What the key of a greyed mark ends with. */
export const PAST = "~past";

/** What a statement is on a day; both days are ISO 8601 and belong to the time it holds. */
export const stateOn = (since: string, until: string | null, day: string): State =>
  day < since ? "later" : until && day > until ? "past" : "holds";

function retell(properties: Feature["properties"], statements: Statement[], states: State[], meta: Meta): void {
  const text = String(properties.facts);
  delete properties.facts;
  for (const [name, wanted] of [
    ["facts", "holds"],
    ["past", "past"],
  ] as const) {
    const lines = statements.filter((_, n) => states[n] === wanted).map((statement) => text.slice(statement[3], statement[4]));
    if (lines.length) properties[name] = lines.join(JOINTS[meta.lang]);
  }
  const known = statements.filter((_, n) => states[n] !== "later");
  properties.count = known.length;
  properties.documents = new Set(known.map((statement) => statement[2])).size;
  if (known[0] !== statements[0] && "source" in properties) properties.source = meta.sources.find((s) => s.id === known[0]![2])!.title;
}

function featureOn(feature: Feature, day: string, meta: Meta): Feature | null {
  const statements = feature.times ?? [];
  const states = statements.map(([since, until]) => stateOn(since, until, day));
  if (states.every((state) => state === "holds")) return feature;
  if (states.every((state) => state === "later")) return null;
  const properties = { ...feature.properties };
  if (!states.includes("holds")) properties.mark += PAST;
  if (statements[0]!.length > 3) retell(properties, statements, states, meta);
  return { ...feature, properties };
}

/** The layer as it stood on a day; the same object where the day is empty or the layer timeless. */
export function asOf(artifact: Artifact, day: string): Artifact {
  const meta = artifact.atlas;
  const words = meta.time_words;
  if (!day || !words) return artifact;
  const features = artifact.features.map((feature) => featureOn(feature, day, meta)).filter((feature) => feature !== null);
  const used = new Set(features.map((feature) => feature.properties.mark));
  const greyed = meta.marks.filter((mark) => used.has(mark.key + PAST));
  const marks = [
    ...meta.marks.filter((mark) => used.has(mark.key)),
    ...greyed.map((mark) => ({ ...mark, color: GREY, stroke: GREY, hatch: false, key: mark.key + PAST, label: words.mark })),
  ];
  const past: Field = { name: "past", label: words.past, kind: "text", unit: "" };
  const fields = features.some((feature) => "past" in feature.properties) ? [...meta.fields, past] : meta.fields;
  const known = meta.data_date;
  const cited = new Set(features.flatMap((feature) => feature.times ?? []).flatMap(([since, , source]) => (day >= since ? [source] : [])));
  const sources = meta.sources.filter((source) => source.licence || cited.has(source.id));
  const changed = { sources, marks, fields, count: features.length, data_date: known && known > day ? day : known, as_of: day };
  return { ...artifact, atlas: { ...meta, ...changed }, features };
}
