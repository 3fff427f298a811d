/** Where names may stand: by rank, never over one another, over a symbol or over what stands before the map, and an area's
    only inside it. Pixels throughout. */
import type { Room } from "./territory.ts";

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];

export interface Size {
  width: number;
  height: number;
}

export interface Spot {
  x: number;
  y: number;
}

/** A point's name: its point on the screen, its size, and how far the symbols around it reach. */
export interface Wanted {
  point: Spot;
  size: Size;
  gap: number;
  /** Radius of the pins that stand around its point. */
  ring: number;
}

/** The name of an area: its size, where it would stand best, and where its area has room. */
export interface Inside {
  point: Spot;
  size: Size;
  /** Around the area: left, top, right, bottom. */
  extent: Box;
  /** Its rooms in some rows of `ROW` pixels, counted from its top. */
  rooms(first: number, count: number): Room[];
}

export const ROW = 4; // px: the names of areas stand on rows of this height
const MARGIN = 3;
const INSET = 1; // a name keeps at least this far from its area's limits
const EDGE = 2; // a name cut by the map's edge is not written
const CLEAR = 6; // a name keeps this far from its area's limits where there is room
const UPRIGHT = 2; // a step up or down counts as two aside: names one above the other read badly

export const overlaps = (box: Box, others: Box[]): boolean =>
  others.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);

const grown = (box: Box, by: number): Box => [box[0] - by, box[1] - by, box[2] + by, box[3] + by];

/** What a name covers, with a little room around it. */
export const boxAt = ([x, y]: [number, number], { width, height }: Size): Box => [
  x - MARGIN,
  y - MARGIN,
  x + width + MARGIN,
  y + height + MARGIN,
];

/** Whether a name's box lies wholly in the visible part of the map. */
export const lies = (box: Box, seen: Box): boolean =>
  box[0] + MARGIN >= seen[0] + EDGE &&
  box[2] - MARGIN <= seen[2] - EDGE &&
  box[1] + MARGIN >= seen[1] + EDGE &&
  box[3] - MARGIN <= seen[3] - EDGE;

/** The places around a point where its name may stand, the best first. */
export function around({ point, size, gap, ring }: Wanted): [number, number][] {
  const { width, height } = size;
  const { x, y } = point;
  const room = gap + ring + 4;
  const [right, left, middle, above, below] = [x + room, x - room - width, y - height / 2, y - room - height, y + room];
  return [
    [right, middle],
    [left, middle],
    [x - width / 2, above],
    [x - width / 2, below],
    [x - width + 4, above],
    [x - 4, above],
    [x - width + 4, below],
    [x - 4, below],
    [x - width - room, above + 4],
    [x + room, above + 4],
  ];
}

/** The places along a line where its name may stand: on it, just above or just below, at each of some spots. */
export const along = (spots: Spot[], { width, height }: Size): [number, number][] =>
  spots.flatMap(({ x, y }) => [0, -1, 1].map((up): [number, number] => [x - width / 2, y - height / 2 + up * height]));

/** Where a name stands: the first of some corners that is free; nothing where none is. */
export const place = (corners: [number, number][], size: Size, seen: Box, taken: Box[]): [number, number] | undefined =>
  corners.find((corner) => {
    const box = boxAt(corner, size);
    return lies(box, seen) && !overlaps(box, taken);
  });

/** The boxes that meet another, with the room that names leave around them. */
function near(boxes: Box[], [left, top, right, bottom]: Box): Box[] {
  const by = MARGIN - INSET;
  const found: Box[] = [];
  for (const box of boxes) {
    if (box[0] - by < right && box[2] + by > left && box[1] - by < bottom && box[3] + by > top) found.push(grown(box, by));
  }
  return found;
}

/** What is left of a room beside some boxes, from one height to another. */
function beside(room: Room, boxes: Box[], top: number, bottom: number): Room[] {
  let left = [room];
  for (const box of boxes) {
    if (box[1] >= bottom || box[3] <= top || box[2] <= room[0] || box[0] >= room[1]) continue;
    left = left.flatMap(([from, to]): Room[] =>
      box[2] <= from || box[0] >= to
        ? [[from, to]]
        : [
            [from, box[0]],
            [box[2], to],
          ],
    );
  }
  return left;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Where the name of an area stands: wholly inside it, as near as can be to where it would stand best. */
export function placeInside({ point, size, extent, rooms }: Inside, seen: Box, taken: Box[]): [number, number] | undefined {
  const wide = size.width + 2 * INSET;
  const count = Math.ceil((size.height + 2 * INSET) / ROW);
  const high = count * ROW;
  const rim = EDGE - INSET;
  const [west, east] = [Math.max(extent[0], seen[0] + rim), Math.min(extent[2], seen[2] - rim)];
  if (east - west < wide) return undefined;
  const first = Math.max(0, Math.ceil((seen[1] + rim - extent[1]) / ROW));
  const last = Math.floor((Math.min(extent[3], seen[3] - rim) - extent[1]) / ROW) - count;
  const others = near(taken, [west, extent[1] + first * ROW, east, extent[1] + last * ROW + high]);
  const x = clamp(point.x, west, east);
  const middle = clamp(Math.round((point.y - high / 2 - extent[1]) / ROW), first, last);
  let best: [number, number] | undefined;
  let cost = Infinity;
  for (let step = 0; first <= last; step += 1) {
    const rows = (step % 2 ? -1 : 1) * Math.ceil(step / 2); // 0, up, down, further up …
    if (middle + Math.abs(rows) > last && middle - Math.abs(rows) < first) break;
    const away = (UPRIGHT * rows * ROW) ** 2;
    if (away >= cost) break;
    const row = middle + rows;
    if (row < first || row > last) continue;
    const top = extent[1] + row * ROW;
    for (const room of rooms(row, count)) {
      const [from, to] = [Math.max(room[0], west), Math.min(room[1], east)];
      if (to - from < wide) continue;
      for (const [left, right] of beside([from, to], others, top, top + high)) {
        const spare = right - left - wide;
        if (spare < 0) continue;
        const clear = Math.min(CLEAR, spare / 2);
        const corner = clamp(x - wide / 2, left + clear, right - wide - clear);
        const far = (corner + wide / 2 - x) ** 2 + away;
        if (far >= cost) continue;
        cost = far;
        best = [corner + INSET, top + (high - size.height) / 2];
      }
    }
  }
  return best;
}
