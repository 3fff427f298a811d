/** The layer panel: switches, opacities, arguments and basemap change the view, and say what it says. */
import { all } from "../../../layers/web/dom.ts";
import { boot, word } from "../boot.ts";
import { fade, shown } from "../map/map.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { changeColour, showColours } from "./colours.ts";
import { showShared } from "./legend.ts";
import { orderLegend, showOrder } from "./order.ts";
import { addLegends, partsAdded } from "./parts.ts";

const LEGEND_NEXT = 150; // ms: switches pressed in quick succession are one change of legend and counts
const ARGUMENT_SETTLED = 120; // ms

const boxes = (): HTMLInputElement[] => all<HTMLInputElement>("[data-switch]");
const boxOf = (layer: string): HTMLInputElement | null => document.querySelector(`[data-switch="${CSS.escape(layer)}"]`);

/** The title of a layer, as the panel writes it. */
export const titleOf = (layer: string): string => boxOf(layer)?.parentElement?.textContent?.trim() ?? layer;

/** Switch a layer on; whether it was off. */
export function switchOn(layer: string): boolean {
  if (!boxOf(layer) || view().layers.includes(layer)) return false;
  change({ layers: [...view().layers, layer] });
  return true;
}

/** The switches of a group that its own switch stands for: those that the filter leaves. */
const boxesOf = (group: Element): HTMLInputElement[] => all<HTMLInputElement>(".row:not([hidden]) [data-switch]", group);

/** The switch of a group says whether all, some or none of its layers are on. */
export function showGroups(): void {
  for (const own of all<HTMLInputElement>(".group-switch")) {
    const those = boxesOf(own.parentElement!);
    const on = those.filter((box) => box.checked).length;
    own.checked = on > 0 && on === those.length;
    own.indeterminate = on > 0 && on < those.length;
  }
}

/** Switch a group: all of it on, or off where all was on. */
function switchGroup(own: HTMLInputElement): void {
  for (const box of boxesOf(own.parentElement!)) box.checked = own.checked;
  change({ layers: switchedOn() });
}

/** Legend and counts say what the view says. */
function showCounts(): void {
  const { layers } = view();
  void addLegends(layers).catch(() => undefined); // the status line says what failed
  for (const row of all("[data-legend]")) if (row.hidden === layers.includes(row.dataset.legend!)) row.hidden = !row.hidden;
  for (const group of all(".group")) {
    const badge = group.querySelector(".badge")!;
    const count = String(group.querySelectorAll("[data-switch]:checked").length || "");
    if (badge.textContent !== count) badge.textContent = count;
  }
  showGroups();
  showShared();
  showOrder();
}

/** The legend of a computed layer: the classes that its arguments draw, and what was computed. */
function showComputed(): void {
  for (const { id, meta } of shown()) {
    const block = meta.caption ? document.querySelector(`[data-legend="${id}"]`) : null;
    if (!block) continue;
    const keys = meta.marks.map((mark) => mark.key);
    for (const line of all("[data-mark]", block)) line.hidden = !keys.includes(line.dataset.mark!);
    block.querySelector(".legend-caption")!.textContent = meta.caption!;
  }
}

let following: ReturnType<typeof setTimeout> | undefined;

function showSwitches(): void {
  const { layers } = view();
  for (const box of boxes()) box.checked = layers.includes(box.dataset.switch!);
  clearTimeout(following);
  following = setTimeout(() => {
    showControls();
    showCounts();
  }, LEGEND_NEXT);
}

