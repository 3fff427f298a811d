/** Rings around what is new, ended or changed since the other day; the legend says how many of each. */
import type * as Leaflet from "leaflet";
import { all, element } from "../../../layers/web/dom.ts";
import { HALOS, type Halo, halosOf } from "../../../layers/web/halos.ts";
import type { Feature, Handle, Told } from "../../../layers/web/types.ts";
import type { Host } from "./compare.ts";

const PANE = "atlas-halos";
const HEIGHT = "470";
const NODES = ".atlas-pin, .atlas-with, .atlas-stack";
/** Told apart without colour: whole, broken and dotted lines. */
const LOOKS: Record<Halo, Leaflet.PathOptions> = {
  new: { color: "#1B7F4B" },
  ended: { color: "#B3261E", dashArray: "9 6" },
  changed: { color: "#8A5A00", dashArray: "1 7" },
};
const LONE = 13; // px, the ring of what the map does not show on its date

type Found = Map<string, Map<string, Halo>>;

/** One kind for a sign that stands for several: theirs, or that something changed. */
function kindOf(kinds: Halo[]): Halo | undefined {
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : "changed";
}

export class Rings {
  readonly #host: Host;
  #group: Leaflet.LayerGroup | undefined;
  #isShown = false;
  #found: Found = new Map();
  #features = new Map<string, Feature[]>();
  #turn = 0;
  #queued = 0;

  constructor(host: Host) {
    this.#host = host;
    const pane = host.map.createPane(PANE);
    pane.style.zIndex = HEIGHT;
    pane.style.pointerEvents = "none";
    const again = new MutationObserver(() => this.#isShown && this.#later());
    again.observe(host.map.getPane("mapPane")!, { childList: true, subtree: true }); // pins are made again when the map zooms
    host.map.on("zoomend", () => this.#isShown && this.#outline());
  }

  show(isShown: boolean): void {
    if (!isShown && !this.#isShown) return;
    this.#isShown = isShown;
    if (isShown) this.#compare().catch(this.#host.failed);
    else this.#clear();
  }

  #clear(): void {
    this.#turn += 1;
    this.#found = new Map();
    this.#group?.remove();
    this.#mark();
    document.getElementById("legend-halos")?.remove();
  }

  async #compare(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { date, compare, layers } = this.#host.view();
    const wholes = await Promise.all(layers.map((id) => this.#host.whole(id)));
    if (turn !== this.#turn) return;
    this.#found = new Map(layers.map((id, at) => [id, halosOf(wholes[at]!, [date, compare])]));
    this.#features = new Map(layers.map((id, at) => [id, wholes[at]!.features]));
    this.#mark();
    this.#outline();
    this.#tell();
  }

  #later(): void {
    this.#queued ||= requestAnimationFrame(() => {
      this.#queued = 0;
      this.#mark();
    });
  }

  #haloOf = ({ meta, feature }: Told): Halo | undefined => this.#found.get(meta.id)?.get(feature.id);

  /** Signs have their ring with them, wherever they are moved. */
  #mark(): void {
    for (const node of all(NODES, this.#host.map.getContainer())) {
      const kinds = this.#host.drawnBy(node).map(this.#haloOf);
      const told = kinds.filter((kind) => kind !== undefined);
      const kind = told.length ? kindOf(told) : undefined;
      for (const each of HALOS) node.classList.toggle(`halo-${each}`, each === kind);
    }
  }

  /** Areas, lines and dots are drawn round; so is the place of a pin that the map does not show on its date. */
  #outline(): void {
    this.#group?.remove();
    const { map } = this.#host;
    const renderer = L.svg({ pane: PANE });
    const shapes = this.#host.shown().flatMap((handle) => this.#shapesOf(handle, renderer));
    this.#group = L.layerGroup(shapes).addTo(map);
  }

  #shapesOf(handle: Handle, renderer: Leaflet.Renderer): Leaflet.Layer[] {
    const found = this.#found.get(handle.id);
    if (!found?.size) return [];
    const drawn = new Map(handle.features.map((feature) => [feature.id, feature]));
    const marks = new Map(handle.meta.marks.map((mark) => [mark.key, mark]));
    return this.#features.get(handle.id)!.flatMap((feature): Leaflet.Layer[] => {
      const kind = found.get(feature.id);
      const mark = marks.get(drawn.get(feature.id)?.properties.mark ?? "");
      if (!kind || !feature.geometry || (mark && mark.min_zoom > this.#host.map.getZoom())) return [];
      const look = { pane: PANE, renderer, interactive: false, fill: false, weight: 4, lineCap: "round" as const, ...LOOKS[kind] };
      if (feature.geometry.type === "Point") {
        if (mark?.shape === "pin") return [];
        const [lon, lat] = feature.geometry.coordinates;
        return [L.circleMarker([lat, lon], { ...look, radius: mark ? mark.radius + 4 : LONE })];
      }
      if (feature.geometry.type === "MultiPoint" || mark?.together) return [];
      return [L.geoJSON(feature as GeoJSON.Feature, { ...look, style: look } as Leaflet.GeoJSONOptions)];
    });
  }

  /** What the rings mean, and how many there are. */
  #tell(): void {
    const { word, sides } = this.#host;
    const body = document.querySelector(".legend-body");
    if (!body) return;
    const kinds = [...this.#found.values()].flatMap((each) => [...each.values()]);
    const note = document.getElementById("legend-halos") ?? element("div", "legend-time");
    note.id = "legend-halos";
    note.setAttribute("role", "status");
    const since = [...sides()].sort((a, b) => a.date.localeCompare(b.date))[0]!.words;
    const lines = HALOS.map((kind) => ({ kind, count: kinds.filter((each) => each === kind).length })).filter(({ count }) => count);
    const line = ({ kind, count }: { kind: Halo; count: number }): HTMLElement => {
      const node = element("div", "legend-line");
      node.append(element("i", `halo-swatch halo-${kind}`), element("span", "", word(`halo_${kind}`, { count })));
      return node;
    };
    const head = element("p", "legend-date", word("halo_since", { date: since }));
    note.replaceChildren(head, ...(lines.length ? lines.map(line) : [element("p", "", word("halo_none"))]));
    if (!note.isConnected) body.append(note);
  }
}
