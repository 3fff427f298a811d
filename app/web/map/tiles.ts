/** A layer of too many rows to be sent: the server draws it, and tells which rows lie where the reader clicks. */
import type * as Leaflet from "leaflet";
import { card } from "../../../layers/web/card.ts";
import { coloured } from "../../../layers/web/colour.ts";
import { type DrawOptions, draw } from "../../../layers/web/draw.ts";
import { readFilter, writeFilter } from "../../../layers/web/filter.ts";
import { drawnBy, listHere, mapWords, nameClose, popup } from "../../../layers/web/here.ts";
import type { Artifact, Feature, Handle, Meta, Told } from "../../../layers/web/types.ts";
import { fetchJson } from "../fetch.ts";

const TILE = 512; // px, as layers/artifact/tiled/grid.py has it: at zoom z of a tile the map is at z + 1
const DEEPEST = 19; // zoom of the map
const AT_ONCE = 3; // tiles asked for: the server computes a few things at once for one reader
const TRIES = 5;

/** Pictures in turn; one that is refused, as the server is busy, is asked for again. */
class Queue {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  load(picture: HTMLImageElement, url: string, done: (error?: Error) => void): void {
    const next = (): void => {
      this.running -= 1;
      this.waiting.shift()?.();
    };
    const start = (tries: number): void => {
      if (picture.dataset.gone) {
        this.waiting.shift()?.();
        return;
      }
      this.running += 1;
      picture.onload = () => {
        next();
        done();
      };
      picture.onerror = () => {
        next();
        if (tries < TRIES) setTimeout(() => this.enter(() => start(tries + 1)), 500 * tries);
        else done(new Error(url));
      };
      picture.src = tries > 1 ? `${url}&again=${tries}` : url;
    };
    this.enter(() => start(1));
  }

  private enter(start: () => void): void {
    if (this.running < AT_ONCE) start();
    else this.waiting.push(start);
  }
}

const queue = new Queue();

/** What the view asks of a layer of tiles, as its addresses say it: no more than concerns it. */
export function askedOf({ fields, time_words, classes }: Meta, day: string, filter: string, colour: string): string {
  const names = new Set(fields.map(({ name }) => name));
  const columns = readFilter(filter)?.columns.filter(({ column }) => names.has(column)) ?? [];
  const column = colour.split(".")[0]!;
  const asked = new URLSearchParams();
  if (day && time_words) asked.set("date", day);
  if (columns.length) asked.set("filter", writeFilter({ facts: {}, words: "", columns }));
  if (column && classes?.[column]) asked.set("colour", column);
  return asked.toString();
}

const SHAPES: Record<string, string> = { area: "Polygon", line: "LineString" };

/** The layer with the marks of a column's classes, found by colouring a feature of every mark and class. */
export function paintedTiles(artifact: Artifact, colour: string): Artifact {
  const column = colour.split(".")[0]!;
  const { marks, classes } = artifact.atlas;
  if (!classes?.[column]) return artifact;
  const values = [...classes[column].ends, undefined];
  const features = marks.flatMap(({ key, shape }) =>
    values.map((value) => ({
      type: "Feature" as const,
      id: "",
      geometry: { type: SHAPES[shape] ?? "Point", coordinates: [] },
      properties: { mark: key, [column]: value },
    })),
  ) as unknown as Feature[];
  return { ...coloured({ ...artifact, features }, column), features: [] };
}

function gridOf(meta: Meta, bounds: Leaflet.LatLngBoundsExpression, asked: string): Leaflet.GridLayer {
  const scale = devicePixelRatio > 1.25 ? 2 : 1;
  const Grid = L.GridLayer.extend({
    createTile(coords: Leaflet.Coords, done: Leaflet.DoneCallback): HTMLElement {
      const picture = document.createElement("img");
      picture.alt = "";
      const url = `own/tiles/${meta.id}/${coords.z - 1}/${coords.x}/${coords.y}.png?scale=${scale}&v=${meta.tiles!.version}${asked && `&${asked}`}`;
      queue.load(picture, url, (error) => done(error, picture));
      return picture;
    },
  }) as unknown as new (
    options: Leaflet.GridLayerOptions,
  ) => Leaflet.GridLayer;
  const grid = new Grid({
    pane: `atlas-${meta.id}-points`,
    tileSize: TILE,
    minZoom: 1,
    maxNativeZoom: DEEPEST,
    noWrap: true,
    bounds,
    updateWhenZooming: false,
    keepBuffer: 1,
  });
  return grid.on("tileunload", (event) => {
    (event as Leaflet.TileEvent).tile.dataset.gone = "1";
  });
}

