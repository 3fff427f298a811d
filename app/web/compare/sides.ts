/**
 * The two sides of a comparison on one map: what the map shows is clipped at the border, and the other side is drawn in panes of
 * its own, clipped at the same border. Ground, zoom, cards and keys are the map's. Moving the border changes two clips.
 */
import type * as Leaflet from "leaflet";
import type { Handle } from "../../../layers/web/types.ts";
import { isOwnLeft } from "./border.ts";
import type { Host } from "./compare.ts";

const PANES = /^leaflet-pane leaflet-atlas-(.+-(areas|points)|signs|links|stacks|labels)-pane/;
const HEIGHT = "450"; // among the map's own panes: above the grid, below what is measured

/** The map, whose atlas panes are those of one side. */
function sideOf(map: Leaflet.Map, holder: HTMLElement): Leaflet.Map {
  const renamed = (name: unknown): unknown => (typeof name === "string" && name.startsWith("atlas-") ? `other-${name}` : name);
  return new Proxy(map, {
    get(target, key, receiver) {
      if (key === "getPane") return (name: string) => target.getPane(renamed(name) as string);
      if (key === "createPane") return (name: string) => target.createPane(renamed(name) as string, holder);
      return Reflect.get(target, key, receiver);
    },
  });
}

interface Drawn {
  key: string;
  handle: Handle;
}

export class Sides {
  readonly #host: Host;
  readonly #own: HTMLElement;
  readonly #other: HTMLElement;
  readonly #map: Leaflet.Map; // the other side
  readonly #drawn = new Map<string, Drawn>();
  readonly #asked = new Map<string, string>(); // what of each layer is being fetched
  #names: { update(handles: Handle[]): void } | undefined;
  #isShown = false;
  #split = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#own = host.map.createPane("own-side");
    this.#other = host.map.createPane("other-side");
    for (const pane of [this.#own, this.#other]) pane.style.zIndex = HEIGHT;
    this.#map = sideOf(host.map, this.#other);
    host.map.on("move zoom viewreset zoomend resize", () => this.#isShown && this.clip(this.#split));
  }

  show(isShown: boolean, split: number): void {
    if (!isShown && !this.#isShown) return;
    this.#isShown = isShown;
    this.#other.hidden = !isShown;
    this.#gather(isShown);
    if (!isShown) {
      this.#empty();
      return;
    }
    this.clip(split);
    this.#sync();
  }

  /** Nothing stays that the map would move along when it zooms. */
  #empty(): void {
    this.#names?.update([]);
    for (const { handle } of this.#drawn.values()) handle.remove();
    this.#drawn.clear();
    this.#asked.clear();
    delete this.#host.map.getContainer().dataset.other;
  }

  /** Cut both sides at the border, in the map's own pixels. */
  clip(split: number): void {
    this.#split = split;
    const { map } = this.#host;
    const { x: width, y: height } = map.getSize();
    const { x, y } = map.containerPointToLayerPoint([0, 0]);
    const at = Math.round(split * width);
    const parts = [
      [0, at],
      [at, width],
    ] as const;
    const panes = isOwnLeft(this.#host) ? [this.#own, this.#other] : [this.#other, this.#own];
    panes.forEach((pane, n) => {
      const [from, to] = parts[n]!;
      const corners = [x + from, x + to].flatMap((left) => [`${left}px ${y}px`, `${left}px ${y + height}px`]);
      pane.style.clipPath = `polygon(${[corners[0], corners[1], corners[3], corners[2]].join()})`;
      pane.dataset.seen = `${from} ${to}`;
    });
  }

  /** The map's own panes go into one that is clipped, and back. */
  #gather(isShown: boolean): void {
    const mapPane = this.#host.map.getPane("mapPane")!;
    const [from, to] = isShown ? [mapPane, this.#own] : [this.#own, mapPane];
    const panes = [...from.children].filter((pane) => PANES.test(pane.className));
    if (panes.length) to.append(...panes);
    this.#own.hidden = !isShown;
    if (!isShown) delete this.#own.dataset.seen;
  }

  #sync(): void {
    const { layers } = this.#host.view();
    for (const id of layers) this.#ensure(id).catch(this.#host.failed);
    for (const { handle } of this.#drawn.values()) this.#host.apply(handle);
    this.#write();
  }

  async #ensure(id: string): Promise<void> {
    const { view, sides, picture, draw, map } = this.#host;
    const [, other] = sides();
    const { colour, filter } = view();
    const key = JSON.stringify([other.date, other.given[id] ?? {}, colour[id], filter]);
    if (this.#drawn.get(id)?.key === key || this.#asked.get(id) === key) return;
    this.#asked.set(id, key);
    try {
      const shown = await picture(id, other);
      if (this.#asked.get(id) !== key) return;
      this.#drawn.get(id)?.handle.remove();
      const handle = draw(this.#map, shown);
      this.#drawn.set(id, { key, handle });
      this.#host.apply(handle);
      this.#write();
      map.getContainer().dataset.other = [...this.#drawn.keys()].join(" "); // what the other side shows is there
    } finally {
      if (this.#asked.get(id) === key) this.#asked.delete(id);
    }
  }

  #write(): void {
    if (!this.#isShown) return;
    this.#names ??= this.#host.names(this.#map);
    this.#names.update([...this.#host.grounds, ...[...this.#drawn.values()].map(({ handle }) => handle)]);
  }
}
