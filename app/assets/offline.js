/* The connection: a banner while the server is out of reach, and a page that opens without it next time. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const WAITS = [2000, 4000, 8000, 15000, 30000];
  const worker = "serviceWorker" in navigator ? navigator.serviceWorker : null;
  let tries = 0;
  let timer = 0;

  const banner = () => document.getElementById("offline");

  function lost() {
    banner().hidden = false;
    clearTimeout(timer);
    timer = setTimeout(ping, WAITS[Math.min(tries, WAITS.length - 1)]);
    tries += 1;
  }

  /* The server answers again: what could not be loaded is asked for once more. */
  function found() {
    clearTimeout(timer);
    tries = 0;
    if (banner().hidden) return;
    banner().hidden = true;
    atlas.say("reconnected");
    setTimeout(() => atlas.say(""), 2500);
    const on = [...document.querySelectorAll("[data-switch]:checked")].map((box) => box.dataset.switch);
    atlas.write("layers", on);
  }

  async function ping() {
    if (worker && worker.controller) {
      worker.controller.postMessage({ atlas: "ping" }); // the worker's failures leave the page's console quiet
      return;
    }
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      if (answer.ok) found();
      else lost();
    } catch (error) {
      lost();
    }
  }

  /* A page given by the worker for another address: the controls that no callback sets. */
  function showKept({ opacity, arguments: given, base }) {
    for (const [id, percent] of Object.entries(opacity)) document.querySelector(`[data-opacity="${id}"]`).value = percent;
    for (const radio of document.querySelectorAll('[name="basemap"]')) radio.checked = radio.value === base;
    for (const [id, texts] of Object.entries(given)) {
      for (const [name, text] of Object.entries(texts)) {
        const control = document.querySelector(`[data-parameter="${id}.${name}"]`);
        if (!control) continue;
        if (control.type === "checkbox") control.checked = text === "1";
        else control.value = text;
      }
    }
  }

  /* Tell the worker what to keep of this visit; a newer worker that takes over is told again. */
  let told = null;
  function keepVisit(active) {
    if (!active || active === told) return;
    told = active;
    const link = navigator.connection || {};
    const thrifty = Boolean(link.saveData) || /2g/.test(link.effectiveType || "");
    active.postMessage({ atlas: "keep", lang: document.documentElement.lang, href: firstAddress, thrifty });
  }

  async function register() {
    worker.addEventListener("controllerchange", () => keepVisit(worker.controller));
    await worker.register("/worker.js");
    keepVisit((await worker.ready).active);
  }

  const firstAddress = location.pathname + location.search;
  atlas.actions.reconnect = function () {
    tries = 0;
    ping();
  };
  window.addEventListener("offline", lost);
  window.addEventListener("online", ping);
  if (atlas.bootData().kept) {
    showKept(atlas.bootData().kept);
    lost();
  }
  if (!worker) return;
  worker.addEventListener("message", function (event) {
    const said = (event.data || {}).atlas || "";
    if (said === "lost") lost();
    else if (said === "found") found();
    else if (said.startsWith("kept ")) document.documentElement.dataset.kept = said.slice("kept ".length);
  });
  atlas.whenDrawn(() => register().catch(() => undefined)); // private windows refuse it: the page works without
})();
