/** Names on the map. */
import type * as Leaflet from "leaflet";
import { element } from "../dom.ts";
import { PIN, STACK } from "../fans.ts";
import { type Arranged, fanOut } from "../pins.ts";
import { SIGN, SIGN_WIDE } from "../together.ts";
import type { Handle, Label, LabelStyle } from "../types.ts";
import { DRAWN, REDRAWN } from "./above.ts";
import { arrange, type Scene, type Written } from "./arrange.ts";
import { chrome } from "./chrome.ts";
import { forgetWidths, inReadersSize, widthOf, writeRules } from "./lettering.ts";
import type { Box } from "./placement.ts";

const INK = "#1B2733";
const COUNT = STACK + 1; // px that a count reaches
const KNOWN = 8; // arrangements kept

const around =
  (half: number, high: number) =>
  ({ x, y }: Leaflet.Point): Box => [x - half, y - high, x + half, y + high];

/** The line from a name, whose corner is the origin, to its area. */
function leaderElement([x1, y1, x2, y2]: [number, number, number, number], color: string): HTMLElement {
  const line = element("i", "atlas-leader");
  line.style.width = `${Math.hypot(x2 - x1, y2 - y1)}px`;
  line.style.color = color;
  line.style.transform = `translate(${x1}px, ${y1}px) rotate(${Math.atan2(y2 - y1, x2 - x1)}rad)`;
  return line;
}

const ids = new WeakMap<Label, number>();
let lastId = 0;

/** A number of its own for each name. */
function labelId(label: Label): number {
  if (!ids.has(label)) ids.set(label, ++lastId);
  return ids.get(label)!;
}

export class Labels {
  readonly #map: Leaflet.Map;
  readonly #pane: HTMLElement;
  readonly #chrome: () => Box[];
  readonly #nodes = new Map<string, HTMLElement>(); // what is written: style, text, colour and spot -> node
  readonly #styles: Record<string, LabelStyle>;
  #handles: Handle[] = [];
  #queued = 0;
  #asked = ""; // for what the names were placed last
  readonly #known = new Map<string, Written[]>(); // the last arrangements by what they were made for

  constructor(map: Leaflet.Map, styles: Record<string, LabelStyle>) {
    this.#map = map;
    this.#styles = inReadersSize(styles);
    writeRules(this.#styles);
    this.#pane = map.getPane("atlas-labels") ?? map.createPane("atlas-labels");
    this.#pane.style.zIndex = "620";
    this.#pane.style.pointerEvents = "none";
    this.#pane.setAttribute("aria-hidden", "true");
    this.#chrome = chrome(map, () => this.#later());
    map.on("zoomstart", () => {
      this.#pane.style.visibility = "hidden";
    });
    map.on(`zoomend moveend resize ${REDRAWN}`, () => this.#later());
    const again = (): void => {
      forgetWidths();
      this.#known.clear();
      this.#asked = "";
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

  /** The first names stand in the first picture; later ones follow the frame that shows what was switched. */
  #later(): void {
    this.#queued ||= requestAnimationFrame(() => (this.#nodes.size ? setTimeout(() => this.#place()) : this.#place()));
  }

  #point(at: { lat: number; lon: number }): Leaflet.Point {
    return this.#map.latLngToLayerPoint([at.lat, at.lon]);
  }

  /** What the reader drew stands above the names: its words and signs, which are part of the page. */
  #drawn(): Box[] {
    const nodes = this.#map.getPane(DRAWN)?.querySelectorAll(".drawn-words, .drawn-sign") ?? [];
    if (!nodes.length) return [];
    const { left, top } = this.#map.getContainer().getBoundingClientRect();
    const { x, y } = this.#map.containerPointToLayerPoint([0, 0]).subtract([left, top]);
    return Array.from(nodes, (node) => node.getBoundingClientRect()).map(
      (box): Box => [...([box.left + x, box.top + y, box.right + x, box.bottom + y].map(Math.round) as [number, number, number, number])],
    );
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
  #write({ label, lettering, corner, leader }: Written, fresh: DocumentFragment): string {
    const moved = `translate(${Math.round(corner[0])}px, ${Math.round(corner[1])}px)`;
    const line = leader ? [leader.from.x - corner[0], leader.from.y - corner[1], leader.to.x - corner[0], leader.to.y - corner[1]] : [];
    const key = [label.style, lettering.text, lettering.isTight, label.color, moved, ...line].join("|");
    if (this.#nodes.has(key)) return key;
    const node = element("span", `atlas-label atlas-label-${label.style}`, lettering.text);
    const { color, hue } = this.#styles[label.style]!;
    if (!color) node.style.color = `color-mix(in srgb, ${label.color} ${hue}%, ${INK})`;
    if (lettering.isTight) node.style.letterSpacing = "0";
    node.style.transform = moved;
    if (leader) node.append(leaderElement(line as [number, number, number, number], label.color));
    this.#nodes.set(key, node);
    fresh.append(node);
    return key;
  }

  /** The names of what may be in sight, the first by rank first. */
  #wanted(): Label[] {
    const zoom = this.#map.getZoom();
    const view = this.#map.getBounds().pad(0.15);
    const labels = this.#handles.flatMap((handle) => handle.labels);
    return labels
      .filter(({ minZoom, area, lat, lon }) => zoom >= minZoom && (area || view.contains([lat, lon])))
      .sort((a, b) => a.rank - b.rank);
  }

  /** What the names are placed among. */
  #scene({ counts, signs }: Arranged): Scene {
    const corner = this.#map.containerPointToLayerPoint([0, 0]);
    const { x: width, y: height } = this.#map.getSize();
    const { x: left, y: top } = this.#map.getPixelOrigin();
    const before = this.#chrome().map((box): Box => [box[0] + corner.x, box[1] + corner.y, box[2] + corner.x, box[3] + corner.y]);
    return {
      plane: { scale: 2 ** this.#map.getZoom(), left, top },
      seen: [corner.x, corner.y, corner.x + width, corner.y + height],
      taken: [
        ...this.#obstacles(),
        ...counts.map(around(COUNT, COUNT)),
        ...signs.map(around(SIGN_WIDE, SIGN)),
        ...this.#drawn(),
        ...before,
      ],
      fans: [...this.#fans(), ...counts.map((at) => ({ at, ring: COUNT - PIN }))],
      styles: this.#styles,
      widthOf,
    };
  }

  #place(): void {
    this.#queued = 0;
    const [wanted, scene] = [this.#wanted(), this.#scene(fanOut(this.#map, this.#handles))];
    const asked = JSON.stringify([scene.plane, scene.seen, scene.taken, wanted.map(labelId)]);
    if (asked !== this.#asked) this.#rewrite(this.#arranged(asked, () => arrange(wanted, scene)));
    this.#asked = asked;
    this.#pane.style.visibility = "";
  }

  /** What was placed for the same names, view and obstacles, as when a layer goes off and on again. */
  #arranged(asked: string, make: () => Written[]): Written[] {
    const found = this.#known.get(asked) ?? make();
    this.#known.delete(asked); // the one used last stands last
    this.#known.set(asked, found);
    if (this.#known.size > KNOWN) this.#known.delete(this.#known.keys().next().value!);
    return found;
  }

  #rewrite(names: Written[]): void {
    const stale = new Set(this.#nodes.keys());
    const fresh = document.createDocumentFragment();
    for (const written of names) stale.delete(this.#write(written, fresh));
    this.#pane.append(fresh);
    for (const key of stale) {
      this.#nodes.get(key)!.remove();
      this.#nodes.delete(key);
    }
  }
}
