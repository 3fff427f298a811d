/** What is compared on the map (app/web/compare): its script is fetched when a view first compares. */
import { coloured } from "../../../layers/web/colour.ts";
import { otherOf, splitOther } from "../../../layers/web/comparing.ts";
import { filtered } from "../../../layers/web/filter.ts";
import { signified } from "../../../layers/web/here.ts";
import { Labels } from "../../../layers/web/names/labels.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { boot, lang, word, written } from "../boot.ts";
import type { Host, Script, Side } from "../compare/compare.ts";
import { whatFailed } from "../fetch.ts";
import { registerActions } from "../page/actions.ts";
import { aboutOf } from "../page/parts.ts";
import { change, follow, view } from "../state.ts";
import { say } from "../status.ts";
import { library } from "../tools/library.ts";
import { grounds } from "./base.ts";
import { fetchLayer, layerUrl } from "./files.ts";
import { apply, drawn, drawOn, pictureOf, shown, theMap, whenMap } from "./map.ts";

/** The menus of computed layers that are compared: the words of a case are theirs. */
const menus = new Map<string, ParentNode>();

/** An argument as the layer's menu says it: its value with its unit, or the words of the choice. */
function argumentInWords(layer: string, name: string, text: string): string {
  const control = menus.get(layer)?.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-parameter="${layer}.${name}"]`);
  const label = control?.closest(".parameter");
  if (!label) return `${name} ${text}`;
  if (control instanceof HTMLSelectElement) return [...control.options].find(({ value }) => value === text)?.text ?? text;
  return `${written(Number(text))} ${(label as HTMLElement).dataset.unit ?? ""}`.trim();
}

/** What tells two cases of a layer apart: the arguments in which they differ. */
function caseInWords(layer: string, one: Record<string, string>, other: Record<string, string>): string {
  const parameters = boot().rules.parameters[layer] ?? [];
  const told = parameters.filter(({ name, usual }) => (one[name] ?? usual) !== (other[name] ?? usual));
  const names = told.length ? told : parameters.filter(({ kind }) => kind === "number").slice(0, 2);
  return names.map(({ name, usual }) => argumentInWords(layer, name, one[name] ?? usual)).join(" · ");
}

function sides(): readonly [Side, Side] {
  const { date, compare, other, arguments: given } = view();
  const day = (text: string): string => (compare ? dayInWords(text, lang()) : "");
  const [layer, theirs] = splitOther(other);
  const cases = other ? [caseInWords(layer, given[layer] ?? {}, theirs), caseInWords(layer, theirs, given[layer] ?? {})] : ["", ""];
  const words = (text: string, rank: number): string => [day(text), cases[rank]].filter(Boolean).join(" · ");
  return [
    { date, given, words: words(date, 0) },
    { date: compare || date, given: other ? { ...given, [layer]: theirs } : given, words: words(compare || date, 1) },
  ];
}

const host = (): Host => ({
  map: theMap(),
  view,
  change,
  word,
  sides,
  picture: async (id, { date, given }) => pictureOf(await fetchLayer(layerUrl(id, given[id] ?? {})), date),
  whole: async (id) => coloured(filtered(await fetchLayer(layerUrl(id)), view().filter), view().colour[id] ?? ""),
  draw: drawOn,
  apply,
  names: (on) => new Labels(on, boot().label_styles),
  grounds,
  shown,
  drawnBy: signified,
  failed: (error) => say(whatFailed(error)),
});

let made: Promise<Script> | undefined;

async function compare(): Promise<void> {
  if (!made && !view().how) return;
  await whenMap;
  made ??= library("compare").then(({ start }) => start(host()));
  made.catch(() => {
    made = undefined; // the status line says what failed; the next gesture tries again
  });
  const [layer] = splitOther(view().other);
  if (layer && !menus.has(layer)) menus.set(layer, await aboutOf(layer).catch(() => document.createDocumentFragment()));
  (await made).show();
}

/** The case that is shown stays right of the border, while the reader changes the one on the left. */
function keepCase({ dataset }: HTMLElement): void {
  const layer = dataset.case!;
  const { layers, arguments: given } = view();
  change({ layers: layers.includes(layer) ? layers : [...layers, layer], other: otherOf(layer, given[layer] ?? {}), how: "swipe" });
}

export function startComparison(): void {
  registerActions({ compareCase: keepCase });
  const show = (): void => void compare().catch(() => undefined);
  follow(["how", "split", "other", "date", "compare", "layers", "order", "opacity", "arguments", "colour", "filter"], show);
  drawn.on(show);
  show();
}
