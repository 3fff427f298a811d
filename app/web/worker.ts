/** The service worker: a page once visited opens again without its server, with its layers and dossiers.
    The freeze writes `self.atlasBuild` before it: version, files of the page, packs and words by language (app/page/offline.py). */
import type { Lang } from "../../layers/web/types.ts";

interface Build {
  /** For whom the build is, where that is not everybody. */
  audience?: string;
  version: string;
  /** Expression for the addresses whose content never changes. */
  by_content: string;
  /** Files of every page. */
  shell: string[];
  /** Files of the first layers. */
  first: Record<Lang, string[]>;
  packs: Record<Lang, Record<string, string>>;
  words: Record<Lang, string>;
}

interface Client {
  postMessage(message: unknown): void;
}

interface FetchEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

interface Worker extends EventTarget {
  atlasBuild: Build;
  location: Location;
  navigator: Navigator;
  clients: { matchAll(options: { type: string }): Promise<Client[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

/** No answer, or a gateway's that says the server is away. */
class Away extends Error {
  readonly answer: Response | undefined;

  constructor(answer?: Response) {
    super("away");
    this.answer = answer;
  }
}

const scope = self as unknown as Worker;
const BUILD = scope.atlasBuild;
/** Where the atlas is on its host: every address below is relative to it. */
const ROOT = new URL(".", scope.location.href).pathname;
/** Other atlases of the same host have caches of their own. */
const CACHES = `atlas-${ROOT.slice(1)}`;
const KIND = BUILD.audience ? `${CACHES}${BUILD.audience}-` : CACHES;
const NAME = KIND + BUILD.version;
const BY_CONTENT = new RegExp(BUILD.by_content);
const CHANGING = /^(panel|layers|search|figures|table|facts|timeline)[/.\w-]*(\.json|\.geojson)?$/;
const SAVED = /^layers\/[\w-]+\.(?!geojson$)[a-z][a-z.-]*$/; // files for other tools: the reader keeps them
const OWN = /own-[0-9a-f]{32}/; // a reader's layer may be deleted: no page of it is kept
const DASH = ["_dash-layout", "_dash-dependencies"];
const PATIENCE = 8000; // ms before a kept copy stands in for a silent server
const COMPUTED = 40; // answers with arguments kept at most
const GONE = [502, 503, 504];
const KEPT_HEADERS = ["Content-Encoding", "Content-Length", "ETag"];
let isLost = false;

const isLang = (text: string | null): text is Lang => text !== null && text in BUILD.packs;

/** Whether a cache is of builds for the same readers: what follows the kind is a version, without a hyphen. */
const isOurs = (name: string): boolean => name.startsWith(KIND) && !/[-/]/.test(name.slice(KIND.length));

/** What this build kept, else what an earlier one for the same readers did. */
async function cached(key: RequestInfo): Promise<Response | undefined> {
  for (const name of [NAME, ...(await caches.keys()).filter(isOurs)]) {
    const found = await (await caches.open(name)).match(key, { ignoreVary: true });
    if (found) return found;
  }
}

const pageKey = (lang: Lang): string => `?kept=${lang}`;

async function tell(message: string): Promise<void> {
  for (const client of await scope.clients.matchAll({ type: "window" })) client.postMessage({ atlas: message });
}

function lost(now: boolean): void {
  if (now || isLost) tell(now ? "lost" : "found"); // a page opened meanwhile hears it again
  isLost = now;
}

/** Ask the server; a gateway that says its server is away counts as no answer. */
async function ask(request: RequestInfo, patience = 0): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    if (patience) timer = setTimeout(() => reject(new Away()), patience);
  });
  try {
    const answer = await Promise.race([fetch(request), silence]);
    if (GONE.includes(answer.status)) throw new Away(answer);
    lost(false);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

async function keep(key: RequestInfo, answer: Response): Promise<void> {
  if (answer.ok) await (await caches.open(NAME)).put(key, answer.clone());
}

/** Forget the oldest computed answers. */
async function trim(): Promise<void> {
  const cache = await caches.open(NAME);
  const computed = (await cache.keys()).filter(({ url }) => url.includes(".geojson?") || url.includes(".json?"));
  for (const old of computed.slice(0, Math.max(0, computed.length - COMPUTED))) await cache.delete(old);
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const present = await cached(request);
  if (present) return present;
  try {
    const answer = await ask(request);
    await keep(request, answer);
    return answer;
  } catch (error) {
    return absent(error, request);
  }
}

async function fromNetworkFirst(request: Request): Promise<Response> {
  const present = await cached(request);
  try {
    const answer = await ask(request, present && PATIENCE);
    await keep(request, answer);
    if (new URL(request.url).search) await trim();
    return answer;
  } catch (error) {
    if (!request.signal.aborted) lost(true);
    return present ?? absent(error, request);
  }
}

/** What was never kept: the gateway's own words, or a problem in the page's language. */
function absent(error: unknown, request: Request): Response {
  if (error instanceof Away && error.answer) return error.answer;
  lost(true);
  const { pathname, search } = new URL(request.url);
  const lang = /[./=]en\b/.test(pathname + search) ? "en" : "fr";
  const problem = { type: "about:blank", status: 504, title: BUILD.words[lang] };
  return new Response(JSON.stringify(problem), { status: 504, headers: { "Content-Type": "application/problem+json" } });
}

function langOf(url: URL): Lang {
  const named = url.searchParams.get("lang");
  if (isLang(named)) return named;
  return scope.navigator.language.startsWith("en") ? "en" : "fr";
}

async function keptPage(asked: Lang): Promise<Response | null> {
  for (const lang of [asked, "fr", "en"] as const) {
    const page = await cached(pageKey(lang));
    if (page) return page;
  }
  return null;
}

/** A page of the server's, or the one kept, which then shows the view of its address by itself. */
async function fromPage(event: FetchEvent, url: URL): Promise<Response> {
  const present = await keptPage(langOf(url));
  try {
    const answer = await ask(event.request, present ? PATIENCE : 0);
    if (answer.type === "opaqueredirect" || answer.status === 401) await forgetAll();
    else if (!OWN.test(url.search)) event.waitUntil(keepPage(answer.clone()));
    return answer;
  } catch (error) {
    isLost = true;
    if (!present) return (error instanceof Away && error.answer) || Response.error();
    const headers = new Headers(present.headers);
    for (const name of KEPT_HEADERS) headers.delete(name);
    return new Response((await present.text()).replace("<html ", '<html data-server="lost" '), { headers });
  }
}

async function keepPage(answer: Response): Promise<void> {
  const lang = answer.headers.get("Content-Language");
  if (isLang(lang)) await keep(pageKey(lang), answer);
}

/** Keep a file that the page has just loaded: the browser's own cache gives it again. */
async function keepFile(url: string): Promise<void> {
  const present = BY_CONTENT.test(url) ? await cached(url) : undefined;
  const cache = await caches.open(NAME);
  if (present) {
    if (!(await cache.match(url, { ignoreVary: true }))) await cache.put(url, present); // an earlier build kept it as well
    return;
  }
  const answer = await fetch(url, { cache: "force-cache" });
  if (!answer.ok) throw new Error(url);
  await keep(url, answer);
}

/** A pack holds many answers in one file: {address: content}. */
async function keepPack(url: string): Promise<void> {
  const cache = await caches.open(NAME);
  if (await cache.match(url)) return;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  for (const [address, content] of Object.entries((await answer.json()) as Record<string, unknown>)) {
    const type = address.endsWith(".geojson") ? "application/geo+json" : "application/json";
    await cache.put(address, new Response(JSON.stringify(content), { headers: { "Content-Type": type } }));
  }
  await cache.put(url, new Response("", { status: 200 })); // the pack is in hand
}

async function forget(which: (name: string) => boolean): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(CACHES) && !name.slice(CACHES.length).includes("/"));
  for (const name of own) if (which(name)) await caches.delete(name);
}

