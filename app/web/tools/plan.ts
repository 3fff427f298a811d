/** Routes and range rings: lengths, bearings and times on the ellipsoid. Nothing here knows the page. */
import { type LatLng, mgrs } from "./coordinates.ts";
import { circle, geodesicPath, leg, measurePolygon, reach } from "./geodesy.ts";

const KNOT = 1852 / 3600; // m/s
const SPOKES = 12; // bearings drawn, a twelfth of a turn apart

/** Metres a second of a speed in km/h or knots; 0 where none is given. */
export const speedOf = (value: number, unit: string): number => (value > 0 ? value * (unit === "kt" ? KNOT : 1 / 3.6) : 0);

/** A point of a route and the leg that leads to it; bearings are true, clockwise from north. */
export interface Stop {
  at: LatLng;
  mgrs: string;
  /** Metres from the point before, 0 at the first. */
  metres: number;
  /** Degrees at the point before; null at the first, and where both are one. */
  bearing: number | null;
  /** Metres from the first. */
  total: number;
}

export function stopsOf(points: readonly LatLng[]): Stop[] {
  let total = 0;
  return points.map((at, n) => {
    const before = points[n - 1];
    const { metres, azimuth } = before ? leg(before, at) : { metres: 0, azimuth: 0 };
    total += metres;
    return { at, mgrs: mgrs(at), metres, bearing: metres > 0 ? azimuth : null, total };
  });
}

/** Whole minutes of a way at a speed (m/s), or null without one. */
export const minutesOf = (metres: number, speed: number): number | null => (speed > 0 ? Math.round(metres / speed / 60) : null);

/** Distances that a text lists, apart by `;`, blanks, or a comma that is no decimal's; at most a dozen, each once, the nearest first. */
export function readDistances(text: string, language: string): number[] {
  const parts = language === "fr" ? text.split(/[;\s]+|,\s+/) : text.split(/[;,\s]+/);
  const numbers = parts.filter(Boolean).map((part) => Number(part.replace(",", ".")));
  return [...new Set(numbers.filter((number) => number > 0))].sort((a, b) => a - b).slice(0, 12);
}

const FARTHEST = 3000e3; // m; a circle as wide is no ring on this map

/** Radii in metres of distances in km, or of minutes at a speed (m/s). */
export const radiiOf = (distances: readonly number[], unit: string, speed: number): number[] =>
  distances.map((each) => (unit === "min" ? each * 60 * speed : each * 1000)).filter((metres) => metres > 0 && metres <= FARTHEST);

export interface Ring {
  metres: number;
  path: LatLng[];
  /** Where its label stands: due north of the centre. */
  top: LatLng;
}

export const ringsOf = (centre: LatLng, radii: readonly number[]): Ring[] =>
  radii.map((metres) => ({ metres, path: circle(centre, metres), top: reach(centre, 0, metres) }));

export interface Spoke {
  bearing: number;
  path: LatLng[];
}

/** Bearings from a centre as geodesics, to the farthest ring. */
export function spokesOf(centre: LatLng, radii: readonly number[]): Spoke[] {
  const far = Math.max(0, ...radii);
  if (!far) return [];
  return Array.from({ length: SPOKES }, (_, n) => {
    const bearing = (360 / SPOKES) * n;
    return { bearing, path: geodesicPath([centre, reach(centre, bearing, far)], false) };
  });
}

/** A bearing in three figures: `032`. */
export const bearingText = (degrees: number): string => `${String(Math.round(degrees) % 360).padStart(3, "0")}°`;

/** Values of a thing that was drawn, by the key of their heading. */
export type Values = Record<string, string | number>;

/** What was drawn, ready to be written as a file. */
export interface Drawing {
  points: { name: string; at: LatLng; values: Values }[];
  lines: { name: string; path: LatLng[]; isArea: boolean; isRoute: boolean; values: Values }[];
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const positionValues = (at: LatLng): Values => ({ latitude: round(at.lat, 6), longitude: round(at.lng, 6), mgrs: mgrs(at) });

/** A value that may be missing, under a key. */
const known = (key: string, value: number | null): Values => (value === null ? {} : { [key]: value });

/** A route: its points with the leg to each, and the line. */
export function drawRoute(points: readonly LatLng[], speed: number, title: string): Drawing {
  const stops = stopsOf(points);
  const total = stops.at(-1)?.total ?? 0;
  return {
    points: stops.map((stop, n) => ({
      name: String(n + 1),
      at: stop.at,
      values: {
        ...positionValues(stop.at),
        leg_km: round(stop.metres / 1000, 3),
        ...known("bearing", stop.bearing === null ? null : round(stop.bearing, 1)),
        total_km: round(stop.total / 1000, 3),
        ...known("minutes", minutesOf(stop.total, speed)),
      },
    })),
    lines: [
      {
        name: title,
        path: geodesicPath([...points], false),
        isArea: false,
        isRoute: true,
        values: { total_km: round(total / 1000, 3), ...known("minutes", minutesOf(total, speed)) },
      },
    ],
  };
}

/** A polygon: its corners, and the area. */
export function drawArea(points: readonly LatLng[], title: string): Drawing {
  const { area, perimeter } = measurePolygon([...points]);
  return {
    points: points.map((at, n) => ({ name: String(n + 1), at, values: positionValues(at) })),
    lines: [
      {
        name: title,
        path: geodesicPath([...points], true),
        isArea: true,
        isRoute: false,
        values: { area_km2: round(area / 1e6, 4), perimeter_km: round(perimeter / 1000, 3) },
      },
    ],
  };
}

/** Rings and bearings round a centre; `ringName` and `centreName` are in the reader's language. */
export function drawRings(
  centre: LatLng,
  radii: readonly number[],
  speed: number,
  withBearings: boolean,
  names: { centre: string; ring: (metres: number) => string },
): Drawing {
  const rings = ringsOf(centre, radii).map(({ metres, path }) => ({
    name: names.ring(metres),
    path: [...path, path[0]!],
    isArea: true,
    isRoute: false,
    values: { radius_km: round(metres / 1000, 3), ...known("minutes", minutesOf(metres, speed)) } as Values,
  }));
  const spokes = withBearings ? spokesOf(centre, radii) : [];
  const bearings = spokes.map(({ bearing, path }) => ({
    name: bearingText(bearing),
    path,
    isArea: false,
    isRoute: false,
    values: { bearing } as Values,
  }));
  return { points: [{ name: names.centre, at: centre, values: positionValues(centre) }], lines: [...rings, ...bearings] };
}