interface Rows {
  count: number;
  features: Feature[];
}

function told(feature: Feature, meta: Meta, map: Leaflet.Map): Told {
  const mark = meta.marks.find(({ key }) => key === feature.properties.mark)!;
  const act = (latlng: Leaflet.LatLng): void => {
    const box = popup({}).setLatLng(latlng).setContent(card(feature, meta)).openOn(map);
    nameClose(box);
  };
  return { feature, meta, mark, act };
}

function list({ count, features }: Rows, latlng: Leaflet.LatLng, meta: Meta, map: Leaflet.Map): void {
  const items = features.map((feature) => told(feature, meta, map));
  if (count < 2) {
    items[0]?.act(latlng);
    return;
  }
  const words = count > items.length ? mapWords.rows_first! : mapWords.rows_here!;
  const written = (number: number): string => number.toLocaleString(meta.lang);
  listHere(map, latlng, items, { title: words.replace("{count}", written(count)).replace("{first}", written(items.length)) });
}

/** While a shape is drawn, a click adds a point of it. */
const isPicking = (map: Leaflet.Map): boolean => Boolean(map.getContainer().closest(".is-picking"));

export interface TiledOptions extends DrawOptions {
  /** What the view asks of the layer (`askedOf`). */
  asked: string;
  /** Called when it is known how many rows are left. */
  onCount(): void;
}

/** Say how many rows a date and a filter leave, once the server has told. */
async function countRows(handle: Handle, { asked, onCount }: TiledOptions): Promise<void> {
  const found = await fetchJson<{ count: number }>(`own/tiles/${handle.id}/count.json?${asked}`).catch(() => null);
  if (!found) return;
  handle.meta = { ...handle.meta, count: found.count };
  onCount();
}

/** Draw a layer that the server draws; a click on the ground is a question about it. */
export function drawTiled(map: Leaflet.Map, artifact: Artifact, options: TiledOptions): Handle {
  const meta = artifact.atlas;
  const handle = draw(map, artifact, options);
  const [west, south, east, north] = artifact.bbox!;
  const bounds: Leaflet.LatLngBoundsExpression = [
    [south - 0.1, west - 0.1],
    [north + 0.1, east + 0.1],
  ];
  const grid = gridOf(meta, bounds, options.asked);
  if (/\b(date|filter)=/.test(options.asked)) countRows(handle, options);
  const ask = async (event: Leaflet.LeafletMouseEvent): Promise<void> => {
    const target = event.originalEvent.target as Element;
    if (!handle.visible || isPicking(map) || drawnBy(target).length) return;
    const { lat, lng } = event.latlng;
    const at = new URLSearchParams({ lon: lng.toFixed(6), lat: lat.toFixed(6), zoom: map.getZoom().toFixed(2), lang: meta.lang });
    const rows = await fetchJson<Rows>(`own/tiles/${meta.id}/rows.json?${at}${options.asked && `&${options.asked}`}`).catch(() => null);
    if (rows) list(rows, event.latlng, meta, map);
  };
  handle.rowsIn = (shape) => {
    const asked = new URLSearchParams({ ...shape, lang: meta.lang });
    return fetchJson<Rows>(`own/tiles/${meta.id}/rows.json?${asked}${options.asked && `&${options.asked}`}`);
  };
  map.on("click", ask);
  grid.addTo(map);
  const { show, remove } = handle;
  handle.show = (visible) => {
    show(visible);
    if (visible !== map.hasLayer(grid)) visible ? grid.addTo(map) : grid.remove();
  };
  handle.remove = () => {
    map.off("click", ask);
    grid.remove();
    remove();
  };
  return handle;
}
