/** The column that a layer is coloured by: chosen in the layer's menu, explained in the legend. */
import { all, element } from "../../../layers/web/dom.ts";
import { swatch } from "../../../layers/web/swatch.ts";
import type { Mark, Meta } from "../../../layers/web/types.ts";
import { drawn, shown } from "../map/map.ts";
import { change, view } from "../state.ts";
import { partsAdded } from "./parts.ts";

const chooserOf = (layer: string): HTMLSelectElement | null => document.querySelector(`select[data-colour="${CSS.escape(layer)}"]`);

function setChoice(chooser: HTMLSelectElement): void {
  const [column, how] = (view().colour[chooser.dataset.colour!] ?? "").split(".") as [string, string | undefined];
  chooser.value = column;
  const ways = chooser.closest(".colour-by")!.querySelector<HTMLSelectElement>("[data-colour-how]")!;
  ways.hidden = !column;
  if (column) ways.value = how ?? chooser.selectedOptions[0]!.dataset.how!;
}

/** Set the chooser of every layer that is on as the view says. */
export function showColours(): void {
  const { layers } = view();
  for (const chooser of all<HTMLSelectElement>("select[data-colour]")) if (layers.includes(chooser.dataset.colour!)) setChoice(chooser);
}

/** A chooser of the panel was changed: a layer that is coloured is a layer that is on. */
export function changeColour({ dataset, value }: HTMLElement & { value: string }): void {
  const layer = dataset.colour ?? dataset.colourHow;
  if (!layer) return;
  const { colour, layers } = view();
  const choice = dataset.colour ? value : `${chooserOf(layer)!.value}.${value}`;
  change({ colour: { ...colour, [layer]: choice }, layers: choice && !layers.includes(layer) ? [...layers, layer] : layers });
}

/** One line for each thing that a legend says, as Python's legends have it. */
const distinct = (marks: Mark[]): Mark[] => marks.filter(({ label }, at) => marks.findIndex((other) => other.label === label) === at);

function line(mark: Mark): HTMLElement {
  const node = element("div", "legend-line");
  node.append(swatch(mark), element("span", "", mark.label));
  return node;
}

function scaleOf({ coloured, marks }: Meta): HTMLElement {
  const box = element("div", "legend-scale");
  box.append(element("div", "legend-column", coloured!.title), ...distinct(marks).map(line));
  if (coloured!.about) box.append(element("p", "legend-about", coloured!.about));
  if (coloured!.warning) box.append(element("p", "legend-warning", coloured!.warning));
  return box;
}

const written = new WeakMap<Element, Meta>(); // what a block of the legend says of a layer that is coloured

/** The legend of a coloured layer says its classes instead of its marks. */
function showScales(): void {
  for (const { id, meta } of shown()) {
    const block = document.querySelector(`[data-legend="${CSS.escape(id)}"]`);
    if (!block || written.get(block) === meta) continue;
    written.set(block, meta);
    block.querySelector(".legend-scale")?.remove();
    block.classList.toggle("is-coloured", Boolean(meta.coloured));
    if (meta.coloured) block.append(scaleOf(meta));
  }
}

export function startColours(): void {
  drawn.on(showScales);
  partsAdded.on(showScales);
  showScales();
}
