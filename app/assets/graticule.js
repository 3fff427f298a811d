/* Grids over the map: meridians and parallels, or MGRS squares (UTM zones, 100 km, and 10 km when near). */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const STEPS = [10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01];
  const SPACING = 110; // px wanted between lines
  const LINE = { color: "#3A5A78", interactive: false };
  let sheet = null;
  let kind = "none";

  /* UTM easting and northing (metres, north of the equator unless negative) to degrees: Krüger's series, WGS 84. */
  function fromUtm(zone, easting, northing) {
    const f = 1 / 298.257223563;
    const n = f / (2 - f);
    const A = (6378137 / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
    const [xi, eta] = [northing / (0.9996 * A), (easting - 500000) / (0.9996 * A)];
    const beta = [n / 2 - (2 * n ** 2) / 3 + (37 * n ** 3) / 96, n ** 2 / 48 + n ** 3 / 15, (17 * n ** 3) / 480];
    const delta = [2 * n - (2 * n ** 2) / 3 - 2 * n ** 3, (7 * n ** 2) / 3 - (8 * n ** 3) / 5, (56 * n ** 3) / 15];
    const sum = (terms, of) => terms.reduce((total, term, j) => total + term * of(2 * (j + 1)), 0);
    const x = xi - sum(beta, (k) => Math.sin(k * xi) * Math.cosh(k * eta));
    const y = eta - sum(beta, (k) => Math.cos(k * xi) * Math.sinh(k * eta));
    const chi = Math.asin(Math.sin(x) / Math.cosh(y));
    const lat = chi + sum(delta, (k) => Math.sin(k * chi));
    const lng = Math.atan2(Math.sinh(y), Math.cos(x));
    return [(lat * 180) / Math.PI, zone * 6 - 183 + (lng * 180) / Math.PI];
  }
  atlas.fromUtm = fromUtm;

  function add(path, heavy) {
    if (path.length > 1) sheet.group.addLayer(L.polyline(path, { ...LINE, weight: heavy ? 1.2 : 0.7, opacity: heavy ? 0.75 : kind === "mgrs" ? 0.4 : 0.6, pane: sheet.pane, renderer: sheet.renderer }));
  }

  function label(at, text, place) {
    const icon = L.divIcon({ className: `grid-label is-${place}`, html: atlas.element("span", "", text), iconSize: [0, 0] });
    sheet.group.addLayer(L.marker(at, { icon, interactive: false, keyboard: false, pane: sheet.pane }));
  }

  function degrees(map) {
    const view = map.getBounds();
    const far = view.pad(0.5);
    const perPixel = (view.getEast() - view.getWest()) / map.getSize().x;
    const step = STEPS.filter((one) => one >= perPixel * SPACING).pop() || STEPS[0];
    const digits = step >= 1 ? 0 : step >= 0.5 || step === 0.1 ? 1 : 2;
    const side = (value, positive, negative) => `${atlas.number(Math.abs(value), digits)}°${value > 0 ? positive : value < 0 ? negative : ""}`;
    const edge = map.containerPointToLatLng([4, 0]);
    for (let n = Math.ceil(far.getWest() / step); n * step <= far.getEast(); n += 1) {
      add([[Math.max(-85, far.getSouth()), n * step], [Math.min(85, far.getNorth()), n * step]]);
      if (n * step > view.getWest() && n * step < view.getEast()) label([view.getNorth(), n * step], side(n * step, "E", atlas.words().west), "top");
    }
    for (let n = Math.ceil(Math.max(-85, far.getSouth()) / step); n * step <= Math.min(85, far.getNorth()); n += 1) {
      add([[n * step, far.getWest()], [n * step, far.getEast()]]);
      if (n * step > view.getSouth() && n * step < view.getNorth()) label([n * step, edge.lng], side(n * step, "N", "S"), "left");
    }
  }

  /* The zone's northings and eastings that a view needs, in whole steps; the equator parts the hemispheres. */
  function rangeOf(box, zone, step) {
    const northing = (lat) => lat * 110700;
    const widest = Math.cos((Math.min(Math.abs(box.south), Math.abs(box.north), 80) * Math.PI) / 180) * 111400;
    const middle = zone * 6 - 183;
    return {
      n: [Math.floor((northing(box.south) - step) / step), Math.ceil((northing(box.north) * 1.006 + 40000) / step)],
      e: [Math.floor((500000 + (box.west - middle) * widest) / step) - 1, Math.ceil((500000 + (box.east - middle) * widest) / step) + 1],
    };
  }

  /* Keep the part of a line that lies in a box of degrees; lines run along one axis, so a filter is enough. */
  function within(path, box) {
    return path.filter(([lat, lng]) => lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north);
  }

  function zoneSquares(map, zone, box, step, named) {
    const { n, e } = rangeOf(box, zone, step);
    const fine = step / 20;
    for (let i = e[0]; i <= e[1]; i += 1) {
      const path = [];
      for (let y = n[0] * step; y <= n[1] * step; y += fine) path.push(fromUtm(zone, i * step, y));
      add(within(path, box), step < 100000 && (i * step) % 100000 === 0);
    }
    for (let j = n[0]; j <= n[1]; j += 1) {
      const path = [];
      for (let x = e[0] * step; x <= e[1] * step; x += fine) path.push(fromUtm(zone, x, j * step));
      add(within(path, box), step < 100000 && (j * step) % 100000 === 0);
    }
    if (!named) return;
    const view = map.getBounds();
    for (let i = e[0]; i < e[1]; i += 1) {
      for (let j = n[0]; j < n[1]; j += 1) {
        const [lat, lng] = fromUtm(zone, (i + 0.5) * step, (j + 0.5) * step);
        if (lng > box.west && lng < box.east && view.contains([lat, lng])) label([lat, lng], nameOf(lat, lng, step), "middle");
      }
    }
  }

  function nameOf(lat, lng, step) {
    const parts = atlas.mgrs({ lat, lng }, step < 100000 ? 1 : 0).split(" "); // zone and band, square, figures
    return parts.slice(1).join(" ");
  }

  function squares(map) {
    const far = map.getBounds().pad(0.2);
    const [south, north] = [Math.max(-80, far.getSouth()), Math.min(84, far.getNorth())];
    const zoom = map.getZoom();
    const step = zoom >= 9.5 ? 10000 : 100000;
    const view = map.getBounds();
    for (let band = -80; band <= 80; band += 8) add([[band, far.getWest()], [band, far.getEast()]], true);
    for (let zone = Math.floor((far.getWest() + 180) / 6) + 1; zone <= Math.floor((far.getEast() + 180) / 6) + 1; zone += 1) {
      const box = { west: Math.max(zone * 6 - 186, far.getWest()), east: Math.min(zone * 6 - 180, far.getEast()), south, north };
      add([[south, zone * 6 - 186], [north, zone * 6 - 186]], true);
      for (let band = -80; band < 80; band += 8) {
        const corner = [Math.max(band, view.getSouth()), Math.max(zone * 6 - 186, view.getWest())];
        if (band + 8 > view.getSouth() && band < view.getNorth() && corner[1] < Math.min(zone * 6 - 180, view.getEast())) {
          label(corner, atlas.mgrs({ lat: band + 4, lng: zone * 6 - 183 }, 0).split(" ")[0], "zone");
        }
      }
      if (zoom < 5 || south >= north || box.west >= box.east) continue;
      zoneSquares(map, zone, box, step, zoom >= 6.5 && (step === 100000 || zoom >= 10.5));
    }
  }

  function redraw() {
    if (!sheet) return;
    sheet.group.clearLayers();
    if (kind === "degrees") degrees(atlas.map);
    else if (kind === "mgrs") squares(atlas.map);
  }

  document.addEventListener("change", async function (event) {
    if (event.target.name !== "grid-kind") return;
    kind = event.target.value;
    const map = await atlas.whenMap;
    if (kind === "mgrs") await atlas.library("mgrs").catch(() => undefined); // its squares go unnamed
    if (!sheet) {
      sheet = atlas.sheet(map, "atlas-grid", 390);
      sheet.renderer = L.canvas({ pane: "atlas-grid", padding: 0.5 });
      map.on("moveend", redraw);
    }
    redraw();
  });
})();
