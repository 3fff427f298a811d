/** Symbols and strokes as the artifact says them: nothing is decided here. */
import type * as Leaflet from "leaflet";
import { svg } from "./dom.ts";
import type { Mark } from "./types.ts";

const ICON_GRID = 15;
const BAR_REACH = 0.66; // layers/schema/marks.py

/** A bar with a white edge, across the icon of what was called off. */
function strike(mark: Mark, root: SVGElement): void {
  const [low, high] = [mark.radius * (1 - BAR_REACH), mark.radius * (1 + BAR_REACH)];
  const d = `M${low} ${high}L${high} ${low}`;
  svg("path", { d, stroke: "#FFFFFF", "stroke-width": 4.5 }, root);
  svg("path", { d, stroke: mark.color, "stroke-width": 2 }, root);
}

/** A disc with an icon: filled when the thing is there, hollow when it is only planned, struck when called off. */
export function pinElement(mark: Mark): HTMLElement {
  const size = 2 * mark.radius;
  const hollow = mark.fill < 0.5;
  const root = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
  const [fill, stroke, width] = hollow ? ["#FFFFFF", mark.color, 2] : [mark.color, "#FFFFFF", 1.5];
  svg("circle", { cx: mark.radius, cy: mark.radius, r: mark.radius - 1.25, fill: fill!, stroke: stroke!, "stroke-width": width! }, root);
  if (mark.icon) {
    const scale = (size * 0.58) / ICON_GRID;
    const shift = mark.radius - (ICON_GRID * scale) / 2;
    svg("path", { d: mark.icon, fill: hollow ? mark.color : "#FFFFFF", transform: `translate(${shift} ${shift}) scale(${scale})` }, root);
  }
  if (mark.struck) strike(mark, root);
  return root as unknown as HTMLElement; // Leaflet's icons are typed as HTML, and take any element
}

/** A hatched fill, for what is modelled: a pattern of its own in the document for each colour. */
function hatch(mark: Mark): string {
  const id = `atlas-hatch-${mark.color.slice(1)}`;
  if (!document.getElementById(id)) {
    const root = svg("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" }, document.body);
    const pattern = svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, root);
    svg("rect", { width: 7, height: 7, fill: mark.color, "fill-opacity": 0.12 }, pattern);
    svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: mark.color, "stroke-width": 2.4 }, pattern);
  }
  return `url(#${id})`;
}

export function pathStyle(mark: Mark, renderer: Leaflet.Renderer, interactive: boolean): Leaflet.PathOptions {
  return {
    renderer,
    interactive,
    color: mark.stroke,
    weight: mark.width,
    opacity: mark.width ? 1 : 0,
    stroke: mark.width > 0,
    ...(mark.dash ? { dashArray: mark.dash } : {}),
    lineJoin: "round",
    fill: mark.shape !== "line",
    fillColor: mark.hatch ? hatch(mark) : mark.color,
    fillOpacity: mark.shape === "line" ? 0 : mark.fill,
    bubblingMouseEvents: false,
  };
}
