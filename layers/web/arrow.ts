/** The shape of an arrow: its line, shortened, and its head; layers/view/arrow.py is its twin. */

export type Point = readonly [number, number];

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** The point of a path so far before its end, and the points before it. */
function back(path: readonly Point[], far: number): { foot: Point; rest: readonly Point[] } {
  let left = far;
  for (let n = path.length - 2; n >= 0; n -= 1) {
    const [from, to] = [path[n]!, path[n + 1]!];
    const length = distance(from, to);
    if (length && left <= length) {
      const share = left / length;
      return { foot: [to[0] + (from[0] - to[0]) * share, to[1] + (from[1] - to[1]) * share], rest: path.slice(0, n + 1) };
    }
    left -= length;
  }
  return { foot: path[0]!, rest: path.slice(0, 1) };
}

/** The line of an arrow, which ends within its head, and the head's triangle, tip first; all in pixels. */
export function arrow(path: readonly Point[], width: number): { line: Point[]; head: Point[] } {
  const whole = 3.2 * width + 7;
  const total = path.slice(1).reduce((sum, point, n) => sum + distance(path[n]!, point), 0);
  const long = Math.min(whole, total);
  const { foot, rest } = back(path, long);
  const tip = path.at(-1)!;
  const far = distance(foot, tip) || 1;
  const [x, y] = [(tip[0] - foot[0]) / far, (tip[1] - foot[1]) / far];
  const half = ((1.3 * width + 3) * long) / whole;
  const base: Point = [tip[0] - x * long, tip[1] - y * long];
  return {
    line: [...rest, [base[0] + x * 0.2 * long, base[1] + y * 0.2 * long]],
    head: [tip, [base[0] - y * half, base[1] + x * half], [base[0] + y * half, base[1] - x * half]],
  };
}