/** After signing out, or where one has to sign in: nothing stays that was kept for whoever was there. */
const forgetAll = (): Promise<void> => forget(() => true);

interface Visit {
  atlas?: string;
  lang: Lang;
  href: string;
  thrifty: boolean;
}

/** After a visit: the page and its first layers, then every dossier, then the other layers. */
async function keepVisit({ lang, href, thrifty }: Visit): Promise<void> {
  if (!isLang(lang)) return;
  const answer = await fetch(href, { cache: "force-cache" });
  if (answer.headers.get("Content-Language") === lang && !OWN.test(href)) await keepPage(answer);
  for (const url of BUILD.first[lang]) await keepFile(url);
  await forget((name) => name !== NAME);
  await tell("kept page");
  for (const [name, url] of Object.entries(BUILD.packs[lang])) {
    if (thrifty && name !== "panels") continue;
    await keepPack(url);
    await tell(`kept ${name}`);
  }
}

async function ping(): Promise<void> {
  try {
    await ask("healthz", PATIENCE);
    await tell("found");
  } catch {
    lost(true);
  }
}

function answerTo(event: FetchEvent, url: URL): Promise<Response> | null {
  const { request } = event;
  if (!url.pathname.startsWith(ROOT)) return null;
  const path = url.pathname.slice(ROOT.length);
  if (request.method === "HEAD") return fetch(request).catch(() => new Response(null, { status: 204 }));
  if (request.method === "POST" && path.endsWith("sign-out")) event.waitUntil(forgetAll());
  if (request.method !== "GET") return null;
  if (request.mode === "navigate") return path === "" ? fromPage(event, url) : null;
  if (DASH.includes(path)) return fromNetworkFirst(request);
  if (BY_CONTENT.test(path) || BUILD.shell.includes(path)) return fromCacheFirst(request);
  return CHANGING.test(path) && !SAVED.test(path) ? fromNetworkFirst(request) : null;
}

scope.addEventListener("install", (event) => {
  scope.skipWaiting();
  (event as FetchEvent).waitUntil(Promise.all([...BUILD.shell, ...DASH].map(keepFile)));
});

scope.addEventListener("activate", (event) => {
  const others = forget((name) => !isOurs(name)); // kept for readers who get more, or less
  (event as FetchEvent).waitUntil(others.then(() => scope.clients.claim()));
});

scope.addEventListener("message", (event) => {
  const asked = ((event as MessageEvent).data ?? {}) as Visit;
  const work = asked.atlas === "keep" ? keepVisit(asked) : asked.atlas === "ping" ? ping() : Promise.resolve();
  (event as FetchEvent).waitUntil(work.catch(() => undefined)); // tried again at the next visit
});

scope.addEventListener("fetch", (event) => {
  const url = new URL((event as FetchEvent).request.url);
  const answer = url.origin === scope.location.origin ? answerTo(event as FetchEvent, url) : null;
  if (answer) (event as FetchEvent).respondWith(answer);
});
