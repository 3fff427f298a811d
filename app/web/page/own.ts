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

/** The panel reads the file, as if it had been chosen there. */
async function take(files: FileList): Promise<void> {
  await later();
  await setLater(PANEL, { opened: true });
  const field = await fieldOf();
  field.files = files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The panel's field for files, once it is mounted. */
function fieldOf(): Promise<HTMLInputElement> {
  const find = (): HTMLInputElement | null => document.querySelector("#own-file input[type=file]");
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => look());
    const look = (): void => {
      const field = find();
      if (!field) return;
      watch.disconnect();
      resolve(field);
    };
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
    if (!hasFile(event) || (event.target as HTMLElement).closest("#own-file")) return;
    event.preventDefault();
    take(event.dataTransfer!.files).catch(() => undefined);
  });
}
