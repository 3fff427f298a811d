/** What the map's legend says of drawn things: whose they are, and each kind, colour and symbol once. */
import { element, make, svg } from "../../../layers/web/dom.ts";
import { symbolNode } from "../../../layers/web/drawn_map.ts";
import { FRAME, type Shape } from "../../../layers/web/drawn_shape.ts";

const WIDTH = 26;
const HEIGHT = 18;

const FORMS: Record<string, (colour: string) => [tag: string, attributes: Record<string, string | number>][]> = {
  arrow: (colour) => [
    ["path", { d: "M2 9h16", stroke: colour, "stroke-width": 2 }],
    ["path", { d: "M25 9l-9 4V5z", fill: colour }],
  ],
  line: (colour) => [["path", { d: "M2 9h22", stroke: colour, "stroke-width": 2 }]],
  measure: (colour) => [["path", { d: "M2 9h22", stroke: colour, "stroke-width": 2, "stroke-dasharray": "6 2.5" }]],
  area: (colour) => [["path", { d: "M3 4l19-1 2 11-20 1z", fill: colour, "fill-opacity": 0.12, stroke: colour, "stroke-width": 2 }]],
  circle: (colour) => [["circle", { cx: 13, cy: 9, r: 7, fill: colour, "fill-opacity": 0.12, stroke: colour, "stroke-width": 2 }]],
};

function swatchOf({ kind, colour, rank, symbol }: Shape): Element {
  if (symbol) {
    const [, , wide, high] = symbol.box as [number, number, number, number];
    return symbolNode(symbol, Math.min(WIDTH / wide, HEIGHT / high) * FRAME).node;
  }
  const node = svg("svg", { class: "swatch", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" });
  const letters = { x: 13, "text-anchor": "middle", "font-weight": 600 };
  if (kind === "number") {
    svg("circle", { cx: 13, cy: 9, r: 8, fill: colour }, node);
    svg("text", { ...letters, y: 13, "font-size": 11, fill: "#FFFFFF" }, node).textContent = String(rank);
  } else if (kind === "text") svg("text", { ...letters, y: 14, "font-size": 13, fill: colour }, node).textContent = "Aa";
  for (const [tag, attributes] of FORMS[kind]?.(colour) ?? []) svg(tag, attributes, node);
  return node;
}

/** Fill the block of the legend; it is hidden where nothing is drawn. */
export function showLegend(shapes: readonly Shape[]): void {
  const block = document.querySelector<HTMLElement>(".legend-drawn");
  if (!block) return;
  const lines = new Map<string, [Shape, string]>();
  for (const shape of shapes) {
    const isNamed = shape.kind === "number" && shape.written;
    const key = isNamed ? `number ${shape.rank}` : `${shape.kind} ${shape.symbol ? shape.name : shape.colour}`;
    if (!lines.has(key)) lines.set(key, [shape, isNamed ? shape.written : shape.name]);
  }
  block.hidden = !shapes.length;
  for (const old of block.querySelectorAll(".legend-line")) old.remove();
  block.append(
    ...[...lines.values()].map(([shape, words]) => {
      const frame = make("span", { class: "drawn-swatch" }, swatchOf(shape));
      return make("div", { class: "legend-line" }, frame, element("span", "", words));
    }),
  );
}
