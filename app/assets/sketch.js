/* Setting points on the map by mouse, finger or keyboard; one sketch at a time. What is drawn is the tool's. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const SAME = 5; // px; a second point as near as this is the same click
  let current = null;

  const frame = () => document.getElementById("map-frame");

  function changed(hover) {
    if (current) current.onChange(current.points, hover || null, current.done);
  }

  function aim(on) {
    frame().classList.toggle("is-picking", on);
    atlas.map.doubleClickZoom[on ? "disable" : "enable"]();
  }

  /* Begin: `onChange(points, hover, done)` draws; `most` points at most, `least` to be finished. */
  atlas.sketch = {
    start(options) {
      if (current) atlas.sketch.stop();
      current = { points: [], done: false, least: 2, most: Infinity, ...options };
      aim(true);
      changed();
    },
    stop() {
      if (!current) return;
      aim(false);
      current = null;
    },
    add(latlng) {
      if (!current || current.done) return;
      const map = atlas.map;
      const last = current.points[current.points.length - 1];
      if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < SAME) return;
      current.points.push(L.latLng(latlng).wrap());
      if (current.points.length >= current.most) atlas.sketch.finish();
      else changed();
    },
    undo() {
      if (!current) return;
      current.points.pop();
      if (current.done) aim(true);
      current.done = false;
      changed();
    },
    finish() {
      if (!current || current.points.length < current.least) return;
      current.done = true;
      aim(false);
      changed();
    },
    clear() {
      if (!current) return;
      current.points = [];
      current.done = false;
      aim(true);
      changed();
    },
    /* Put the points where something else than a gesture says. */
    set(points, done) {
      if (!current) return;
      current.points = points;
      current.done = done;
      aim(!done);
      changed();
    },
    get drawing() { return Boolean(current) && !current.done; },
    get begun() { return Boolean(current) && current.points.length > 0; },
  };

  /* A pane above every layer, and a group of shapes in it that no pointer meets. */
  atlas.sheet = function (map, name, zIndex) {
    const pane = map.getPane(name) || map.createPane(name);
    pane.style.zIndex = zIndex;
    pane.style.pointerEvents = "none";
    return { pane: name, group: L.layerGroup().addTo(map), renderer: L.svg({ pane: name, padding: 0.5 }) };
  };

  atlas.whenMap && atlas.whenMap.then(function (map) {
    map.on("click", (event) => atlas.sketch.drawing && atlas.sketch.add(event.latlng));
    map.on("dblclick", () => atlas.sketch.drawing && atlas.sketch.finish());
    map.on("mousemove", (event) => atlas.sketch.drawing && changed(event.latlng));
    map.getContainer().addEventListener("keydown", function (event) {
      if (!atlas.sketch.drawing || event.target !== map.getContainer()) return;
      if (event.key === "Enter") atlas.sketch.add(map.getCenter());
      else if (event.key === "Backspace") atlas.sketch.undo();
      else return;
      event.preventDefault();
    });
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-sketch]");
    if (!button || !atlas.map) return;
    const act = button.dataset.sketch;
    if (act === "add") atlas.sketch.add(atlas.map.getCenter());
    else atlas.sketch[act]();
  });
})();
