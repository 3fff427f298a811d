/** How a comparison is shown on the map, as layers/view/comparing.py reads and writes it (tests/shared/view_cases.json). */
import type { Parameter, View } from "./view.ts";

export const HOWS = ["swipe", "halos"] as const;
export const SPLITS = [0.05, 0.95] as const;
export const MIDDLE = 0.5;

/** Where the border stands, in hundredths of the map's width. */
export const roundedSplit = (split: number): number => Math.min(SPLITS[1], Math.max(SPLITS[0], Math.floor(split * 100 + 0.5) / 100));

export function readSplit(text: string | null): number {
  const split = /^0?\.\d{1,4}$/.test(text ?? "") ? Number(text) : MIDDLE;
  return split >= SPLITS[0] && split <= SPLITS[1] ? split : MIDDLE;
}

export const otherOf = (layer: string, given: Record<string, string>): string =>
  [layer, ...Object.entries(given).map(([name, text]) => `${name}~${text}`)].join(",");

/** The layer of another case, and its arguments as texts, none of them checked. */
export function splitOther(text: string): [layer: string, given: Record<string, string>] {
  const [layer = "", ...pairs] = text.split(",");
  const parts = pairs.map((pair) => [pair.split("~", 1)[0]!, pair.slice(pair.indexOf("~") + 1)] as const);
  return [layer, Object.fromEntries(parts)];
}

type Written = (parameter: Parameter, text: string | undefined) => string | null;

/** Another case as it is always written; empty where the layer is not computed. */
export function canonicalOther(text: string, parameters: Record<string, Parameter[]>, written: Written): string {
  const [layer, given] = splitOther(text);
  if (!Object.hasOwn(parameters, layer)) return "";
  const kept = parameters[layer]!.flatMap((parameter) => {
    const value = written(parameter, given[parameter.name]);
    return value === null || value === parameter.usual ? [] : [[parameter.name, value]];
  });
  return otherOf(layer, Object.fromEntries(kept));
}

/** What of a comparison a view can have: nothing is compared without another date or case, and no case without a border. */
export function comparing(view: View): Pick<View, "compare" | "how" | "split" | "other"> {
  const compare = view.date ? view.compare : "";
  const other = view.how === "swipe" && view.layers.includes(splitOther(view.other)[0]) ? view.other : "";
  const how = compare || other ? view.how : "";
  return { compare, other, how, split: how === "swipe" ? roundedSplit(view.split) : MIDDLE };
}
