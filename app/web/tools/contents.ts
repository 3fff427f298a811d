/** What of the layers shown lies in a shape, nearest to the centre of a circle first. */
import { inBrief } from "../../../layers/web/card.ts";
import type { Feature, Handle, Meta, Position } from "../../../layers/web/types.ts";
import { csvCell } from "../tables/csv.ts";
import { mgrs } from "./coordinates.ts";
import { leg } from "./geodesy.ts";
import { type Extent, extentIn, type Shape } from "./shapes.ts";

export interface Row {
  feature: Feature;
  extent: Extent;
  /** Where the feature is, or where its label stands. */
  at: Position | null;
  /** Distance from the centre of a circle, of a feature that is a point. */
  metres: number | null;
}

export interface Contents {
  meta: Meta;
  rows: Row[];
  /** Of a layer whose rows the server has, of which these are the first: how many there are. */
  total?: number;
}

/** A feature in a shape, whose extent is known. */
export function rowIn(feature: Feature, shape: Shape): Row {
  return rowOf(feature, shape)[0] ?? { feature, extent: "partly", at: (feature.geometry?.coordinates as Position) ?? null, metres: null };
}

function rowOf(feature: Feature, shape: Shape): Row[] {
  const { geometry, at } = feature;
  const extent = geometry && extentIn(geometry, shape);
  if (!extent) return [];
  if (geometry.type !== "Point") return [{ feature, extent, at: at ?? null, metres: null }];
  const [lng, lat] = geometry.coordinates;
  return [{ feature, extent, at: [lng, lat], metres: shape.centre ? leg(shape.centre, { lat, lng }).metres : null }];
}

const order = (a: Row, b: Row): number =>
  (a.metres ?? Infinity) - (b.metres ?? Infinity) || a.feature.properties.name.localeCompare(b.feature.properties.name);

/** The features in a shape, of each layer that has some. */
export const contentsOf = (handles: Pick<Handle, "meta" | "features">[], shape: Shape): Contents[] =>
  handles
    .map(({ meta, features }) => ({ meta, rows: features.flatMap((feature) => rowOf(feature, shape)).sort(order) }))
    .filter(({ rows }) => rows.length);

function detailsOf(feature: Feature, meta: Meta): string {
  return inBrief(meta.fields)
    .map((field) => ({ ...field, value: feature.properties[field.name] }))
    .filter(({ value }) => ![undefined, null, ""].includes(value as string))
    .map(({ label, value, unit }) => `${label}: ${value}${unit ? ` ${unit}` : ""}`)
    .join(" | ");
}

const HEAD = ["csv_layer", "csv_id", "csv_name", "csv_extent", "latitude", "longitude", "mgrs", "csv_distance", "csv_details"];

/** The same as a CSV file; `word` gives a text of the page by its key. */
export function csvOf(contents: Contents[], word: (key: string) => string): string {
  const lines: (string | number)[][] = [HEAD.map(word)];
  for (const { meta, rows } of contents)
    for (const { feature, extent, at, metres } of rows) {
      const [lng, lat] = at ?? [0, 0];
      const where = at ? [Number(lat.toFixed(5)), Number(lng.toFixed(5)), mgrs({ lat, lng })] : ["", "", ""];
      const far = metres === null ? "" : Number((metres / 1000).toFixed(3));
      lines.push([meta.title, feature.id, feature.properties.name, word(`inside_${extent}`), ...where, far, detailsOf(feature, meta)]);
    }
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}
