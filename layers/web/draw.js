/* Draw one artifact on a Leaflet map. Shared by the explorer and the standalone page.
   Words and styles come resolved in the artifact; text is only ever inserted as text nodes. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const SVG = "http://www.w3.org/2000/svg";
  const ICON_GRID = 15;
  
  atlas.element = function (tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  function svg(tag, attributes, parent) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (parent) parent.appendChild(node);
    return node;
  }

  /* A disc with an icon: filled when the thing is there, hollow when it is only planned. */
  function pinElement(mark) {
    const size = 2 * mark.radius;
    const hollow = mark.fill < 0.5;
    const root = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
    svg("circle", {
      cx: mark.radius, cy: mark.radius, r: mark.radius - 1.25,
      fill: hollow ? "#FFFFFF" : mark.color,
      stroke: hollow ? mark.color : "#FFFFFF", "stroke-width": hollow ? 2 : 1.5,
    }, root);
    if (mark.icon) {
      const scale = (size * 0.58) / ICON_GRID;
      const shift = mark.radius - (ICON_GRID * scale) / 2;
      svg("path", {
        d: mark.icon, fill: hollow ? mark.color : "#FFFFFF",
        transform: `translate(${shift} ${shift}) scale(${scale})`,
      }, root);
    }
    return root;
  }
  atlas.pinElement = pinElement;

  /* A hatched fill, for what is modelled: a pattern of its own in the document for each colour. */
  function hatch(mark) {
    const id = `atlas-hatch-${mark.color.slice(1)}`;
    if (!document.getElementById(id)) {
      const root = svg("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" }, document.body);
      const pattern = svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, root);
      svg("rect", { width: 7, height: 7, fill: mark.color, "fill-opacity": 0.12 }, pattern);
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: mark.color, "stroke-width": 2.4 }, pattern);
    }
    return `url(#${id})`;
  }

  function pathStyle(mark, renderer, interactive) {
    return {
      renderer, interactive,
      color: mark.stroke, weight: mark.width, opacity: mark.width ? 1 : 0, stroke: mark.width > 0,
      dashArray: mark.dash || null, lineJoin: "round",
      fill: mark.shape !== "line", fillColor: mark.hatch ? hatch(mark) : mark.color, fillOpacity: mark.shape === "line" ? 0 : mark.fill,
      bubblingMouseEvents: false,
    };
  }

  /* An ISO day in words, as layers/words.py writes it. */
  atlas.dayInWords = function (iso, lang) {
    const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    const written = new Date(`${iso}T00:00:00Z`).toLocaleDateString(lang === "en" ? "en-GB" : "fr", options);
    return lang === "fr" ? written.replace(/^1 /, "1er ") : written;
  };

  /* What a feature says when pointed at or clicked: name, then the declared fields. */
  function card(feature, meta) {
    const box = atlas.element("div", "atlas-popup");
    box.appendChild(atlas.element("strong", "", feature.properties.name));
    const list = atlas.element("dl", "");
    for (const field of meta.fields) {
      const value = feature.properties[field.name];
      if (value === undefined || value === null) continue;
      list.appendChild(atlas.element("dt", "", field.label));
      const shown = typeof value === "number" ? value.toLocaleString(meta.lang) : field.kind === "date" ? atlas.dayInWords(value, meta.lang) : String(value);
      list.appendChild(atlas.element("dd", field.kind === "citation" ? "atlas-chip" : "", field.unit ? `${shown} ${field.unit}` : shown));
    }
    if (list.childNodes.length) box.appendChild(list);
    return box;
  }

  /* A click chooses the feature; where several lie under it, the reader chooses among them. */
  function listen(layer, feature, mark, frame) {
    const { meta, onPick } = frame;
    const place = feature.properties.place;
    const act = function (latlng) {
      document.dispatchEvent(new CustomEvent("atlas:pick", { detail: { layer: meta.id, feature: feature.id } }));
      if (place && onPick && onPick(place)) return;
      const popup = atlas.popup({}).setLatLng(latlng).setContent(card(feature, meta)).openOn(frame.map);
      atlas.nameClose(popup);
    };
    atlas.tell(layer, { feature, meta, mark, act });
    layer.on("click", function (event) {
      const found = event.originalEvent ? atlas.meant(event.originalEvent) : [];
      const latlng = event.latlng || layer.getLatLng();
      layer.closeTooltip();
      if (found.length > 1) atlas.listHere(frame.map, latlng, found);
      else (found[0] ? found[0].act : act)(latlng);
    });
  }

  /* Placed in the plane: a pin moved in space is a surface of its own, and so is all that lies over it. */
  const Pin = L.Marker.extend({
    _setPos: function (pos) {
      L.Marker.prototype._setPos.call(this, pos);
      if (this._icon) this._icon.style.transform = `translate(${pos.x}px, ${pos.y}px)`;
    },
  });

  function addPin(feature, latlng, mark, frame) {
    const name = feature.properties.name;
    const marker = new Pin(latlng, {
      pane: frame.pane, alt: name, keyboard: true, riseOnHover: true,
      icon: L.divIcon({ className: "atlas-pin", html: pinElement(mark), iconSize: [2 * mark.radius, 2 * mark.radius] }),
    });
    listen(marker, feature, mark, frame);
    marker.on("add", function () {
      const icon = marker.getElement();
      icon.setAttribute("role", "button");
      icon.setAttribute("aria-label", name);
      icon.dataset.feature = feature.id;
      icon.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          marker.fire("click", { latlng: marker.getLatLng() });
        }
      });
    });
    marker.bindTooltip(atlas.element("span", "", name), { direction: "top", offset: [0, -mark.radius] });
    return marker;
  }

  function toLayer(feature, mark, frame) {
    if (mark.shape === "name") return null;
    const options = pathStyle(mark, frame.renderer, frame.interactive);
    if (feature.geometry.type === "Point") {
      const latlng = L.latLng(feature.geometry.coordinates[1], feature.geometry.coordinates[0]);
      if (mark.shape === "pin") return addPin(feature, latlng, mark, frame);
      const dot = L.circleMarker(latlng, Object.assign(options, { radius: mark.radius, pane: frame.pane }));
      if (frame.interactive) listen(dot, feature, mark, frame);
      return dot;
    }
    const shape = L.GeoJSON.geometryToLayer(feature, Object.assign(options, { pane: frame.pane }));
    if (frame.interactive) {
      listen(shape, feature, mark, frame);
      shape.on("mouseover", () => shape.setStyle({ weight: mark.width + 1.2, fillOpacity: Math.min(1, options.fillOpacity + 0.12) }));
      shape.on("mouseout", () => shape.setStyle({ weight: mark.width, fillOpacity: options.fillOpacity }));
      shape.bindTooltip(atlas.element("span", "", feature.properties.name), { sticky: true });
    }
    return shape;
  }

  function labelOf(feature, mark, pinRadius) {
    if (!mark.label_style) return null;
    const at = feature.at || (feature.geometry.type === "Point" ? feature.geometry.coordinates : null);
    if (!at) return null;
    return {
      text: feature.properties.name, style: mark.label_style, rank: feature.properties.rank || 5,
      lat: at[1], lon: at[0], gap: pinRadius, minZoom: mark.min_zoom, color: mark.stroke,
      isPoint: feature.geometry.type === "Point" && mark.shape !== "name",
    };
  }

  function basePane(map, name) {
    const element = map.getPane(name) || map.createPane(name);
    element.style.zIndex = 200;
    element.style.pointerEvents = "none";
    return element;
  }

  /* Points stand above every area, so that each can be reached; there is room for a hundred orders. */
  const level = (isPoints, order) => (isPoints ? 480 : 300) + order;

  function ownPane(map, name, part, order) {
    const element = map.getPane(name) || map.createPane(name);
    element.style.zIndex = level(part === "points", order);
    return element;
  }

  /* Draw an artifact and return a handle. `options.base` draws it quietly below everything, on a canvas. */
  atlas.draw = function (map, artifact, options) {
    const meta = artifact.atlas;
    const marks = new Map(meta.marks.map((mark) => [mark.key, mark]));
    const pane = options.pane || `atlas-${meta.id}`;
    const panes = options.base ? [basePane(map, pane)] : ["areas", "points"].map((part) => ownPane(map, `${pane}-${part}`, part, options.order || 0));
    const renderers = options.base ? [options.renderer] : panes.map((element, part) => L.svg({ pane: `${pane}-${part ? "points" : "areas"}` }));
    const frameOf = function (mark) {
      const part = options.base ? 0 : Number(mark.shape === "dot" || mark.shape === "pin");
      const name = options.base ? pane : `${pane}-${part ? "points" : "areas"}`;
      return { pane: name, renderer: renderers[part], meta, interactive: !options.base, onPick: options.onPick, map };
    };
    const groups = new Map(meta.marks.map((mark) => [mark.key, L.layerGroup()]));
    const handle = { id: meta.id, meta, features: artifact.features, labels: [], obstacles: [], pins: [], visible: true };
    for (const feature of artifact.features) {
      if (!feature.geometry) continue;
      const mark = marks.get(feature.properties.mark);
      const layer = toLayer(feature, mark, frameOf(mark));
      if (mark.shape === "pin") handle.pins.push(layer);
      if (layer) groups.get(mark.key).addLayer(layer);
      const label = labelOf(feature, mark, mark.shape === "name" ? 0 : mark.radius);
      if (label) handle.labels.push(Object.assign(label, { pin: mark.shape === "pin" ? layer : null }));
      if (feature.geometry.type === "Point" && (mark.shape === "pin" || (mark.shape === "dot" && !options.base))) {
        const [lon, lat] = feature.geometry.coordinates;
        handle.obstacles.push({ lat, lon, radius: mark.radius, pin: mark.shape === "pin" ? layer : null });
      }
    }
    const byZoom = function () {
      for (const [key, group] of groups) {
        const wanted = map.getZoom() >= marks.get(key).min_zoom;
        if (wanted !== map.hasLayer(group)) wanted ? group.addTo(map) : group.remove();
      }
    };
    byZoom();
    map.on("zoomend", byZoom);
    handle.show = function (visible) {
      handle.visible = visible;
      for (const element of panes) element.style.display = visible ? "" : "none";
    };
    handle.fade = function (percent) {
      for (const element of panes) element.style.opacity = percent / 100;
    };
    handle.raise = function (order) {
      panes.forEach((element, part) => { element.style.zIndex = level(part, order); });
    };
    handle.remove = function () {
      map.off("zoomend", byZoom);
      for (const group of groups.values()) group.remove();
      if (!options.base) for (const renderer of renderers) renderer.remove();
    };
    return handle;
  };
})();
