/** The Leaflet map that dash-leaflet makes, and what is drawn on it. (Skeleton: signatures are final.) */
import type * as Leaflet from "leaflet";
import type { Handle } from "../../../layers/web/types.ts";
import { signal } from "../signal.ts";

/** The map, once dash-leaflet has made it. */
export const whenMap: Promise<Leaflet.Map> = new Promise(() => undefined);

/** The map now; an error before it is there. */
export function theMap(): Leaflet.Map {
  throw new Error("no map yet");
}

/** After layers were drawn, shown, hidden or dated again. */
export const drawn = signal();

/** A feature chosen on the map: its layer and its identifier. */
export const picked = signal<{ layer: string; feature: string }>();

/** The layers that are visible. */
export const shown = (): Handle[] => [];

/** The layers as of the view's date are drawn again (for whoever must wait for it). */
export const redrawn = (): Promise<void> => Promise.resolve();

/** Address of a layer's file for the arguments of the present view. */
export const layerUrl = (id: string): string => id;

export function fitCountry(): void {}

/** Whether the map shows the whole country, as it does at the start. */
export const isHome = (): boolean => false;

/** The map's room has changed: where it showed the whole country, it does so again. */
export async function resettle(): Promise<void> {}
