/* Names on the map: placed by rank, never over one another or over a symbol. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const FONT = '"Noto Sans", system-ui, sans-serif';
  const STYLES = {
    site: { size: 13, weight: 600 },
    town: { size: 12, weight: 400 },
    area: { size: 11, weight: 400, spacing: 1.2, upper: true },
    sector: { size: 12, weight: 600, spacing: 0.6, upper: true },
    country: { size: 13, weight: 400, spacing: 3, upper: true },
    water: { size: 11, weight: 400, italic: true },
  };
  const MARGIN = 3;
  const pen = document.createElement("canvas").getContext("2d");

  const sizes = new Map(); // what was measured with the fonts at hand

  function measure(text, style) {
    const font = `${style.italic ? "italic " : ""}${style.weight} ${style.size}px ${FONT}`;
    const key = `${font}|${text}`;
    if (!sizes.has(key)) {
      pen.font = font;
      sizes.set(key, [pen.measureText(text).width + (style.spacing || 0) * text.length, style.size * 1.25]);
    }
    return sizes.get(key);
  }

  function overlaps(box, others) {
    return others.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
  }

  /* Whether a box lies wholly in the visible part of the map: a name cut by its edge is not written. */
  const EDGE = 2;
  const CHROME = ".leaflet-control, .tool-bar, .home, .time-toggle, .time-bar, .legend, .pointer"; // what stands before the map
  function lies(box, seen) {
    return box[0] + MARGIN >= seen.min.x + EDGE && box[2] - MARGIN <= seen.max.x - EDGE && box[1] + MARGIN >= seen.min.y + EDGE && box[3] - MARGIN <= seen.max.y - EDGE;
  }

  function boxAt(x, y, width, height) {
    return [x - MARGIN, y - MARGIN, x + width + MARGIN, y + height + MARGIN];
  }

  const NUDGES = [0, -1.6, 1.6, -3.2, 3.2, -5, 5];

  /* Where a label may stand: around its point, or near the middle of its area. */
  function candidates(label, point, width, height, ring) {
    if (!label.isPoint) {
      return NUDGES.flatMap((up) => [0, -0.6, 0.6].map((aside) => [
        point.x - width / 2 + aside * width, point.y - height / 2 + up * height,
      ]));
    }
    const gap = label.gap + ring + 4;
    const [right, left] = [point.x + gap, point.x - gap - width];
    const [middle, above, below] = [point.y - height / 2, point.y - gap - height, point.y + gap];
    return [
      [right, middle], [left, middle], [point.x - width / 2, above], [point.x - width / 2, below],
      [point.x - width + 4, above], [point.x - 4, above], [point.x - width + 4, below], [point.x - 4, below],
      [point.x - width - gap, above + 4], [point.x + gap, above + 4],
    ];
  }

  atlas.Labels = function (map) {
    const pane = map.getPane("atlas-labels") || map.createPane("atlas-labels");
    pane.style.zIndex = 620;
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true");
    let handles = [];
    let queued = 0;
    const nodes = new Map(); // what is written: style, text, colour and spot -> node

    function obstacles() {
      return handles.flatMap((handle) => handle.obstacles).map((o) => {
        const [x, y] = (o.pin && o.pin.shift) || [0, 0];
        const p = map.latLngToLayerPoint([o.lat, o.lon]).add([x, y]);
        return [p.x - o.radius, p.y - o.radius, p.x + o.radius, p.y + o.radius];
      });
    }

    /* Write a name where it is not written yet: what stays is not touched, and costs nothing. */
    function write(label, text, spot) {
      const moved = `translate(${Math.round(spot[0])}px, ${Math.round(spot[1])}px)`;
      const key = [label.style, text, label.color, moved].join("|");
      if (nodes.has(key)) return key;
      const node = atlas.element("span", `atlas-label atlas-label-${label.style}`, text);
      if (label.style === "sector") node.style.color = `color-mix(in srgb, ${label.color} 62%, #1B2733)`;
      node.style.transform = moved;
      nodes.set(key, node);
      pane.appendChild(node);
      return key;
    }

    /* Where pins stand fanned out around a place: its point, and how far they stand. */
    function fans() {
      const fanned = handles.flatMap((handle) => handle.obstacles).filter((o) => o.pin && o.pin.shift);
      return fanned.map((o) => ({ at: map.latLngToLayerPoint([o.lat, o.lon]), ring: Math.hypot(...o.pin.shift) }));
    }
    const NEAR = 14; // px; a name as near to a fan's middle is of the same place

    /* The controls before the map hide what lies under them. Their boxes are measured again when one of them
       changes size or the map does: to ask at every placing would lay out the page once more. */
    let boxes = null;
    const watched = new WeakSet();
    const watch = new ResizeObserver(() => { boxes = null; later(); });
    map.on("resize", () => { boxes = null; });

    function covered(corner) {
      if (!boxes) {
        const { left, top } = map.getContainer().getBoundingClientRect();
        const nodes = [...document.querySelectorAll(CHROME)];
        for (const node of nodes) if (!watched.has(node)) watched.add(node) && watch.observe(node);
        boxes = nodes.map((node) => node.getBoundingClientRect()).filter((box) => box.width)
          .map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
      }
      return boxes.map((box) => [box[0] + corner.x, box[1] + corner.y, box[2] + corner.x, box[3] + corner.y]);
    }

    function place() {
      queued = 0;
      atlas.fanOut(map, handles);
      const zoom = map.getZoom();
      const view = map.getBounds().pad(0.15);
      const corner = map.containerPointToLayerPoint([0, 0]);
      const seen = { min: corner, max: corner.add(map.getSize()) };
      const taken = [...obstacles(), ...covered(corner)];
      const fanned = fans();
      const written = [];
      const stale = new Set(nodes.keys());
      const wanted = handles.flatMap((handle) => handle.labels)
        .filter((label) => zoom >= label.minZoom && view.contains([label.lat, label.lon]))
        .sort((a, b) => a.rank - b.rank);
      for (const label of wanted) {
        const style = STYLES[label.style];
        const text = style.upper ? label.text.toUpperCase() : label.text;
        const [width, height] = measure(text, style);
        const point = map.latLngToLayerPoint([label.lat, label.lon]);
        if (written.some((w) => w.text === label.text && w.point.distanceTo(point) < 60)) continue;
        const ring = Math.max(0, ...fanned.filter((fan) => fan.at.distanceTo(point) < NEAR).map((fan) => fan.ring));
        const spot = candidates(label, point, width, height, ring).find(([x, y]) => {
          const box = boxAt(x, y, width, height);
          return lies(box, seen) && !overlaps(box, taken);
        });
        if (!spot) continue;
        taken.push(boxAt(spot[0], spot[1], width, height));
        written.push({ text: label.text, point });
        stale.delete(write(label, text, spot));
      }
      for (const key of stale) {
        nodes.get(key).remove();
        nodes.delete(key);
      }
      pane.style.visibility = "";
    }

    const later = function () {
      if (!queued) queued = requestAnimationFrame(place);
    };
    map.on("zoomstart", () => { pane.style.visibility = "hidden"; });
    map.on("zoomend moveend resize", later);
    const again = () => { sizes.clear(); later(); }; // another font, other widths
    if (document.fonts && document.fonts.ready) {
      document.fonts.ready.then(again);
      document.fonts.addEventListener("loadingdone", again);
    }
    return { update: function (drawn) {
      const visible = drawn.filter((handle) => handle.visible);
      if (visible.length === handles.length && visible.every((handle, at) => handle === handles[at])) return;
      handles = visible;
      later();
    } };
  };
})();
