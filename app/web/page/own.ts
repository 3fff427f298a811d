/** Readers' own layers: a file dropped on the map, the panel's layer shown, hidden when it is deleted. */
import { toQuery, type View } from "../../../layers/web/view.ts";
import { later, setLater } from "../later.ts";
import { view } from "../state.ts";
import { registerActions } from "./actions.ts";

const PANEL = "own";

/** Open the page of a view that names other layers: what the page knows of them comes with its document. */
function visit(layers: string[]): void {
  const next: View = { ...view(), layers };
  location.assign(`${location.pathname}?${toQuery(next)}`);
}

const show = (id: string): void => visit([id, ...view().layers.filter((layer) => layer !== id)]);

/** What a callback of the panel asks for (app/panels/own/callbacks.py). */
export function goOwn(asked: { show?: string; hide?: string } | null): unknown {
  if (asked?.show) show(asked.show);
  if (asked?.hide && view().layers.includes(asked.hide)) visit(view().layers.filter((layer) => layer !== asked.hide));
  return window.dash_clientside.no_update;
}

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

const LARGEST = 5_000_000; // bytes; the server refuses more (app/panels/own/desk.py)
const TOO_LARGE = "data:large"; // what the panel is given of such a file, so that it says why

/** A file as `dcc.Upload` hands it to a callback. */
function contentsOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    if (file.size > LARGEST) return resolve(TOO_LARGE);
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The panel reads the file, as if it had been chosen there. */
async function take(file: File): Promise<void> {
  await later();
  await setLater(PANEL, { opened: true });
  await isOpen();
  await setLater("own-file", { contents: await contentsOf(file), filename: file.name });
}

/** Resolved once the panel's field for files is there. */
function isOpen(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!document.querySelector("#own-file input[type=file]")) return;
      watch.disconnect();
      resolve();
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    look();
  });
}

export function startOwn(): void {
  if (!document.querySelector(`[data-panel="${PANEL}"]`)) return; // a server that takes no tables
  registerActions({ showOwn: (button) => show(button.dataset.own!) });
  document.addEventListener("dragover", (event) => {
    if (hasFile(event)) event.preventDefault(); // else the browser would open the file in the page's place
  });
  document.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!hasFile(event) || !file || (event.target as HTMLElement).closest("#own-file")) return;
    event.preventDefault();
    take(file).catch(() => undefined);
  });
  document.addEventListener("change", ({ target }) => {
    const field = (target as HTMLElement).closest<HTMLInputElement>("#own-file input");
    const file = field?.files?.[0];
    if (file && file.size > LARGEST) take(file).catch(() => undefined); // the field itself would pass over it in silence
  });
}
