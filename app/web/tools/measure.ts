/** The card that measures lengths and areas. */
import { byId, element } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { whenMap } from "../map/map.ts";
import type { LatLng } from "./coordinates.ts";
import { geodesicPath, leg, measurePolygon } from "./geodesy.ts";
import { library } from "./library.ts";
import { beginSketch, drawSketch, endSketch, makeSheet, type Sheet } from "./sketch.ts";
import { areaText, lengthText } from "./units.ts";

const card = (): HTMLElement => byId("tool-measure");
const isArea = (): boolean => card().querySelector<HTMLInputElement>("input:checked")!.value === "area";
let sheet: Sheet | undefined;

/** Key of its name, and what was measured. */
type Measure = [key: string, text: string];

function write(rows: Measure[]): void {
  const parts = rows.flatMap(([key, text]) => [element("dt", "", word(key)), element("dd", "figure", text)]);
  card()
    .querySelector(".tool-status")!
    .replaceChildren(...parts);
}

function draw(points: LatLng[], hover: LatLng | null): void {
  const chain = hover && points.length ? [...points, hover] : points;
  const area = isArea();
  drawSketch(sheet!, points, geodesicPath(chain, area), area && chain.length > 2);
  const legs = chain.slice(1).map((point, n) => leg(chain[n]!, point));
  const last = legs.at(-1);
  if (!last) {
    write([]);
    return;
  }
  const rows: Measure[] = [["measured_last", `${lengthText(last.metres)} · ${Math.round(last.azimuth) % 360}°`]];
  if (area && chain.length > 2) {
    const found = measurePolygon(chain);
    rows.unshift(["measured_area", areaText(found.area)], ["measured_perimeter", lengthText(found.perimeter)]);
  } else rows.unshift(["measured_length", lengthText(legs.reduce((sum, { metres }) => sum + metres, 0))]);
  write(rows);
}

export const measure = {
  async open(): Promise<void> {
    const map = await whenMap;
    await library("geodesic");
    sheet ??= makeSheet(map, "atlas-sketch", 640);
    if (!card().hidden) beginSketch({ onChange: draw, least: isArea() ? 3 : 2 });
  },
  close(): void {
    endSketch();
    sheet?.group.clearLayers();
    write([]);
  },
};
