/** What a feature says when pointed at or clicked: name, then the declared fields. */
import { element } from "./dom.ts";
import { dayInWords } from "./text.ts";
import type { FactRecord, Feature, Field, Meta } from "./types.ts";

function inWords(value: string | number, field: Field, meta: Meta): string {
  const text = typeof value === "number" ? value.toLocaleString(meta.lang) : field.kind === "date" ? dayInWords(value, meta.lang) : value;
  return field.unit ? `${text} ${field.unit}` : text;
}

/** Several facts, each on a line of its own. */
function factList(facts: FactRecord[]): HTMLElement {
  const list = element("ul", "atlas-facts");
  list.append(...facts.map(({ words }) => element("li", "", words)));
  return list;
}

/** What a field says of a feature: the text of the property, or the facts that it was joined of where there are several. */
function valueNode(feature: Feature, field: Field, value: string | number, meta: Meta): HTMLElement {
  const facts = field.name === "facts" || field.name === "past" ? feature[field.name] : undefined;
  if (!facts || facts.length < 2) return element("dd", field.kind === "citation" ? "atlas-chip" : "", inWords(value, field, meta));
  const node = element("dd", "atlas-wide");
  node.append(factList(facts));
  return node;
}

/** The fields that a card lists: all but the joined columns, which are many and stand in tables and files. */
export const inBrief = (fields: Field[]): Field[] => fields.filter(({ theme }) => !theme);

export function card(feature: Feature, meta: Meta): HTMLElement {
  const box = element("div", "atlas-popup");
  box.appendChild(element("strong", "", feature.properties.name));
  const list = element("dl");
  for (const field of inBrief(meta.fields)) {
    const value = feature.properties[field.name];
    if (value === undefined || value === null) continue;
    list.append(element("dt", "", field.label), valueNode(feature, field, value, meta));
  }
  if (list.childNodes.length) box.appendChild(list);
  return box;
}
