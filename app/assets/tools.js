/* The tool bar and its cards, the line of coordinates, locate and full screen. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const PAUSE = 4000; // ms a message stays
  const byId = (id) => document.getElementById(id);
  const tools = (atlas.tools = atlas.tools || {});
  let opened = "";

  function mark(name, open) {
    byId(`tool-${name}`).hidden = !open;
    document.querySelector(`[data-tool="${name}"]`).setAttribute("aria-expanded", String(open));
  }

  function close(refocus) {
    if (!opened) return;
    const name = opened;
    opened = "";
    mark(name, false);
    if (tools[name]) tools[name].close();
    if (refocus) document.querySelector(`[data-tool="${name}"]`).focus();
  }

  function open(name) {
    close(false);
    opened = name;
    mark(name, true);
    if (tools[name]) tools[name].open().catch(() => undefined); // the fetch has said what went wrong
    const first = byId(`tool-${name}`).querySelector("input:checked");
    if (first) first.focus({ preventScroll: true });
  }

  document.addEventListener("click", function (event) {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    const opener = at("[data-tool]");
    if (opener) opener.dataset.tool === opened ? close(true) : open(opener.dataset.tool);
    else if (at("[data-tool-close]")) close(true);
  });

  /* Another kind of measure or shape begins anew. */
  document.addEventListener("change", function (event) {
    if (["measure-kind", "inside-kind"].includes(event.target.name) && opened) {
      tools[opened].close();
      tools[opened].open();
    }
  });

  /* Escape: first what is being drawn, then the card; the dossier stays. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !opened || !byId("search-drop").hidden || document.querySelector("[role=dialog], dialog[open]")) return;
    event.stopPropagation();
    if (atlas.sketch.drawing && atlas.sketch.begun) atlas.sketch.clear();
    else close(true);
  }, true);

  /* The coordinates under the pointer; without one, of the centre of the map. */
  function write(at, atCentre) {
    const line = byId("pointer");
    const here = L.latLng(at).wrap();
    line.querySelector(".pointer-degrees").textContent = atlas.decimal(here);
    line.querySelector(".pointer-mgrs").textContent = atlas.mgrs(here);
    line.classList.toggle("is-centre", atCentre);
  }

  atlas.whenMap.then(function (map) {
    let queued = 0;
    const later = function (at, atCentre) {
      cancelAnimationFrame(queued);
      queued = requestAnimationFrame(() => write(at, atCentre));
    };
    const centre = () => later(map.getCenter(), true);
    centre();
    map.on("mousemove", (event) => later(event.latlng, false));
    map.on("mouseout", centre);
    map.on("move", centre);
    const wake = () => atlas.library("mgrs").then(centre).catch(() => undefined);
    for (const gesture of ["mousemove", "movestart"]) map.once(gesture, wake);
    map.on("contextmenu", (event) => !atlas.sketch.drawing && atlas.showPosition(event.latlng));
  });

  /* Where the reader stands, if the browser tells. */
  let here = null;
  function showHere(map, { latitude, longitude, accuracy }) {
    if (here) here.remove();
    const style = { color: "#0B6FB8", weight: 2, interactive: false };
    here = L.layerGroup([
      L.circle([latitude, longitude], { ...style, radius: accuracy, weight: 1, fillOpacity: 0.1 }),
      L.circleMarker([latitude, longitude], { ...style, radius: 6, color: "#FFFFFF", fillColor: "#0B6FB8", fillOpacity: 1 }),
    ]).addTo(map);
    atlas.goTo([latitude, longitude], 10);
    atlas.say(atlas.words().located.replace("{metres}", atlas.number(accuracy, 0)));
  }

  async function locate() {
    const map = await atlas.whenMap;
    const silence = () => setTimeout(() => atlas.say(""), PAUSE);
    const fail = () => { atlas.say("locate_failed"); silence(); };
    if (!navigator.geolocation) return fail();
    atlas.say("locating");
    return navigator.geolocation.getCurrentPosition((found) => { showHere(map, found.coords); silence(); }, fail, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => undefined);
  }
  document.addEventListener("fullscreenchange", function () {
    document.querySelector('[data-action="fullScreen"]').setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  });
  if (!document.fullscreenEnabled) document.querySelector('[data-action="fullScreen"]').hidden = true;

  Object.assign(atlas.actions, { locate, fullScreen, showCentre: () => atlas.showPosition(atlas.map.getCenter()) });
})();
