/** Where the map looks: the whole country, a place, the camera of the view. */
import type * as Leaflet from "leaflet";
import { boot } from "../boot.ts";
import { change } from "../state.ts";

const SETTLED = 250; // ms without movement after which the view knows of it
const LOW_MAP = 560; // px
const WIDE = 900; // px from which an open legend has room beside the country
const LEGEND = 272; // px that it takes there
const SHEET = 0.62; // share of a narrow map that the dossier covers
let map: Leaflet.Map;
let home: { center: Leaflet.LatLng; zoom: number } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** As the style sheets have it: in ems, so that large text has the room of a small screen. */
export const isNarrow = (): boolean => matchMedia("(max-width: 56.1875em)").matches;

/** Whether an open legend can stand beside the country. */
export const hasRoomForLegend = (made: Leaflet.Map): boolean => made.getSize().x > WIDE;

/** Whether the map shows the whole country, as it does at the start. */
export const isHome = (): boolean => Boolean(home) && home!.zoom === map.getZoom() && home!.center.distanceTo(map.getCenter()) < 1;

export function fitCountry(): void {
  const [west, south, east, north] = boot().country;
  const size = map.getSize();
  const legend = document.querySelector<HTMLDetailsElement>(".legend");
  const room = size.x > WIDE && legend?.open ? LEGEND : 4; // it stands at the left
  const bar = isNarrow() ? null : document.getElementById("time-bar");
  const tools = size.x < 900 && size.y < LOW_MAP ? 54 : 8; // on a low map the tools stand beside the country
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    { animate: false, paddingTopLeft: [room, 8], paddingBottomRight: [tools, bar?.offsetHeight ? bar.offsetHeight + 30 : 8] },
  );
  home = { center: map.getCenter(), zoom: map.getZoom() };
}

export function look(camera: [number, number, number] | null): void {
  if (camera) map.setView([camera[0], camera[1]], camera[2], { animate: false });
  else fitCountry();
}

function report(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { lat, lng } = map.getCenter();
    change({ camera: isHome() ? null : [lat, lng, map.getZoom()] });
  }, SETTLED);
}

/** Move to a place, unless it already stands well inside the view. */
export function panTo(lat: number, lon: number): void {
  const isSheet = isNarrow() && !document.querySelector(".is-embed"); // there the dossier covers the lower part of the map
  const size = map.getSize();
  const point = map.latLngToContainerPoint([lat, lon]);
  const isInside = map.getBounds().pad(-0.1).contains([lat, lon]) && (!isSheet || point.y < size.y * (1 - SHEET));
  if (isInside) return;
  home = null; // on its way: a change of the map's room must not bring the whole country back
  map.panBy([point.x - size.x / 2, point.y - (isSheet ? size.y * 0.2 : size.y / 2)]);
}

/** Show an area whose greater part is out of sight, nearer than it need be at most. */
export function showArea(area: Leaflet.LatLngBounds): void {
  const isSheet = isNarrow() && !document.querySelector(".is-embed");
  const size = map.getSize();
  const low = isSheet ? size.y * SHEET : 0;
  const [seen, whole] = [L.bounds([0, 0], [size.x, size.y - low]), boxOf(area)];
  const common = L.bounds(
    [Math.max(seen.min!.x, whole.min!.x), Math.max(seen.min!.y, whole.min!.y)],
    [Math.max(0, Math.min(seen.max!.x, whole.max!.x)), Math.max(0, Math.min(seen.max!.y, whole.max!.y))],
  );
  const isThere = seen.overlaps(whole) && 4 * sizeOf(common) > 3 * Math.min(sizeOf(seen), sizeOf(whole));
  if (isThere) return;
  home = null;
  map.fitBounds(area, { maxZoom: map.getZoom(), paddingTopLeft: [24, 24], paddingBottomRight: [24, low + 24] });
}

const boxOf = (area: Leaflet.LatLngBounds): Leaflet.Bounds =>
  L.bounds(map.latLngToContainerPoint(area.getNorthWest()), map.latLngToContainerPoint(area.getSouthEast()));

const sizeOf = (box: Leaflet.Bounds): number => box.getSize().x * box.getSize().y;

/** The map's room has changed: where it showed the whole country, it does so again. */
export function refit(): void {
  const wasHome = isHome();
  map.invalidateSize();
  if (wasHome) fitCountry();
}

export function startCamera(made: Leaflet.Map, camera: [number, number, number] | null): void {
  map = made;
  look(camera);
  map.on("moveend", report);
}
