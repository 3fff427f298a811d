/** Where names may stand: by rank, never over one another, over a symbol or over what stands before the map. Pixels throughout. */

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];

export interface Size {
  width: number;
  height: number;
}

/** A name to place: its point on the screen, its size, and how far the symbols around it reach. */
export interface Wanted {
  point: { x: number; y: number };
  size: Size;
  isPoint: boolean;
  gap: number;
  /** Radius of the pins that stand around its point. */
  ring: number;
}

const MARGIN = 3;
const EDGE = 2; // a name cut by the map's edge is not written
const NUDGES = [0, -1.6, 1.6, -3.2, 3.2, -5, 5];

export const overlaps = (box: Box, others: Box[]): boolean =>
  others.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);

const boxAt = ([x, y]: [number, number], { width, height }: Size): Box => [x - MARGIN, y - MARGIN, x + width + MARGIN, y + height + MARGIN];

/** Whether a name's box lies wholly in the visible part of the map. */
const lies = (box: Box, seen: Box): boolean =>
  box[0] + MARGIN >= seen[0] + EDGE &&
  box[2] - MARGIN <= seen[2] - EDGE &&
  box[1] + MARGIN >= seen[1] + EDGE &&
  box[3] - MARGIN <= seen[3] - EDGE;

/** The places where a name may stand, the best first: around its point, or near the middle of its area. */
export function candidates({ point, size, isPoint, gap, ring }: Wanted): [number, number][] {
  const { width, height } = size;
  const { x, y } = point;
  if (!isPoint) {
    return NUDGES.flatMap((up) =>
      [0, -0.6, 0.6].map((aside): [number, number] => [x - width / 2 + aside * width, y - height / 2 + up * height]),
    );
  }
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

/** Where a name stands, its box added to those taken; nothing where there is no room. */
export function place(wanted: Wanted, seen: Box, taken: Box[]): [number, number] | undefined {
  const spot = candidates(wanted).find((corner) => {
    const box = boxAt(corner, wanted.size);
    return lies(box, seen) && !overlaps(box, taken);
  });
  if (spot) taken.push(boxAt(spot, wanted.size));
  return spot;
}