/** Set every control of the panel as the view says; those of a layer that is off stay as they were, as its settings do. */
function showControls(): void {
  showColours();
  const { layers, opacity, base, arguments: given } = view();
  for (const slider of all<HTMLInputElement>("[data-opacity]")) {
    const percent = String(opacity[slider.dataset.opacity!] ?? 100);
    if (layers.includes(slider.dataset.opacity!) && slider.value !== percent) slider.value = percent;
  }
  for (const radio of all<HTMLInputElement>("input[name=basemap]")) radio.checked = radio.value === base;
  for (const control of all<HTMLInputElement>("[data-parameter]")) {
    const [layer, name] = control.dataset.parameter!.split(".") as [string, string];
    if (!layers.includes(layer)) continue;
    const text = given[layer]?.[name] ?? boot().rules.parameters[layer]?.find((parameter) => parameter.name === name)?.usual ?? "";
    if (control.type === "checkbox") control.checked = text === "1";
    else control.value = text;
    showTyped(control, text);
  }
}

/** The number beside a slider, which may lie between its steps; what is being typed is left alone. */
function showTyped(slider: HTMLInputElement, text = slider.value): void {
  const typed = slider.closest(".parameter")?.querySelector<HTMLInputElement>("[data-typed]");
  if (typed && (typed !== document.activeElement || Number(typed.value) !== Number(text))) typed.value = text;
}

/** A typed number is taken if it lies within its bounds; else the status line says them. */
function takeTyped(typed: HTMLInputElement): void {
  const isGood = typed.checkValidity();
  typed.setAttribute("aria-invalid", String(!isGood));
  const { min: least, max: most } = typed;
  say(isGood ? "" : word("number_bounds", { least, most, unit: typed.closest<HTMLElement>(".parameter")!.dataset.unit! }));
  if (isGood) changeArgument(typed, typed.dataset.typed!);
}

function changeArgument(control: HTMLInputElement, parameter = control.dataset.parameter!): void {
  const [layer, name] = parameter.split(".") as [string, string];
  const text = control.type === "checkbox" ? String(Number(control.checked)) : control.value;
  const given = view().arguments;
  change({ arguments: { ...given, [layer]: { ...given[layer], [name]: text } } });
}

const settling = new Map<string, ReturnType<typeof setTimeout>>(); // a pause for each control: two moved at once are two changes

function onInput(control: HTMLInputElement): void {
  const { opacity, parameter } = control.dataset;
  if (opacity) fade(opacity, Number(control.value));
  if (!parameter) return;
  if (control.type === "range") showTyped(control);
  clearTimeout(settling.get(parameter));
  settling.set(
    parameter,
    setTimeout(() => changeArgument(control), ARGUMENT_SETTLED),
  );
}

// read of the switches themselves: three quick clicks are three changes, none lost
const switchedOn = (): string[] => boxes().flatMap((box) => (box.checked ? box.dataset.switch! : []));

function onChange(control: HTMLInputElement): void {
  const { opacity } = control.dataset;
  if (control.dataset.switch) change({ layers: switchedOn() });
  else if (control.matches(".group-switch")) switchGroup(control);
  else if (opacity) change({ opacity: { ...view().opacity, [opacity]: Number(control.value) } });
  else if (control.dataset.typed) takeTyped(control);
  else if (control.name === "basemap") change({ base: control.value });
  else changeColour(control);
}

/** Begin; `isOther` says that the frame was written for another view (a page that the service worker kept). */
export function startSwitches(isOther: boolean, onDrawn: (listener: () => void) => void): void {
  document.addEventListener("input", (event) => event.target instanceof HTMLElement && onInput(event.target as HTMLInputElement));
  document.addEventListener("change", (event) => event.target instanceof HTMLElement && onChange(event.target as HTMLInputElement));
  follow(["layers", "order"], showSwitches);
  follow(["opacity", "base", "arguments", "colour"], showControls);
  partsAdded.on(() => {
    showControls();
    showCounts();
    orderLegend();
    showComputed();
  });
  onDrawn(showComputed);
  showComputed();
  if (isOther) {
    for (const box of boxes()) box.checked = view().layers.includes(box.dataset.switch!);
    showControls();
    showCounts();
  } else {
    showGroups();
    showOrder();
  }
}
