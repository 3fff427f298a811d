/** Draw a circle or a polygon and list what of the layers shown lies inside; save the list. */
import { around, byId, element } from "../../../layers/web/dom.ts";
import { lang, word, written } from "../boot.ts";
import { drawn, isNarrow, shown, theMap, whenMap } from "../map/map.ts";
import { layerFields, saveBlob, saveFile } from "../tables/downloads.ts";
import { type Contents, contentsOf, csvOf, type Row, rowIn } from "./contents.ts";
import type { LatLng } from "./coordinates.ts";
import { circle, geodesicPath, leg, reach } from "./geodesy.ts";
import { library } from "./library.ts";
import { goTo } from "./position.ts";
import { circleShape, polygonShape, type Shape } from "./shapes.ts";
import { beginSketch, drawSketch, endSketch, makeSheet, type Sheet, setSketch } from "./sketch.ts";
import { lengthText } from "./units.ts";

const LISTED = 100; // rows shown of one layer; the file holds them all
const card = (): HTMLElement => byId("tool-inside");
const find = <T extends HTMLElement = HTMLElement>(selector: string): T => card().querySelector<T>(selector)!;
const isCircle = (): boolean => find<HTMLInputElement>("input:checked").value === "circle";
const short = (number: number): number => Number(number.toFixed(6));
let sheet: Sheet | undefined;
let shape: Shape | null = null;
let centre: LatLng | null = null;
let contents: Contents[] = [];
let asked = ""; // the shape about which the server was asked last

function drawCircle(chain: LatLng[]): LatLng[] {
  const [middle, edge] = chain;
  if (!middle || !edge) return [];
  const { metres } = leg(middle, edge);
  const path = circle(middle, metres);
  const radius = byId<HTMLInputElement>("inside-radius");
  if (document.activeElement !== radius) radius.value = (metres / 1000).toFixed(metres < 100000 ? 1 : 0);
  shape = circleShape(path, middle, metres);
  return path;
}

function drawPolygon(chain: LatLng[]): LatLng[] {
  const path = geodesicPath(chain, true);
  shape = polygonShape(path);
  return path;
}

function draw(points: LatLng[], hover: LatLng | null, isDone: boolean): void {
  const chain = hover && points.length ? [...points, hover] : points;
  const round = isCircle();
  const path = round ? drawCircle(chain) : drawPolygon(chain);
  drawSketch(sheet!, round ? points.slice(0, 1) : points, path, path.length > 2);
  centre = (round && points[0]) || null;
  if (!isDone) shape = null;
  list();
}

function line({ feature, extent, metres }: Row): HTMLLIElement {
  const { name, place_id: place } = feature.properties;
  const item = element("li");
  const title = element(place ? "button" : "span", place ? "goto" : "", name);
  if (title instanceof HTMLButtonElement) {
    title.type = "button";
    title.dataset.goto = place;
  }
  const beside = metres !== null ? lengthText(metres) : extent === "partly" ? word("inside_partly") : "";
  item.append(title, element("span", "figure", beside));
  return item;
}

function block({ meta, rows, total = rows.length }: Contents): HTMLDetailsElement {
  const details = element("details", "tool-layer");
  details.open = rows.length <= 15;
  const summary = element("summary", "", meta.title);
  summary.appendChild(element("span", "count", written(total)));
  const list = element("ul");
  list.append(...rows.slice(0, LISTED).map(line));
  const more = total > rows.length ? "inside_more_rows" : "inside_more";
  const listed = Math.min(rows.length, LISTED);
  if (total > listed) list.appendChild(element("li", "fine", word(more, { count: written(total - listed) })));
  details.append(summary, list);
  return details;
}

function tell(): void {
  const count = contents.reduce((sum, { rows, total = rows.length }) => sum + total, 0);
  find(".tool-total").textContent = !shape ? "" : count ? word("inside_total", { count: written(count) }) : word("inside_none");
  find(".tool-found").replaceChildren(...contents.map(block));
  find("#inside-files").hidden = !contents.some(({ total }) => total === undefined);
}

/** The shape as a field of an address. */
function outline(of: Shape): Record<string, string> {
  if (of.centre) return { circle: [of.centre.lng, of.centre.lat, of.metres! / 1000].map(short).join(",") };
  return { within: of.ring.flat().map(short).join(",") };
}

/** Ask the server for the rows that it has in a shape that is drawn to its end. */
async function addRows(of: Shape): Promise<void> {
  const handles = shown().filter(({ rowsIn }) => rowsIn);
  const turn = JSON.stringify([outline(of), handles.map(({ id, meta }) => [id, meta.count])]);
  asked = turn;
  for (const { meta, rowsIn } of handles) {
    const found = await rowsIn!(outline(of)).catch(() => null);
    if (asked !== turn || shape !== of) return;
    if (!found?.count) continue;
    contents = [...contents, { meta, rows: found.features.map((feature) => rowIn(feature, of)), total: found.count }];
    tell();
  }
}

function list(): void {
  contents = shape ? contentsOf(shown(), shape) : [];
  tell();
  if (shape) addRows(shape);
}

async function saveList(): Promise<void> {
  await library("mgrs").catch(() => undefined);
  saveBlob(new Blob(["\ufeff", csvOf(contents, word)], { type: "text/csv;charset=utf-8" }), `inside.${lang()}.csv`);
}

/** The server's files of the same features: the shape as a field of the address, the layers that were found. */
function saveAs(ending: string): void {
  if (!shape) return;
  const ids = contents.filter(({ total }) => total === undefined).map(({ meta }) => meta.id);
  saveFile(`atlas.${ending}`, { lang: lang(), layers: ids.join(","), ...layerFields(ids), ...outline(shape) });
}

/** A radius typed: around the point set, or around the centre of the map. */
function useRadius(field: HTMLInputElement): void {
  const km = Number(field.value);
  if (!(km > 0) || km > 2000 || !isCircle()) return;
  const middle = centre ?? theMap().getCenter();
  const [south, west, north, east] = [180, 270, 0, 90].map((azimuth) => reach(middle, azimuth, km * 1000)) as [
    LatLng,
    LatLng,
    LatLng,
    LatLng,
  ];
  setSketch([middle, east], true);
  const isSeen = theMap()
    .getBounds()
    .contains([
      [south.lat, west.lng],
      [north.lat, east.lng],
    ]);
  if (!isSeen || isNarrow()) goTo([south.lat, west.lng, north.lat, east.lng]);
}

export function startInside(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof HTMLElement)) return;
    if (event.target.id === "inside-csv") saveList();
    else if (event.target.dataset.inside) saveAs(event.target.dataset.inside);
  });
  const onRadius = (event: Event): void => {
    const field = around<HTMLInputElement>(event, "#inside-radius");
    if (field) useRadius(field);
  };
  document.addEventListener("change", onRadius);
  document.addEventListener("keydown", (event) => event.key === "Enter" && onRadius(event));
  drawn.on(() => shape && !card().hidden && list()); // layers drawn or hidden meanwhile
}

export const inside = {
  async open(): Promise<void> {
    const map = await whenMap;
    await library("geodesic");
    sheet ??= makeSheet(map, "atlas-sketch-inside", 639);
    if (card().hidden) return;
    const round = isCircle();
    find(".tool-radius").hidden = !round;
    byId<HTMLInputElement>("inside-radius").value = "";
    shape = centre = null;
    beginSketch({ onChange: draw, least: round ? 2 : 3, most: round ? 2 : Infinity });
  },
  close(): void {
    endSketch();
    sheet?.group.clearLayers();
    shape = centre = null;
    list();
  },
};
