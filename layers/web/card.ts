/** What a feature says when pointed at or clicked: name, then the declared fields. */
import { element } from "./dom.ts";
import { dayInWords } from "./text.ts";
import type { Feature, Field, Meta } from "./types.ts";

function inWords(value: string | number, field: Field, meta: Meta): string {
  const text = typeof value === "number" ? value.toLocaleString(meta.lang) : field.kind === "date" ? dayInWords(value, meta.lang) : value;
  return field.unit ? `${text} ${field.unit}` : text;
}

export function card(feature: Feature, meta: Meta): HTMLElement {
  const box = element("div", "atlas-popup");
  box.appendChild(element("strong", "", feature.properties.name));
  const list = element("dl");
  for (const field of meta.fields) {
    const value = feature.properties[field.name];
    if (value === undefined || value === null) continue;
    list.append(element("dt", "", field.label), element("dd", field.kind === "citation" ? "atlas-chip" : "", inWords(value, field, meta)));
  }
  if (list.childNodes.length) box.appendChild(list);
  return box;
}
