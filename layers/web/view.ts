/**
 * The view and its address, as layers/view/state.py reads and writes them: both are held to tests/shared/view_cases.json.
 * What cannot be used is left at its default.
 */
import { canonicalOther, comparing, HOWS, MIDDLE, readSplit } from "./comparing.ts";
import { drawingText } from "./drawn.ts";
import { canonicalFilter } from "./filter.ts";
import { measuredText } from "./measured.ts";
import { isDay, quoted } from "./text.ts";
import type { Colouring, Lang } from "./types.ts";

/** Everything that decides what the reader sees. */
export interface View {
  lang: Lang;
  /** Layers that are on, in catalogue order. */
  layers: string[];
  /** Layers raised above the others, topmost first, as few as the order needs. */
  order: string[];
  /** Percent, for the layers that are not fully opaque. */
  opacity: Record<string, number>;
  /** Of layers that are coloured by one of their columns: the column, and after a point how, where it is not the usual way. */
  colour: Record<string, string>;
  /** Arguments of computed layers that differ from the defaults, as texts of the address. */
  arguments: Record<string, Record<string, string>>;
  /** Latitude, longitude (WGS 84 degrees) and zoom; null while the whole country is shown. */
  camera: [number, number, number] | null;
  base: string;
  /** Place or part of the page of figures that is open, or empty. */
  selection: string;
  /** Place set beside the selected one, or empty. */
  beside: string;
  /** Layer that is read as a table, or empty. */
  table: string;
  /** Day as of which facts are shown, ISO 8601, or empty. */
  date: string;
  /** The other day of a comparison, or empty. */
  compare: string;
  /** How the map shows a comparison, or empty. */
  how: "" | "swipe" | "halos";
  /** Where the border of a swipe stands, as a share of the map's width, in hundredths. */
  split: number;
  /** The other case of a computed layer, as comparing.ts writes it, or empty. */
  other: string;
  /** What facts and rows must meet, text of CQL2 (filter.ts), or empty. */
  filter: string;
  /** What the reader measures, as measured.ts writes it, or empty. */
  measured: string;
  /** What the reader draws on the map, as drawn.ts writes it, or empty. */
  drawing: string;
  /** Whether only map and legend show, for the frame of another page. */
  embed: boolean;
}

/** An argument of a computed layer (layers/schema/parameters.py). */
export interface Parameter {
  name: string;
  kind: "number" | "choice" | "switch";
  /** The default as written in the address. */
  usual: string;
  minimum: number;
  maximum: number;
  choices: string[];
}

/** What a view may name. */
export interface Rules {
  /** In catalogue order. */
  layers: string[];
  defaults: string[];
  basemaps: string[];
  /** Places, panels of layers and parts of the page of figures. */
  selections: string[];
  parameters: Record<string, Parameter[]>;
  /** By layer: the columns that it may be coloured by, and how each is drawn by itself. */
  colours: Record<string, Record<string, Colouring>>;
  /** What facts may be filtered by, and the values that each may have. */
  filters: Record<string, string[]>;
}

/** By what a layer is coloured as it is always written; empty where that is none of its columns. */
export function colourOf(rules: Rules, layer: string, choice: string): string {
  const at = choice.indexOf(".");
  const [column, how] = at < 0 ? [choice, null] : [choice.slice(0, at), choice.slice(at + 1)];
  const own = rules.colours[layer] ?? {};
  if (!Object.hasOwn(own, column) || (how !== null && how !== "tint" && how !== "symbol")) return "";
  return how === null || how === own[column] ? column : choice;
}

export const ZOOMS = [4, 16] as const;

const short = (number: number): string => String(Number(number.toFixed(4)) + 0);

/** Zoom in quarter steps; halves go to the even one, as in Python. */
function quarters(zoom: number): number {
  const steps = Math.round(zoom * 4);
  return (steps - zoom * 4 === 0.5 && steps % 2 ? steps - 1 : steps) / 4;
}

/** All the layers from the top of the drawing down: those raised, then the rest in their order (layers/view/order.py). */
export const fromTheTop = (raised: string[], layers: string[]): string[] => [...raised, ...layers.filter((id) => !raised.includes(id))];

/** The shortest beginning of an order, topmost first, that still gives the same order of all the layers. */
export function fewest(raised: string[], layers: string[]): string[] {
  const kept = [...new Set(raised.filter((id) => layers.includes(id)))];
  const whole = fromTheTop(kept, layers);
  let count = kept.length;
  while (count && fromTheTop(whole.slice(0, count - 1), layers).join() === whole.join()) count -= 1;
  return whole.slice(0, count);
}

/** Whether a selection is a place, not a part of the page of figures nor the panel of a layer. */
export const isPlace = (selection: string): boolean => Boolean(selection) && !/^(figures|layer:)/.test(selection);

/** The same view written as it is always written: layers in catalogue order, defaults left out. */
export function canonical(view: View, rules: Rules): View {
  const layers = rules.layers.filter((id) => view.layers.includes(id));
  const opacity: View["opacity"] = {};
  const given: View["arguments"] = {};
  const colour: View["colour"] = {};
  for (const id of layers) {
    const choice = colourOf(rules, id, view.colour[id] ?? "");
    if (choice) colour[id] = choice;
    const percent = view.opacity[id];
    if (percent !== undefined && percent !== 100) opacity[id] = percent;
    const changed = (rules.parameters[id] ?? []).flatMap((parameter) => {
      const text = written(parameter, view.arguments[id]?.[parameter.name]);
      return text === null || text === parameter.usual ? [] : [[parameter.name, text]];
    });
    if (changed.length) given[id] = Object.fromEntries(changed);
  }
  const [lat, lon, zoom] = view.camera ?? [0, 0, 0];
  return {
    ...view,
    layers,
    opacity,
    colour,
    arguments: given,
    order: fewest(view.order, layers),
    camera: view.camera && [Number(short(lat)), Number(short(lon)), quarters(zoom)],
    beside: isPlace(view.selection) && isPlace(view.beside) && view.beside !== view.selection ? view.beside : "",
    ...comparing({ ...view, layers, other: canonicalOther(view.other, rules.parameters, written) }),
    filter: canonicalFilter(view.filter, rules.filters),
    measured: measuredText(view.measured),
    drawing: drawingText(view.drawing),
  };
}

