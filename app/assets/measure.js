/* Distances and areas on the ellipsoid (GeographicLib: Karney 2013). */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const LONG = 50000; // m; longer legs are drawn as the curve they are
  const card = () => document.getElementById("tool-measure");
  let sheet = null;

  /* Geodesic distance in metres and azimuth in degrees from one position to another. */
  atlas.leg = function (a, b) {
    const found = window.geodesic.Geodesic.WGS84.Inverse(a.lat, a.lng, b.lat, b.lng);
    return { metres: found.s12, azimuth: (found.azi1 + 360) % 360 };
  };

  /* The position at a distance (metres) and azimuth (degrees) from another. */
  atlas.reach = function (from, azimuth, metres) {
    const found = window.geodesic.Geodesic.WGS84.Direct(from.lat, from.lng, azimuth, metres);
    return L.latLng(found.lat2, found.lon2);
  };

  /* A chain of positions as geodesics: long legs gain points between. */
  atlas.geodesicPath = function (points, closed) {
    const ends = closed && points.length > 2 ? [...points, points[0]] : points;
    const path = ends.slice(0, 1);
    for (let n = 1; n < ends.length; n += 1) {
      const { metres, azimuth } = atlas.leg(ends[n - 1], ends[n]);
      const parts = Math.min(64, Math.ceil(metres / LONG));
      for (let k = 1; k < parts; k += 1) path.push(atlas.reach(ends[n - 1], azimuth, (metres * k) / parts));
      path.push(ends[n]);
    }
    return path;
  };

  function polygon(points) {
    const outline = new window.geodesic.PolygonArea.PolygonArea(window.geodesic.Geodesic.WGS84, false);
    for (const point of points) outline.AddPoint(point.lat, point.lng);
    const found = outline.Compute(false, true);
    return { area: Math.abs(found.area), perimeter: found.perimeter };
  }

  atlas.lengthText = (metres) => (metres < 1000 ? `${atlas.number(metres, 0)} m` : `${atlas.number(metres / 1000, metres < 100000 ? 2 : 1)} km`);

  function areaText(metres) {
    if (metres < 10000) return `${atlas.number(metres, 0)} m²`;
    const km = metres / 1e6;
    if (km < 10) return `${atlas.number(metres / 10000, 1)} ha`;
    return `${atlas.number(km, km < 1000 ? 1 : 0)} km²`;
  }

  const kind = () => card().querySelector("input:checked").value;

  /* Points and lines of a sketch; `shape` is drawn below them. */
  atlas.drawSketch = function (on, points, path, closed) {
    on.group.clearLayers();
    const style = { pane: on.pane, renderer: on.renderer, interactive: false };
    const outline = closed
      ? L.polygon(path, { ...style, color: "#B3261E", weight: 2, fillColor: "#B3261E", fillOpacity: 0.08 })
      : L.polyline(path, { ...style, color: "#B3261E", weight: 2.5 });
    if (path.length > 1) on.group.addLayer(outline);
    for (const point of points) on.group.addLayer(L.circleMarker(point, { ...style, radius: 4, color: "#B3261E", weight: 2, fillColor: "#FFFFFF", fillOpacity: 1 }));
  };

  function tell(rows) {
    const list = card().querySelector(".tool-said");
    const parts = rows.flatMap(([key, text]) => [atlas.element("dt", "", atlas.words()[key]), atlas.element("dd", "figure", text)]);
    list.replaceChildren(...parts);
  }

  function draw(points, hover) {
    const chain = hover && points.length ? [...points, hover] : points;
    const area = kind() === "area";
    atlas.drawSketch(sheet, points, atlas.geodesicPath(chain, area), area && chain.length > 2);
    if (chain.length < 2) {
      tell([]);
      return;
    }
    const legs = chain.slice(1).map((point, n) => atlas.leg(chain[n], point));
    const last = legs[legs.length - 1];
    const rows = [["measured_last", `${atlas.lengthText(last.metres)} · ${Math.round(last.azimuth) % 360}°`]];
    if (area && chain.length > 2) {
      const found = polygon(chain);
      rows.unshift(["measured_area", areaText(found.area)], ["measured_perimeter", atlas.lengthText(found.perimeter)]);
    } else rows.unshift(["measured_length", atlas.lengthText(legs.reduce((sum, leg) => sum + leg.metres, 0))]);
    tell(rows);
  }

  atlas.tools = atlas.tools || {};
  atlas.tools.measure = {
    async open() {
      const map = await atlas.whenMap;
      await atlas.library("geodesic");
      sheet = sheet || atlas.sheet(map, "atlas-sketch", 640);
      if (card().hidden) return;
      atlas.sketch.start({ onChange: draw, least: kind() === "area" ? 3 : 2 });
    },
    close() {
      atlas.sketch.stop();
      if (sheet) sheet.group.clearLayers();
      tell([]);
    },
  };
})();
