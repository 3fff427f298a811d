/* The table twin of a layer: the same file as the map, as rows. Row and feature select each other. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const ns = window.dash_clientside;
  const HEIGHTS = [20, 85]; // percent of the room
  const LONG = 24; // characters from which a text may fold
  const state = { id: "", url: "", date: "", artifact: null, rows: [], sort: 0, down: false, words: "", current: "", picked: "" };
  let mark = null;
  let opener = null;

  const sheet = () => document.getElementById("table-sheet");
  const scroll = () => document.getElementById("table-scroll");
  const said = (key) => sheet().getAttribute(`data-word-${key}`);
  const lang = () => document.documentElement.lang;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* Columns: name, symbol, then the layer's declared fields. */
  function columns(meta) {
    const labels = new Map(meta.marks.map((m) => [m.key, m]));
    const fields = meta.fields.map((field) => ({
      label: field.label, unit: field.unit, isNumber: field.kind === "number",
      read: (feature) => feature.properties[field.name],
    }));
    return [
      { label: said("name"), unit: "", read: (feature) => feature.properties.name },
      {
        label: said("status"), unit: "",
        mark: (feature) => labels.get(feature.properties.mark),
        read: (feature) => (labels.get(feature.properties.mark) || {}).label,
      },
      ...fields,
    ];
  }

  const DAY = /^\d{4}-\d\d-\d\d$/;
  const shown = (value) => (value === undefined || value === null ? "" : typeof value === "number" ? value.toLocaleString(lang(), { maximumFractionDigits: 6 }) : DAY.test(value) ? atlas.dayInWords(value, lang()) : String(value));

  function makeRows(artifact) {
    state.columns = columns(artifact.atlas);
    state.rows = artifact.features.map(function (feature) {
      const values = state.columns.map((column) => column.read(feature));
      return { feature, values, text: fold([...values.map(shown), ...values.filter((value) => DAY.test(value))].join(" ")), node: null };
    });
  }

  /* A symbol as a dot: filled, or hollow as on the map. */
  function symbol(look) {
    const dot = atlas.element("i");
    dot.style.borderColor = look.color;
    dot.style.background = look.fill < 0.5 && look.shape !== "line" ? "none" : look.color;
    return dot;
  }

  function rowNode(row) {
    if (row.node) return row.node;
    const node = atlas.element("tr");
    node.dataset.row = row.feature.id;
    state.columns.forEach(function (column, place) {
      const text = shown(row.values[place]);
      const cell = atlas.element(place ? "td" : "th", column.isNumber ? "is-number" : text.length > LONG ? "is-long" : "");
      const box = place ? atlas.element("div", column.mark ? "status-cell" : "cell", column.mark ? undefined : text) : atlas.element("button", "", text);
      if (!place) {
        cell.scope = "row";
        box.type = "button";
        box.classList.toggle("opens", row.feature.properties.place in atlas.bootData().places);
      }
      if (column.mark && column.mark(row.feature)) box.append(symbol(column.mark(row.feature)), atlas.element("span", "", text));
      cell.appendChild(box);
      node.appendChild(cell);
    });
    row.node = node;
    return node;
  }

  function compare(one, two) {
    const a = one.values[state.sort];
    const b = two.values[state.sort];
    const missing = (value) => value === undefined || value === null || value === "";
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b)); // what is not known stays last
    const order = typeof a === "number" && typeof b === "number" ? a - b : state.collator.compare(String(a), String(b));
    return state.down ? -order : order;
  }

  function head() {
    const line = atlas.element("tr");
    state.columns.forEach(function (column, place) {
      const cell = atlas.element("th", column.isNumber ? "is-number" : "");
      cell.scope = "col";
      cell.setAttribute("aria-sort", place !== state.sort ? "none" : state.down ? "descending" : "ascending");
      const button = atlas.element("button", "", column.label);
      button.type = "button";
      button.dataset.sort = place;
      if (column.unit) button.appendChild(atlas.element("span", "unit", column.unit));
      cell.appendChild(button);
      line.appendChild(cell);
    });
    const part = atlas.element("thead");
    part.appendChild(line);
    return part;
  }

  function draw() {
    const wanted = fold(state.words).split(/\s+/).filter(Boolean);
    state.collator = new Intl.Collator(lang(), { numeric: true, sensitivity: "base" });
    const rows = state.rows.filter((row) => wanted.every((part) => row.text.includes(part))).sort(compare);
    const key = rows.length === 1 ? "one" : "rows";
    document.getElementById("table-count").textContent = said(key).replace("{shown}", rows.length.toLocaleString(lang())).replace("{total}", state.rows.length.toLocaleString(lang()));
    const table = atlas.element("table");
    const body = atlas.element("tbody");
    body.append(...rows.map(rowNode));
    table.append(head(), body);
    table.setAttribute("aria-labelledby", "table-title");
    const parts = rows.length ? [table] : [table, atlas.element("p", "table-said", said(state.rows.length ? "none" : "empty"))];
    scroll().replaceChildren(...parts);
    showCurrent(false);
  }

  function showCurrent(scrolls) {
    for (const row of state.rows) {
      if (!row.node) continue;
      if (row.feature.id === state.current) row.node.setAttribute("aria-current", "true");
      else row.node.removeAttribute("aria-current");
      if (scrolls && row.feature.id === state.current && row.node.isConnected) row.node.scrollIntoView({ block: "nearest" });
    }
  }

  /* Ring the feature of a row on the map, and bring it into view if it is not. */
  async function ring(feature, moves) {
    const map = await atlas.whenMap;
    if (mark) mark.remove();
    mark = null;
    if (!feature || !feature.geometry) return;
    const pane = map.getPane("atlas-ring") || map.createPane("atlas-ring");
    pane.style.zIndex = 450;
    pane.style.pointerEvents = "none";
    const look = { pane: "atlas-ring", renderer: L.svg({ pane: "atlas-ring" }), interactive: false, color: "#0B6FB8", weight: 3, fill: false };
    mark = L.geoJSON(feature, { style: look, pointToLayer: (_, at) => L.circleMarker(at, { ...look, radius: 17 }) }).addTo(map);
    if (!moves) return;
    const bounds = mark.getBounds();
    if (feature.geometry.type === "Point") {
      if (!map.getBounds().pad(-0.15).contains(bounds)) map.panTo(bounds.getCenter());
    } else if (!map.getBounds().intersects(bounds) || !map.getBounds().pad(0.2).contains(bounds)) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 10 });
  }

  /* A row chosen: the feature ringed on the map and, if asked, the dossier of its place where it has one. */
  function choose(id, opens) {
    const { feature } = state.rows.find((row) => row.feature.id === id);
    state.current = state.picked = id;
    showCurrent(false);
    const box = document.querySelector(`[data-switch="${CSS.escape(state.id)}"]`);
    if (box && !box.checked) box.click();
    const { place } = feature.properties;
    if (place && opens) atlas.write("selection", place);
    if (!feature.geometry && !place) {
      atlas.say(said("unplaced"));
      setTimeout(() => atlas.say(""), 2500);
    }
    ring(feature, !opens || !(place in atlas.bootData().places)); // the dossier's opening moves the map itself
  }

  /* The selection of the map: the row picked there, else the first of the place. */
  function follow(selection) {
    const of = (row) => row.feature.properties.place === selection;
    const row = state.rows.find((r) => r.feature.id === state.picked && (!selection || of(r))) || (selection && state.rows.find(of));
    state.current = row ? row.feature.id : "";
    showCurrent(true);
    ring(row && row.feature, false);
  }

  function resize(percent) {
    const kept = Math.round(Math.min(HEIGHTS[1], Math.max(HEIGHTS[0], percent)));
    sheet().style.setProperty("--table-height", `${kept}%`);
    document.getElementById("table-grip").setAttribute("aria-valuenow", kept);
    if (atlas.map) atlas.map.invalidateSize({ debounceMoveend: true });
  }

  function links(url) {
    const query = new URL(url, location.href).searchParams;
    query.set("lang", lang());
    if (state.date) query.set("date", state.date);
    for (const form of ["csv", "xlsx"]) document.getElementById(`table-${form}`).href = `/layers/${state.id}.${form}?${query}`;
  }

  async function openSheet(id) {
    sheet().hidden = !id;
    for (const button of document.querySelectorAll(".row-table")) button.setAttribute("aria-pressed", String(button.dataset.layer === id));
    await atlas.resettle();
  }

  /* The same table as of another date: order and filter stay. */
  async function redate(date) {
    const { url } = state;
    state.date = date;
    const artifact = atlas.asOf(await atlas.fetchJson(url), date);
    if (state.url !== url || state.date !== date) return false;
    links(url);
    makeRows(artifact);
    state.sort = Math.min(state.sort, state.columns.length - 1);
    draw();
    return true;
  }

  async function load(id, url, date) {
    Object.assign(state, { id, url, date, rows: [], sort: 0, down: false, words: "", current: "" });
    document.getElementById("table-filter").value = "";
    document.getElementById("table-title").textContent = "";
    document.getElementById("table-count").textContent = "";
    scroll().replaceChildren(atlas.element("p", "table-said", said("loading")));
    links(url);
    const artifact = atlas.asOf(await atlas.fetchJson(url), date);
    if (state.url !== url || state.date !== date) return false; // a later gesture asked for another
    document.getElementById("table-title").textContent = artifact.atlas.title;
    makeRows(artifact);
    draw();
    scroll().scrollTo(0, 0);
    return true;
  }

  /* The table that the control names, and the row of what is selected. */
  ns.atlas.table = async function (table, args, selection, date) {
    const id = table || "";
    if (!sheet() || (!id && !state.id)) return ns.no_update;
    const url = id && atlas.layerUrl(id, args || {});
    if (Boolean(id) !== Boolean(state.id)) openSheet(id);
    try {
      if (!id) {
        Object.assign(state, { id, url: "", rows: [], current: "", picked: "" });
        ring(null, false);
        if (opener) opener.focus();
      } else if (url !== state.url) {
        const before = state.id;
        if (!(await load(id, url, date || ""))) return ns.no_update;
        if (before !== id && opener) document.getElementById("table-title").focus();
      }
      if (id && state.date !== (date || "") && !(await redate(date || ""))) return ns.no_update;
      if (id) follow(selection || "");
    } catch (error) {
      atlas.say(error.said || "failed");
    }
    return ns.no_update;
  };

  atlas.actions.table = function (button) {
    opener = button;
    const isOpen = button.dataset.layer === state.id;
    if (!isOpen) document.getElementById("shell").classList.remove("is-panel-open");
    atlas.write("table", isOpen ? "" : button.dataset.layer);
  };
  atlas.actions.closeTable = () => atlas.write("table", "");

  document.addEventListener("atlas:pick", function (event) {
    if (event.detail.layer !== state.id) return;
    state.picked = event.detail.feature;
    follow("");
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#table-scroll")) return;
    const column = event.target.closest("[data-sort]");
    const row = event.target.closest("[data-row]");
    /* On a phone a dossier covers the table: there only a name opens it, the rest of a row shows it on the map. */
    if (row && !String(window.getSelection())) choose(row.dataset.row, window.innerWidth >= 900 || Boolean(event.target.closest("th")));
    if (!column) return;
    const place = Number(column.dataset.sort);
    Object.assign(state, { sort: place, down: place === state.sort && !state.down });
    draw();
    scroll().querySelector(`[data-sort="${place}"]`).focus();
  });
  document.addEventListener("input", function (event) {
    if (event.target.id !== "table-filter") return;
    state.words = event.target.value;
    draw();
  });
  document.addEventListener("keydown", function (event) {
    if (event.target.id === "table-grip" && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      resize(Number(event.target.getAttribute("aria-valuenow")) + (event.key === "ArrowUp" ? 5 : -5));
    } else if (event.key === "Escape" && event.target.closest && event.target.closest("#table-sheet")) {
      event.stopPropagation();
      atlas.actions.closeTable();
    }
  }, true);
  document.addEventListener("pointerdown", function (event) {
    if (event.target.id !== "table-grip") return;
    const room = sheet().parentElement.getBoundingClientRect();
    const move = (e) => resize(((room.bottom - e.clientY) / room.height) * 100);
    event.target.setPointerCapture(event.pointerId);
    event.target.addEventListener("pointermove", move);
    event.target.addEventListener("pointerup", () => event.target.removeEventListener("pointermove", move), { once: true });
  });
})();
