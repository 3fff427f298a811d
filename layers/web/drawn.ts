/**
 * What a reader draws on the map, as the view's address carries it; layers/view/drawn.py says how, and both are held to
 * tests/shared/drawn_cases.json.
 */
import { FARTHEST, NUMBER, rounded, short } from "./measured.ts";
import { quoted } from "./text.ts";

/** The points that each kind needs, and how many it may have. */
export const POINTS = {
  arrow: [2, 60],
  line: [2, 60],
  area: [3, 60],
  circle: [1, 1],
  text: [1, 1],
  measure: [2, 60],
  number: [1, 1],
  symbol: [1, 1],
} as const;
export type DrawnKind = keyof typeof POINTS;

export const COLOURS = {
  red: "#B3261E",
  blue: "#0B5394",
  green: "#1E6B41",
  orange: "#9A4B00",
  purple: "#6B2D8B",
  black: "#1B2733",
} as const;
export type Colour = keyof typeof COLOURS;

export const SYMBOLS: readonly string[] =
  "infantry mechanised motorised armour reconnaissance engineer eod mine-clearing medical signals aviation fixed-wing drone headquarters logistics transport military-police police special-forces cimic patrol checkpoint ied ied-explosion shooting sniper explosion mine-explosion mine ambush killing arson looting demonstration food-aid health shelter wash food-security education nutrition protection relief-logistics telecom camp-management displaced refugees distribution access abduction roadblock flood truck".split(
    " ",
  );

export interface Drawn {
  kind: DrawnKind;
  /** Latitude and longitude, WGS 84 degrees; of a circle its centre. */
  points: [number, number][];
  colour: Colour;
  /** 1 to 5: of a line its width, of a text, a marker or a symbol how large it is. */
  size: number;
  /** What stands beside it, or empty. */
  label: string;
  /** Of a circle, geodesic, kilometres; else 0. */
  radius: number;
  /** Of a symbol, one of SYMBOLS; else empty. */
  symbol: string;
}

export const USUAL = { colour: "red", size: 3 } as const;
export const LONGEST_LABEL = 80;
export const MOST_THINGS = 40;
export const LONGEST_DRAWING = 1500;

const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]/gu;

/** A label without what cannot be seen, in one line and no longer than it may be. */
export function cleanLabel(text: string): string {
  const line = text
    .replace(/[\t\n\r]/g, " ")
    .replace(UNSEEN, "")
    .replace(/ +/g, " ")
    .replace(/^ | $/g, "");
  return Array.from(line).slice(0, LONGEST_LABEL).join("").replace(/ $/, "");
}

/** How long a drawing is in an address. */
export const lengthOf = (text: string): number => quoted(text.replace(/[\ud800-\udfff]/gu, "?")).length;

/** Whether a drawing is more than an address carries. */
export const isTooLarge = (text: string): boolean => text.split("~").length > MOST_THINGS || lengthOf(text) > LONGEST_DRAWING;

const isKind = (text: string): text is DrawnKind => Object.hasOwn(POINTS, text);
const isColour = (text: string): text is Colour => Object.hasOwn(COLOURS, text);

type Said = Pick<Drawn, "colour" | "size" | "symbol">;

/** Colour, size and symbol, each given once at most; null where one is not known. */
function readOptions(options: string[], kind: string): Said | null {
  const colours = options.filter(isColour);
  const sizes = options.filter((each) => /^[1-5]$/.test(each));
  const symbols = options.filter((each) => SYMBOLS.includes(each));
  if (colours.length + sizes.length + symbols.length < options.length) return null;
  if (colours.length > 1 || sizes.length > 1 || symbols.length !== Number(kind === "symbol")) return null;
  return { colour: colours[0] ?? USUAL.colour, size: Number(sizes[0] ?? USUAL.size), symbol: symbols[0] ?? "" };
}

/** One thing, or null where it cannot be used as it is. */
export function readDrawn(text: string): Drawn | null {
  const at = text.indexOf(",_");
  const [body, escaped] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 2)];
  const label = cleanLabel(escaped.replace(/_([_-])/g, (_, sign: string) => (sign === "-" ? "~" : sign)));
  const [head = "", ...rest] = body.split(",");
  const [kind = "", ...options] = head.split(".");
  const said = readOptions(options, kind);
  if (!isKind(kind) || !said || !rest.every((part) => NUMBER.test(part))) return null;
  const numbers = rest.map(Number);
  const radius = kind === "circle" && numbers.length === 3 ? rounded(numbers.pop()!, 3) : 0;
  const count = numbers.length / 2;
  const [least, most] = POINTS[kind];
  if (!Number.isInteger(count) || count < least || count > most) return null;
  const points = Array.from({ length: count }, (_, n): [number, number] => [rounded(numbers[2 * n]!, 5), rounded(numbers[2 * n + 1]!, 5)]);
  if (points.some(([lat, lon]) => Math.abs(lat) > 85 || Math.abs(lon) > 180)) return null;
  if ((kind === "circle" && !(radius > 0 && radius <= FARTHEST)) || (kind === "text" && !label)) return null;
  return { kind, points, label, radius, ...said };
}

/** The text of the address of one thing. */
export function writeDrawn({ kind, symbol, colour, size, points, radius, label }: Drawn): string {
  const head = [kind, symbol, colour === USUAL.colour ? "" : colour, size === USUAL.size ? "" : String(size)];
  const numbers = points.flat().map((number) => short(rounded(number, 5), 5));
  const more = kind === "circle" ? [short(rounded(radius, 3), 3)] : [];
  const said = label ? [`_${label.replaceAll("_", "__").replaceAll("~", "_-")}`] : [];
  return [head.filter(Boolean).join("."), ...numbers, ...more, ...said].join(",");
}

export const writeDrawing = (things: readonly Drawn[]): string => things.map(writeDrawn).join("~");

/** What a text of the address holds; things that cannot be used are left out, and all where it is too large. */
export function readDrawing(text: string): Drawn[] {
  if (!text || isTooLarge(text)) return [];
  const things = text.split("~").flatMap((part) => readDrawn(part) ?? []);
  return isTooLarge(writeDrawing(things)) ? [] : things; // five decimals may be one more character than was given
}

/** A text of the address as it is always written; empty where it cannot be used. */
export const drawingText = (text: string): string => writeDrawing(readDrawing(text));
