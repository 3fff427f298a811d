/** The points of the thing that is selected, as handles: dragged, moved by keys, added between two others, removed. */
import type * as Leaflet from "leaflet";
import { element } from "../../../layers/web/dom.ts";
import { type Drawn, POINTS } from "../../../layers/web/drawn.ts";
import type { Host, LatLng } from "./host.ts";
import type { Snap } from "./snap.ts";

export interface Acts {
  word(key: string, values?: Record<string, string | number>): string;
  /** Show a thing as it would be; nothing is kept yet. */
  preview(thing: Drawn): void;
  /** Keep it; changes with the same key are one step. */
  keep(thing: Drawn, key: string): void;
  round(at: LatLng): [number, number];
}

const PANE = "atlas-handles";
const STEP = 2; // px that a key moves a point
const LEAP = 20; // px with Shift
const MOVES: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const toLatLng = ([lat, lng]: readonly [number, number]): LatLng => ({ lat, lng });

export class Handles {
  readonly #host: Host;
  readonly #snap: Snap;
  readonly #acts: Acts;
  readonly #group: Leaflet.LayerGroup;
  #focused = -1; // handle that has the keys, found again after it was drawn anew

  constructor(host: Host, snap: Snap, acts: Acts) {
    this.#host = host;
    this.#snap = snap;
    this.#acts = acts;
    const pane = host.map.getPane(PANE) ?? host.map.createPane(PANE);
    pane.style.zIndex = "645";
    this.#group = L.layerGroup().addTo(host.map);
  }

  clear(): void {
    const held = this.#focused;
    this.#group.clearLayers(); // a node that is removed loses the keys first
    this.#focused = held;
  }

  show(thing: Drawn): void {
    this.clear();
    const at = thing.points.map(toLatLng);
    const isLine = POINTS[thing.kind][1] > 1;
    for (const [n, point] of at.entries()) this.#add(n, point, this.#acts.word("handle", { n: n + 1 }), thing, (to) => moved(thing, n, to));
    if (thing.kind === "circle") this.#addEdge(thing, at[0]!);
    if (!isLine || at.length >= POINTS[thing.kind][1]) return;
    const last = thing.kind === "area" ? at.length : at.length - 1;
    for (let n = 0; n < last; n += 1) this.#addBetween(thing, n, at[n]!, at[(n + 1) % at.length]!);
  }

  #addEdge(thing: Drawn, centre: LatLng): void {
    const { geodesy } = this.#host;
    const edge = geodesy.reach(centre, 90, thing.radius * 1000);
    this.#add(1, edge, this.#acts.word("handle_radius"), thing, (to) => {
      const km = geodesy.leg(centre, toLatLng(to)).metres / 1000;
      return { ...thing, radius: Math.max(0.01, Number(km.toPrecision(3))) };
    });
  }

  #addBetween(thing: Drawn, n: number, from: LatLng, to: LatLng): void {
    const { map } = this.#host;
    const middle = map.layerPointToLatLng(map.latLngToLayerPoint(from).add(map.latLngToLayerPoint(to)).divideBy(2));
    const withPoint = (at: [number, number]): Drawn => ({
      ...thing,
      points: [...thing.points.slice(0, n + 1), at, ...thing.points.slice(n + 1)],
    });
    this.#add(100 + n, middle, this.#acts.word("handle_between", { n: n + 1 }), thing, withPoint, true);
  }

  #add(rank: number, at: LatLng, name: string, thing: Drawn, change: (to: [number, number]) => Drawn, isBetween = false): void {
    const html = element("span", isBetween ? "is-between" : "");
    const icon = L.divIcon({ className: "draw-handle", html, iconSize: [24, 24] });
    const marker = L.marker(at, { pane: PANE, icon, draggable: true, keyboard: true, alt: name, title: name });
    this.#group.addLayer(marker);
    const node = marker.getElement()!;
    node.setAttribute("role", "application"); // its arrows move it; those of a button go to the next thing on the map
    node.setAttribute("aria-label", name);
    marker.on("drag", () => {
      const to = this.#snap.take(marker.getLatLng());
      this.#acts.preview(change(this.#acts.round(to)));
    });
    marker.on("dragend", () => {
      const to = this.#snap.take(marker.getLatLng());
      this.#snap.mark(null);
      this.#acts.keep(change(this.#acts.round(to)), "");
    });
    L.DomEvent.disableClickPropagation(node);
    node.addEventListener("keydown", (event) => this.#onKey(event, rank, marker.getLatLng(), thing, change, isBetween));
    node.addEventListener("focus", () => {
      this.#focused = rank;
    });
    node.addEventListener("blur", () => {
      if (node.isConnected) this.#focused = -1;
    });
    if (this.#focused === rank) node.focus({ preventScroll: true });
  }

  #onKey(event: KeyboardEvent, rank: number, at: LatLng, thing: Drawn, change: (to: [number, number]) => Drawn, isBetween: boolean): void {
    const move = MOVES[event.key];
    const isRemoved = (event.key === "Delete" || event.key === "Backspace") && !isBetween;
    if (!move && !isRemoved) return;
    event.preventDefault();
    event.stopPropagation();
    if (move) {
      const { map } = this.#host;
      const by = event.shiftKey ? LEAP : STEP;
      const to = map.containerPointToLatLng(map.latLngToContainerPoint(at).add([move[0] * by, move[1] * by]));
      this.#focused = isBetween ? rank - 99 : rank;
      this.#acts.keep(change([Number(to.lat.toFixed(5)), Number(to.lng.toFixed(5))]), isBetween ? "" : `move-${rank}`);
    } else if (thing.points.length > POINTS[thing.kind][0]) {
      this.#acts.keep({ ...thing, points: thing.points.filter((_, n) => n !== rank) }, "");
    }
  }
}

const moved = (thing: Drawn, n: number, to: [number, number]): Drawn => ({
  ...thing,
  points: thing.points.map((point, k) => (k === n ? to : point)),
});
