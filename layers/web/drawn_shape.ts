/** Where a drawn thing lies on the ground, and what is written on it; layers/view/drawn_shape.py is its twin. */
import { COLOURS, type Drawn, type DrawnKind } from "./drawn.ts";
import type { Lang } from "./types.ts";

/** Latitude and longitude, WGS 84 degrees. */
export type At = [number, number];

/** One part of a military symbol (layers/icons/symbols.py). */
export interface Part {
  d?: string;
  text?: string;
  x?: number;
  y?: number;
  size?: number;
  align?: string;
  fill: string;
  stroke: string;
  width: number;
  dash?: string;
  matrix?: number[];
}

export interface Sign {
  /** Left, top, width, height in the symbol's own units. */
  box: number[];
  /** The point that stands on the place. */
  anchor: number[];
  parts: Part[];
}

export interface Shape {
  kind: DrawnKind;
  /** `#RRGGBB`. */
  colour: string;
  size: number;
  /** Legs are geodesics; an area and a circle end where they begin. */
  path: At[];
  /** What stands beside it, or empty. */
  written: string;
  /** Where that stands. */
  at: At;
  /** Of a numbered marker, its number; else 0. */
  rank: number;
  symbol: Sign | null;
  /** What it is, in words. */
  name: string;
}

/** By size, 1 to 5, pixels: a line's width, a text's height, a marker's radius, a symbol's width. */
export const WIDTHS = [1.5, 2.25, 3, 4.5, 6] as const;
export const LETTERS = [11, 13, 15, 19, 24] as const;
export const RADII = [8, 9.5, 11, 14, 17] as const;
export const SYMBOL_WIDTHS = [24, 30, 38, 48, 62] as const;
/** Units of a symbol: how wide the frame of a military unit is, which all symbols are measured by. */
export const FRAME = 158;

interface LatLng {
  lat: number;
  lng: number;
}

/** Geodesics on WGS 84 (app/web/tools/geodesy.ts); metres, degrees. */
export interface Geodesy {
  leg(from: LatLng, to: LatLng): { metres: number; azimuth: number };
  reach(from: LatLng, azimuth: number, metres: number): LatLng;
  circle(centre: LatLng, metres: number): LatLng[];
  geodesicPath(points: LatLng[], closed: boolean): LatLng[];
}

const SPACE = "\u00a0";
const numbers = (lang: Lang, decimals: number): Intl.NumberFormat => new Intl.NumberFormat(lang, { maximumFractionDigits: decimals });

/** Kilometres as they are written: whole from 10 on, else with one decimal. */
export function kmText(km: number, lang: Lang): string {
  const scale = km >= 10 ? 1 : 10;
  return `${numbers(lang, 1).format(Math.floor(km * scale + 0.5) / scale)}${SPACE}km`;
}

const toLatLng = ([lat, lng]: readonly [number, number]): LatLng => ({ lat, lng });
const fromLatLng = ({ lat, lng }: LatLng): At => [lat, lng];

/** Geodesic length of a line, kilometres. */
export const lengthKm = ({ points }: Drawn, { leg }: Geodesy): number =>
  points.slice(1).reduce((sum, point, n) => sum + leg(toLatLng(points[n]!), toLatLng(point)).metres, 0) / 1000;

function pathOf(thing: Drawn, geodesy: Geodesy): LatLng[] {
  const points = thing.points.map(toLatLng);
  if (thing.kind !== "circle") return geodesy.geodesicPath(points, thing.kind === "area");
  const ring = geodesy.circle(points[0]!, thing.radius * 1000);
  return [...ring, ring[0]!];
}

function middle(path: LatLng[], { leg, reach }: Geodesy): LatLng {
  const legs = path.slice(1).map((end, n) => leg(path[n]!, end));
  let left = legs.reduce((sum, { metres }) => sum + metres, 0) / 2;
  for (const [n, { metres, azimuth }] of legs.entries()) {
    if (metres && metres >= left) return reach(path[n]!, azimuth, left);
    left -= metres;
  }
  return path[0]!;
}

/** Where the text stands: on a line's middle, amid an area, on a circle's north, else on the point. */
function placeOf({ kind }: Drawn, path: LatLng[], geodesy: Geodesy): LatLng {
  if (kind === "arrow" || kind === "line" || kind === "measure") return middle(path, geodesy);
  if (kind !== "area") return path[0]!;
  const count = path.length - 1;
  const sum = path.slice(0, count).reduce((total, { lat, lng }) => ({ lat: total.lat + lat, lng: total.lng + lng }));
  return { lat: sum.lat / count, lng: sum.lng / count };
}

function writtenOn(thing: Drawn, geodesy: Geodesy, lang: Lang): string {
  const extent =
    thing.kind === "measure"
      ? kmText(lengthKm(thing, geodesy), lang)
      : thing.kind === "circle"
        ? `${numbers(lang, 3).format(thing.radius)}${SPACE}km`
        : "";
  return [thing.label, extent].filter(Boolean).join(" · ");
}

/** Lay things on the ground; markers are numbered in their order. */
export function shaped(
  things: readonly Drawn[],
  geodesy: Geodesy,
  lang: Lang,
  symbolOf: (thing: Drawn) => Sign | null,
  named: (thing: Drawn) => string,
): Shape[] {
  let count = 0;
  return things.map((thing) => {
    if (thing.kind === "number") count += 1;
    const path = pathOf(thing, geodesy);
    return {
      kind: thing.kind,
      colour: COLOURS[thing.colour],
      size: thing.size,
      path: path.map(fromLatLng),
      written: writtenOn(thing, geodesy, lang),
      at: fromLatLng(placeOf(thing, path, geodesy)),
      rank: thing.kind === "number" ? count : 0,
      symbol: symbolOf(thing),
      name: named(thing),
    };
  });
}
