/** The places of one result or fact, ringed on the map until the reader takes the rings away. */
import type { Feature as GeoFeature } from "geojson";
import type * as Leaflet from "leaflet";
import { byId, make } from "../../../layers/web/dom.ts";
import type { Artifact } from "../../../layers/web/types.ts";
import { boot, word, written } from "../boot.ts";
import { fetchJson, whatFailed } from "../fetch.ts";
import { whenMap } from "../map/map.ts";
import { switchOn } from "../page/switches.ts";
import { change } from "../state.ts";
import { say } from "../status.ts";
import { goTo } from "../tools/position.ts";

const AREAS = ["regions", "sectors"]; // layers that hold the outlines of places without a point
const PAUSE = 2500; // ms a message stays
const PANE = "atlas-ringed"; // above the layers, below their names
const LOOK = { pane: PANE, color: "#0B6FB8", weight: 3, fill: false, interactive: false };
let rings: Leaflet.LayerGroup | undefined;

/** Switch the layer of activities on, ring the places, look at them; of a single place, open the dossier. */
export async function showPlaces(reference: string, places: string[]): Promise<void> {
  switchOn("results");
  change({ selection: places.length === 1 ? places[0]! : "" });
  const count = written(places.length);
  await ringPlaces(
    places,
    make("button", { type: "button", class: "goto", "data-result": reference }, reference),
    make("span", {}, word(places.length === 1 ? "results_ringed_one" : "results_ringed", { count })),
  );
}

/** Ring places on the map and look at them; a note says what they are. */
export async function ringPlaces(places: string[], ...note: Node[]): Promise<void> {
  const map = await whenMap;
  if (!map.getPane(PANE)) Object.assign(map.createPane(PANE).style, { zIndex: 610, pointerEvents: "none" });
  try {
    const shapes = await shapesOf(places);
    forget();
    rings = L.layerGroup(shapes).addTo(map);
    const bounds = L.featureGroup(shapes).getBounds();
    if (!bounds.isValid()) return say(word("search_nowhere"), PAUSE); // areas without published limits
    await goTo([bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()]);
    showNote(note);
  } catch (error) {
    say(whatFailed(error));
  }
}

async function shapesOf(places: string[]): Promise<Leaflet.Layer[]> {
  const { places: points, layers } = boot();
  const found: Leaflet.Layer[] = [];
  for (const place of places) if (points[place]) found.push(L.circleMarker(points[place], { ...LOOK, radius: 16 }));
  if (places.every((place) => points[place])) return found;
  for (const layer of AREAS) {
    const entry = layers[layer];
    const { features } = entry ? await fetchJson<Artifact>(entry.url) : { features: [] };
    const areas = features.filter(({ properties }) => places.includes(properties.place_id ?? ""));
    found.push(...areas.map((area) => L.geoJSON(area as GeoFeature, { pane: PANE, style: LOOK, interactive: false })));
  }
  return found;
}

function forget(): void {
  rings?.remove();
  rings = undefined;
  document.getElementById("ringed")?.remove();
}

function showNote(note: Node[]): void {
  const title = word("close");
  const close = make("button", { type: "button", class: "icon-button", "aria-label": title, title, onclick: forget }, "×");
  byId("map-frame").append(make("div", { id: "ringed", class: "ringed", role: "status" }, note, close));
}
