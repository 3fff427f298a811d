/** What the map is filtered by, a chip a condition; pressing one takes it away. */
import { make } from "../../../layers/web/dom.ts";
import { FACT_FIELDS, type Filter } from "../../../layers/web/filter.ts";
import { fill } from "../../../layers/web/text.ts";
import { written } from "../boot.ts";
import { shown } from "../map/map.ts";
import { type Offered, setFilter } from "./filter_state.ts";

/** The label of a column in the first layer drawn that has it, or its name. */
const labelOf = (column: string): string =>
  shown()
    .flatMap(({ meta }) => meta.fields)
    .find(({ name }) => name === column)?.label ?? column;

function chip(text: string, { words }: Offered, left: Filter): HTMLElement {
  const title = fill(words.remove!, { words: text });
  const node = make(
    "button",
    { type: "button", class: "filter-chip", title, "aria-label": title },
    text,
    make("span", { "aria-hidden": "true" }, "×"),
  );
  node.addEventListener("click", () => setFilter(left));
  return node;
}

export function chips(filter: Filter, offered: Offered): HTMLElement[] {
  const { or, pair, titles } = offered;
  const found = FACT_FIELDS.flatMap((field) => {
    const values = filter.facts[field];
    if (!values?.length) return [];
    const names = new Map(offered.choices[field]);
    const text = fill(pair, { title: titles[field], words: values.map((value) => names.get(value) ?? value).join(or) });
    return chip(text, offered, { ...filter, facts: { ...filter.facts, [field]: [] } });
  });
  if (filter.words)
    found.push(chip(fill(pair, { title: titles.text, words: filter.words.replaceAll("%", "") }), offered, { ...filter, words: "" }));
  for (const each of filter.columns) {
    const values = each.values.map((value) => (typeof value === "number" ? written(value) : value)).join(or);
    const rest = filter.columns.filter((other) => other !== each);
    found.push(chip(`${labelOf(each.column)} ${offered.signs[each.operator]} ${values}`, offered, { ...filter, columns: rest }));
  }
  return found;
}
