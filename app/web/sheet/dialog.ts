/** The export dialog: reads its own controls and the view, shows a preview, makes the link. */
import { all, around } from "../../../layers/web/dom.ts";
import { moved, type SheetFrame, sheetFrame } from "./frame.ts";

/** What the explorer gives (app/web/page/export.ts): this script is bundled apart, and has no state of its own to share. */
export interface Host {
  /** Query of the present view. */
  query(): string;
  /** The place that is chosen, if a sheet can show it by itself. */
  place(): string;
  patiently(ask: () => Promise<Response>): Promise<Response>;
  saveFile(file: Blob, name: string): void;
}

export interface Dialog {
  open(): void;
}

const PAUSE = 350; // ms after the last change before a preview is asked for
const SLOW = 250; // ms after which the dialog tells what it waits for
const LARGEST = 150_000; // bytes of a logo (layers/export/sheet/request/logo.py)
const COPIED_DPI = "200";

let host: Host;
let dialog: HTMLDialogElement;
let turn = 0;
let timer: ReturnType<typeof setTimeout>;
let logo: File | undefined;
let frame: SheetFrame | undefined; // of the sheet that the preview shows
let centre = ""; // where the reader has dragged it to

const find = <T extends HTMLElement = HTMLElement>(selector: string): T => dialog.querySelector<T>(selector)!;
const word = (key: string): string => dialog.getAttribute(`data-word-${key}`)!;

/** The sheet's query: the view, and what the dialog adds to it. */
function query(extra: Record<string, string>): string {
  const fields = new URLSearchParams(host.query());
  for (const select of all<HTMLSelectElement>("select[data-export]", dialog)) {
    const name = select.dataset.export!;
    const value = name === "focus" && select.value ? host.place() : select.value;
    if (name !== "format" && value && (select.selectedIndex > 0 || name === "focus")) fields.set(name, value);
  }
  for (const line of all<HTMLInputElement>("[data-export-line]", dialog)) {
    const name = line.dataset.exportLine!;
    const value = line.value.trim();
    if (value) fields.set(name, name === "scale" ? value.replace(/\D/g, "") : value);
  }
  const chips = all('[data-export-chip][aria-pressed="true"]', dialog);
  if (chips.length) fields.set("panels", chips.map((chip) => chip.dataset.exportChip).join(","));
  if (centre) fields.set("centre", centre);
  for (const [name, value] of Object.entries(extra)) fields.set(name, value);
  return fields.toString().replace(/%2C/g, ",");
}

const address = (extra: Record<string, string> = {}, format = find<HTMLSelectElement>('select[data-export="format"]').value): string =>
  `sheet.${format}?${query(extra)}`;

/** Ask for a sheet; a logo of the reader's goes with the question, as it has no room in an address. */
const ask = (url: string): Promise<Response> => host.patiently(() => fetch(url, logo ? { method: "POST", body: logo } : {}));

function show(text: string, isBusy = false): void {
  find(".export-status").textContent = text;
  find(".export-progress").hidden = !isBusy;
}

async function problemOf(answer: Response): Promise<string> {
  const { title } = (await answer.json().catch(() => ({}))) as { title?: string };
  return title || word("failed");
}

/** A picture as an address that the page's policy lets an image have. */
const asAddress = (file: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(file);
  });

async function drawInto(image: HTMLImageElement, answer: Response, isLast: () => boolean): Promise<void> {
  frame = sheetFrame(answer.headers.get("Atlas-Frame"));
  const src = await asAddress(await answer.blob());
  if (!isLast()) return;
  image.style.translate = "";
  image.src = src;
  await image.decode().catch(() => undefined);
  if (!isLast()) return;
  image.hidden = false;
  show("");
}

async function preview(): Promise<void> {
  const own = ++turn;
  const isLast = (): boolean => own === turn;
  const image = find<HTMLImageElement>(".export-image");
  find<HTMLAnchorElement>("[data-export-link]").href = find<HTMLAnchorElement>("[data-export-download]").href = address();
  const slow = setTimeout(() => isLast() && show(word("drawing"), true), SLOW);
  try {
    const answer = await ask(address({ dpi: dialog.dataset.dpi! }, "png"));
    if (!isLast()) return;
    if (answer.ok) await drawInto(image, answer, isLast);
    else {
      show(await problemOf(answer));
      image.hidden = true;
    }
  } catch {
    if (isLast()) show(word("failed"));
  } finally {
    clearTimeout(slow);
    if (isLast()) find(".export-progress").hidden = true;
  }
}

function previewLater(): void {
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE);
}

/** Do what takes a moment; past it the dialog tells that it is being done, then what came of it. */
async function telling(act: () => Promise<string>): Promise<void> {
  const slow = setTimeout(() => show(word("saving"), true), SLOW);
  try {
    show(await act());
  } catch {
    show(word("failed"));
  } finally {
    clearTimeout(slow);
    find(".export-progress").hidden = true;
  }
}

