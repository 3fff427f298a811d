/* The explorer's map: takes hold of the Leaflet map that dash-leaflet makes, and draws what the controls say. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const drawn = new Map(); // layer id -> handle, once fetched
  const pending = new Map();
  const refused = new Set(); // layers whose last arguments could not be used
  let wanted = { layers: [], opacity: {}, base: "atlas", args: {}, raised: [], drawn: [] };
  let selected = "";
  let base = [];
  let tiles = null;
  let ready;
  const whenReady = new Promise((resolve) => { ready = resolve; });
  atlas.whenMap = whenReady;

  /* The files of the first picture are asked for before the map is there. Those at hand in time are drawn at once:
     every frame in between costs a slow machine as much as the picture itself. */
  const TOGETHER = 400; // ms
  function firstFiles() {
    const { layers, arguments: given } = boot().first;
    const urls = [...boot().base.filter((entry) => entry.min_zoom === 0), ...layers.filter((id) => !given[id]).map((id) => boot().layers[id])];
    return Promise.allSettled(urls.map(({ url }) => atlas.fetchJson(url)));
  }
  const together = Promise.race([firstFiles(), new Promise((resolve) => { setTimeout(resolve, TOGETHER); })]);
  const whenDrawable = Promise.all([whenReady, together]).then(([map]) => map);

  atlas.shown = () => [...drawn.values()].filter((handle) => handle.visible);

  function boot() {
    atlas.boot = atlas.boot || JSON.parse(document.getElementById("atlas-boot").textContent);
    return atlas.boot;
  }
  atlas.bootData = boot;

  L.Map.addInitHook(function () {
    const map = this;
    if (atlas.map) return;
    atlas.map = map;
    map.whenReady(() => setTimeout(() => start(map), 0));
  });

  /* Drawn once for each view and never animated: making ready the graphics card for it costs more than it saves.
     Nothing on it is clicked, so it takes none of the listeners of a usual canvas. */
  const PlainCanvas = L.Canvas.extend({
    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._ctx = this._container.getContext("2d", { willReadFrequently: true });
    },
  });

  function start(map) {
    if (window.innerWidth < 900) document.querySelector(".legend").open = false;
    const camera = boot().camera;
    map.createPane("atlas-base").style.zIndex = 200;
    atlas.baseRenderer = new PlainCanvas({ pane: "atlas-base" });
    atlas.mapWords = boot().words;
    atlas.labels = atlas.Labels(map);
    if (camera) map.setView([camera.lat, camera.lon], camera.zoom, { animate: false });
    else fitCountry();
    map.on("moveend", reportCamera);
    nameZoomButtons(map);
    map.attributionControl.setPrefix("Leaflet");
    ready(map);
    // the first picture does not wait for the callbacks, which say the same a moment later
    const { layers, opacity, base: basemap, arguments: args, order, date } = boot().first;
    atlas.date = date;
    atlas.sync(layers, opacity, basemap, args, order);
  }

  function nameZoomButtons(map) {
    for (const [part, key] of [["in", "zoom_in"], ["out", "zoom_out"]]) {
      const button = map.getContainer().querySelector(`.leaflet-control-zoom-${part}`);
      if (!button) continue;
      button.title = atlas.words()[key];
      button.setAttribute("aria-label", atlas.words()[key]);
    }
  }

  const LOW_MAP = 560; // px
  function fitCountry() {
    const [west, south, east, north] = boot().country;
    const room = atlas.map.getSize().x > 900 ? 130 : 4; // the legend stands at the left
    const bar = window.innerWidth >= 900 && document.getElementById("time-bar");
    const size = atlas.map.getSize();
    const tools = size.x < 900 && size.y < LOW_MAP ? 54 : 8; // on a low map the tools stand beside the country
    atlas.map.fitBounds([[south, west], [north, east]], {
      animate: false, paddingTopLeft: [room, 8], paddingBottomRight: [tools, bar && bar.offsetHeight ? bar.offsetHeight + 30 : 8],
    });
    atlas.map.atHome = { center: atlas.map.getCenter(), zoom: atlas.map.getZoom() };
  }
  atlas.fitCountry = fitCountry;

  atlas.isHome = function () {
    const { map } = atlas;
    return Boolean(map.atHome) && map.atHome.zoom === map.getZoom() && map.atHome.center.distanceTo(map.getCenter()) < 1;
  };

  let settle = 0;
  function reportCamera() {
    clearTimeout(settle);
    settle = setTimeout(function () {
      const { lat, lng } = atlas.map.getCenter();
      atlas.write("camera", atlas.isHome() ? null : [lat, lng, atlas.map.getZoom()]);
    }, 250);
  }

  function pick(place) {
    if (document.querySelector(".is-embed")) return false; // no dossier there: the card is shown
    atlas.write("selection", place);
    return true;
  }

  /* The address of a layer as it is wanted now: a built file, or a computed one for its arguments. */
  function address(id, args = wanted.args[id]) {
    const entry = boot().layers[id];
    if (!args || Object.entries(args).every(([name, text]) => String(entry.defaults[name]) === text)) return entry.url;
    return `/layers/${id}.geojson?${new URLSearchParams({ lang: boot().lang, ...args })}`;
  }

  /* What a picture shows: a layer's address, and the date as of which it is drawn. */
  const pictured = (id) => `${address(id)}#${atlas.date || ""}`;

  atlas.layerUrl = (id, args) => address(id, args[id]);

  /* Fetch and draw; what was drawn before stays until the new picture is there. */
  async function ensure(id) {
    const picture = pictured(id);
    const present = drawn.get(id);
    if (present && present.picture === picture) return present;
    if (!pending.has(picture)) {
      pending.set(picture, (async function () {
        const map = await whenDrawable;
        try {
          const artifact = atlas.asOf(await atlas.fetchJson(address(id)), atlas.date);
          if (picture !== pictured(id)) return drawn.get(id);
          const former = drawn.get(id);
          if (former && former.artifact === artifact) return Object.assign(former, { picture }); // timeless
          const handle = atlas.draw(map, artifact, { order: boot().layers[id].order, onPick: pick });
          Object.assign(handle, { picture, artifact });
          if (former) former.remove();
          drawn.set(id, handle);
          return handle;
        } finally {
          pending.delete(picture);
        }
      })());
    }
    return pending.get(picture);
  }

  function refreshLabels() {
    const place = (handle) => wanted.drawn.indexOf(handle.id);
    atlas.labels.update([...base, ...[...drawn.values()].sort((a, b) => place(a) - place(b))]);
  }

  async function show(id) {
    try {
      const handle = await ensure(id);
      if (handle) apply(handle);
      settleDrawn();
      if (refused.delete(id)) atlas.say("");
    } catch (error) {
      reveal();
      refused.add(id); // what was drawn before stays; the reader is told why it did not change
      atlas.say(error.said || "failed");
    }
  }

  /* The legend of a computed layer: the classes that its arguments draw, and what was computed. */
  function tellLegend(handle) {
    const block = document.querySelector(`[data-legend="${handle.id}"]`);
    if (!block || !handle.meta.caption) return;
    const keys = handle.meta.marks.map((mark) => mark.key);
    for (const line of block.querySelectorAll("[data-mark]")) line.hidden = !keys.includes(line.dataset.mark);
    block.querySelector(".legend-caption").textContent = handle.meta.caption;
  }

  /* The first computed answer loads the geographic libraries: have that done before a slider moves. */
  const warmed = new Set();
  function warm(id) {
    const { defaults } = boot().layers[id];
    if (warmed.has(id) || !Object.keys(defaults).length) return;
    warmed.add(id);
    fetch(`/layers/${id}.geojson?${new URLSearchParams({ lang: boot().lang, ...defaults })}`, { method: "HEAD" }).catch(() => warmed.delete(id));
  }

  function apply(handle) {
    tellLegend(handle);
    handle.show(wanted.layers.includes(handle.id));
    handle.fade(wanted.opacity[handle.id] ?? 100);
    handle.raise(atlas.heightOf(wanted.raised, handle.id));
  }

  /* The frame around the map is shown with the first picture, or without it where there is none to wait for. */
  function reveal() {
    document.documentElement.dataset.start = "done";
  }

  function settleDrawn() {
    reveal();
    refreshLabels();
    markSelected();
    document.documentElement.dataset.drawn = [...drawn.values()].filter((h) => h.visible).map((h) => h.id).join(" ");
  }

  async function drawBase() {
    const map = await whenDrawable;
    for (const entry of boot().base) {
      if (map.getZoom() < entry.min_zoom) {
        map.once("zoomend", drawBase);
        continue;
      }
      if (base.some((handle) => handle.id === entry.id)) continue;
      const artifact = await atlas.fetchJson(entry.url);
      if (base.some((handle) => handle.id === entry.id)) continue;
      base.push(atlas.draw(map, artifact, { base: true, pane: "atlas-base", renderer: atlas.baseRenderer }));
    }
    refreshBase();
  }

  function refreshBase() {
    const on = wanted.base === "atlas";
    atlas.map.getPane("atlas-base").style.display = on ? "" : "none";
    for (const handle of base) handle.visible = on;
    const online = boot().tiles[wanted.base];
    if (tiles) tiles.remove();
    tiles = online ? L.tileLayer(online.url, { attribution: online.attribution, maxZoom: online.max_zoom }).addTo(atlas.map) : null;
    refreshLabels();
  }

  function markSelected() {
    for (const pin of document.querySelectorAll(".atlas-pin")) pin.classList.toggle("is-selected", pin.dataset.feature === selected);
  }

  /* Draw what the controls say; a layer is fetched the first time it is switched on and kept. */
  atlas.sync = async function (layers, opacity, baseName, args, order) {
    wanted = { layers, opacity, base: baseName, args: args || {}, raised: order || [], drawn: atlas.fromTheTop(order || [], layers) };
    for (const handle of drawn.values()) apply(handle);
    if (drawn.size) settleDrawn();
    for (const id of layers) {
      warm(id);
      if (!drawn.has(id) || drawn.get(id).picture !== pictured(id) || refused.has(id)) show(id);
    }
    await whenReady;
    if (baseName === "atlas") drawBase();
    refreshBase();
    if (!layers.length) reveal();
  };

  /* Draw what is shown again, as of the date chosen. */
  atlas.redraw = () => Promise.all(wanted.layers.map(show));

  /* Show the layers that are there already and hide the others, with their names, at once; legend and address
     follow with the control. Say whether nothing has to be fetched. */
  atlas.preview = function (layers) {
    const isThere = (id) => drawn.has(id) && drawn.get(id).picture === pictured(id);
    for (const [id, handle] of drawn) {
      const isOn = layers.includes(id) && (handle.visible || isThere(id));
      if (handle.visible !== isOn) handle.show(isOn);
    }
    refreshLabels();
    return layers.every(isThere);
  };

  /* Show an opacity while its slider moves, before the control settles. */
  atlas.fade = function (id, percent) {
    if (drawn.has(id)) drawn.get(id).fade(percent);
  };

  /* Move to a place, unless it already stands well inside the view. */
  atlas.select = async function (place, lat, lon) {
    const map = await whenReady;
    selected = place;
    markSelected();
    if (lat === null || lat === undefined) return;
    const sheet = window.innerWidth < 900 && !document.querySelector(".is-embed"); // there the dossier covers the lower part of the map
    const height = map.getSize().y;
    const point = map.latLngToContainerPoint([lat, lon]);
    const middle = sheet ? height * 0.2 : height / 2;
    const inside = map.getBounds().pad(-0.1).contains([lat, lon]) && (!sheet || point.y < height * 0.38);
    if (inside) return;
    map.atHome = null; // on its way: a change of the map's room must not bring the whole country back
    map.panBy([point.x - map.getSize().x / 2, point.y - middle]);
  };
})();
