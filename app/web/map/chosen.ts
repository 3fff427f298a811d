/** What is chosen: its signs are ringed, its area is outlined, and it is in sight. */
import type * as Leaflet from "leaflet";
import { toldOf } from "../../../layers/web/here.ts";
import type { Feature, Handle } from "../../../layers/web/types.ts";
import { boot } from "../boot.ts";
import { view } from "../state.ts";
import { panTo, showArea } from "./camera.ts";
import { fetchLayer, layerUrl } from "./files.ts";

const PANE = "atlas-chosen";
const LOOK = { pane: PANE, interactive: false, color: "#0B6FB8", weight: 3, fill: false };
let outline: { of: string; shape: Leaflet.GeoJSON } | undefined;

const isOf = (feature: Feature, selection: string): boolean => feature.properties.place === selection || feature.id === selection;

const isArea = ({ geometry }: Feature): boolean => geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";

/** Ring the signs of the place that is chosen. */
export function ringPins(handles: Handle[]): void {
  const { selection } = view();
  for (const pin of handles.flatMap((handle) => handle.pins)) {
    const node = pin.getElement();
    node?.classList.toggle("is-selected", Boolean(selection) && isOf(toldOf(pin).feature, selection));
  }
}

/** The area of a place: as a layer draws it, else from the layer of regions, cercles or sectors. */
async function areaOf(selection: string, handles: Handle[]): Promise<Feature | undefined> {
  const drawn = handles.flatMap((handle) => handle.features).find((feature) => feature.id === selection && isArea(feature));
  if (drawn) return drawn;
  const layer = Object.entries(boot().areas).find(([, places]) => places.includes(selection))?.[0];
  if (!layer) return undefined;
  return (await fetchLayer(layerUrl(layer))).features.find((feature) => isOf(feature, selection) && isArea(feature));
}

/** Outline the area of the place that is chosen; nothing where that is a point, or its file cannot be had. */
async function outlineArea(map: Leaflet.Map, handles: Handle[]): Promise<void> {
  const { selection } = view();
  if (outline?.of === selection) return;
  outline?.shape.remove();
  outline = undefined;
  const area = await areaOf(selection, handles).catch(() => undefined);
  if (!area || view().selection !== selection || outline) return;
  const pane = map.getPane(PANE) ?? map.createPane(PANE);
  Object.assign(pane.style, { zIndex: 470, pointerEvents: "none" }); // above every area, below the points
  const look = { ...LOOK, renderer: L.svg({ pane: PANE }) };
  outline = { of: selection, shape: L.geoJSON(area as GeoJSON.Feature, { ...look, style: look } as Leaflet.GeoJSONOptions).addTo(map) };
}

/** Bring what is chosen into sight, unless it stands there already. */
export async function showChosen(map: Leaflet.Map, handles: Handle[]): Promise<void> {
  const at = boot().places[view().selection];
  if (at) panTo(at[0], at[1]);
  await outlineArea(map, handles);
  if (outline) showArea(outline.shape.getBounds());
}
