/** Whether a feature lies in a shape drawn by the reader: wholly, in part, or not. Longitudes and latitudes, degrees. */
import type { Geometry, Position } from "../../../layers/web/types.ts";
import type { LatLng } from "./coordinates.ts";
import { leg } from "./geodesy.ts";

/** West, south, east, north. */
type Box = [number, number, number, number];

/** A polygon, or a circle whose centre and radius in metres are known. */
export interface Shape {
  ring: Position[];
  box: Box;
  contains(point: Position): boolean;
  centre?: LatLng;
  metres?: number;
}

export type Extent = "wholly" | "partly" | "";

type Part = { point: Position } | { lines: Position[][]; isArea: boolean };

function inRing([x, y]: Position, ring: Position[]): boolean {
  let inside = false;
  ring.forEach(([xi, yi], i) => {
    const [xj, yj] = ring.at(i - 1)!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  });
  return inside;
}

const inPolygon = (point: Position, rings: Position[][]): boolean => rings.filter((ring) => inRing(point, ring)).length % 2 === 1;

const turn = (a: Position, b: Position, c: Position): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const cross = (a: Position, b: Position, c: Position, d: Position): boolean =>
  turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);

function crosses(line: Position[], ring: Position[]): boolean {
  for (let i = 1; i < line.length; i += 1)
    for (let j = 0; j < ring.length; j += 1) if (cross(line[i - 1]!, line[i]!, ring[j]!, ring[(j + 1) % ring.length]!)) return true;
  return false;
}

function boxOf(points: Position[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const meet = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

function partsOf(geometry: Geometry): Part[] {
  switch (geometry.type) {
    case "Point":
      return [{ point: geometry.coordinates }];
    case "MultiPoint":
      return geometry.coordinates.map((point) => ({ point }));
    case "LineString":
      return [{ lines: [geometry.coordinates], isArea: false }];
    case "MultiLineString":
      return geometry.coordinates.map((line) => ({ lines: [line], isArea: false }));
    case "Polygon":
      return [{ lines: geometry.coordinates, isArea: true }];
    case "MultiPolygon":
      return geometry.coordinates.map((lines) => ({ lines, isArea: true }));
  }
}

function partExtent(part: Part, shape: Shape): Extent {
  if ("point" in part) return shape.contains(part.point) ? "wholly" : "";
  const outline = part.lines[0]!;
  if (!meet(boxOf(outline), shape.box)) return "";
  if (part.lines.some((line) => crosses(line, shape.ring))) return "partly";
  if (shape.contains(outline[0]!)) return "wholly";
  return part.isArea && inPolygon(shape.ring[0]!, part.lines) ? "partly" : "";
}

/** How much of a geometry lies in a shape. */
export function extentIn(geometry: Geometry, shape: Shape): Extent {
  const extents = partsOf(geometry).map((part) => partExtent(part, shape));
  if (extents.every((extent) => extent === "wholly")) return "wholly";
  return extents.some(Boolean) ? "partly" : "";
}

const ringOf = (path: LatLng[]): Position[] => path.map((at) => [at.lng, at.lat]);

/** The shape of an outline. */
export function polygonShape(path: LatLng[]): Shape {
  const ring = ringOf(path);
  return { ring, box: boxOf(ring), contains: (point) => inRing(point, ring) };
}

/** A circle, drawn by an outline; whether a point lies in it is measured on the ellipsoid. */
export function circleShape(path: LatLng[], centre: LatLng, metres: number): Shape {
  const ring = ringOf(path);
  return { ring, box: boxOf(ring), centre, metres, contains: ([lng, lat]) => leg(centre, { lat, lng }).metres <= metres };
}
