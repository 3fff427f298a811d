/** The export dialog: reads its own controls and the view, shows a preview, makes the link. */
import { all, around, byId } from "../../../layers/web/dom.ts";
import { toQuery } from "../../../layers/web/view.ts";
import { view } from "../state.ts";

const PAUSE = 350; // ms after the last change before a preview is asked for
const SLOW = 250; // ms after which the dialog tells what it waits for
const KEPT = 60000; // ms for which a saved file stays at hand
const TRIES = 4;
let turn = 0;
let timer: ReturnType<typeof setTimeout>;

const dialog = (): HTMLDialogElement => byId("export-dialog");
const find = <T extends HTMLElement = HTMLElement>(selector: string): T => dialog().querySelector<T>(selector)!;
const dialogWord = (key: string): string => dialog().getAttribute(`data-word-${key}`)!;

/** The sheet's query: the view, and what the dialog adds to it. */
function query(extra: Record<string, string>): string {
  const fields = new URLSearchParams(toQuery(view()));
  for (const select of all<HTMLSelectElement>("select[data-export]", dialog())) {
    const name = select.dataset.export!;
    const value = name === "focus" && select.value ? view().selection : select.value;
    if (name !== "format" && value && select.selectedIndex > 0) fields.set(name, value);
  }
  for (const line of all<HTMLInputElement>("[data-export-line]", dialog())) {
    const name = line.dataset.exportLine!;
    const value = line.value.trim();
    if (value) fields.set(name, name === "scale" ? value.replace(/\D/g, "") : value);
  }
  const chips = all('[data-export-chip][aria-pressed="true"]', dialog());
  if (chips.length) fields.set("panels", chips.map((chip) => chip.dataset.exportChip).join(","));
  for (const [name, value] of Object.entries(extra)) fields.set(name, value);
  return fields.toString().replace(/%2C/g, ",");
}

const address = (extra: Record<string, string> = {}, format = find<HTMLSelectElement>('select[data-export="format"]').value): string =>
  `sheet.${format}?${query(extra)}`;

function show(text: string, isBusy: boolean): void {
  find(".export-status").textContent = text;
  find(".export-progress").hidden = !isBusy;
}

/** Ask with patience: a busy server tells when to come back. */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.status !== 503 || attempt >= TRIES) return answer;
    const wait = Number(answer.headers.get("Retry-After") || 2);
    await new Promise((wake) => setTimeout(wake, wait * 1000));
  }
}

async function problemOf(answer: Response): Promise<string> {
  const { title } = (await answer.json().catch(() => ({}))) as { title?: string };
  return title || dialogWord("failed");
}

async function preview(): Promise<void> {
  const own = ++turn;
  const isLast = (): boolean => own === turn;
  const image = find<HTMLImageElement>(".export-image");
  find<HTMLAnchorElement>("[data-export-link]").href = find<HTMLAnchorElement>("[data-export-download]").href = address();
  const url = address({ dpi: dialog().dataset.dpi! }, "png");
  const slow = setTimeout(() => isLast() && show(dialogWord("drawing"), true), SLOW);
  try {
    const answer = await patiently(() => fetch(url));
    if (!isLast()) return;
    if (!answer.ok) {
      show(await problemOf(answer), false);
      image.hidden = true;
      return;
    }
    image.src = url;
    await image.decode().catch(() => undefined);
    if (!isLast()) return;
    image.hidden = false;
    show("", false);
  } catch {
    if (isLast()) show(dialogWord("failed"), false);
  } finally {
    clearTimeout(slow);
    if (isLast()) find(".export-progress").hidden = true;
  }
}

function previewLater(): void {
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE);
}

/** Save a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** Save the file; past a moment, the dialog tells that it is being prepared. */
async function save(event: Event): Promise<void> {
  event.preventDefault();
  const slow = setTimeout(() => show(dialogWord("saving"), true), SLOW);
  try {
    const answer = await patiently(() => fetch(address()));
    if (answer.ok)
      saveFile(await answer.blob(), /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "sheet");
    show(answer.ok ? "" : await problemOf(answer), false);
  } catch {
    show(dialogWord("failed"), false);
  } finally {
    clearTimeout(slow);
    find(".export-progress").hidden = true;
  }
}

function open(): void {
  const framing = find<HTMLSelectElement>('select[data-export="focus"]');
  framing.options[1]!.disabled = !view().selection;
  if (!view().selection) framing.selectedIndex = 0;
  dialog().showModal();
  preview();
}

document.addEventListener("click", (event) => {
  const chip = around(event, "[data-export-chip]");
  if (around(event, "[data-export-open]")) open();
  else if (around(event, "[data-export-close]") || event.target === dialog()) dialog().close();
  else if (around(event, "[data-export-download]")) save(event);
  else if (chip) {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    previewLater();
  }
});
for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => around(event, "#export-dialog") && previewLater());
