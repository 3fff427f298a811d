/** What a feature says when pointed at or clicked: name, scorecard, then the declared fields. */
import type * as Leaflet from "leaflet";
import { element } from "./dom.ts";
import { documentName } from "./facts.ts";
import { hasScores, scoreboard, unitText } from "./score.ts";
import { dayInWords } from "./text.ts";
import type { FactRecord, Feature, Field, Lang, Meta } from "./types.ts";

/** Between the citation of the first fact and the other documents. */
const ALSO: Record<Lang, string> = { fr: "\u202f; aussi\u202f: ", en: "; also: " };

function inWords(value: string | number, field: Field, meta: Meta): string {
  const text = typeof value === "number" ? value.toLocaleString(meta.lang) : field.kind === "date" ? dayInWords(value, meta.lang) : value;
  return text + unitText(field, meta.lang);
}

/** Several facts, each on a line of its own. */
function factList(facts: FactRecord[]): HTMLElement {
  const list = element("ul", "atlas-facts");
  list.append(...facts.map(({ words }) => element("li", "", words)));
  return list;
}

/** The source line of a card: the citation of its first fact, which is all that files have, then the other documents of its facts. */
export function sourceLine({ properties, facts = [], past = [] }: Feature, source: string, { lang, sources }: Meta): string {
  const stated = [...facts, ...past];
  const first = stated.find(({ id }) => id === String(properties.fact_ids).split("|")[0]);
  const others = sources.filter(({ id }) => id !== first?.source && stated.some((fact) => fact.source === id));
  return source + (others.length ? ALSO[lang] + others.map(documentName).join(lang === "fr" ? "\u202f; " : "; ") : "");
}

/** What a field says of a feature: the text of the property, or the facts that it was joined of where there are several. */
function valueNode(feature: Feature, field: Field, value: string | number, meta: Meta): HTMLElement {
  const facts = field.name === "facts" || field.name === "past" ? feature[field.name] : undefined;
  if (field.kind === "citation") {
    const line = sourceLine(feature, String(value), meta);
    return element("dd", line === value ? "atlas-chip" : "atlas-chip atlas-wide", line);
  }
  if (!facts || facts.length < 2) return element("dd", "", inWords(value, field, meta));
  const node = element("dd", "atlas-wide");
  node.append(factList(facts));
  return node;
}

/** The number that the layer is coloured by, or that there is none. */
function colouredLine(feature: Feature, meta: Meta): HTMLElement[] {
  const { coloured, fields } = meta;
  if (!coloured) return [];
  const field = fields.find(({ name }) => name === coloured.column)!;
  const value = feature.properties[coloured.column];
  const said = typeof value === "number" ? inWords(value, field, meta) : meta.class_styles!.unsaid_area.label;
  const line = element("p", "atlas-coloured", `${field.label}${meta.lang === "fr" ? "\u202f: " : ": "}`);
  line.append(element("b", "", said));
  return [line];
}

const canHover = (): boolean => matchMedia("(hover: hover)").matches;

/** What shows while a feature is pointed at; a finger does not point, and gets the scorecard by choosing. */
function tip(feature: Feature, meta: Meta): HTMLElement {
  if (!hasScores(meta)) return element("span", "", feature.properties.name);
  const box = element("div", "atlas-tip");
  const score = canHover() ? scoreboard(feature, meta) : [];
  box.append(element("strong", "", feature.properties.name), ...colouredLine(feature, meta), ...score);
  return box;
}

/** Bind what shows while a feature is pointed at: above a symbol, or beside it where it is a scorecard and tall. */
export function bindTip(layer: Leaflet.Layer, feature: Feature, meta: Meta, radius: number | null): void {
  const isTall = hasScores(meta);
  const beside: Leaflet.TooltipOptions = isTall ? { direction: "auto", opacity: 1 } : { direction: "top", offset: [0, -(radius ?? 0)] };
  layer.bindTooltip(() => tip(feature, meta), radius === null ? { sticky: true, opacity: 1 } : beside);
}

/** The fields that a card lists: all but identifiers, and the joined columns, which are many; files have them. */
export const inBrief = (fields: Field[]): Field[] => fields.filter(({ theme, kind }) => !theme && kind !== "code");

export function card(feature: Feature, meta: Meta): HTMLElement {
  const box = element("div", "atlas-popup");
  box.append(element("strong", "", feature.properties.name), ...colouredLine(feature, meta), ...scoreboard(feature, meta));
  const list = element("dl");
  for (const field of inBrief(meta.fields)) {
    const value = feature.properties[field.name];
    if (value === undefined || value === null) continue;
    list.append(element("dt", "", field.label), valueNode(feature, field, value, meta));
  }
  if (list.childNodes.length) box.appendChild(list);
  return box;
}
