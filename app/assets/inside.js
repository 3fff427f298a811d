/* Draw a circle or a polygon and list what of the layers shown lies inside; save the list as CSV. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const SIDES = 90;
  const LISTED = 100; // rows shown of one layer; the file holds them all
  const card = () => document.getElementById("tool-inside");
  const find = (selector) => card().querySelector(selector);
  const words = () => atlas.words();
  let sheet = null;
  let shape = null;
  let centre = null;
  let rows = [];

  const kind = () => find("input:checked").value;

  function circle(middle, metres) {
    return Array.from({ length: SIDES }, (_, n) => atlas.reach(middle, (360 * n) / SIDES, metres));
  }

  function draw(points, hover, done) {
    const chain = hover && points.length ? [...points, hover] : points;
    const round = kind() === "circle";
    let path = [];
    if (round && chain.length === 2) {
      const { metres } = atlas.leg(chain[0], chain[1]);
      path = circle(chain[0], metres);
      if (document.activeElement !== find("#inside-radius")) find("#inside-radius").value = (metres / 1000).toFixed(metres < 100000 ? 1 : 0);
      shape = { ...atlas.shapeOf(path, chain[0], metres) };
    } else if (!round) {
      path = atlas.geodesicPath(chain, true);
      shape = atlas.shapeOf(path);
    }
    atlas.drawSketch(sheet, round ? points.slice(0, 1) : points, path, path.length > 2);
    centre = round ? points[0] : null;
    if (!done) shape = null;
    list();
  }

  /* Where a feature is said to be: its point, or the point its label stands at. */
  function pointOf(feature) {
    if (feature.geometry.type === "Point") return feature.geometry.coordinates;
    return feature.at || null;
  }

  function detailsOf(feature, meta) {
    return meta.fields
      .filter((field) => ![undefined, null, ""].includes(feature.properties[field.name]))
      .map((field) => `${field.label}: ${feature.properties[field.name]}${field.unit ? ` ${field.unit}` : ""}`)
      .join(" | ");
  }

  function gather() {
    if (!shape) return [];
    return atlas.shown().map(function (handle) {
      const inside = [];
      for (const feature of handle.features) {
        const extent = feature.geometry && atlas.extentIn(feature.geometry, shape);
        if (!extent) continue;
        const at = pointOf(feature);
        const metres = centre && at && feature.geometry.type === "Point" ? atlas.leg(centre, { lat: at[1], lng: at[0] }).metres : null;
        inside.push({ feature, extent, at, metres, name: feature.properties.name, place: feature.properties.place });
      }
      inside.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || a.name.localeCompare(b.name));
      return { handle, inside };
    }).filter((group) => group.inside.length);
  }

  function line(row) {
    const item = atlas.element("li", "");
    const name = atlas.element(row.place ? "button" : "span", row.place ? "goto" : "", row.name);
    if (row.place) {
      name.type = "button";
      name.dataset.goto = row.place;
    }
    const beside = row.metres !== null ? atlas.lengthText(row.metres) : row.extent === "partly" ? words().inside_partly : "";
    item.append(name, atlas.element("span", "figure", beside));
    return item;
  }

  function block({ handle, inside }) {
    const details = atlas.element("details", "tool-layer");
    details.open = inside.length <= 15;
    const summary = atlas.element("summary", "", handle.meta.title);
    summary.appendChild(atlas.element("span", "count", inside.length.toLocaleString(document.documentElement.lang)));
    const rowsShown = atlas.element("ul", "");
    rowsShown.append(...inside.slice(0, LISTED).map(line));
    if (inside.length > LISTED) rowsShown.appendChild(atlas.element("li", "fine", words().inside_more.replace("{count}", inside.length - LISTED)));
    details.append(summary, rowsShown);
    return details;
  }

  function list() {
    rows = gather();
    const count = rows.reduce((sum, group) => sum + group.inside.length, 0);
    find(".tool-total").textContent = !shape ? "" : count ? words().inside_total.replace("{count}", count) : words().inside_none;
    find(".tool-found").replaceChildren(...rows.map(block));
    find("#inside-files").hidden = count === 0;
  }

  /* A cell of text: one that a spreadsheet would take for a formula gets an apostrophe before it. */
  function cell(value) {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "");
    const guarded = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
  }
  atlas.csvCell = cell;

  async function save() {
    await atlas.library("mgrs").catch(() => undefined);
    const head = ["csv_layer", "csv_id", "csv_name", "csv_extent", "latitude", "longitude", "mgrs", "csv_distance", "csv_details"];
    const lines = [head.map((key) => cell(words()[key]))];
    for (const { handle, inside } of rows) {
      for (const row of inside) {
        const [lng, lat] = row.at || [null, null];
        const where = row.at ? [Number(lat.toFixed(5)), Number(lng.toFixed(5)), atlas.mgrs({ lat, lng })] : ["", "", ""];
        const far = row.metres === null ? "" : Number((row.metres / 1000).toFixed(3));
        const said = row.extent === "wholly" ? words().inside_wholly : words().inside_partly;
        lines.push([handle.meta.title, row.feature.id, row.name, said, ...where, far, detailsOf(row.feature, handle.meta)].map(cell));
      }
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", lines.map((one) => one.join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" }));
    link.download = `inside.${document.documentElement.lang}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const short = (number) => Number(number.toFixed(6));

  /* The server's files of the same features: the shape as a field of the address, the layers that were found. */
  function saveAs(ending) {
    const ids = rows.map(({ handle }) => handle.meta.id);
    const fields = { lang: document.documentElement.lang, layers: ids.join(","), ...atlas.argumentFields(ids) };
    if (shape.centre) fields.circle = [shape.centre.lng, shape.centre.lat, shape.metres / 1000].map(short).join(",");
    else fields.within = shape.ring.flat().map(short).join(",");
    atlas.saveFile(`/atlas.${ending}`, fields);
  }

  /* A radius typed: around the point set, or around the centre of the map. */
  function useRadius(field) {
    const km = Number(field.value);
    if (!(km > 0) || km > 2000 || kind() !== "circle") return;
    const middle = centre || atlas.map.getCenter();
    const edges = [180, 270, 0, 90].map((azimuth) => atlas.reach(middle, azimuth, km * 1000));
    atlas.sketch.set([middle, edges[3]], true);
    const box = [edges[0].lat, edges[1].lng, edges[2].lat, edges[3].lng];
    if (!atlas.map.getBounds().contains([box.slice(0, 2), box.slice(2)]) || window.innerWidth < 900) atlas.goTo(box);
  }

  document.addEventListener("click", function (event) {
    if (event.target.id === "inside-csv") save();
    else if (event.target.dataset && event.target.dataset.inside) saveAs(event.target.dataset.inside);
  });
  document.addEventListener("change", (event) => event.target.id === "inside-radius" && useRadius(event.target));
  document.addEventListener("keydown", function (event) {
    if (event.target.id === "inside-radius" && event.key === "Enter") useRadius(event.target);
  });
  new MutationObserver(() => card() && !card().hidden && shape && list()) // layers drawn or hidden meanwhile
    .observe(document.documentElement, { attributeFilter: ["data-drawn"] });

  atlas.tools = atlas.tools || {};
  atlas.tools.inside = {
    async open() {
      const map = await atlas.whenMap;
      await atlas.library("geodesic");
      sheet = sheet || atlas.sheet(map, "atlas-sketch-inside", 639);
      if (card().hidden) return;
      const round = kind() === "circle";
      find(".tool-radius").hidden = !round;
      find("#inside-radius").value = "";
      shape = centre = null;
      atlas.sketch.start({ onChange: draw, least: round ? 2 : 3, most: round ? 2 : Infinity });
    },
    close() {
      atlas.sketch.stop();
      if (sheet) sheet.group.clearLayers();
      shape = centre = null;
      list();
    },
  };
})();
