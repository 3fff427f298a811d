/** A layer as rows: its columns, what a cell shows, filter and order. */
import { dayInWords } from "../../../layers/web/text.ts";
import type { Artifact, Feature, Lang, Mark, Meta } from "../../../layers/web/types.ts";
import { hasWords, simplified } from "./filter.ts";

export type Value = string | number | null | undefined;

export interface Column {
  label: string;
  unit: string;
  isNumber: boolean;
  read(feature: Feature): Value;
  /** How the feature is drawn, in the column that says so. */
  mark?(feature: Feature): Mark | undefined;
}

export interface Row {
  feature: Feature;
  /** In the order of the columns. */
  values: Value[];
  /** What the filter searches. */
  text: string;
}

/** A column by its rank, and whether it is sorted downwards. */
export interface Sort {
  column: number;
  isDown: boolean;
}

/** Name, symbol, then the fields that the layer declares. */
export function columnsOf(meta: Meta, name: string, status: string): Column[] {
  const marks = new Map(meta.marks.map((mark) => [mark.key, mark]));
  const markOf = (feature: Feature): Mark | undefined => marks.get(feature.properties.mark);
  return [
    { label: name, unit: "", isNumber: false, read: (feature) => feature.properties.name },
    { label: status, unit: "", isNumber: false, read: (feature) => markOf(feature)?.label, mark: markOf },
    ...meta.fields
      .filter(({ kind }) => kind !== "code")
      .map(({ name: field, label, unit, kind }) => ({
        label,
        unit,
        isNumber: kind === "number",
        read: (feature: Feature) => feature.properties[field],
      })),
  ];
}

const isIsoDay = (value: Value): value is string => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);

/** A value as its cell writes it. */
export function cellText(value: Value, lang: Lang): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return value.toLocaleString(lang, { maximumFractionDigits: 6 });
  return isIsoDay(value) ? dayInWords(value, lang) : value;
}

export function rowsOf(artifact: Artifact, columns: Column[], lang: Lang): Row[] {
  return artifact.features.map((feature) => {
    const values = columns.map((column) => column.read(feature));
    const texts = [...values.map((value) => cellText(value, lang)), ...values.filter(isIsoDay)]; // a day is found as written and as ISO 8601
    return { feature, values, text: simplified(texts.join(" ")) };
  });
}

const isMissing = (value: Value): boolean => value === undefined || value === null || value === "";

function compare(a: Value, b: Value, isDown: boolean, collator: Intl.Collator): number {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b)); // what is not known stays last, either way
  const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return isDown ? -order : order;
}

/** The rows that contain every word typed, in order. */
export function arranged(rows: Row[], typed: string, { column, isDown }: Sort, lang: Lang): Row[] {
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  return rows
    .filter((row) => hasWords(row.text, typed))
    .sort((left, right) => compare(left.values[column], right.values[column], isDown, collator));
}
