/** Names on the map. */
import type * as Leaflet from "leaflet";
import { all, element } from "./dom.ts";
import { fanOut } from "./pins.ts";
import { type Box, place, type Size } from "./placement.ts";
import type { Handle, Label, LabelStyle } from "./types.ts";

const FONT = '"Noto Sans", system-ui, sans-serif';
const INK = "#1B2733";
/** What stands before the map and hides what lies under it. */
const CHROME = ".leaflet-control, .tool-bar, .home, .time-toggle, .time-bar, .legend, .pointer";
const NEAR = 14; // px; a name as near to a fan's middle is of the same place
const TWICE = 60; // px within which the same name is not written again

let pen: CanvasRenderingContext2D | undefined;
const sizes = new Map<string, Size>(); // what was measured with the fonts at hand

const fontOf = ({ size, weight, italic }: LabelStyle): string => `${italic ? "italic " : ""}${weight} ${size}px ${FONT}`;

function measure(text: string, style: LabelStyle): Size {
  const { size, spacing } = style;
  const font = fontOf(style);
  const key = `${font}|${text}`;
  const known = sizes.get(key);
  if (known) return known;
  pen ??= document.createElement("canvas").getContext("2d")!;
  pen.font = font;
  const measured = { width: pen.measureText(text).width + spacing * text.length, height: size * 1.25 };
  sizes.set(key, measured);
  return measured;
}

/** The styles as rules of the page: a name then only carries its style's class. */
function writeRules(styles: Record<string, LabelStyle>): void {
  const sheet = new CSSStyleSheet();
  for (const [name, style] of Object.entries(styles)) {
    const color = style.color ? `color: ${style.color};` : "";
    const type = `font: ${fontOf(style)}; line-height: 1.25; letter-spacing: ${style.spacing}px; -webkit-text-stroke-width: ${style.halo}px;`;
    sheet.insertRule(`.atlas-label-${name} { ${type} ${color} }`);
  }
  document.adoptedStyleSheets.push(sheet);
}

/** The boxes of what stands before the map, in pixels of its container. They are measured again when one of them
    changes size or the map does: to ask at every placing would lay out the page once more. */
