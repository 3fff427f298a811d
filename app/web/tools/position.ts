/** Moving the map to a position, and the card that says it in three ways. */
import type * as Leaflet from "leaflet";
import { element } from "../../../layers/web/dom.ts";
import { hereList, mapWords, nameClose, popup, under } from "../../../layers/web/here.ts";
import type { Told } from "../../../layers/web/types.ts";
import { word } from "../boot.ts";
import { isNarrow, whenMap } from "../map/map.ts";
import { decimal, dms, mgrs } from "./coordinates.ts";
import { library } from "./library.ts";

/** Pixels of the map that a tool's card covers at the right, or a card or dossier below on a narrow screen. */
function coveredParts(map: Leaflet.Map): [aside: number, below: number] {
  const card = document.querySelector<HTMLElement>(".tool-card:not([hidden])");
  const height = map.getSize().y;
  if (!isNarrow()) return [card ? card.offsetWidth + 44 : 0, 0];
  const dossier = document.querySelector(".dossier.is-open") ? height * 0.58 : 0;
  return [0, Math.round(Math.max(dossier, card ? height - card.offsetTop : 0))];
}

/** Show `at` (latitude, longitude; or south, west, north, east) clear of what covers the map. */
export async function goTo(at: readonly number[], zoom = 8): Promise<void> {
  const map = await whenMap;
  await new Promise((wake) => setTimeout(wake, 60)); // a dossier that opens narrows the map first
  map.invalidateSize({ pan: false });
  const [aside, below] = coveredParts(map);
  const [lat, lng, north, east] = at as [number, number, number?, number?];
  if (north !== undefined && east !== undefined) {
    const padding: Leaflet.FitBoundsOptions = { paddingTopLeft: [24, 24], paddingBottomRight: [56 + aside, 24 + below] };
    map.fitBounds(L.latLngBounds([lat, lng], [north, east]), { animate: false, maxZoom: 10, ...padding });
    return;
  }
  const level = Math.max(map.getZoom(), zoom);
  const middle = map.project([lat, lng], level).add([aside / 2, below / 2]);
  map.setView(map.unproject(middle, level), level, { animate: false });
}

function line(key: string, text: string): HTMLElement {
  const row = element("div", "coordinate");
  const copy = element("button", "copy");
  const title = word("copy", { what: word(key) });
  Object.assign(copy, { type: "button", title, ariaLabel: title });
  copy.dataset.copy = text;
  row.append(element("span", "term", word(key)), element("span", "figure", text), copy);
  return row;
}

function featuresAt(map: Leaflet.Map, at: Leaflet.LatLng): Told[] {
  const corner = map.getContainer().getBoundingClientRect();
  const point = map.latLngToContainerPoint(at);
  return under(corner.x + point.x, corner.y + point.y);
}

/** A small card on the map: a title, the position in three ways, each with a copy button, and what lies there. */
export async function showPosition(latlng: Leaflet.LatLngExpression, title = ""): Promise<void> {
  const map = await whenMap;
  await library("mgrs").catch(() => undefined); // without it, the other two ways
  const at = L.latLng(latlng as Leaflet.LatLngTuple).wrap();
  const box = element("div", "position-card");
  if (title) box.appendChild(element("strong", "", title));
  box.append(line("decimal", decimal(at)), line("dms", dms(at, word("west"))));
  if (mgrs(at)) box.appendChild(line("mgrs", mgrs(at)));
  const found = featuresAt(map, at);
  const frame = popup({ minWidth: 250, maxHeight: 320 }).setLatLng(at);
  const choose = (about: Told): void => {
    frame.remove();
    about.act(at);
  };
  if (found.length) box.append(element("strong", "here-title", mapWords.here), hereList(found, choose));
  frame.setContent(box).openOn(map);
  nameClose(frame);
}
