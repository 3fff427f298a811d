/** The ring that shows on the map the feature of the table's current row. */

import type { Feature } from "../../../layers/web/types.ts";
import { whenMap } from "../map/map.ts";

const PANE = "atlas-ring";
let ring: L.GeoJSON | undefined;

/** Ring a feature, or nothing; `moves` brings it into view if it is not. */
export async function ringFeature(feature: Feature | undefined, moves: boolean): Promise<void> {
  const map = await whenMap;
  ring?.remove();
  ring = undefined;
  if (!feature?.geometry) return;
  const pane = map.getPane(PANE) ?? map.createPane(PANE);
  Object.assign(pane.style, { zIndex: 450, pointerEvents: "none" });
  const look = { pane: PANE, renderer: L.svg({ pane: PANE }), interactive: false, color: "#0B6FB8", weight: 3, fill: false };
  ring = L.geoJSON(
    feature as GeoJSON.Feature,
    {
      style: look,
      pointToLayer: (_, at) => L.circleMarker(at, { ...look, radius: 17 }),
    } as L.GeoJSONOptions,
  ).addTo(map);
  if (!moves) return;
  const bounds = ring.getBounds();
  const seen = map.getBounds();
  if (feature.geometry.type === "Point") {
    if (!seen.pad(-0.15).contains(bounds)) map.panTo(bounds.getCenter());
  } else if (!seen.intersects(bounds) || !seen.pad(0.2).contains(bounds)) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 10 });
}
