/* Whether a feature lies in a shape drawn by the reader: wholly, in part, or not. Longitudes and latitudes. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});

  function inRing([x, y], ring) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
    return inside;
  }

  const inPolygon = (point, rings) => rings.reduce((inside, ring) => (inRing(point, ring) ? !inside : inside), false);

  const turn = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const cross = (a, b, c, d) => turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);

  function crosses(line, ring) {
    for (let i = 1; i < line.length; i += 1) {
      for (let j = 0; j < ring.length; j += 1) if (cross(line[i - 1], line[i], ring[j], ring[(j + 1) % ring.length])) return true;
    }
    return false;
  }

  function boxOf(points) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of points) {
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
    return box;
  }
  const meet = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

  /* Parts of a geometry: points, lines, and polygons as lists of rings. */
  function partsOf(geometry) {
    const { type, coordinates } = geometry;
    if (type === "GeometryCollection") return geometry.geometries.flatMap(partsOf);
    if (type.startsWith("Multi")) return coordinates.map((part) => ({ type: type.slice(5), coordinates: part }));
    return [{ type, coordinates }];
  }

  function partExtent(part, shape) {
    if (part.type === "Point") return shape.holds(part.coordinates) ? "wholly" : "";
    const lines = part.type === "Polygon" ? part.coordinates : [part.coordinates];
    if (!meet(boxOf(lines[0]), shape.box)) return "";
    const crossed = lines.some((line) => crosses(line, shape.ring));
    if (crossed) return "partly";
    if (shape.holds(lines[0][0])) return "wholly";
    return part.type === "Polygon" && inPolygon(shape.ring[0], part.coordinates) ? "partly" : "";
  }

  /* How much of a geometry lies in a shape `{ring, holds(point)}`: "wholly", "partly" or "". */
  atlas.extentIn = function (geometry, shape) {
    shape.box = shape.box || boxOf(shape.ring);
    const extents = partsOf(geometry).map((part) => partExtent(part, shape));
    if (extents.every((extent) => extent === "wholly")) return "wholly";
    return extents.some(Boolean) ? "partly" : "";
  };

  /* A shape of corners, or a circle whose points are measured on the ellipsoid. */
  atlas.shapeOf = function (path, centre, metres) {
    const ring = path.map((at) => [at.lng, at.lat]);
    const holds = centre
      ? ([lng, lat]) => atlas.leg(centre, { lat, lng }).metres <= metres
      : (point) => inRing(point, ring);
    return { ring, holds, centre, metres };
  };
})();
