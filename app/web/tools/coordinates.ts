/** Positions as they are written and read: decimal degrees, degrees with minutes and seconds, MGRS; others in links.ts. */
import { library, loaded } from "./library.ts";
import { readGeo, readLink, readUtm } from "./links.ts";

/** A position, WGS 84 degrees. */
export interface LatLng {
  lat: number;
  lng: number;
}

export const decimal = (at: LatLng): string => `${at.lat.toFixed(4)}, ${at.lng.toFixed(4)}`;

function sexagesimal(value: number, positive: string, negative: string): string {
  const seconds = Math.round(Math.abs(value) * 3600);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″${value < 0 ? negative : positive}`;
}

/** Degrees, minutes and whole seconds; `west` is the reader's letter for it. */
export const dms = (at: LatLng, west: string): string => `${sexagesimal(at.lat, "N", "S")} ${sexagesimal(at.lng, "E", west)}`;

/** MGRS with its parts apart; nothing near the poles, where there is none, or before the library is there. */
export function mgrs(at: LatLng, digits = 5): string {
  const grid = loaded("mgrs");
  if (!grid || at.lat > 84 || at.lat < -80) return "";
  const text = grid.forward([at.lng, at.lat], digits);
  const head = text.slice(0, text.length - 2 * digits);
  const figures = text.slice(head.length);
  return [head.slice(0, -2), head.slice(-2), figures.slice(0, digits), figures.slice(digits)].filter(Boolean).join(" ");
}

const inRange = (lat: number, lng: number): LatLng | null => (Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { lat, lng } : null);

const toNumber = (text = "0"): number => Number(text.replace(",", "."));

const NUMBER = "([+-]?\\d{1,3}(?:[.,]\\d+)?)";
const DECIMAL = new RegExp(`^${NUMBER}°?\\s*[;,\\s]\\s*${NUMBER}°?$`);

/** Latitude then longitude in decimal degrees, with a point or a comma: `16.2717, -0.0447`. */
export function readDecimal(text: string): LatLng | null {
  const found = DECIMAL.exec(text.trim().replace(/−/g, "-"));
  return found && inRange(toNumber(found[1]), toNumber(found[2]));
}

const FIGURES =
  "(\\d{1,3}(?:[.,]\\d+)?)\\s*[°D]?(?:\\s*(\\d{1,2}(?:[.,]\\d+)?)\\s*['′’]?)?(?:\\s*(\\d{1,2}(?:[.,]\\d+)?)\\s*(?:[\"″”]|'')?)?";
const AFTER = new RegExp(`^${FIGURES}\\s*([NSEWO])[\\s,;]*${FIGURES}\\s*([NSEWO])$`);
const BEFORE = new RegExp(`^([NSEWO])\\s*${FIGURES}[\\s,;]*([NSEWO])\\s*${FIGURES}$`);

function toDegrees(side: string, parts: (string | undefined)[]): { side: string; value: number; fits: boolean } {
  const [d, m, s] = parts.map((part) => toNumber(part || "0")) as [number, number, number];
  return { side, value: (d + m / 60 + s / 3600) * (/[SWO]/.test(side) ? -1 : 1), fits: m < 60 && s < 60 };
}

/** Degrees with hemispheres, minutes and seconds optional, in either order: `16°16′18″N 0°02′41″W`. */
export function readSexagesimal(text: string): LatLng | null {
  const plain = text.trim().toUpperCase();
  const [after, before] = [AFTER.exec(plain), BEFORE.exec(plain)];
  const read = after
    ? [toDegrees(after[4]!, after.slice(1, 4)), toDegrees(after[8]!, after.slice(5, 8))]
    : before
      ? [toDegrees(before[1]!, before.slice(2, 5)), toDegrees(before[5]!, before.slice(6, 9))]
      : [];
  const lat = read.find(({ side }) => /[NS]/.test(side));
  const lng = read.find(({ side }) => /[EWO]/.test(side));
  return lat?.fits && lng?.fits ? inRange(lat.value, lng.value) : null;
}

async function readMgrs(text: string): Promise<LatLng | null> {
  const plain = text.toUpperCase().replace(/\s+/g, "");
  if (!/^\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}(\d\d){0,5}$/.test(plain)) return null;
  try {
    const [lng, lat] = (await library("mgrs")).toPoint(plain);
    return inRange(lat, lng);
  } catch {
    return null; // no such square, or no library
  }
}

/** West, south, east, north; degrees. */
export type Bounds = readonly [number, number, number, number];

const isIn = ({ lat, lng }: LatLng, [west, south, east, north]: Bounds): boolean =>
  lat >= south && lat <= north && lng >= west && lng <= east;

/** The same two numbers the other way round, where that alone is a position in the country: a longitude was written first. */
export function turnedRound(at: LatLng, country: Bounds): LatLng | null {
  const turned = { lat: at.lng, lng: at.lat };
  return !isIn(at, country) && isIn(turned, country) ? turned : null;
}

/** A position that was written; `plain` if it was two numbers without a letter, whose order a reader may mistake. */
export interface Written {
  at: LatLng;
  isPlain: boolean;
}

/** The position that a text writes: decimal degrees, degrees with hemispheres, UTM, MGRS, a `geo:` address or a map's link. */
export async function readPosition(text: string): Promise<Written | null> {
  const plain = readDecimal(text) ?? readGeo(text);
  const at = plain ?? readSexagesimal(text) ?? readUtm(text) ?? readLink(text) ?? (await readMgrs(text));
  return at && { at, isPlain: Boolean(plain) };
}
