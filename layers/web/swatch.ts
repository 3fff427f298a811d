/** The legend's glyph of a mark, as layers/swatch.py draws it: for the classes that a script explains. */
import { svg } from "./dom.ts";
import type { Mark } from "./types.ts";

const SIZE = [26, 18] as const;
const WIDEST = 38; // of a class whose symbol keeps its size

function area(root: SVGElement, mark: Mark): void {
  const edge = { stroke: mark.stroke, "stroke-width": Math.max(mark.width, 0.5), ...(mark.dash ? { "stroke-dasharray": mark.dash } : {}) };
  const box = { x: 2, y: 2, width: 22, height: 14, rx: 2 };
  if (!mark.hatch) {
    svg("rect", { ...box, fill: mark.color, "fill-opacity": mark.fill, ...edge }, root);
    return;
  }
  const inner = svg("svg", { x: 2, y: 2, width: 22, height: 14 }, root);
  const lines = [-10, -5, 0, 5, 10, 15].map((x) => `M${x} 14L${x + 14} 0`).join("");
  svg("path", { d: lines, stroke: mark.color, "stroke-width": 1.6 }, inner);
  svg("rect", { ...box, fill: "none", ...edge }, root);
}

/** A small drawing of an area, or of a disc: at its own size where it is one of a scale. */
export function swatch(mark: Mark): SVGElement {
  const isSized = Boolean(mark.scale) && mark.shape === "dot";
  const [width, height] = isSized ? [WIDEST, Math.max(SIZE[1], Math.round(2 * (mark.radius + mark.width)))] : SIZE;
  const root = svg("svg", { class: "swatch", "aria-hidden": "true", width, height, viewBox: `0 0 ${width} ${height}` });
  if (mark.shape === "area") area(root, mark);
  else {
    const look = { fill: mark.color, "fill-opacity": mark.fill, stroke: mark.stroke, "stroke-width": mark.width };
    svg("circle", { cx: width / 2, cy: height / 2, r: isSized ? mark.radius : Math.min(mark.radius, 8), ...look }, root);
  }
  return root;
}
