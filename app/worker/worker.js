/* The service worker: a page once visited opens again without its server, with its layers and dossiers.
   The freeze writes `self.atlasBuild` before it: version, files of the page, packs and words by language. */
(function () {
  "use strict";
  const BUILD = self.atlasBuild;
  const NAME = `atlas-${BUILD.version}`;
  const BY_CONTENT = new RegExp(BUILD.by_content);
  const CHANGING = /^\/(panel|layers|search|figures|table|facts|timeline)[/.\w-]*(\.json|\.geojson)?$/;
  const SAVED = /^\/layers\/[\w-]+\.(?!geojson$)[a-z][a-z.-]*$/; // files for other tools: the reader keeps them
  const PATIENCE = 8000; // ms before a kept copy stands in for a silent server
  const COMPUTED = 40; // answers with arguments kept at most
  const GONE = [502, 503, 504];
  let isLost = false;

  /* What this build kept, else what an earlier one did. */
  async function cached(key) {
    const cache = await caches.open(NAME);
    return (await cache.match(key, { ignoreVary: true })) || caches.match(key, { ignoreVary: true });
  }

  const pageKey = (lang) => `/?kept=${lang}`;

  async function tell(message) {
    for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ atlas: message });
  }

  function lost(now) {
    if (now || isLost) tell(now ? "lost" : "found"); // a page opened meanwhile hears it again
    isLost = now;
  }

  /* Ask the server; a gateway that says its server is away counts as no answer. */
  async function ask(request, patience) {
    let timer = 0;
    const silence = new Promise((resolve, reject) => {
      if (patience) timer = setTimeout(() => reject(new Error("silent")), patience);
    });
    try {
      const answer = await Promise.race([fetch(request), silence]);
      if (GONE.includes(answer.status)) throw Object.assign(new Error("gone"), { answer });
      lost(false);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  async function keep(key, answer) {
    if (!answer.ok) return;
    const cache = await caches.open(NAME);
    await cache.put(key, answer.clone());
  }

  async function trim() {
    const cache = await caches.open(NAME);
    const computed = (await cache.keys()).filter((kept) => kept.url.includes(".geojson?") || kept.url.includes(".json?"));
    for (const old of computed.slice(0, Math.max(0, computed.length - COMPUTED))) await cache.delete(old);
  }

  async function fromCacheFirst(request) {
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

  async function fromNetworkFirst(request) {
    const present = await cached(request);
    try {
      const answer = await ask(request, present && PATIENCE);
      await keep(request, answer);
      if (new URL(request.url).search) await trim();
      return answer;
    } catch (error) {
      if (!request.signal.aborted) lost(true);
      return present || absent(error, request);
    }
  }

  /* What was never kept: the gateway's own words, or a problem in the page's language. */
  function absent(error, request) {
    if (error.answer) return error.answer;
    lost(true);
    const lang = /[./=]en\b/.test(new URL(request.url).pathname + new URL(request.url).search) ? "en" : "fr";
    const problem = { type: "about:blank", status: 504, title: BUILD.words[lang] };
    return new Response(JSON.stringify(problem), { status: 504, headers: { "Content-Type": "application/problem+json" } });
  }

  async function keptPage(asked) {
    for (const lang of [asked, ...Object.keys(BUILD.packs)]) {
      const page = lang && (await cached(pageKey(lang)));
      if (page) return page;
    }
    return null;
  }

  function langOf(url) {
    const named = url.searchParams.get("lang");
    if (named in BUILD.packs) return named;
    return self.navigator.language.startsWith("en") ? "en" : "fr";
  }

  async function fromPage(event, url) {
    const present = await keptPage(langOf(url));
    try {
      const answer = await ask(event.request, present && PATIENCE);
      const copy = answer.clone();
      event.waitUntil(keepPage(copy));
      return answer;
    } catch (error) {
      isLost = true;
      if (!present) return error.answer || Response.error();
      const headers = new Headers(present.headers);
      for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
      return new Response(self.atlasView.rewrite(await present.text(), url.search), { headers });
    }
  }

  async function keepPage(answer) {
    const lang = answer.headers.get("Content-Language");
    if (lang in BUILD.packs) await keep(pageKey(lang), answer);
  }

  /* The server only writes addresses: without it, the same is done here. */
  async function fromCallback(request) {
    const copy = request.clone();
    try {
      return await ask(request);
    } catch (error) {
      lost(true);
      const { inputs } = await copy.json();
      const values = Object.fromEntries((inputs || []).map((input) => [input.id, input.value]));
      const page = await keptPage(values.lang);
      if (!page || !values.lang) return new Response(null, { status: 204 });
      const boot = self.atlasView.block(await page.text(), "atlas-boot");
      const query = self.atlasView.toQuery(values, boot);
      const data = { query, controls: self.atlasView.fromQuery(query, boot, values.lang) };
      for (const lang of Object.keys(BUILD.packs)) data[lang] = `/?${self.atlasView.toQuery({ ...values, lang }, boot)}`;
      const body = { multi: true, response: { query: { data } } };
      return new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
    }
  }

  /* Keep a file that the page has just loaded: the browser's own cache gives it again. */
  async function keepFile(url) {
    if (BY_CONTENT.test(url) && (await cached(url))) return copyHere(url);
    const answer = await fetch(url, { cache: "force-cache" });
    if (!answer.ok) throw new Error(url);
    return keep(url, answer);
  }

  /* A file that an earlier build kept as well is copied, not fetched. */
  async function copyHere(url) {
    const cache = await caches.open(NAME);
    if (!(await cache.match(url, { ignoreVary: true }))) await cache.put(url, await cached(url));
  }

  /* A pack holds many answers in one file: {address: text}. */
  async function keepPack(url) {
    const cache = await caches.open(NAME);
    if (await cache.match(url)) return;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(url);
    for (const [address, tree] of Object.entries(await answer.json())) {
      const type = address.endsWith(".geojson") ? "application/geo+json" : "application/json";
      await cache.put(address, new Response(JSON.stringify(tree), { headers: { "Content-Type": type } }));
    }
    await cache.put(url, new Response("", { status: 200 })); // the pack is in hand
  }

  async function forgetOlder() {
    for (const name of await caches.keys()) if (name.startsWith("atlas-") && name !== NAME) await caches.delete(name);
  }

  /* After a visit: the page and its first layers, then every dossier, then the other layers. */
  async function keepVisit({ lang, href, thrifty }) {
    if (!(lang in BUILD.packs)) return;
    const answer = await fetch(href, { cache: "force-cache" });
    if (answer.headers.get("Content-Language") === lang) await keepPage(answer);
    for (const url of BUILD.first[lang]) await keepFile(url);
    await forgetOlder();
    await tell("kept page");
    for (const [name, url] of Object.entries(BUILD.packs[lang])) {
      if (thrifty && name !== "panels") continue;
      await keepPack(url);
      await tell(`kept ${name}`);
    }
  }

  async function ping() {
    try {
      await ask("/healthz", PATIENCE);
      await tell("found");
    } catch (error) {
      lost(true);
    }
  }

  self.addEventListener("install", function (event) {
    self.skipWaiting();
    event.waitUntil(Promise.all(BUILD.shell.map(keepFile)));
  });

  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  self.addEventListener("message", function (event) {
    const asked = event.data || {};
    if (asked.atlas === "keep") event.waitUntil(keepVisit(asked).catch(() => undefined)); // tried again at the next visit
    if (asked.atlas === "ping") event.waitUntil(ping());
  });

  self.addEventListener("fetch", function (event) {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== self.location.origin) return;
    if (request.method === "POST" && url.pathname === "/_dash-update-component") event.respondWith(fromCallback(request));
    else if (request.method === "HEAD") event.respondWith(fetch(request).catch(() => new Response(null, { status: 204 })));
    else if (request.method !== "GET") return;
    else if (request.mode === "navigate") {
      if (url.pathname === "/") event.respondWith(fromPage(event, url));
    } else if (BY_CONTENT.test(url.pathname) || BUILD.shell.includes(url.pathname)) event.respondWith(fromCacheFirst(request));
    else if (CHANGING.test(url.pathname) && !SAVED.test(url.pathname)) event.respondWith(fromNetworkFirst(request));
  });
})();
