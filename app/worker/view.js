/* The view and the address, as layers/view/state.py reads and writes them: used when the server cannot be asked. */
(function () {
  "use strict";
  const short = (number) => String(Number(Number(number).toFixed(4)) + 0);
  const quoted = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

  /* Layers in the order of the catalogue; the page lists them from the bottom up. */
  const catalogue = (boot) => Object.keys(boot.layers).sort((a, b) => boot.layers[b].order - boot.layers[a].order);

  /* The shortest beginning of an order, topmost first, that still gives the same order of all layers. */
  function fewest(raised, layers) {
    const fromTheTop = (some) => [...some, ...layers.filter((id) => !some.includes(id))];
    const whole = fromTheTop(raised);
    let count = raised.length;
    while (count && fromTheTop(whole.slice(0, count - 1)).join() === whole.join()) count -= 1;
    return whole.slice(0, count);
  }

  /* From the controls' values to the query, without the question mark. */
  function toQuery(values, boot) {
    const layers = catalogue(boot).filter((id) => (values.layers || []).includes(id));
    const pairs = [["lang", values.lang], ["layers", layers.join(",") || "none"]];
    const order = fewest((values.order || []).filter((id) => layers.includes(id)), layers);
    if (order.length) pairs.push(["order", order.join(",")]);
    for (const id of layers) {
      const percent = (values.opacity || {})[id];
      if (percent !== undefined && percent !== 100) pairs.push([`${id}.opacity`, String(percent)]);
    }
    for (const id of layers) {
      const given = (values.arguments || {})[id] || {};
      for (const [name, usual] of Object.entries(boot.layers[id].defaults)) {
        if (given[name] !== undefined && String(given[name]) !== usual) pairs.push([`${id}.${name}`, String(given[name])]);
      }
    }
    if (values.camera) {
      const [lat, lon, zoom] = values.camera;
      pairs.push(["at", [short(lat), short(lon), short(Math.round(zoom * 4) / 4)].join(",")]);
    }
    if (values.base && values.base !== "atlas") pairs.push(["base", values.base]);
    if (values.selection) pairs.push(["sel", values.selection]);
    if (values.table) pairs.push(["table", values.table]);
    if (values.date) pairs.push(["date", values.date]);
    if (values.date && values.compare) pairs.push(["compare", values.compare]);
    if (values.embed) pairs.push(["embed", "1"]);
    return pairs.map(([key, value]) => `${key}=${quoted(value)}`).join("&");
  }

  function camera(text) {
    const numbers = (text || "").split(",").map(Number);
    const [lat, lon, zoom] = numbers;
    const fits = numbers.length === 3 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 4 && zoom <= 16;
    return fits ? numbers : null;
  }

  /* A day of the Mission's years, or nothing. */
  function day(text) {
    const known = /^\d{4}-\d\d-\d\d$/.test(text || "") && text >= "2013-01-01" && text <= "2023-12-31";
    const moment = known && new Date(`${text}T00:00:00Z`);
    return moment && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : "";
  }

  /* From a query to the controls' values; what cannot be used is left at its default, as the server does. */
  function fromQuery(search, boot, lang) {
    const fields = new URLSearchParams(search);
    const known = catalogue(boot);
    const values = { lang, layers: boot.usual, opacity: {}, arguments: {}, camera: camera(fields.get("at")), base: "atlas", selection: "" };
    if (fields.has("layers")) {
      const asked = fields.get("layers").split(",").filter((id) => id && id !== "none");
      const found = known.filter((id) => asked.includes(id));
      if (found.length || !asked.length) values.layers = found;
    }
    for (const id of values.layers) {
      const percent = fields.get(`${id}.opacity`);
      if (/^\d{1,3}$/.test(percent || "") && Number(percent) < 100) values.opacity[id] = Number(percent);
      for (const name of Object.keys(boot.layers[id].defaults)) {
        const text = fields.get(`${id}.${name}`);
        if (text !== null) (values.arguments[id] = values.arguments[id] || {})[name] = text;
      }
    }
    const base = fields.get("base");
    if (base === "blank" || (base && boot.tiles[base])) values.base = base;
    values.selection = fields.get("sel") || "";
    values.table = known.includes(fields.get("table")) ? fields.get("table") : "";
    values.order = (fields.get("order") || "").split(",").filter((id) => known.includes(id));
    values.date = day(fields.get("date"));
    values.compare = values.date && day(fields.get("compare"));
    values.embed = fields.get("embed") === "1";
    return values;
  }

  const BLOCK = (id) => new RegExp(`(<script type="application/json" id="${id}">)([^]*?)(</script>)`);
  const block = (page, id) => JSON.parse((BLOCK(id).exec(page) || ["", "", "null"])[2]);
  const written = (value) => JSON.stringify(value).replace(/</g, "\\u003c");

  function fillStores(node, values, query) {
    if (Array.isArray(node)) for (const child of node) fillStores(child, values, query);
    if (!node || !node.props) return;
    const { id } = node.props;
    if (id in values) node.props.data = values[id];
    if (id === "query") node.props.data = { query, controls: values };
    fillStores(node.props.children, values, query);
  }

  /* A page kept for one address, rewritten for another: the stores and the camera that it carries. */
  function rewrite(page, search) {
    const boot = block(page, "atlas-boot");
    const layout = block(page, "_dash-layout");
    if (!boot || !layout) return page;
    const values = fromQuery(search, boot, boot.lang);
    fillStores(layout, values, toQuery(values, boot));
    const [lat, lon, zoom] = values.camera || [];
    boot.camera = values.camera && { lat, lon, zoom };
    for (const name of Object.keys(boot.first)) boot.first[name] = values[name];
    boot.kept = values;
    return page
      .replace(BLOCK("_dash-layout"), (all, head, body, tail) => head + written(layout) + tail)
      .replace(BLOCK("atlas-boot"), (all, head, body, tail) => head + written(boot) + tail);
  }

  self.atlasView = { toQuery, fromQuery, rewrite, block };
})();
