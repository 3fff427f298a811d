/** The export dialog (app/web/sheet): its script is fetched when it is first opened. */
import { around } from "../../../layers/web/dom.ts";
import { toQuery } from "../../../layers/web/view.ts";
import { boot } from "../boot.ts";
import { view } from "../state.ts";
import { library } from "../tools/library.ts";

const KEPT = 60000; // ms for which a saved file stays at hand
const TRIES = 4;

/** Ask with patience: a busy server tells when to come back. */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.status !== 503 || attempt >= TRIES) return answer;
    const wait = Number(answer.headers.get("Retry-After") || 2);
    await new Promise((wake) => setTimeout(wake, wait * 1000));
  }
}

/** Save a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** The place that is chosen, if a sheet can show it by itself. */
function framedPlace(): string {
  const { selection } = view();
  const { places, areas, extents } = boot();
  const isFramed = selection in places || [...Object.values(areas), extents].some((ids) => ids.includes(selection));
  return isFramed ? selection : "";
}

const host = { query: () => toQuery(view()), place: framedPlace, patiently, saveFile };
let made: Promise<{ open(): void }> | undefined;

document.addEventListener("click", (event) => {
  if (!around(event, "[data-export-open]")) return;
  made ??= library("sheet").then(({ start }) => start(host));
  made.then(
    ({ open }) => open(),
    () => {
      made = undefined; // the status line says what failed; the next click tries again
    },
  );
});
