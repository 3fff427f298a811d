/** A figure given for several places together: one quiet sign at each town, whatever the layers; its places linked when it is pointed at. */
import type * as Leaflet from "leaflet";
import { element } from "./dom.ts";
import { type Place, type Spot, STACK } from "./fans.ts";
import { listHere, mapWords, tell } from "./here.ts";
import { nameStop } from "./keys.ts";
import { pinElement } from "./symbols.ts";
import { fill } from "./text.ts";
import type { Handle, Mark, Member, Pin, Told } from "./types.ts";

export const SIGN = 8; // half its height, px
export const SIGN_WIDE = 14; // half its width, px
const MUTED = "#5B6B7A";
const INK = "#1B2733";
const LINKS = "atlas-links";
const SIGNS = "atlas-signs";

/** The figures of one spot of the screen; `point` is where their sign stands. */
interface Sign {
  at: Leaflet.LatLng;
  point: Leaflet.Point;
  members: Member[];
}

/** The signs that are on a map. */
const shownOn = new WeakMap<Leaflet.Map, Map<string, { marker: Leaflet.Marker; told: Told[] }>>();
const membersOf = new WeakMap<Told, Member[]>(); // of every figure that is or was on a map
let links: Leaflet.LayerGroup | undefined;
let isHeld = false; // while a list or a card of figures is open

function paneOf(map: Leaflet.Map, name: string, zIndex: number): void {
  if (!map.getPane(name)) map.createPane(name).style.zIndex = String(zIndex);
}

function unlink(): void {
  links?.remove();
  links = undefined;
}

function release(): void {
  isHeld = false;
  unlink();
}

/** Link a town with the other places of figures. */
function link(map: Leaflet.Map, from: Leaflet.LatLng, figures: Told[]): void {
  unlink();
  paneOf(map, LINKS, 470);
  map.getPane(LINKS)!.style.pointerEvents = "none";
  const look = { pane: LINKS, renderer: L.svg({ pane: LINKS }), interactive: false, color: INK, weight: 1.3 };
  const others = new Map(figures.flatMap((told) => membersOf.get(told) ?? []).map(({ at }) => [String(at), at]));
  const areas = figures.filter(({ feature }) => feature.geometry && feature.geometry.type !== "MultiPoint");
  links = L.layerGroup([
    ...areas.map(({ feature }) =>
      L.geoJSON(feature as GeoJSON.Feature, { ...look, style: { ...look, fill: false } } as Leaflet.GeoJSONOptions),
    ),
    ...[...others.values()].flatMap((at) => [
      L.polyline([from, at], look),
      L.circleMarker(at, { ...look, radius: 3, fillColor: INK, fillOpacity: 1 }),
    ]),
  ]).addTo(map);
}

/** Whether a sign at a spot touches the pins of a place. */
function touches<P>({ x, y }: Spot, { point, extent }: Place<P>): boolean {
  const [dx, dy] = [Math.abs(point.x - x) - SIGN_WIDE, Math.abs(point.y - y) - SIGN];
  return Math.hypot(Math.max(0, dx), Math.max(0, dy)) < extent;
}

/** Where a sign stands: beside the pins of its town, or of those that cover it; at the town where there are none. */
function besides<P>(point: Leaflet.Point, places: Place<P>[]): Spot {
  const far = (place: Place<P>): number => Math.hypot(place.point.x - point.x, place.point.y - point.y);
  const near = places.filter((place) => far(place) < Math.max(2 * STACK, place.extent)).sort((a, b) => far(a) - far(b))[0];
  if (!near) return point;
  const { x, y } = near.point;
  const [high, wide] = [near.extent + SIGN + 1, near.extent + SIGN_WIDE + 1];
  const around = [
    { x, y: y + high },
    { x, y: y - high },
    { x: x + wide, y },
    { x: x - wide, y },
  ];
  return around.find((spot) => places.every((place) => place === near || !touches(spot, place))) ?? around[0]!;
}

function signsOf<P>(map: Leaflet.Map, members: Member[], places: Place<P>[]): Sign[] {
  const signs: Sign[] = [];
  for (const member of members) {
    const spot = besides(map.latLngToLayerPoint(member.at), places);
    const near = signs.find(({ point }) => Math.abs(point.x - spot.x) < 2 * SIGN_WIDE && Math.abs(point.y - spot.y) < 2 * SIGN + 2);
    if (near) near.members.push(member);
    else signs.push({ at: member.at, point: L.point(Math.round(spot.x), Math.round(spot.y)), members: [member] });
  }
  return signs;
}

