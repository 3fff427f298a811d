/** The ground: the atlas's own, quietly on one canvas, or an online basemap where the reader chose one. */
import type * as Leaflet from "leaflet";

import { draw } from "../../../layers/web/draw.ts";
import { inMarkup } from "../../../layers/web/text.ts";
import type { Artifact, Handle } from "../../../layers/web/types.ts";
import { boot, type Tiles } from "../boot.ts";
import { view } from "../state.ts";
import { library } from "../tools/library.ts";
import { fetchLayer } from "./files.ts";

/* Drawn once for each view and never animated: making ready the graphics card for it costs more than it saves.
   Nothing on it is clicked, so it takes none of the listeners of a usual canvas. */
function plainCanvas(options: Leaflet.RendererOptions): Leaflet.Renderer {
  const PlainCanvas = L.Canvas.extend({
    _initContainer(this: { _container: HTMLCanvasElement; _ctx: CanvasRenderingContext2D | null }) {
      this._container = document.createElement("canvas");
      this._ctx = this._container.getContext("2d", { willReadFrequently: true });
    },
  }) as unknown as new (
    options: Leaflet.RendererOptions,
  ) => Leaflet.Renderer;
  return new PlainCanvas(options);
}

let map: Leaflet.Map;
let renderer: Leaflet.Renderer;
/** What is drawn of it. */
export const grounds: Handle[] = [];
let tiles: Leaflet.GridLayer | null = null;
let isChanged: () => void;

export function makeBase(made: Leaflet.Map, onChange: () => void): void {
  map = made;
  isChanged = onChange;
  map.createPane("atlas-base").style.zIndex = "200";
  renderer = plainCanvas({ pane: "atlas-base" });
}

/** Credit under the map those whose data ask for it there: a source's title ends with its attribution in brackets. */
function credit({ atlas }: Artifact): void {
  for (const { title, licence } of atlas.sources) {
    const by = /\(([^()]*)\)$/.exec(title)?.[1];
    if (by && licence.startsWith("ODbL")) map.attributionControl.addAttribution(inMarkup(by));
  }
}

/** Draw what the ground is made of at this zoom. */
export async function drawBase(): Promise<void> {
  for (const entry of boot().base) {
    if (map.getZoom() < entry.min_zoom) {
      map.once("zoomend", drawBase);
      continue;
    }
    const isThere = (): boolean => grounds.some((handle) => handle.id === entry.id);
    if (isThere()) continue;
    const artifact = await fetchLayer(entry.url);
    if (isThere()) continue;
    grounds.push(draw(map, artifact, { base: true, pane: "atlas-base", renderer }));
    credit(artifact);
  }
  showBase();
}

function showBase(): void {
  const isOn = view().base === "atlas";
  map.getPane("atlas-base")!.style.display = isOn ? "" : "none";
  for (const handle of grounds) handle.visible = isOn;
  isChanged();
}

/** Tiles of an online basemap, or of the server's own file: pictures, or vectors that are drawn here. */
async function tilesOf({ kind, url, attribution, max_zoom }: Tiles): Promise<Leaflet.GridLayer> {
  const credit = kind ? inMarkup(attribution) : attribution;
  if (kind !== "vector")
    return L.tileLayer(url, { attribution: credit, ...(kind ? { maxNativeZoom: max_zoom, maxZoom: 19 } : { maxZoom: max_zoom }) });
  const [ground, protomaps] = await Promise.all([library("ground"), library("protomapsL")]);
  return ground.layer(protomaps, { url, lang: boot().lang, attribution: credit, maxZoom: max_zoom });
}

/** Show the ground that the view names. */
export function refreshBase(base: string): void {
  if (!map) return;
  if (base === "atlas") drawBase();
  showBase();
  tiles?.remove();
  tiles = null;
  const asked = boot().tiles[base];
  const show = (layer: Leaflet.GridLayer): void => {
    if (view().base === base && !tiles) tiles = layer.addTo(map);
  };
  if (asked) tilesOf(asked).then(show, () => undefined); // the status line says what failed
}
