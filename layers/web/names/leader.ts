/** A name beside its area, with a line to it: for an area too small for its name. Pixels throughout. */
import { type Box, boxAt, lies, overlaps, type Size, type Spot } from "./placement.ts";

/** The line from a name to its area. */
export interface Leader {
  from: Spot;
  to: Spot;
}

const STEP = 6; // px between spots that are tried
const REACH = 90; // px: longest line
const PROBE = 6; // px between points of a line that are looked at

/** The point of a box that is nearest to a spot. */
const nearest = ({ x, y }: Spot, [left, top, right, bottom]: Box): Spot => ({
  x: Math.max(left, Math.min(right, x)),
  y: Math.max(top, Math.min(bottom, y)),
});

/** Whether a line from one spot to another meets none of some boxes. */
function isClear({ from, to }: Leader, boxes: Box[]): boolean {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / PROBE);
  for (let step = 1; step < steps; step += 1) {
    const share = step / steps;
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
    if (overlaps([x, y, x, y], boxes)) return false;
  }
  return true;
}

/** A name beside its area: its left upper corner, and its line. */
export interface Beside {
  corner: [number, number];
  leader: Leader;
  long: number;
}

/** Where a name stands beside its area: as near a foot in it as can be and nearer than a length, over nothing, where
    `isFree` allows. */
export function besideArea(
  foot: Spot,
  size: Size,
  seen: Box,
  taken: Box[],
  isFree: (box: Box) => boolean,
  longest = REACH,
): Beside | undefined {
  const near: Beside[] = [];
  for (let x = foot.x - longest - size.width; x < foot.x + longest; x += STEP) {
    for (let y = foot.y - longest - size.height; y < foot.y + longest; y += STEP) {
      const from = nearest(foot, boxAt([x, y], size));
      const long = Math.hypot(from.x - foot.x, from.y - foot.y);
      if (long < longest) near.push({ corner: [x, y], leader: { from, to: foot }, long });
    }
  }
  near.sort((a, b) => a.long - b.long);
  return near.find(({ corner, leader }) => {
    const box = boxAt(corner, size);
    return lies(box, seen) && !overlaps(box, taken) && isFree(box) && isClear(leader, taken);
  });
}
