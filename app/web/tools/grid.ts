/** Where the lines of a grid run: meridians and parallels, or the squares of a UTM zone. */

/** Latitude and longitude, WGS 84 degrees. */
export type LatLon = [lat: number, lon: number];

/** Degrees. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

export const meridian = (lon: number, south: number, north: number): LatLon[] => [south, north].map((lat) => [lat, lon]);
export const parallel = (lat: number, { west, east }: Box): LatLon[] => [west, east].map((lon) => [lat, lon]);

const STEPS = [10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01];
const SPACING = 110; // px wanted between lines

/** Degrees between two meridians, where a pixel is so many degrees wide. */
export const stepOf = (perPixel: number): number => STEPS.findLast((step) => step >= perPixel * SPACING) ?? STEPS[0]!;

/** Decimals that a multiple of a step needs. */
export const digitsOf = (step: number): number => (step >= 1 ? 0 : step >= 0.5 || step === 0.1 ? 1 : 2);

/** The multiples of a step from one number to another, as the whole numbers that they are multiples by. */
export function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, n) => first + n);
}

/**
 * UTM easting and northing (metres, north of the equator unless negative) to degrees, WGS 84:
 * Krüger's series to the third order (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", eq. 36).
 */
export function fromUtm(zone: number, easting: number, northing: number): LatLon {
  const f = 1 / 298.257223563;
  const n = f / (2 - f);
  const A = (6378137 / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const [xi, eta] = [northing / (0.9996 * A), (easting - 500000) / (0.9996 * A)];
  const beta = [n / 2 - (2 * n ** 2) / 3 + (37 * n ** 3) / 96, n ** 2 / 48 + n ** 3 / 15, (17 * n ** 3) / 480];
  const delta = [2 * n - (2 * n ** 2) / 3 - 2 * n ** 3, (7 * n ** 2) / 3 - (8 * n ** 3) / 5, (56 * n ** 3) / 15];
  const sum = (terms: number[], of: (k: number) => number): number => terms.reduce((total, term, j) => total + term * of(2 * (j + 1)), 0);
  const x = xi - sum(beta, (k) => Math.sin(k * xi) * Math.cosh(k * eta));
  const y = eta - sum(beta, (k) => Math.cos(k * xi) * Math.sinh(k * eta));
  const chi = Math.asin(Math.sin(x) / Math.cosh(y));
  const lat = chi + sum(delta, (k) => Math.sin(k * chi));
  const lng = Math.atan2(Math.sinh(y), Math.cos(x));
  return [(lat * 180) / Math.PI, zone * 6 - 183 + (lng * 180) / Math.PI];
}

/** Eastings and northings of a zone that a box needs, in whole steps; the equator parts the hemispheres. */
function rangeOf(box: Box, zone: number, step: number): { n: [number, number]; e: [number, number] } {
  const northing = (lat: number): number => lat * 110700;
  const widest = Math.cos((Math.min(Math.abs(box.south), Math.abs(box.north), 80) * Math.PI) / 180) * 111400;
  const middle = zone * 6 - 183;
  return {
    n: [Math.floor((northing(box.south) - step) / step), Math.ceil((northing(box.north) * 1.006 + 40000) / step)],
    e: [Math.floor((500000 + (box.west - middle) * widest) / step) - 1, Math.ceil((500000 + (box.east - middle) * widest) / step) + 1],
  };
}

/** Keep the part of a line that lies in a box; lines run along one axis, so a filter is enough. */
const within = (path: LatLon[], box: Box): LatLon[] =>
  path.filter(([lat, lng]) => lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north);

/** Lines of a zone's squares, each a step (metres) wide, within a box; those of 100 km are heavy among finer ones. */
export function squareLines(zone: number, box: Box, step: number): { path: LatLon[]; isHeavy: boolean }[] {
  const { n, e } = rangeOf(box, zone, step);
  const along = ([from, to]: [number, number], by: number): number[] => multiples(by, from * step, to * step).map((k) => k * by);
  const [eastings, northings] = [along(e, step / 20), along(n, step / 20)];
  const line = (at: number, others: number[], toDegrees: (other: number) => LatLon) => ({
    path: within(others.map(toDegrees), box),
    isHeavy: step < 100000 && at % 100000 === 0,
  });
  const meridians = along(e, step).map((x) => line(x, northings, (y) => fromUtm(zone, x, y)));
  const parallels = along(n, step).map((y) => line(y, eastings, (x) => fromUtm(zone, x, y)));
  return [...meridians, ...parallels];
}

/** The middles of a zone's squares, each a step (metres) wide, between the meridians of a box. */
export function squareMiddles(zone: number, box: Box, step: number): LatLon[] {
  const { n, e } = rangeOf(box, zone, step);
  return multiples(1, e[0], e[1] - 1)
    .flatMap((i) => multiples(1, n[0], n[1] - 1).map((j) => fromUtm(zone, (i + 0.5) * step, (j + 0.5) * step)))
    .filter(([, lng]) => lng > box.west && lng < box.east);
}

/** The numbers of the zones between two longitudes. */
export const zonesOf = (west: number, east: number): number[] =>
  multiples(1, Math.floor((west + 180) / 6) + 1, Math.floor((east + 180) / 6) + 1);

/** Southern edges of the bands of latitude. */
export const BANDS: readonly number[] = Array.from({ length: 20 }, (_, n) => 8 * n - 80);
