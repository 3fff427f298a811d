/** Distances and areas on the ellipsoid WGS 84 (GeographicLib: Karney 2013); the library must have been fetched. */
import type { LatLng } from "./coordinates.ts";
import { loaded } from "./library.ts";

const LONG = 50000; // m; longer legs are drawn as the curve they are
const SIDES = 90;

const ellipsoid = () => loaded("geodesic")!.Geodesic.WGS84;

/** Geodesic distance in metres and azimuth in degrees from one position to another. */
export function leg(from: LatLng, to: LatLng): { metres: number; azimuth: number } {
  const { s12, azi1 } = ellipsoid().Inverse(from.lat, from.lng, to.lat, to.lng);
  return { metres: s12, azimuth: (azi1 + 360) % 360 };
}

/** The position at a distance (metres) and azimuth (degrees) from another. */
export function reach(from: LatLng, azimuth: number, metres: number): LatLng {
  const { lat2, lon2 } = ellipsoid().Direct(from.lat, from.lng, azimuth, metres);
  return { lat: lat2, lng: lon2 };
}

/** The corners of a circle of so many metres. */
export const circle = (centre: LatLng, metres: number): LatLng[] =>
  Array.from({ length: SIDES }, (_, n) => reach(centre, (360 * n) / SIDES, metres));

/** A chain of positions as geodesics: long legs gain points between. */
export function geodesicPath(points: LatLng[], closed: boolean): LatLng[] {
  const ends = closed && points.length > 2 ? [...points, points[0]!] : points;
  return ends.flatMap((end, n) => {
    const start = ends[n - 1];
    if (!start) return [end];
    const { metres, azimuth } = leg(start, end);
    const parts = Math.min(64, Math.ceil(metres / LONG));
    const between = Array.from({ length: Math.max(0, parts - 1) }, (_, k) => reach(start, azimuth, (metres * (k + 1)) / parts));
    return [...between, end];
  });
}

/** Area in square metres and perimeter in metres of a polygon whose sides are geodesics. */
export function measurePolygon(points: LatLng[]): { area: number; perimeter: number } {
  const outline = new (loaded("geodesic")!.PolygonArea.PolygonArea)(ellipsoid(), false);
  for (const { lat, lng } of points) outline.AddPoint(lat, lng);
  const { area, perimeter } = outline.Compute(false, true);
  return { area: Math.abs(area), perimeter };
}