function chrome(map: Leaflet.Map, onChange: () => void): () => Box[] {
  let boxes: Box[] | null = null;
  const watched = new WeakSet<Element>();
  const watch = new ResizeObserver(() => {
    boxes = null;
    onChange();
  });
  map.on("resize", () => {
    boxes = null;
  });
  return () => {
    if (boxes) return boxes;
    const { left, top } = map.getContainer().getBoundingClientRect();
    const nodes = all(CHROME);
    for (const node of nodes) if (!watched.has(node)) watched.add(node) && watch.observe(node);
    const seen = nodes.map((node) => node.getBoundingClientRect()).filter((box) => box.width);
    boxes = seen.map((box): Box => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
    return boxes;
  };
}

export class Labels {
  readonly #map: Leaflet.Map;
  readonly #pane: HTMLElement;
  readonly #chrome: () => Box[];
  readonly #nodes = new Map<string, HTMLElement>(); // what is written: style, text, colour and spot -> node
  readonly #styles: Record<string, LabelStyle>;
  #handles: Handle[] = [];
  #queued = 0;

  constructor(map: Leaflet.Map, styles: Record<string, LabelStyle>) {
    this.#map = map;
    this.#styles = styles;
    writeRules(styles);
    this.#pane = map.getPane("atlas-labels") ?? map.createPane("atlas-labels");
    this.#pane.style.zIndex = "620";
    this.#pane.style.pointerEvents = "none";
    this.#pane.setAttribute("aria-hidden", "true");
    this.#chrome = chrome(map, () => this.#later());
    map.on("zoomstart", () => {
      this.#pane.style.visibility = "hidden";
    });
    map.on("zoomend moveend resize", () => this.#later());
    const again = (): void => {
      sizes.clear(); // another font, other widths
      this.#later();
    };
    document.fonts.ready.then(again);
    document.fonts.addEventListener("loadingdone", again);
  }

  /** Write the names of what is visible, unless that is what was written last. */
  update(drawn: Handle[]): void {
    const visible = drawn.filter((handle) => handle.visible);
    if (visible.length === this.#handles.length && visible.every((handle, at) => handle === this.#handles[at])) return;
    this.#handles = visible;
    this.#later();
  }

  #later(): void {
    this.#queued ||= requestAnimationFrame(() => this.#place());
  }

  #point(at: { lat: number; lon: number }): Leaflet.Point {
    return this.#map.latLngToLayerPoint([at.lat, at.lon]);
  }

  #obstacles(): Box[] {
    return this.#handles
      .flatMap((handle) => handle.obstacles)
      .map((obstacle) => {
        const { x, y } = this.#point(obstacle).add(obstacle.pin?.shift ?? [0, 0]);
        return [x - obstacle.radius, y - obstacle.radius, x + obstacle.radius, y + obstacle.radius];
      });
  }

  /** Where pins stand fanned out around a place: its point, and how far they stand. */
  #fans(): { at: Leaflet.Point; ring: number }[] {
    return this.#handles
      .flatMap((handle) => handle.obstacles)
      .filter((obstacle) => obstacle.pin?.shift)
      .map((obstacle) => ({ at: this.#point(obstacle), ring: Math.hypot(...obstacle.pin!.shift!) }));
  }

  /** Write a name where it is not written yet: what stays is not touched, and costs nothing. */
  #write(label: Label, text: string, spot: [number, number]): string {
    const moved = `translate(${Math.round(spot[0])}px, ${Math.round(spot[1])}px)`;
    const key = [label.style, text, label.color, moved].join("|");
    if (this.#nodes.has(key)) return key;
    const node = element("span", `atlas-label atlas-label-${label.style}`, text);
    const { color, hue } = this.#styles[label.style]!;
    if (!color) node.style.color = `color-mix(in srgb, ${label.color} ${hue}%, ${INK})`;
    node.style.transform = moved;
    this.#nodes.set(key, node);
    this.#pane.appendChild(node);
    return key;
  }

  #wanted(): Label[] {
    const zoom = this.#map.getZoom();
    const view = this.#map.getBounds().pad(0.15);
    const labels = this.#handles.flatMap((handle) => handle.labels);
    return labels.filter((label) => zoom >= label.minZoom && view.contains([label.lat, label.lon])).sort((a, b) => a.rank - b.rank);
  }

  #place(): void {
    this.#queued = 0;
    fanOut(this.#map, this.#handles);
    const corner = this.#map.containerPointToLayerPoint([0, 0]);
    const { x: width, y: height } = this.#map.getSize();
    const seen: Box = [corner.x, corner.y, corner.x + width, corner.y + height];
    const before = this.#chrome().map((box): Box => [box[0] + corner.x, box[1] + corner.y, box[2] + corner.x, box[3] + corner.y]);
    const taken = [...this.#obstacles(), ...before];
    const fans = this.#fans();
    const written: { text: string; point: Leaflet.Point }[] = [];
    const stale = new Set(this.#nodes.keys());
    for (const label of this.#wanted()) {
      const style = this.#styles[label.style]!;
      const text = style.upper ? label.text.toUpperCase() : label.text;
      const point = this.#point(label);
      if (written.some((other) => other.text === label.text && other.point.distanceTo(point) < TWICE)) continue;
      const ring = Math.max(0, ...fans.filter((fan) => fan.at.distanceTo(point) < NEAR).map((fan) => fan.ring));
      const spot = place({ point, size: measure(text, style), isPoint: label.isPoint, gap: label.gap, ring }, seen, taken);
      if (!spot) continue;
      written.push({ text: label.text, point });
      stale.delete(this.#write(label, text, spot));
    }
    for (const key of stale) {
      this.#nodes.get(key)!.remove();
      this.#nodes.delete(key);
    }
    this.#pane.style.visibility = "";
  }
}
