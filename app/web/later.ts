/** What opens over the page (help, notice, panels written in Python): ordinary components of Dash, mounted when first asked for. */
import { boot } from "./boot.ts";
import { say } from "./status.ts";

interface DashClientside {
  /** Dash's public way to set properties from a script. */
  set_props(id: string, props: Record<string, unknown>): void;
  /** Which of its inputs called the callback that runs. */
  callback_context?: { triggered_id?: unknown };
  /** What a callback returns to leave its output as it is. */
  no_update: unknown;
  /** Functions that callbacks of the application name (`ClientsideFunction`). */
  [namespace: string]: unknown;
}

declare global {
  interface Window {
    dash_clientside: DashClientside;
  }
}

let mounted: Promise<void> | undefined;
let isMounted: () => void = () => undefined;

function fetchScript(src: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src, async: false, onload: resolve, onerror: reject });
    document.head.appendChild(script);
  });
}

/** Fill the slot by a callback, so that Dash calls the callbacks of what is in it as it does for every component. */
async function mount(): Promise<void> {
  await Promise.all(boot().later.map(fetchScript)); // asked for together, run in order
  const whole = new Promise<void>((resolve) => {
    isMounted = resolve;
  });
  window.dash_clientside.set_props("later", { opened: true });
  await whole;
}

/** What the slot's callback returns (app/page/live.py): the components as the document carries them. */
const slotChildren = (): unknown => JSON.parse(document.getElementById("atlas-later")!.textContent!);

/** Called by the slot when Dash has put something into it. */
export const slotFilled = (): void => isMounted();

/** Make the slot's callback known to Dash, and those that others need. */
export function startLater(more: Record<string, unknown> = {}): void {
  window.dash_clientside = Object.assign(window.dash_clientside ?? {}, { atlas: { slotChildren, ...more } });
}

/** Mount the components once; a failure is forgotten, so that it may be tried again. */
export function later(): Promise<void> {
  mounted ??= mount().catch((error: unknown) => {
    mounted = undefined;
    say("failed");
    throw error;
  });
  return mounted;
}

/** Set properties of a component that opens later. */
export async function setLater(id: string, props: Record<string, unknown>): Promise<void> {
  await later();
  window.dash_clientside.set_props(id, props);
}

const LONGEST = 8000; // ms; a view without layers draws none

/** Do something after the first picture, when the browser has nothing else to do. */
export function whenDrawn(act: () => void): void {
  const idle = window.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 500));
  const root = document.documentElement;
  const go = (): void => {
    watch.disconnect();
    clearTimeout(waited);
    idle(act, { timeout: 4000 });
  };
  const watch = new MutationObserver(() => root.dataset.drawn !== undefined && go());
  const waited = setTimeout(go, LONGEST);
  if (root.dataset.drawn !== undefined) go();
  else watch.observe(root, { attributes: true, attributeFilter: ["data-drawn"] });
}
