/**
 * Parts of the page that the first picture does without: what the panel says of a layer behind its "…", and the legends of
 * layers that are off. They are one file of the build (`app/page/parts.py`), fetched when the picture is there.
 */
import { all } from "../../../layers/web/dom.ts";
import { lang } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import { whenDrawn } from "../later.ts";
import { signal } from "../signal.ts";

/** Written by the templates of the page, which escape what they are given. */
interface Parts {
  about: Record<string, string>;
  legend: Record<string, string>;
  signs: Record<string, string>;
}

/** Parts have just been put into the page: what shows the view shows it in them too. */
export const partsAdded = signal();

const parts = (): Promise<Parts> => fetchJson<Parts>(`panel/parts.${lang()}.json`);

/** The one element that a part is. */
const nodeOf = (html: string): HTMLElement => new DOMParser().parseFromString(html, "text/html").body.firstElementChild as HTMLElement;

/** What each layer shows, in the sentence that its "…" begins with. */
export async function sentences(): Promise<Record<string, string>> {
  const { about } = await parts();
  return Object.fromEntries(Object.entries(about).map(([layer, html]) => [layer, nodeOf(html).querySelector("p")?.textContent ?? ""]));
}

/** What stands behind a layer's "…", to be read: it is not put into the page. */
export async function aboutOf(layer: string): Promise<ParentNode> {
  const html = (await parts()).about[layer];
  return html ? nodeOf(html) : document.createDocumentFragment();
}

async function fillAbout(more: HTMLDetailsElement): Promise<void> {
  const layer = more.dataset.about!;
  if (more.querySelector(".about")) return;
  more.setAttribute("aria-busy", "true");
  try {
    const html = (await parts()).about[layer];
    if (!html || more.querySelector(".about")) return;
    more.append(nodeOf(html));
    partsAdded.emit();
  } catch {
    more.open = false; // the status line says why; it can be opened again
  } finally {
    more.removeAttribute("aria-busy");
  }
}

const blockOf = (layer: string): Element | null => document.querySelector(`[data-legend="${CSS.escape(layer)}"]`);

/** Put the legends of layers into the page that are not there yet, and tell when they are. */
export async function addLegends(layers: string[]): Promise<void> {
  const missing = layers.filter((layer) => !blockOf(layer));
  if (!missing.length) return;
  const { legend } = await parts();
  const added = missing.filter((layer) => legend[layer] && !blockOf(layer));
  document.querySelector(".legend-blocks")!.append(...added.map((layer) => nodeOf(legend[layer]!)));
  if (added.length) partsAdded.emit();
}

/** Put signs that several layers share into the legend, by key and words (`planned|Planned`). */
export async function addSigns(signs: string[]): Promise<void> {
  const { signs: known } = await parts();
  const list = document.querySelector(".legend-signs")!;
  const isThere = new Set(all(".legend-signs [data-sign]").map((line) => `${line.dataset.sign}|${line.textContent!.trim()}`));
  const added = signs.filter((sign) => known[sign] && !isThere.has(sign));
  list.append(...added.map((sign) => nodeOf(known[sign]!)));
  if (added.length) partsAdded.emit();
}

const isMore = (target: EventTarget | null): target is HTMLDetailsElement =>
  target instanceof HTMLDetailsElement && target.open && target.dataset.about !== undefined;

export function startParts(): void {
  document.addEventListener("toggle", ({ target }) => isMore(target) && fillAbout(target), true);
  for (const more of all<HTMLDetailsElement>(".more[open]")) void fillAbout(more);
  whenDrawn(() => parts().catch(() => undefined));
}
