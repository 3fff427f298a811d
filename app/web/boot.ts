/** What the document says to the scripts at once (app/page): addresses of layers, rules of the view, words. */

import type { LabelStyle, Lang, Position } from "../../layers/web/types.ts";
import type { Rules } from "../../layers/web/view.ts";

/** Tiles on offer as ground; the server's own say of what kind they are. */
export interface Tiles {
  kind?: "vector" | "raster";
  url: string;
  attribution: string;
  max_zoom: number;
}

export interface Boot {
  lang: Lang;
  /** The query of the view that the frame was written for. */
  query: string;
  /** West, south, east, north of the country, degrees. */
  country: [number, number, number, number];
  rules: Rules;
  /** Address of each layer's file and its height in the drawing. */
  layers: Record<string, { url: string; order: number }>;
  base: { id: string; url: string; min_zoom: number }[];
  /** Online basemaps. */
  tiles: Record<string, Tiles>;
  /** Latitude and longitude of the places that have them. */
  places: Record<string, Position>;
  /** The layers that draw regions, cercles and sectors, and the places that have their area there. */
  areas: Record<string, string[]>;
  /** The other places that a sheet can show by themselves. */
  extents: string[];
  /** Of the download menus; `whole` are those that hold every layer, `styled` those that say how features are drawn. */
  formats: { ending: string; title: string; about: string; whole: boolean; styled: boolean; live: boolean }[];
  label_styles: Record<string, LabelStyle>;
  /** The map core's words. */
  words: Record<string, string>;
  /** Addresses of the libraries fetched when first used, by name. */
  vendor: Record<string, string>;
  /** Whether the address could not be used as it is: a notice says so once the map is drawn. */
  notice: boolean;
  /** Scripts of the components that open later. */
  later: string[];
}

const read = <T>(id: string): T => JSON.parse(document.getElementById(id)!.textContent!) as T;

let data: Boot | undefined;

export function boot(): Boot {
  data ??= read<Boot>("atlas-boot");
  return data;
}

let words: Record<string, string> | undefined;

/** A text of the interface by its key, its fields filled; the key itself where there is none. */
export function word(key: string, values: Record<string, string | number> = {}): string {
  words ??= read<Record<string, string>>("atlas-words");
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)), words[key] ?? key);
}

/** The language of the page. */
export const lang = (): Lang => boot().lang;

const formats = new Map<number | undefined, Intl.NumberFormat>(); // made once: each takes longer than a thousand uses of it

/** A number as the page's language writes it. */
export function written(number: number, decimals?: number): string {
  let format = formats.get(decimals);
  if (!format)
    formats.set(decimals, (format = new Intl.NumberFormat(lang(), decimals === undefined ? {} : { maximumFractionDigits: decimals })));
  return format.format(number);
}
