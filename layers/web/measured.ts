/**
 * What a reader measures on the map, as the view's address carries it; layers/view/measured.py says how, and both are held to
 * tests/shared/view_cases.json.
 */

export type MeasuredKind = "line" | "area" | "rings";

export interface Measured {
  kind: MeasuredKind;
  /** Latitude and longitude, WGS 84 degrees; of rings the centre alone. */
  points: [number, number][];
  /** Of rings, kilometres, the nearest first; else empty. */
  radii: number[];
}

/** Points without which there is nothing to draw. */
export const LEAST: Readonly<Record<MeasuredKind, number>> = { line: 2, area: 3, rings: 1 };
/** Points of a line or an area that an address takes. */
export const MOST = 100;
const MOST_RINGS = 12;
export const FARTHEST = 3000; // km; a circle as wide is no ring on this map
export const NUMBER = /^[+-]?\d{1,4}(\.\d{1,12})?$/;

/** Halves are rounded up. */
export const rounded = (number: number, decimals: number): number => Math.floor(number * 10 ** decimals + 0.5) / 10 ** decimals + 0;

/** A number without the zeros that end it. */
export const short = (number: number, decimals: number): string => String(Number(number.toFixed(decimals)) + 0);

const isKind = (text: string | undefined): text is MeasuredKind => text !== undefined && Object.hasOwn(LEAST, text);

/** What a text of the address says, or null where it cannot be used as it is. */
export function readMeasured(text: string): Measured | null {
  const [kind, ...rest] = text.split(",");
  if (!isKind(kind) || !rest.every((part) => NUMBER.test(part))) return null;
  const all = rest.map(Number);
  const numbers = kind === "rings" ? all.slice(0, 2) : all;
  const radii = kind === "rings" ? [...new Set(all.slice(2).map((each) => rounded(each, 3)))].sort((a, b) => a - b) : [];
  if (kind === "rings" && (!radii.length || radii.length > MOST_RINGS || radii[0]! <= 0 || radii.at(-1)! > FARTHEST)) return null;
  const count = numbers.length / 2;
  if (!Number.isInteger(count) || count < LEAST[kind] || count > MOST) return null;
  const points = Array.from({ length: count }, (_, n): [number, number] => [rounded(numbers[2 * n]!, 5), rounded(numbers[2 * n + 1]!, 5)]);
  if (points.some(([lat, lon]) => Math.abs(lat) > 85 || Math.abs(lon) > 180)) return null;
  return { kind, points, radii };
}

/** The text of the address. */
export function writeMeasured({ kind, points, radii }: Measured): string {
  return [
    kind,
    ...points.flat().map((number) => short(rounded(number, 5), 5)),
    ...radii.map((number) => short(rounded(number, 3), 3)),
  ].join(",");
}

/** A text of the address as it is always written; empty where it cannot be used. */
export function measuredText(text: string): string {
  const found = readMeasured(text);
  return found ? writeMeasured(found) : "";
}
