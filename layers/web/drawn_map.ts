/** Drawn things on a Leaflet map, above the names: shared by the explorer and the standalone page. Text is set as text. */
import type * as Leaflet from "leaflet";
import { arrow, type Point } from "./arrow.ts";
import { element, svg } from "./dom.ts";
import { FRAME, LETTERS, RADII, type Shape, type Sign, SYMBOL_WIDTHS, WIDTHS } from "./drawn_shape.ts";
import { placeWords } from "./drawn_words.ts";
import { DRAWN, REDRAWN } from "./names/above.ts";

const PANE = DRAWN;
const CASING = 2.4; // px that the white below a line is wider
const FINGER = 16; // px; a line is met by a pointer as near as this

export interface DrawnOptions {
  /** Called with the rank of the thing that was pressed; without it no pointer meets them. */
  onPick?(rank: number): void;
}

/** A military symbol so wide, and where its foot is in it (px). */
export function symbolNode({ box, anchor, parts }: Sign, width: number): { node: SVGElement; size: Point; foot: Point } {
  const scale = width / FRAME;
  const [left, top, wide, high] = box as [number, number, number, number];
  const size: Point = [wide * scale, high * scale];
  const node = svg("svg", { viewBox: box.join(" "), width: size[0], height: size[1], "aria-hidden": "true", overflow: "visible" });
  const isOpen = !parts[0]!.fill;
  for (const part of parts) {
    const place: Record<string, string> = part.matrix ? { transform: `matrix(${part.matrix.join(" ")})` } : {};
    const ink = { fill: part.fill || "none", ...(part.stroke ? { stroke: part.stroke, "stroke-width": part.width } : {}) };
    const halo = { stroke: "#FFFFFF", "stroke-opacity": 0.85, "stroke-width": part.width + 8, "stroke-linejoin": "round" };
    if (part.d !== undefined) {
      if (isOpen && part.stroke) svg("path", { d: part.d, fill: "none", ...halo, ...place }, node);
      svg("path", { d: part.d, ...ink, ...place }, node);
      continue;
    }
    const letters = { x: part.x!, y: part.y!, "font-size": part.size!, "text-anchor": part.align!, "font-weight": 600, ...place };
    if (isOpen) svg("text", { ...letters, fill: "#FFFFFF", ...halo }, node).textContent = part.text!;
    svg("text", { ...letters, fill: part.fill || "#000000" }, node).textContent = part.text!;
  }
  return { node, size, foot: [(anchor[0]! - left) * scale, (anchor[1]! - top) * scale] };
}

/** The things of a reader on one map; they are drawn again for each zoom, as heads of arrows keep their size. */
export class DrawnMap {
  readonly #map: Leaflet.Map;
  readonly #group: Leaflet.LayerGroup;
  readonly #renderer: Leaflet.Renderer;
  readonly #options: DrawnOptions;
  #shapes: readonly Shape[] = [];
  #isPicked = false;

