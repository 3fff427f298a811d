/** Download menus: filled when they open, saved by fetch so that a refusal can be read and a wait shown. */
import { around, element } from "../../../layers/web/dom.ts";
import { type Boot, boot, lang, word } from "../boot.ts";
import { view } from "../state.ts";
import { say } from "../status.ts";

type Fields = Record<string, string>;

const TRIES = 6;
const LONG = 1800; // characters of an address; past that the fields are posted
const PAUSE = 4000; // ms that the last word stays

async function request(url: string, options?: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, options);
    if (answer.status !== 503 || attempt >= TRIES) return answer;
    await new Promise((wake) => setTimeout(wake, 1000 * Number(answer.headers.get("Retry-After") || 2)));
  }
}

/** Give the reader a file that the page holds. */
export function saveBlob(blob: Blob, name: string): void {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** The name that the server gives a file, or the end of its address with the language put in. */
function nameOf(answer: Response, path: string): string {
  const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
  return named
    ? named[1]!
    : path
        .split("/")
        .pop()!
        .replace(/\.(?=[^.]+$)/, `.${lang()}.`);
}

async function fetchFile(path: string, fields: Fields): Promise<string> {
  const query = new URLSearchParams(fields);
  const isLong = query.toString().length > LONG;
  const answer = await (isLong ? request(path, { method: "POST", body: query }) : request(query.size ? `${path}?${query}` : path));
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { title?: string };
    return problem.title || "failed";
  }
  const name = nameOf(answer, path);
  saveBlob(await answer.blob(), name);
  return word("download_saved", { name });
}

/** Save the file at an address; `fields` are added to it, or posted where they are long. */
export async function saveFile(path: string, fields: Fields = {}): Promise<void> {
  const slow = setTimeout(() => say("download_saving"), 250);
  const outcome = await fetchFile(path, fields).catch(() => "failed");
  clearTimeout(slow);
  say(outcome, PAUSE);
}

/** The arguments of computed layers and what layers are coloured by, as the page's address has them: `ID.NAME`. */
export const layerFields = (ids: string[]): Fields =>
  Object.fromEntries(
    ids.flatMap((id) => {
      const { colour, arguments: given } = view();
      const own = Object.entries({ ...given[id], ...(colour[id] ? { colour: colour[id] } : {}) });
      return own.map(([name, text]) => [`${id}.${name}`, text] as const);
    }),
  );

/** Address of a layer's file, or of everything where `id` is empty. */
function address(id: string, ending: string): string {
  const isStyled = boot().formats.find((format) => format.ending === ending)?.styled;
  const colour = isStyled ? view().colour : {};
  const own = id ? { ...view().arguments[id], ...(colour[id] ? { colour: colour[id] } : {}) } : {};
  const all = id ? {} : Object.fromEntries(Object.entries(colour).map(([layer, choice]) => [`${layer}.colour`, choice]));
  const { filter } = view();
  const fields = new URLSearchParams({ lang: lang(), ...own, ...all, ...(filter ? { filter } : {}) });
  return `${id ? `layers/${id}` : "atlas"}.${ending}?${fields}`;
}

function line(id: string, { ending, title, about, live }: Boot["formats"][number]): HTMLLIElement {
  const item = element("li");
  if (live && view().filter) {
    item.append(element("span", "fine", title), element("span", "fine", word("download_unfiltered")));
    return item;
  }
  const link = element("a", "", title);
  link.href = address(id, ending);
  link.setAttribute("download", "");
  link.dataset.ending = ending;
  item.append(link, element("span", "fine", about));
  return item;
}

function fill(menu: HTMLElement): void {
  const id = menu.dataset.files!;
  const formats = boot().formats.filter((format) => !id || !format.whole);
  menu.querySelector("ul")!.replaceChildren(...formats.map((format) => line(id, format)));
}

export function startDownloads(): void {
  document.addEventListener(
    "toggle",
    ({ target }) => target instanceof HTMLDetailsElement && target.matches(".files") && target.open && fill(target),
    true,
  );
  document.addEventListener("click", (event) => {
    const link = around<HTMLAnchorElement>(event, ".files a[data-ending]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.href = address(link.closest<HTMLElement>(".files")!.dataset.files!, link.dataset.ending!); // arguments and colours may have changed
    saveFile(link.getAttribute("href")!);
  });
}
