/** Grids over the map: meridians and parallels, or MGRS squares (UTM zones, 100 km, and 10 km when near). */
import type * as Leaflet from "leaflet";
import { element } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { theMap, whenMap } from "../map/map.ts";
import { mgrs } from "./coordinates.ts";
import {
  BANDS,
  type Box,
  digitsOf,
  type LatLon,
  meridian,
  multiples,
  parallel,
  squareLines,
  squareMiddles,
  stepOf,
  zonesOf,
} from "./grid.ts";
import { library } from "./library.ts";
import { makeSheet, type Sheet } from "./sketch.ts";
import { fixed } from "./units.ts";

const LINE = { color: "#3A5A78", interactive: false };
let sheet: Sheet | undefined;
let kind = "none";

function add(path: LatLon[], isHeavy = false): void {
  if (path.length < 2) return;
  const { pane, group, renderer } = sheet!;
  const opacity = isHeavy ? 0.75 : kind === "mgrs" ? 0.4 : 0.6;
  group.addLayer(L.polyline(path, { ...LINE, weight: isHeavy ? 1.2 : 0.7, opacity, pane, renderer }));
}

function label(at: LatLon, text: string, place: string): void {
  const icon = L.divIcon({ className: `grid-label is-${place}`, html: element("span", "", text), iconSize: [0, 0] });
  sheet!.group.addLayer(L.marker(at, { icon, interactive: false, keyboard: false, pane: sheet!.pane }));
}

const boxOf = (bounds: Leaflet.LatLngBounds): Box => ({
  south: bounds.getSouth(),
  west: bounds.getWest(),
  north: bounds.getNorth(),
  east: bounds.getEast(),
});

function drawDegrees(map: Leaflet.Map): void {
  const bounds = map.getBounds();
  const [near, far] = [boxOf(bounds), boxOf(bounds.pad(0.5))];
  const [south, north] = [Math.max(-85, far.south), Math.min(85, far.north)];
  const step = stepOf((near.east - near.west) / map.getSize().x);
  const digits = digitsOf(step);
  const side = (value: number, positive: string, negative: string): string =>
    `${fixed(Math.abs(value), digits)}°${value > 0 ? positive : value < 0 ? negative : ""}`;
  const edge = map.containerPointToLatLng([4, 0]).lng;
  for (const n of multiples(step, far.west, far.east)) {
    const lng = n * step;
    add(meridian(lng, south, north));
    if (lng > near.west && lng < near.east) label([near.north, lng], side(lng, "E", word("west")), "top");
  }
  for (const n of multiples(step, south, north)) {
    const lat = n * step;
    add(parallel(lat, far));
    if (lat > near.south && lat < near.north) label([lat, edge], side(lat, "N", "S"), "left");
  }
}

/** The squares of a zone, with their letters, and figures where they are of 10 km. */
function drawSquares(zone: number, box: Box, near: Box, zoom: number): void {
  const isFine = zoom >= 9.5;
  const step = isFine ? 10000 : 100000;
  for (const { path, isHeavy } of squareLines(zone, box, step)) add(path, isHeavy);
  if (zoom < (isFine ? 10.5 : 6.5)) return;
  for (const [lat, lng] of squareMiddles(zone, box, step)) {
    const isSeen = lat >= near.south && lat <= near.north && lng >= near.west && lng <= near.east;
    if (isSeen)
      label(
        [lat, lng],
        mgrs({ lat, lng }, isFine ? 1 : 0)
          .split(" ")
          .slice(1)
          .join(" "),
        "middle",
      );
  }
}

/** The designators of a zone's bands that are seen, each in its corner. */
function nameBands(west: number, east: number, near: Box): void {
  for (const band of BANDS) {
    const corner: LatLon = [Math.max(band, near.south), Math.max(west, near.west)];
    if (band + 8 > near.south && band < near.north && corner[1] < Math.min(east, near.east))
      label(corner, mgrs({ lat: band + 4, lng: west + 3 }, 0).split(" ")[0]!, "zone");
  }
}

function drawMgrs(map: Leaflet.Map): void {
  const bounds = map.getBounds();
  const [near, far] = [boxOf(bounds), boxOf(bounds.pad(0.2))];
  const [south, north] = [Math.max(-80, far.south), Math.min(84, far.north)];
  const zoom = map.getZoom();
  for (const band of [...BANDS, 80]) add(parallel(band, far), true);
  for (const zone of zonesOf(far.west, far.east)) {
    const [west, east] = [zone * 6 - 186, zone * 6 - 180];
    add(meridian(west, south, north), true);
    nameBands(west, east, near);
    const box = { south, west: Math.max(west, far.west), north, east: Math.min(east, far.east) };
    if (zoom >= 5 && south < north && box.west < box.east) drawSquares(zone, box, near, zoom);
  }
}

function redraw(): void {
  sheet?.group.clearLayers();
  if (kind === "degrees") drawDegrees(theMap());
  else if (kind === "mgrs") drawMgrs(theMap());
}

async function choose(wanted: string): Promise<void> {
  kind = wanted;
  const map = await whenMap;
  if (kind === "mgrs") await library("mgrs").catch(() => undefined); // its squares go unnamed
  if (!sheet) {
    sheet = { ...makeSheet(map, "atlas-grid", 390), renderer: L.canvas({ pane: "atlas-grid", padding: 0.5 }) };
    map.on("moveend", redraw);
  }
  redraw();
}

export function startGraticule(): void {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "grid-kind") choose(target.value);
  });
}
