/** Where a name has room inside its own area, and whether it leaves one: pure geometry. `rooms` is the same in
    layers/export/sheet/map/names/rooms.py. */
import type { Geometry, Position } from "../types.ts";

/** From left to right. */
export type Room = [number, number];

/** An area in the plane of the map at zoom 0 (Web Mercator, 256 px, y down). */
export interface Territory {
  /** x1, y1, x2, y2 of every edge, holes included. */
  edges: Float64Array;
  /** Left, top, right, bottom. */
  box: [number, number, number, number];
  /** Where the edges that reach into each of some level strips of one height begin: a name's band meets few. */
  strips: Int32Array[];
}

const EDGES_A_STRIP = 6;
const WORLD = 256;

const acrossOf = (lon: number): number => ((lon + 180) / 360) * WORLD;

const downOf = (lat: number): number => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD;

export const project = ([lon, lat]: Position): Position => [acrossOf(lon), downOf(lat)];

function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === "Polygon") return geometry.coordinates;
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

/** The edges of closed rings one after the other, each corner moved to the plane. */
function edgesOf(rings: Position[][], across: (x: number) => number, down: (y: number) => number): Float64Array {
  let count = 0;
  for (const ring of rings) count += ring.length - 1;
  const edges = new Float64Array(4 * count);
  let at = 0;
  for (const ring of rings) {
    let x = across(ring[0]![0]);
    let y = down(ring[0]![1]);
    for (let n = 1; n < ring.length; n += 1, at += 4) {
      edges[at] = x;
      edges[at + 1] = y;
      x = across(ring[n]![0]);
      y = down(ring[n]![1]);
      edges[at + 2] = x;
      edges[at + 3] = y;
    }
  }
  return edges;
}

function boxOf(edges: Float64Array): Territory["box"] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 4) {
    const x = edges[at]!;
    const y = edges[at + 1]!;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return [left, top, right, bottom];
}

function stripsOf(edges: Float64Array, [, top, , bottom]: Territory["box"]): Int32Array[] {
  const count = Math.ceil(edges.length / 4 / EDGES_A_STRIP);
  const share = count / (bottom - top);
  const strip = (y: number): number => Math.min(count - 1, Math.floor((y - top) * share));
  const starts = new Int32Array(count + 1);
  const inEach = (use: (strip: number, at: number) => void): void => {
    for (let at = 0; at < edges.length; at += 4) {
      const y1 = edges[at + 1]!;
      const y2 = edges[at + 3]!;
      const end = strip(Math.max(y1, y2));
      for (let n = strip(Math.min(y1, y2)); n <= end; n += 1) use(n, at);
    }
  };
  inEach((n) => {
    starts[n + 1]! += 1;
  });
  for (let n = 0; n < count; n += 1) starts[n + 1]! += starts[n]!;
  const held = new Int32Array(starts[count]!);
  const next = starts.slice();
  inEach((n, at) => {
    held[next[n]!++] = at;
  });
  return Array.from({ length: count }, (_, n) => held.subarray(starts[n], starts[n + 1]));
}

function territoryOfEdges(edges: Float64Array): Territory {
  const box = boxOf(edges);
  return { edges, box, strips: stripsOf(edges, box) };
}

/** The territory of closed rings that are in the plane already. */
export const territoryOfRings = (rings: Position[][]): Territory =>
  territoryOfEdges(
    edgesOf(
      rings,
      (x) => x,
      (y) => y,
    ),
  );

const known = new WeakMap<Geometry, Territory>();

/** The territory of an area's geometry, made once for each. */
export function territoryOf(geometry: Geometry): Territory {
  let made = known.get(geometry);
  if (!made) {
    made = territoryOfEdges(edgesOf(ringsOf(geometry), acrossOf, downOf));
    known.set(geometry, made);
  }
  return made;
}

/** The strips from one height to another, as far as they are the area's. */
function stripsIn({ strips, box }: Territory, top: number, bottom: number): Int32Array[] {
  const share = strips.length / (box[3] - box[1]);
  const strip = (y: number): number => Math.max(0, Math.min(strips.length - 1, Math.floor((y - box[1]) * share)));
  return strips.slice(strip(top), strip(bottom) + 1);
}

/** Where the edges cross a height. */
function crossings(territory: Territory, y: number): number[] {
  const { edges } = territory;
  const found: number[] = [];
  for (const at of stripsIn(territory, y, y)[0]!) {
    const [y1, y2] = [edges[at + 1]!, edges[at + 3]!];
    if (y1 > y !== y2 > y) found.push(edges[at]! + ((y - y1) * (edges[at + 2]! - edges[at]!)) / (y2 - y1));
  }
  return found;
}

