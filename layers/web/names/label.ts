/** The name that a feature puts on the map. */
import type { Feature, Label, Mark, Pin } from "../types.ts";

/** Its name as its mark has it written; nothing where the mark names nothing. */
export function labelOf(feature: Feature, mark: Mark, pin: Pin | null): Label | null {
  const isPoint = feature.geometry?.type === "Point";
  const at = feature.at ?? (feature.geometry?.type === "Point" ? feature.geometry.coordinates : null);
  if (!mark.label_style || !at) return null;
  return {
    text: feature.properties.name,
    ...(mark.short ? { short: mark.short } : {}),
    style: mark.label_style,
    rank: feature.properties.rank ?? 5,
    lat: at[1],
    lon: at[0],
    gap: mark.radius,
    minZoom: mark.min_zoom,
    color: mark.stroke,
    isPoint,
    area: isPoint ? null : feature.geometry,
    pin,
  };
}
