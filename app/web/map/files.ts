/** The files of layers: their addresses for the present view, and those of the first picture. */
import type { Artifact } from "../../../layers/web/types.ts";
import { boot } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { view } from "../state.ts";

/** Address of a layer's file for arguments, those of the present view by default: built, or computed. */
export function layerUrl(id: string, given = view().arguments[id]): string {
  if (!given || !Object.keys(given).length) return boot().layers[id]!.url;
  const usual = Object.fromEntries((boot().rules.parameters[id] ?? []).map(({ name, usual }) => [name, usual]));
  return `layers/${id}.geojson?${new URLSearchParams({ lang: boot().lang, ...usual, ...given })}`;
}

export const fetchLayer = (url: string): Promise<Artifact> => fetchJson<Artifact>(url);

const TOGETHER = 400; // ms

/** The files of the first picture, asked for before the map is there. Those at hand in time are drawn at once: every
    frame in between costs a slow machine as much as the picture itself. */
export function firstFiles(): Promise<unknown> {
  const { layers, arguments: given, base } = view();
  const ground = base === "atlas" ? boot().base.filter((entry) => entry.min_zoom === 0) : [];
  const urls = [...ground.map(({ url }) => url), ...layers.filter((id) => !given[id]).map((id) => layerUrl(id))];
  const timer = new Promise((resolve) => setTimeout(resolve, TOGETHER));
  return Promise.race([Promise.allSettled(urls.map(fetchLayer)), timer]);
}

const warmed = new Set<string>();

/** The first computed answer loads the geographic libraries: have that done before a slider moves. */
export function warm(id: string): void {
  const parameters = boot().rules.parameters[id];
  if (warmed.has(id) || !parameters?.length) return;
  warmed.add(id);
  const usual = Object.fromEntries(parameters.map(({ name, usual }) => [name, usual]));
  const url = `layers/${id}.geojson?${new URLSearchParams({ lang: boot().lang, ...usual })}`;
  fetch(url, { method: "HEAD" }).catch(() => warmed.delete(id));
}