/** The fullest of the signs, in its layer's colour where there is one layer: what is only planned stays hollow. */
function markOf(members: Member[]): Mark {
  const marks = members.map(({ told }) => told.mark);
  const rank = ({ fill, struck }: Mark): number => (struck ? -1 : fill);
  const mark = marks.reduce((best, next) => (rank(next) > rank(best) ? next : best));
  const color = marks.every((each) => each.color === mark.color) ? mark.color : MUTED;
  return { ...mark, color, radius: SIGN - 1 };
}

function signElement(members: Member[], count: number): HTMLElement {
  const node = element("span");
  node.append(pinElement(markOf(members)));
  if (count > 1) node.append(String(count));
  return node;
}

/** Choose among the figures of a sign; the places of the one pointed at are linked, and stay so while its card is open. */
function choose(map: Leaflet.Map, marker: Leaflet.Marker, told: Told[], title: string): void {
  const at = marker.getLatLng();
  const keep = (about: Told): void => {
    about.act(at);
    marker.closeTooltip(); // the focus that comes back opens it
    isHeld = true;
    link(map, at, [about]);
    map.once("popupclose", release);
  };
  if (told.length === 1) {
    keep(told[0]!);
    return;
  }
  const figures = new Map(told.map((about): [Told, Told] => [{ ...about, act: () => keep(about) }, about]));
  const point = (about: Told): void => link(map, at, [figures.get(about)!]);
  listHere(map, at, [...figures.keys()], { title, point, gone: release });
  isHeld = true;
}

const toldOf = ({ members }: Sign): Told[] => [...new Set(members.map((member) => member.told))];

/** How far a sign stands from its town, px. */
function shiftOf(map: Leaflet.Map, { at, point }: Sign): [number, number] {
  const { x, y } = point.subtract(map.latLngToLayerPoint(at));
  return [Math.round(x), Math.round(y)];
}

function signMarker(map: Leaflet.Map, sign: Sign): Leaflet.Marker {
  const { at, members } = sign;
  const told = toldOf(sign);
  const words = fill(mapWords.with_others!, { count: told.length });
  const [x, y] = shiftOf(map, sign);
  const size: [number, number] = [told.length > 1 ? 2 * SIGN_WIDE : 2 * SIGN, 2 * SIGN];
  const iconAnchor: [number, number] = [size[0] / 2 - x, size[1] / 2 - y];
  const icon = L.divIcon({ className: "atlas-with", html: signElement(members, told.length), iconSize: size, iconAnchor });
  const marker = L.marker(at, { pane: SIGNS, keyboard: true, icon });
  const open = (): void => {
    marker.closeTooltip();
    choose(map, marker, told, words);
  };
  tell(marker, ...told);
  marker.on("click", open);
  marker.on("mouseover", () => isHeld || link(map, at, told));
  marker.on("mouseout", () => isHeld || unlink());
  marker.on("add", () => nameStop(marker.getElement()!, words, open));
  return marker.bindTooltip(element("span", "", told.length > 1 ? words : told[0]!.feature.properties.name), {
    direction: "bottom",
    offset: [x, y + SIGN],
  });
}

/** Show the signs of the figures that are on the map; return where they stand. */
export function showSigns(map: Leaflet.Map, handles: Handle[], places: Place<Pin>[]): Leaflet.Point[] {
  paneOf(map, SIGNS, 585);
  const members = handles.flatMap((handle) => (handle.visible ? handle.members : []));
  for (const { told } of members) membersOf.set(told, []);
  for (const member of members) membersOf.get(member.told)!.push(member);
  const shown = shownOn.get(map) ?? new Map<string, { marker: Leaflet.Marker; told: Told[] }>();
  shownOn.set(map, shown);
  const signs = signsOf(map, members, places);
  const wanted = new Map(signs.map((sign) => [[sign.at, shiftOf(map, sign)].join(), sign]));
  const isSame = (key: string, told: Told[]): boolean => {
    const now = wanted.has(key) ? toldOf(wanted.get(key)!) : [];
    return now.length === told.length && now.every((about, rank) => about === told[rank]);
  };
  for (const [key, { marker, told }] of shown) {
    if (isSame(key, told)) continue;
    marker.remove();
    shown.delete(key);
  }
  for (const [key, sign] of wanted) if (!shown.has(key)) shown.set(key, { marker: signMarker(map, sign).addTo(map), told: toldOf(sign) });
  return signs.map(({ point }) => point);
}