/** An argument's text as it is always written, or null where it cannot be used. */
function written(parameter: Parameter, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (parameter.kind === "switch") return ["0", "1"].includes(text) ? text : null;
  if (parameter.kind === "choice") return parameter.choices.includes(text) ? text : null;
  const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  return number >= parameter.minimum && number <= parameter.maximum ? String(Number(number.toPrecision(6))) : null;
}

/** The query of a canonical view, without the question mark; equal views give equal text. */
export function toQuery(view: View): string {
  const pairs = [
    ["lang", view.lang],
    ["layers", view.layers.join(",") || "none"],
  ];
  if (view.order.length) pairs.push(["order", view.order.join(",")]);
  for (const [id, percent] of Object.entries(view.opacity)) pairs.push([`${id}.opacity`, String(percent)]);
  for (const [id, choice] of Object.entries(view.colour)) pairs.push([`${id}.colour`, choice]);
  for (const [id, given] of Object.entries(view.arguments))
    for (const [name, text] of Object.entries(given)) pairs.push([`${id}.${name}`, text]);
  if (view.camera) pairs.push(["at", view.camera.map(short).join(",")]);
  if (view.base !== "atlas") pairs.push(["base", view.base]);
  if (view.selection) pairs.push(["sel", view.selection]);
  if (view.beside) pairs.push(["with", view.beside]);
  if (view.table) pairs.push(["table", view.table]);
  if (view.date) pairs.push(["date", view.date]);
  if (view.compare) pairs.push(["compare", view.compare]);
  if (view.how) pairs.push(["how", view.how]);
  if (view.split !== MIDDLE) pairs.push(["split", String(view.split)]);
  if (view.other) pairs.push(["other", view.other]);
  if (view.filter) pairs.push(["filter", view.filter]);
  if (view.measured) pairs.push(["measure", view.measured]);
  if (view.drawing) pairs.push(["draw", view.drawing]);
  if (view.embed) pairs.push(["embed", "1"]);
  return pairs.map(([key, value]) => `${key}=${quoted(value!)}`).join("&");
}

function readCamera(text: string | null): View["camera"] {
  const parts = (text ?? "").split(",");
  if (parts.length !== 3 || parts.some((part) => !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(part))) return null;
  const [lat, lon, zoom] = parts.map(Number) as [number, number, number];
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= ZOOMS[0] && zoom <= ZOOMS[1] ? [lat, lon, zoom] : null;
}

/** An identifier without what a sentence leaves around it, as layers/view/forgive.py has it. */
const tidy = (name: string): string => name.replace(/^[\s.,;:!?()[\]{}<>«»“”"'’]+|[\s.,;:!?()[\]{}<>«»“”"'’]+$/g, "");
const tidyList = (names: string | null): string[] => (names ?? "").split(",").map(tidy);

function readLayers(text: string | null, rules: Rules): string[] {
  if (text === null) return rules.defaults;
  const asked = tidyList(text).filter((id) => id && id !== "none");
  const known = rules.layers.filter((id) => asked.includes(id));
  return known.length || !asked.length ? known : rules.defaults;
}

/** The view of an address; `lang` where it names none. */
export function fromQuery(query: string, rules: Rules, lang: Lang): View {
  const fields = new URLSearchParams(query.replace(/&amp;/gi, "&"));
  const last = (name: string): string | null => fields.getAll(name).at(-1) ?? null; // as Python reads a field given twice
  const oneOf = (name: string, known: readonly string[], usual: string): string => {
    const text = last(name);
    return [text, tidy(text ?? "")].find((meant) => meant !== null && known.includes(meant)) ?? usual;
  };
  const day = (name: string): string => (isDay(last(name) ?? "") ? last(name)! : "");
  const opacity: View["opacity"] = {};
  const given: View["arguments"] = {};
  const colour: View["colour"] = {};
  for (const id of rules.layers) {
    colour[id] = last(`${id}.colour`) ?? "";
    const percent = last(`${id}.opacity`) ?? "";
    if (/^\d{1,3}$/.test(percent) && Number(percent) <= 100) opacity[id] = Number(percent);
    for (const { name } of rules.parameters[id] ?? []) {
      const text = last(`${id}.${name}`);
      if (text !== null) (given[id] ??= {})[name] = text;
    }
  }
  const view: View = {
    lang: (["fr", "en"] as const).find((each) => each === last("lang")) ?? lang,
    layers: readLayers(last("layers"), rules),
    order: tidyList(last("order")).filter((id) => rules.layers.includes(id)),
    opacity,
    colour,
    arguments: given,
    camera: readCamera(last("at")),
    base: oneOf("base", rules.basemaps, "atlas"),
    selection: oneOf("sel", rules.selections, ""),
    beside: oneOf("with", rules.selections, ""),
    table: oneOf("table", rules.layers, ""),
    date: day("date"),
    compare: day("compare"),
    how: oneOf("how", HOWS, "") as View["how"],
    split: readSplit(last("split")),
    other: last("other") ?? "",
    filter: last("filter") ?? "",
    measured: last("measure") ?? "",
    drawing: last("draw") ?? "",
    embed: last("embed") === "1",
  };
  return canonical(view, rules);
}
