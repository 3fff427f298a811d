/** The connection: a banner while the server is out of reach, and a page that opens without it next time. */
import { byId } from "../../layers/web/dom.ts";
import { lang } from "./boot.ts";
import { whenDrawn } from "./later.ts";
import { retry } from "./map/map.ts";
import { registerActions } from "./page/actions.ts";
import { say } from "./status.ts";

const WAITS = [2000, 4000, 8000, 15000, 30000]; // ms
const PAUSE = 2500; // ms a message stays
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let informed: ServiceWorker | null = null;

const worker = (): ServiceWorkerContainer | null => ("serviceWorker" in navigator ? navigator.serviceWorker : null);

function lost(): void {
  byId("offline").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(ping, WAITS[Math.min(tries, WAITS.length - 1)]);
  tries += 1;
}

/** The server answers again: what could not be loaded is asked for once more. */
function found(): void {
  clearTimeout(timer);
  tries = 0;
  if (byId("offline").hidden) return;
  byId("offline").hidden = true;
  say("reconnected", PAUSE);
  retry();
}

async function ping(): Promise<void> {
  const controller = worker()?.controller;
  if (controller) {
    controller.postMessage({ atlas: "ping" }); // the worker's failures leave the page's console quiet
    return;
  }
  try {
    const answer = await fetch("healthz", { cache: "no-store" });
    answer.ok ? found() : lost();
  } catch {
    lost();
  }
}

/** Tell the worker what to keep of this visit; a newer worker that takes over is told again. */
function keepVisit(active: ServiceWorker | null, href: string): void {
  if (!active || active === informed) return;
  informed = active;
  const link = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection ?? {};
  const thrifty = Boolean(link.saveData) || /2g/.test(link.effectiveType ?? "");
  active.postMessage({ atlas: "keep", lang: lang(), href, thrifty });
}

async function register(container: ServiceWorkerContainer, href: string): Promise<void> {
  container.addEventListener("controllerchange", () => keepVisit(container.controller, href));
  await container.register("worker.js");
  keepVisit((await container.ready).active, href);
}

function onMessage(event: MessageEvent<{ atlas?: string } | null>): void {
  const message = event.data?.atlas ?? "";
  if (message === "lost") lost();
  else if (message === "found") found();
  else if (message.startsWith("kept ")) document.documentElement.dataset.kept = message.slice("kept ".length);
}

export function startOffline(): void {
  const href = location.pathname + location.search;
  registerActions({
    reconnect: () => {
      tries = 0;
      ping();
    },
  });
  window.addEventListener("offline", lost);
  window.addEventListener("online", ping);
  if (document.documentElement.dataset.server === "lost") lost(); // the worker gave a page that it had kept
  const container = worker();
  if (!container) return;
  container.addEventListener("message", onMessage);
  whenDrawn(() => register(container, href).catch(() => undefined)); // private windows refuse it: the page works without
}
