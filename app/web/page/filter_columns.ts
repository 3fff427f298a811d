/** A comparison of a column of the layers that are drawn, put into the filter. */
import { make } from "../../../layers/web/dom.ts";
import type { Operator } from "../../../layers/web/filter.ts";
import type { Field } from "../../../layers/web/types.ts";
import { drawn, shown } from "../map/map.ts";
import { type Offered, setFilter, wanted } from "./filter_state.ts";

/** A number as the page's language may write it; not one where the text is none. */
const numberIn = (text: string): number =>
  Number(
    text
      .trim()
      .replace(/[\s\u202f\u00a0]/g, "")
      .replace(",", ".") || Number.NaN,
  );

/** Columns of numbers by their layer's title, each name once. */
function columns(): [string, Field[]][] {
  const known = new Set<string>();
  return shown().map(({ meta }) => {
    const own = meta.fields.filter(({ name, kind }) => kind === "number" && /^[a-z][a-z0-9_]{0,62}$/.test(name) && !known.has(name));
    for (const { name } of own) known.add(name);
    return [meta.title, own];
  });
}

export function columnRow({ words, signs }: Offered): HTMLElement {
  const list = make("select", { "aria-label": words.column });
  const operator = make(
    "select",
    { "aria-label": words.comparison },
    (Object.entries(signs) as [Operator, string][]).map(([value, sign]) => make("option", { value, selected: value === ">=" }, sign)),
  );
  const value = make("input", { type: "text", inputmode: "decimal", maxlength: 20, "aria-label": words.value });
  const add = make("button", { type: "submit", class: "tool-button" }, words.add);
  const wrong = make("p", { class: "filter-wrong", role: "alert" });
  const node = make("form", { class: "filter-column" }, list, operator, value, add, wrong);
  const offer = (): void => {
    const before = list.value;
    const groups = columns().filter(([, fields]) => fields.length);
    const options = groups.map(([title, fields]) =>
      make(
        "optgroup",
        { label: title },
        fields.map(({ name, label, unit }) => make("option", { value: name }, unit ? `${label} (${unit})` : label)),
      ),
    );
    list.replaceChildren(make("option", { value: "" }, words.no_column), ...options);
    list.value = [...list.options].some((option) => option.value === before) ? before : "";
  };
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = numberIn(value.value);
    wrong.textContent = Number.isNaN(number) ? words.wrong_value! : "";
    if (Number.isNaN(number) || !list.value) return (Number.isNaN(number) ? value : list).focus();
    const filter = wanted();
    setFilter({ ...filter, columns: [...filter.columns, { column: list.value, operator: operator.value as Operator, values: [number] }] });
    value.value = "";
  });
  drawn.on(() => node.isConnected && offer());
  offer();
  return node;
}