async function save(): Promise<string> {
  const answer = await ask(address());
  if (!answer.ok) return problemOf(answer);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "sheet";
  host.saveFile(await answer.blob(), name);
  return "";
}

/** The picture of the sheet goes to the clipboard: the browser wants the promise of it within the click. */
async function copy(): Promise<string> {
  let problem = "";
  const paper = find<HTMLSelectElement>('select[data-export="paper"]').value;
  const isLarge = dialog.dataset.large!.split(" ").includes(paper); // has fewer dots already
  const picture = ask(address(isLarge ? {} : { dpi: COPIED_DPI }, "png")).then(async (answer) => {
    if (answer.ok) return answer.blob();
    problem = await problemOf(answer);
    throw new Error(problem);
  });
  picture.catch(() => undefined); // told below; a clipboard that is refused does not wait for it
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  } catch {
    return problem || word("not_copied");
  }
  return word("copied");
}

/** Take a logo of the reader's, or none. */
function takeLogo(input: HTMLInputElement): void {
  const file = input.files?.[0];
  const isTooLarge = Boolean(file && file.size > LARGEST);
  if (isTooLarge) input.value = "";
  logo = isTooLarge ? undefined : file;
  find(".export-logo").textContent = isTooLarge ? word("logo_large") : logo ? word("logo_note") : "";
  find<HTMLAnchorElement>("[data-export-link]").hidden = Boolean(logo); // an address would not carry it
}

/** Move the frame with the pointer: the sheet is drawn anew where it was let go. */
function drag(event: PointerEvent): void {
  const image = event.target as HTMLImageElement;
  const held = frame;
  const width = image.clientWidth;
  if (!held || event.button) return;
  event.preventDefault();
  image.setPointerCapture(event.pointerId);
  const shift = (now: PointerEvent): [number, number] => [now.clientX - event.clientX, now.clientY - event.clientY];
  const move = (now: PointerEvent): void => {
    const [x, y] = shift(now);
    image.style.translate = `${x}px ${y}px`;
  };
  const end = (now: PointerEvent): void => {
    image.removeEventListener("pointermove", move);
    const [x, y] = shift(now);
    if (Math.hypot(x, y) < 4 || now.type === "pointercancel") {
      image.style.translate = "";
      return;
    }
    centre = moved(held, x / width, y / width);
    preview();
  };
  image.addEventListener("pointermove", move);
  for (const kind of ["pointerup", "pointercancel"] as const) image.addEventListener(kind, end, { once: true });
}

/** A preset says what fields that are left empty would say. */
function showPreset(select: HTMLSelectElement): void {
  const said = JSON.parse(select.selectedOptions[0]?.dataset.said ?? "{}") as Record<string, string>;
  for (const line of all<HTMLTextAreaElement>("[data-export-usual]", dialog))
    line.placeholder = said[line.dataset.exportLine!] || line.dataset.exportUsual!;
}

/** What only some formats have is shown with these. */
function showFor(format: string): void {
  for (const part of all("[data-export-for]", dialog)) part.hidden = !part.dataset.exportFor!.split(" ").includes(format);
}

function changed(target: HTMLElement): void {
  if (target.dataset.export === "format") showFor((target as HTMLSelectElement).value);
  if (target.dataset.export === "focus") centre = "";
  if (target.dataset.export === "preset") showPreset(target as HTMLSelectElement);
  if (target.matches("[data-export-logo]")) takeLogo(target as HTMLInputElement);
  previewLater();
}

function clicked(event: MouseEvent): void {
  const chip = around(event, "[data-export-chip]");
  if (around(event, "[data-export-close]") || event.target === dialog) dialog.close();
  else if (around(event, "[data-export-download]")) {
    event.preventDefault();
    telling(save);
  } else if (around(event, "[data-export-copy]")) telling(copy);
  else if (chip) {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    previewLater();
  }
}

/** The dialog begins with the place that is chosen, where there is one. */
function open(): void {
  const framing = find<HTMLSelectElement>('select[data-export="focus"]');
  framing.options[1]!.disabled = !host.place();
  framing.selectedIndex = host.place() ? 1 : 0;
  centre = "";
  dialog.showModal();
  preview();
}

/** Take hold of the dialog. */
export function start(given: Host): Dialog {
  host = given;
  dialog = document.querySelector<HTMLDialogElement>("#export-dialog")!;
  dialog.addEventListener("click", clicked);
  for (const kind of ["input", "change"]) dialog.addEventListener(kind, (event) => changed(event.target as HTMLElement));
  find(".export-image").addEventListener("pointerdown", drag);
  find("[data-export-copy]").hidden = !("ClipboardItem" in window && navigator.clipboard);
  return { open };
}
