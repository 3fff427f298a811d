/** Where the words of drawn things stand: on that of their places which other words and signs have the least of (layers/export/sheet/map/reader.py). */
import type { Point } from "./arrow.ts";
import { FRAME, LETTERS, RADII, type Shape, SYMBOL_WIDTHS } from "./drawn_shape.ts";

/** Left, top, right, bottom; pixels. */
export type Box = readonly [number, number, number, number];

export const WIDEST = 200; // px; longer texts are broken
const GAP = 4; // px between a sign and its words
const SHARES = [0.35, 0.65, 0.2, 0.8] as const;
const TURNS = [0.5, 0.75, 0.25, 0.625, 0.375] as const; // of a circle, from the north

let pen: CanvasRenderingContext2D | null | undefined;

/** Width and height of words as they will be set. */
function sizeOf(text: string, letters: number): Point {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return [0, 0];
  pen.font = `600 ${letters}px "Noto Sans", system-ui, sans-serif`;
  const width = pen.measureText(text).width + 2;
  return [Math.min(width, WIDEST), letters * 1.2 * Math.ceil(width / WIDEST)];
}

/** The box of a marker or a symbol; null for what is no sign. */
function signBox({ kind, size, symbol }: Shape, [x, y]: Point): Box | null {
  if (kind === "number") {
    const radius = RADII[size - 1]!;
    return [x - radius, y - radius, x + radius, y + radius];
  }
  if (!symbol) return null;
  const scale = SYMBOL_WIDTHS[size - 1]! / FRAME;
  const [left, top, wide, high] = symbol.box as [number, number, number, number];
  const [cornerX, cornerY] = [x + (left - symbol.anchor[0]!) * scale, y + (top - symbol.anchor[1]!) * scale];
  return [cornerX, cornerY, cornerX + wide * scale, cornerY + high * scale];
}

/** The point of a path at a share of its length. */
function along(path: readonly Point[], share: number): Point {
  const lengths = path.slice(1).map(([x, y], n) => Math.hypot(x - path[n]![0], y - path[n]![1]));
  let left = lengths.reduce((sum, each) => sum + each, 0) * share;
  for (const [n, length] of lengths.entries()) {
    const [from, to] = [path[n]!, path[n + 1]!];
    if (length && left <= length) return [from[0] + ((to[0] - from[0]) * left) / length, from[1] + ((to[1] - from[1]) * left) / length];
    left -= length;
  }
  return path.at(-1)!;
}

/** The middles where the words of a thing may stand, the best first. */
function middlesOf(shape: Shape, path: readonly Point[], at: Point, sign: Box | null, [width, height]: Point): Point[] {
  if (sign) {
    const [left, top, right, bottom] = sign;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const beside: Point[] = [
      [right + GAP + width / 2, y],
      [left - GAP - width / 2, y],
    ];
    return [...beside, [x, bottom + GAP / 2 + height / 2], [x, top - GAP / 2 - height / 2]];
  }
  if (shape.kind === "circle") return [at, ...TURNS.map((turn) => path[Math.round((path.length - 1) * turn)]!)];
  return path.length > 1 && shape.kind !== "area" ? [at, ...SHARES.map((share) => along(path, share))] : [at];
}

/** How much two boxes have in common (px²). */
const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

/** The middle of the words of each thing, in pixels; `project` gives those of a position. The words of signs go first. */
export function placeWords(shapes: readonly Shape[], project: (at: Shape["at"]) => Point): Point[] {
  const signs = shapes.map((shape) => signBox(shape, project(shape.path[0]!)));
  const busy = signs.filter((box) => box !== null);
  const found = shapes.map(({ at }) => project(at));
  const order = [...shapes.keys()].sort((a, b) => Number(!signs[a]) - Number(!signs[b]));
  for (const n of order) {
    const shape = shapes[n]!;
    if (!shape.written) continue;
    const [width, height] = sizeOf(shape.written, LETTERS[shape.size - 1]!);
    const boxes = middlesOf(shape, shape.path.map(project), found[n]!, signs[n]!, [width, height]).map(([x, y]) => {
      const box: Box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
      return { middle: [x, y] as const, box, cost: busy.reduce((sum, other) => sum + shared(box, other), 0) };
    });
    const best = boxes.reduce((one, other) => (other.cost < one.cost ? other : one));
    found[n] = best.middle;
    busy.push(best.box);
  }
  return found;
}
