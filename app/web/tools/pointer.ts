/** The line of coordinates, where the reader stands, and full screen. */
import type * as Leaflet from "leaflet";
import { byId } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { theMap, whenMap } from "../map/map.ts";
import { registerActions } from "../page/actions.ts";
import { say } from "../status.ts";
import { decimal, mgrs } from "./coordinates.ts";
import { library } from "./library.ts";
import { goTo, showPosition } from "./position.ts";
import { isDrawing } from "./sketch.ts";
import { fixed } from "./units.ts";

const PAUSE = 4000; // ms a message stays
const BLUE = "#0B6FB8";
let here: Leaflet.LayerGroup | undefined;

/** The coordinates under the pointer; without one, of the centre of the map. */
function write(latlng: Leaflet.LatLng, isCentre: boolean): void {
  const line = byId("pointer");
  const at = latlng.wrap();
  line.querySelector(".pointer-degrees")!.textContent = decimal(at);
  line.querySelector(".pointer-mgrs")!.textContent = mgrs(at);
  line.classList.toggle("is-centre", isCentre);
}

function followPointer(map: Leaflet.Map): void {
  let queued = 0;
  const later = (at: Leaflet.LatLng, isCentre: boolean): void => {
    cancelAnimationFrame(queued);
    queued = requestAnimationFrame(() => write(at, isCentre));
  };
  const centre = (): void => later(map.getCenter(), true);
  const wake = (): unknown => library("mgrs").then(centre, () => undefined);
  centre();
  map.on("mousemove", (event) => later(event.latlng, false));
  map.on("mouseout", centre);
  map.on("move", centre);
  map.once("mousemove", wake);
  map.once("movestart", wake);
  map.on("contextmenu", (event) => !isDrawing() && showPosition(event.latlng));
}

function showHere(map: Leaflet.Map, { latitude, longitude, accuracy }: GeolocationCoordinates): void {
  here?.remove();
  const at: [number, number] = [latitude, longitude];
  here = L.layerGroup([
    L.circle(at, { color: BLUE, interactive: false, radius: accuracy, weight: 1, fillOpacity: 0.1 }),
    L.circleMarker(at, { color: "#FFFFFF", weight: 2, interactive: false, radius: 6, fillColor: BLUE, fillOpacity: 1 }),
  ]).addTo(map);
  goTo(at, 10);
  say(word("located", { metres: fixed(accuracy, 0) }), PAUSE);
}

/** Where the reader stands, if the browser tells. */
async function locate(): Promise<void> {
  const map = await whenMap;
  const fail = (): void => say("locate_failed", PAUSE);
  if (!navigator.geolocation) return fail();
  say("locating");
  const options = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };
  navigator.geolocation.getCurrentPosition((found) => showHere(map, found.coords), fail, options);
}

function fullScreen(): void {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => undefined);
}

export function startPointer(): void {
  const button = document.querySelector<HTMLElement>('[data-action="fullScreen"]')!;
  button.hidden = !document.fullscreenEnabled;
  document.addEventListener("fullscreenchange", () => button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
  whenMap.then(followPointer);
  registerActions({ locate, fullScreen, showCentre: () => showPosition(theMap().getCenter()) });
}
