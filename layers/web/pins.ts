/** Pins of one place stand side by side around it; where they would run into others, a count stands for them. */
import type * as Leaflet from "leaflet";
import { element } from "./dom.ts";
import { arrange, fanRadius, joinNear, type Place, STACK } from "./fans.ts";
import { listHere, mapWords, standFor, toldOf } from "./here.ts";
import { nameStop } from "./keys.ts";
import { fill } from "./text.ts";
import { showSigns } from "./together.ts";
import type { Handle, Pin } from "./types.ts";

type Fan = Place<Pin> & { at: Leaflet.LatLng };

/** The counts that are on a map, by the pins behind them. */
const shownOn = new WeakMap<Leaflet.Map, Map<string, Leaflet.Marker>>();

/** Visible pins by place, with the place's position on the screen. */
function placesOf(map: Leaflet.Map, handles: Handle[]): Fan[] {
  const places = new Map<string, Fan>();
  for (const pin of handles.flatMap((handle) => (handle.visible ? handle.pins : []))) {
    if (!pin.getElement()) continue; // not drawn at this zoom
    const at = pin.getLatLng();
    const key = `${at.lat.toFixed(3)},${at.lng.toFixed(3)}`;
    if (!places.has(key)) places.set(key, { at, pins: [], point: map.latLngToLayerPoint(at), extent: 0, isOpen: false, isTaken: false });
    places.get(key)!.pins.push(pin);
  }
  return joinNear([...places.values()]) as Fan[];
}

function setPin(pin: Pin, shift: [number, number], visible: boolean): void {
  pin.shift = shift;
  const { style } = pin.getElement()!;
  const half = (pin.options.icon!.options.iconSize as [number, number])[0] / 2;
  const [left, top, display] = [`${shift[0] - half}px`, `${shift[1] - half}px`, visible ? "" : "none"] as const;
  if (style.marginLeft !== left) style.marginLeft = left;
  if (style.marginTop !== top) style.marginTop = top;
  if (style.display !== display) style.display = display;
}

function fan(map: Leaflet.Map, place: Fan): void {
  const visible = place.isOpen && !place.isTaken;
  const radius = visible ? fanRadius(place.pins.length) : 0;
  place.pins.forEach((pin, rank) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * rank) / place.pins.length;
    const own = map.latLngToLayerPoint(pin.getLatLng());
    const [x, y] = [place.point.x - own.x, place.point.y - own.y];
    setPin(pin, [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))], visible);
  });
}

function countMarker(map: Leaflet.Map, at: Leaflet.LatLng, pins: Pin[]): Leaflet.Marker {
  const words = fill(mapWords.stack!, { count: pins.length, name: toldOf(pins[0]!).feature.properties.name });
  const icon = L.divIcon({ className: "atlas-stack", html: element("span", "", String(pins.length)), iconSize: [2 * STACK, 2 * STACK] });
  const marker = L.marker(at, { pane: "atlas-stacks", keyboard: true, riseOnHover: true, icon });
  const open = (): void => listHere(map, at, pins.map(toldOf));
  marker.on("click", open);
  marker.on("add", () => {
    nameStop(marker.getElement()!, words, open);
    standFor(marker.getElement()!, pins.map(toldOf));
  });
  return marker.bindTooltip(element("span", "", words), { direction: "top", offset: [0, -STACK] });
}

function showCounts(map: Leaflet.Map, counts: { place: Fan; pins: Pin[] }[]): void {
  if (!map.getPane("atlas-stacks")) map.createPane("atlas-stacks").style.zIndex = "590";
  const shown = shownOn.get(map) ?? new Map<string, Leaflet.Marker>();
  shownOn.set(map, shown);
  const wanted = new Map(counts.map((count) => [count.pins.map((pin) => L.stamp(pin)).join(), count]));
  for (const [key, marker] of shown) {
    if (wanted.has(key)) continue;
    marker.remove();
    shown.delete(key);
  }
  for (const [key, { place, pins }] of wanted) if (!shown.has(key)) shown.set(key, countMarker(map, place.at, pins).addTo(map));
}

/** What stands on the map beside the pins themselves, as points of the map's layers. */
export interface Arranged {
  /** Where counts stand for pins. */
  counts: Leaflet.Point[];
  /** Where signs stand for figures given for several places together. */
  signs: Leaflet.Point[];
}

/** Arrange the pins of what is drawn for the zoom that is shown. */
export function fanOut(map: Leaflet.Map, handles: Handle[]): Arranged {
  const places = placesOf(map, handles);
  const counts = arrange(places) as { place: Fan; pins: Pin[] }[];
  for (const place of places) fan(map, place);
  showCounts(map, counts);
  const free = places.filter(({ isTaken }) => !isTaken);
  const signs = showSigns(map, handles, free);
  return { counts: counts.map(({ place }) => map.latLngToLayerPoint(place.at)), signs };
}
