/** The address bar: a step for what a reader would go back over, a mere rewrite for what moves. */
import { byId } from "../../layers/web/dom.ts";
import { fromQuery, toQuery, type View } from "../../layers/web/view.ts";
import { boot } from "./boot.ts";
import { lookAgain } from "./map/map.ts";
import { change, follow, NAMES, view } from "./state.ts";

const QUIET: readonly (keyof View)[] = ["lang", "camera", "opacity", "arguments", "measured", "drawing"]; // changes that are no step of their own
const SUCCESSION = 250; // ms: changes that follow one another sooner are one step
let timer: ReturnType<typeof setTimeout> | undefined;
let isStep = false;

/** The path and query of the present view. */
export const address = (of: Readonly<View> = view()): string => `${location.pathname}?${toQuery(of)}`;

function showLinks(): void {
  for (const lang of ["fr", "en"] as const) byId<HTMLAnchorElement>(`lang-${lang}`).href = address({ ...view(), lang });
  const open = document.getElementById("open-explorer") as HTMLAnchorElement | null;
  if (open) open.href = address({ ...view(), embed: false });
}

/** Write the address now. */
export function writeAddress(): void {
  clearTimeout(timer);
  const next = address();
  if (next !== `${location.pathname}${location.search}`) history[isStep ? "pushState" : "replaceState"]({}, "", next);
  isStep = false;
  showLinks();
}

/** Show the view of a query, and move the map there. */
export function showQuery(query: string): void {
  const asked = fromQuery(query, boot().rules, boot().lang);
  const isElsewhere = JSON.stringify(asked.camera) !== JSON.stringify(view().camera);
  change(asked);
  if (isElsewhere) lookAgain();
}

/** Show the view of the address that the reader has gone back or forward to. */
function goBack(event: PopStateEvent): void {
  if (!event.state && location.hash) return; // a link within the page
  const asked = fromQuery(location.search, boot().rules, boot().lang);
  if (asked.lang !== view().lang) {
    location.reload();
    return;
  }
  showQuery(location.search);
  clearTimeout(timer);
  isStep = false;
  showLinks();
}

export function startAddress(): void {
  history.replaceState({}, "", location.href);
  showLinks();
  follow(NAMES, (_, changed) => {
    isStep ||= [...changed].some((name) => !QUIET.includes(name));
    clearTimeout(timer);
    timer = setTimeout(writeAddress, SUCCESSION);
  });
  window.addEventListener("popstate", goBack);
}