  constructor(map: Leaflet.Map, options: DrawnOptions = {}) {
    this.#map = map;
    this.#options = options;
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    Object.assign(pane.style, { zIndex: "630", pointerEvents: "none" });
    this.#renderer = L.svg({ pane: PANE, padding: 0.5 });
    this.#group = L.layerGroup().addTo(map);
    map.on("zoomend", () => this.#draw());
    void document.fonts.ready.then(() => this.#draw()); // words are as wide as their letters, once these are there
  }

  /** Show things; `isPicked` lets a pointer meet them. */
  show(shapes: readonly Shape[], isPicked = false): void {
    this.#shapes = shapes;
    this.#isPicked = isPicked && this.#options.onPick !== undefined;
    this.#draw();
  }

  #draw(): void {
    this.#group.clearLayers();
    for (const [n, shape] of this.#shapes.entries()) this.#add(this.#signsOf(shape), n);
    const middles = placeWords(this.#shapes, (at) => this.#flat(at));
    for (const [n, shape] of this.#shapes.entries()) this.#add(this.#wordsOf(shape, middles[n]!), n); // above every sign
    this.#map.fire(REDRAWN);
  }

  /** A position as pixels of the world at the present zoom. */
  #flat(at: Shape["at"]): Point {
    const { x, y } = this.#map.project(at, this.#map.getZoom());
    return [x, y];
  }

  #ground([x, y]: Point): Leaflet.LatLng {
    return this.#map.unproject([x, y], this.#map.getZoom());
  }

  #add(layers: Leaflet.Layer[], rank: number): void {
    for (const layer of layers) {
      this.#group.addLayer(layer);
      if (!this.#isPicked) continue;
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event as unknown as Event);
        this.#options.onPick!(rank);
      });
    }
  }

  #signsOf(shape: Shape): Leaflet.Layer[] {
    if (shape.kind === "number" || shape.kind === "symbol") return [this.#signOf(shape)];
    if (shape.kind === "text") return [];
    return this.#linesOf(shape);
  }

  #linesOf({ kind, colour, size, path }: Shape): Leaflet.Layer[] {
    const weight = WIDTHS[size - 1]!;
    const style: Leaflet.PolylineOptions = { pane: PANE, renderer: this.#renderer, interactive: false, color: colour, weight };
    const under = { ...style, color: "#FFFFFF", opacity: 0.8, weight: weight + CASING };
    const touch = { ...style, interactive: this.#isPicked, opacity: 0, weight: Math.max(weight, FINGER) };
    if (kind === "area" || kind === "circle")
      return [L.polygon(path, { ...under, fill: false }), L.polygon(path, { ...style, fillOpacity: 0.12, interactive: this.#isPicked })];
    if (kind !== "arrow") {
      const dashArray = kind === "measure" ? `${4 * weight} ${1.6 * weight}` : "";
      const lineCap = kind === "measure" ? "butt" : "round";
      return [L.polyline(path, under), L.polyline(path, { ...style, dashArray, lineCap }), L.polyline(path, touch)];
    }
    const flat = path.map((at) => this.#flat(at));
    const { line, head } = arrow(flat, weight);
    const ground = (points: Point[]): Leaflet.LatLng[] => points.map((point) => this.#ground(point));
    return [
      L.polyline(ground(line), { ...under, lineCap: "butt" }),
      L.polygon(ground(head), { ...under, weight: CASING, fillColor: "#FFFFFF", fillOpacity: 0.8 }),
      L.polyline(ground(line), { ...style, lineCap: "butt" }),
      L.polygon(ground(head), { ...style, stroke: false, fillOpacity: 1 }),
      L.polyline(path, touch),
    ];
  }

  #marker(at: Leaflet.LatLngExpression, html: HTMLElement, size: Point, foot: Point, className: string): Leaflet.Marker {
    const icon = L.divIcon({ className, html, iconSize: [...size], iconAnchor: [...foot] });
    return L.marker(at, { pane: PANE, icon, interactive: this.#isPicked, keyboard: false });
  }

  #signOf(shape: Shape): Leaflet.Layer {
    const at = shape.path[0]!;
    if (shape.symbol) {
      const { node, size, foot } = symbolNode(shape.symbol, SYMBOL_WIDTHS[shape.size - 1]!);
      const box = element("span");
      box.append(node);
      return this.#marker(at, box, size, foot, "drawn-sign");
    }
    const radius = RADII[shape.size - 1]!;
    const disc = element("span", "drawn-number", String(shape.rank));
    Object.assign(disc.style, { background: shape.colour, fontSize: `${radius * (shape.rank < 10 ? 1.15 : 1)}px` });
    return this.#marker(at, disc, [2 * radius, 2 * radius], [radius, radius], "drawn-sign");
  }

  #wordsOf(shape: Shape, middle: Point): Leaflet.Layer[] {
    if (!shape.written) return [];
    const words = element("span", "drawn-words", shape.written);
    Object.assign(words.style, { color: shape.colour, fontSize: `${LETTERS[shape.size - 1]!}px` });
    return [this.#marker(this.#ground(middle), words, [0, 0], [0, 0], "drawn-label")];
  }
}
