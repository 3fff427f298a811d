/** Readers' own layers: a file dropped on the map, the panel's layer shown, hidden when it is deleted. */
import { toQuery, type View } from "../../../layers/web/view.ts";
import { later, setLater } from "../later.ts";
import { view } from "../state.ts";
import { registerActions } from "./actions.ts";
import { onFailedCall } from "./calls.ts";

const PANEL = "own";

/** Open the page of a view that names other layers: what the page knows of them comes with its document. */
function visit(layers: string[]): void {
  const next: View = { ...view(), layers };
  location.assign(`${location.pathname}?${toQuery(next)}`);
}

const show = (...ids: string[]): void => visit([...ids, ...view().layers.filter((layer) => !ids.includes(layer))]);

/** What a callback of the panel asks for (app/panels/own/callbacks.py). */
export function goOwn(asked: { show?: string[]; hide?: string } | null): unknown {
  if (asked?.show) show(...asked.show);
  if (asked?.hide && view().layers.includes(asked.hide)) visit(view().layers.filter((layer) => layer !== asked.hide));
  return window.dash_clientside.no_update;
}

const TOO_LARGE = "data:large"; // what the panel is given of a file that the server would refuse, so that it says why

interface Arrived {
  contents: string;
  name: string;
  first: boolean;
}

const waiting: Arrived[] = [];
let turns = 0;
let busySince = 0; // ms; 0 while nothing is read
let isListed = false;
let sent: Arrived | undefined; // the file that is being read

const LONGEST = 60_000; // ms; where a browser does not tell of a call that failed, it must not stop the files that come later

/** The largest file that the server reads, bytes (app/panels/own/panel.py). */
const largest = (): number => Number(document.getElementById("own-limit")?.dataset.bytes);

/** Send the file that waits longest, unless one is being read. */
function sendNext(): void {
  const isBusy = busySince > 0 && Date.now() - busySince < LONGEST;
  const next = isListed && !isBusy ? waiting.shift() : undefined;
  if (!next) return;
  busySince = Date.now();
  sent = next;
  turns += 1;
  setLater("own-arrived", { data: { ...next, turn: turns } }).catch(() => undefined); // as an output it would close a circle
}

/** A call failed: a file that was being read can be sent again. */
function mend(): (() => void) | undefined {
  const lost = busySince ? sent : undefined;
  busySince = 0;
  sent = undefined;
  if (lost) return () => sendAgain(lost);
  sendNext();
  return undefined;
}

function sendAgain(lost: Arrived): void {
  waiting.unshift(lost);
  sendNext();
}

/** Let files wait for their turn. */
function queue(contents: readonly string[], names: readonly string[]): void {
  contents.forEach((text, n) => {
    const isLarge = text.length > (largest() * 4) / 3 + 100;
    waiting.push({ contents: isLarge ? TOO_LARGE : text, name: names[n] ?? "", first: n === 0 && !busySince });
  });
}

/** Files go to the server one after the other: what `dcc.Upload` holds joins the queue, each answer calls the next. */
export function queueOwn(contents: string[] | null, turn: number | null, names: string[] | null): unknown {
  const isAnswer = window.dash_clientside.callback_context?.triggered_id === "own-turn";
  if (isAnswer && turn === turns) busySince = 0;
  if (!isAnswer) queue(contents ?? [], names ?? []);
  sendNext();
  return window.dash_clientside.no_update;
}

/**
 * The reader's layers are listed: the panel is in Dash's layout, and its callbacks have had their beginning.
 * What is set earlier may be taken for a part of that beginning, and no callback be called.
 */
export function listOwn(): unknown {
  isListed = true;
  nameField();
  setTimeout(sendNext); // after the callback that runs
  return window.dash_clientside.no_update;
}

/** A file as `dcc.Upload` hands it to a callback. */
function contentsOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    if (file.size > largest()) return resolve(TOO_LARGE);
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The panel opens, and reads files as if they had been chosen there. */
async function take(files: File[]): Promise<void> {
  await later();
  await setLater(PANEL, { opened: true });
  await isOpen();
  queue(
    await Promise.all(files.map(contentsOf)),
    files.map((file) => file.name),
  );
  sendNext();
}

/** Resolved once the panel's field for files is there. */
function isOpen(): Promise<HTMLInputElement> {
  return new Promise((resolve) => {
    const look = (): void => {
      const field = document.querySelector<HTMLInputElement>("#own-file input[type=file]");
      if (!field) return;
      watch.disconnect();
      resolve(field);
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    look();
  });
}

/** The field for files that `dcc.Upload` makes has no name: it takes that of its button, once it is there. */
async function nameField(): Promise<void> {
  const field = await isOpen();
  field.ariaLabel = document.querySelector("#own-file button")!.textContent;
}

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

export function startOwn(): void {
  if (!document.querySelector(`[data-panel="${PANEL}"]`)) return; // a server that takes no tables
  registerActions({ showOwn: (button) => show(button.dataset.own!) });
  onFailedCall(mend);
  document.addEventListener("dragover", (event) => {
    if (hasFile(event)) event.preventDefault(); // else the browser would open the file in the page's place
  });
  document.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!hasFile(event) || !files.length || (event.target as HTMLElement).closest("#own-file")) return;
    event.preventDefault();
    take(files).catch(() => undefined);
  });
}
