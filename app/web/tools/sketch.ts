/** Setting points on the map by mouse, finger or keyboard; one sketch at a time. What is drawn is the tool's. */
import type * as Leaflet from "leaflet";
import { around, byId, element } from "../../../layers/web/dom.ts";
import { theMap, whenMap } from "../map/map.ts";
import type { LatLng } from "./coordinates.ts";

interface Options {
  /** Draws the points; `hover` is the pointer's place while there is one. */
  onChange(points: LatLng[], hover: LatLng | null, isDone: boolean): void;
  /** Points that it needs to be finished. */
  least: number;
  /** With so many points it is finished. */
  most?: number;
}

interface Sketch extends Options {
  points: LatLng[];
  isDone: boolean;
}

const SAME = 5; // px; a second point as near as this is the same click
const COLOR = "#B3261E";
let current: Sketch | null = null;

function changed(hover: LatLng | null = null): void {
  current?.onChange(current.points, hover, current.isDone);
}

function aim(on: boolean): void {
  byId("map-frame").classList.toggle("is-picking", on);
  theMap().doubleClickZoom[on ? "disable" : "enable"]();
}

/** Whether points are being set. */
export const isDrawing = (): boolean => current !== null && !current.isDone;

/** Whether a sketch has points. */
export const isBegun = (): boolean => Boolean(current?.points.length);

/** Put the points where something else than a gesture says. */
export function setSketch(points: LatLng[], isDone: boolean): void {
  if (!current) return;
  Object.assign(current, { points, isDone });
  aim(!isDone);
  changed();
}

/** Begin a sketch; one that has points to begin with is finished. */
export function beginSketch(options: Options, points: LatLng[] = []): void {
  endSketch();
  current = { ...options, points, isDone: points.length > 0 };
  aim(!current.isDone);
  changed();
}

export function endSketch(): void {
  if (!current) return;
  aim(false);
  current = null;
}

export const clearSketch = (): void => setSketch([], false);

function finish(): void {
  if (current && current.points.length >= current.least) setSketch(current.points, true);
}

function undo(): void {
  if (!current) return;
  current.points.pop();
  if (current.isDone) aim(true);
  current.isDone = false;
  changed();
}

function add(latlng: Leaflet.LatLng): void {
  if (!current || current.isDone) return;
  const map = theMap();
  const last = current.points.at(-1);
  if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < SAME) return;
  current.points.push(latlng.wrap());
  if (current.points.length >= (current.most ?? Infinity)) finish();
  else changed();
}

/** A pane above every layer, and a group of shapes in it that no pointer meets. */
export interface Sheet {
  pane: string;
  group: Leaflet.LayerGroup;
  renderer: Leaflet.Renderer;
}

export function makeSheet(map: Leaflet.Map, name: string, zIndex: number): Sheet {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = String(zIndex);
  pane.style.pointerEvents = "none";
  return { pane: name, group: L.layerGroup().addTo(map), renderer: L.svg({ pane: name, padding: 0.5 }) };
}

/** Draw the points of a sketch, and its line or area below them. */
export function drawSketch({ pane, group, renderer }: Sheet, points: LatLng[], path: LatLng[], isArea: boolean): void {
  group.clearLayers();
  const style = { pane, renderer, interactive: false, color: COLOR, weight: 2 };
  const outline = isArea ? L.polygon(path, { ...style, fillColor: COLOR, fillOpacity: 0.08 }) : L.polyline(path, { ...style, weight: 2.5 });
  if (path.length > 1) group.addLayer(outline);
  for (const point of points) group.addLayer(L.circleMarker(point, { ...style, radius: 4, fillColor: "#FFFFFF", fillOpacity: 1 }));
}

/** A short text at a position; `isPoint` for the number of a point, which stands beside it. */
export interface Label {
  at: LatLng;
  text: string;
  isPoint?: boolean;
}

/** Write labels on a sheet. */
export function labelSketch({ pane, group }: Sheet, labels: Label[]): void {
  for (const { at, text, isPoint } of labels) {
    const html = element("span", "", text);
    const icon = L.divIcon({ className: `sketch-label${isPoint ? " is-point" : ""}`, html, iconSize: [0, 0] });
    group.addLayer(L.marker(at, { pane, icon, interactive: false, keyboard: false }));
  }
}

const ACTIONS: Record<string, () => void> = { add: () => add(theMap().getCenter()), undo, finish, clear: clearSketch };

function onKey(event: KeyboardEvent, map: Leaflet.Map): void {
  if (!isDrawing() || event.target !== map.getContainer()) return;
  if (event.key === "Enter") add(map.getCenter());
  else if (event.key === "Backspace") undo();
  else return;
  event.preventDefault();
}

export function startSketches(): void {
  whenMap.then((map) => {
    map.on("click", (event) => add(event.latlng));
    map.on("dblclick", () => isDrawing() && finish());
    map.on("mousemove", (event) => isDrawing() && changed(event.latlng));
    map.getContainer().addEventListener("keydown", (event) => onKey(event, map));
    document.addEventListener("click", (event) => ACTIONS[around(event, "[data-sketch]")?.dataset.sketch ?? ""]?.());
  });
}