/** What an edge covers of x from one height to another; nothing where it does not reach between them. */
function cover(edges: Float64Array, at: number, top: number, bottom: number): Room | undefined {
  const x1 = edges[at]!;
  const y1 = edges[at + 1]!;
  const x2 = edges[at + 2]!;
  const y2 = edges[at + 3]!;
  if ((y1 <= top && y2 <= top) || (y1 >= bottom && y2 >= bottom)) return undefined;
  const slope = (x2 - x1) / (y2 - y1); // not used of a level edge
  const a = y1 < top ? x1 + (top - y1) * slope : y1 > bottom ? x1 + (bottom - y1) * slope : x1;
  const b = y2 < top ? x2 + (top - y2) * slope : y2 > bottom ? x2 + (bottom - y2) * slope : x2;
  return a < b ? [a, b] : [b, a];
}

/** The spans of x that lie wholly inside an area from one height to another, from left to right. */
export function rooms(territory: Territory, top: number, bottom: number): Room[] {
  const { edges, box } = territory;
  if (top < box[1] || bottom > box[3]) return [];
  const walls: Room[] = [];
  for (const strip of stripsIn(territory, top, bottom)) {
    for (const at of strip) {
      const wall = cover(edges, at, top, bottom);
      if (wall) walls.push(wall);
    }
  }
  const crossed = crossings(territory, (top + bottom) / 2);
  walls.sort((a, b) => a[0] - b[0]);
  const found: Room[] = [];
  let end = walls[0]?.[1] ?? 0;
  for (const [left, right] of walls) {
    if (left > end && crossed.filter((x) => x <= end).length % 2 === 1) found.push([end, left]);
    end = Math.max(end, right);
  }
  return found;
}

/** What two lists of spans have in common, both from left to right. */
function common(some: Room[], others: Room[]): Room[] {
  const found: Room[] = [];
  for (let a = 0, b = 0; a < some.length && b < others.length; ) {
    const [left, right] = [Math.max(some[a]![0], others[b]![0]), Math.min(some[a]![1], others[b]![1])];
    if (left < right) found.push([left, right]);
    if (some[a]![1] < others[b]![1]) a += 1;
    else b += 1;
  }
  return found;
}

interface Rows {
  height: number;
  /** Rooms of each row from the top of the area, as far as they were asked for. */
  rooms: Room[][];
}

const rowsKnown = new WeakMap<Territory, Rows>();

/** The rooms of an area in level rows of one height, counted from its top: those of some rows together. They are kept
    until another height is asked for, as names try the same rows again and again. */
export function roomsInRows(territory: Territory, height: number, first: number, count: number): Room[] {
  let rows = rowsKnown.get(territory);
  if (rows?.height !== height) rowsKnown.set(territory, (rows = { height, rooms: [] }));
  let found: Room[] | undefined;
  for (let row = first; row < first + count; row += 1) {
    const top = territory.box[1] + row * height;
    const own = (rows.rooms[row] ??= rooms(territory, top, top + height));
    found = found ? common(found, own) : own;
    if (!found.length) return found;
  }
  return found ?? [];
}

const sidesKnown = new WeakMap<object, Map<Territory, string>>();

/** On which side of an area's limits something with a position lies; kept as long as it is. */
export function sideOf(thing: { lon: number; lat: number }, territory: Territory): string {
  let sides = sidesKnown.get(thing);
  if (!sides) sidesKnown.set(thing, (sides = new Map()));
  const known = sides.get(territory);
  if (known) return known;
  const [x, y] = project([thing.lon, thing.lat]);
  const found = side(territory, [x, y, x, y]);
  sides.set(territory, found);
  return found;
}

/** Whether a box lies in an area wholly, outside it wholly, or across its limits. */
export function side(territory: Territory, [left, top, right, bottom]: Territory["box"]): "in" | "out" | "across" {
  const { edges, box } = territory;
  if (right < box[0] || left > box[2] || bottom < box[1] || top > box[3]) return "out";
  for (const strip of stripsIn(territory, top, bottom)) {
    for (const at of strip) {
      const wall = cover(edges, at, top, bottom);
      if (wall && wall[0] <= right && wall[1] >= left) return "across";
    }
  }
  const y = Math.max(box[1], Math.min(box[3], (top + bottom) / 2));
  return crossings(territory, y).filter((x) => x < (left + right) / 2).length % 2 ? "in" : "out";
}
