/** A layer as of a day, as layers/artifact/asof.py gives it: what was not yet true is left out, what no longer holds is greyed. */
import { documentName, joined, onDay, statedBy } from "./facts.ts";
import type { Artifact, FactRecord, Feature, Field, Meta } from "./types.ts";

const GREY = "#8C97A1";

/** What the key of a greyed mark ends with. */
export const PAST = "~past";

function restate(feature: Feature, facts: FactRecord[], day: string, meta: Meta): void {
  const { properties } = feature;
  const past = onDay(facts, day, "past");
  const known = onDay(facts, day, "holds", "past");
  feature.facts = onDay(facts, day, "holds");
  delete properties.facts;
  if (feature.facts.length) properties.facts = joined(feature.facts, meta.lang);
  if (past.length) {
    feature.past = past;
    properties.past = joined(past, meta.lang);
  }
  properties.count = known.length;
  properties.fact_ids = known.map(({ id }) => id).join("|");
  properties.documents = new Set(known.map(({ source }) => source)).size;
  if (known[0] !== facts[0] && "source" in properties)
    properties.source = documentName(meta.sources.find(({ id }) => id === known[0]!.source)!);
}

function featureOn(feature: Feature, day: string, meta: Meta): Feature | null {
  const stated = statedBy(feature);
  const known = onDay(stated, day, "holds", "past");
  const holding = onDay(stated, day, "holds");
  if (holding.length === stated.length) return feature;
  if (!known.length) return null;
  const dated = { ...feature, properties: { ...feature.properties } };
  if (!holding.length) {
    dated.properties.mark += PAST;
    if (feature.towns) dated.towns = { ...feature.towns, mark: feature.towns.mark + PAST };
  }
  if (feature.facts) restate(dated, feature.facts, day, meta);
  else dated.holds = known;
  return dated;
}

/** A feature whose joined columns say what was known of its place on a day: absent before the first, or where nothing holds any more. */
export function joinedOn(feature: Feature, day: string): Feature {
  if (!feature.joined) return feature;
  const properties = { ...feature.properties };
  for (const [name, steps] of Object.entries(feature.joined)) {
    const value = steps.findLast(([since]) => since <= day)?.[1];
    delete properties[name];
    if (value !== undefined && value !== null) properties[name] = value;
  }
  return { ...feature, properties };
}

/** The layer as it stood on a day; the same object where the day is empty or nothing of the layer has a date. */
export function asOf(artifact: Artifact, day: string): Artifact {
  const meta = artifact.atlas;
  const words = meta.time_words;
  if (!day || !(words || artifact.features.some(({ joined }) => joined))) return artifact;
  if (!words) return { ...artifact, atlas: { ...meta, as_of: day }, features: artifact.features.map((feature) => joinedOn(feature, day)) };
  const features = artifact.features
    .map((feature) => featureOn(feature, day, meta))
    .filter((feature) => feature !== null)
    .map((feature) => joinedOn(feature, day));
  const used = new Set(features.flatMap(({ properties, towns }) => [properties.mark, ...(towns ? [towns.mark] : [])]));
  const greyed = meta.marks.filter((mark) => used.has(mark.key + PAST));
  const marks = [
    ...meta.marks.filter((mark) => used.has(mark.key)),
    ...greyed.map((mark) => ({ ...mark, color: GREY, stroke: GREY, hatch: false, key: mark.key + PAST, label: words.mark })),
  ];
  const past: Field = { name: "past", label: words.past, kind: "text", unit: "" };
  const fields = features.some((feature) => "past" in feature.properties) ? [...meta.fields, past] : meta.fields;
  const known = meta.data_date;
  const cited = new Set(features.flatMap(statedBy).map(({ source }) => source));
  const sources = meta.sources.filter((source) => source.licence || cited.has(source.id));
  const changed = { sources, marks, fields, count: features.length, data_date: known && known > day ? day : known, as_of: day };
  return { ...artifact, atlas: { ...meta, ...changed }, features };
}
