/* Pins of one place stand side by side around it; where they would run into others, a count stands for them. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const [PIN, STACK] = [11, 14]; // radii, px
  const SAME = 14; // px between centres under which a place of several pins takes in its neighbour
  const CLOSE = 22; // px between centres under which a count takes in its neighbour
  const shown = new Map(); // identity -> marker of a count

  const fanRadius = (count) => (count < 2 ? 0 : Math.max(13, (count * 23) / (2 * Math.PI)));

  /* Visible pins by place, with the place's position on the screen. */
  function placesOf(map, handles) {
    const places = new Map();
    for (const handle of handles) {
      for (const pin of handle.visible ? handle.pins : []) {
        if (!pin.getElement()) continue; // not drawn at this zoom
        const at = pin.getLatLng();
        const key = `${at.lat.toFixed(3)},${at.lng.toFixed(3)}`;
        if (!places.has(key)) places.set(key, { key, at, pins: [], point: map.latLngToLayerPoint(at) });
        places.get(key).pins.push(pin);
      }
    }
    return join([...places.values()].sort((a, b) => b.pins.length - a.pins.length));
  }

  /* An airfield beside its town is a place of its own only where the map shows them apart. */
  function join(places) {
    const joined = [];
    for (const place of places) {
      const near = joined.find((other) => other.pins.length > 1 && other.point.distanceTo(place.point) < SAME);
      if (near) near.pins.push(...place.pins);
      else joined.push(place);
    }
    return joined;
  }

  /* The smallest groups fan out first, each as long as it stays clear of all others. */
  function choose(places) {
    for (const place of places) place.extent = place.pins.length > 1 ? STACK : PIN;
    for (const place of [...places].sort((a, b) => a.pins.length - b.pins.length)) {
      const extent = place.pins.length > 1 ? fanRadius(place.pins.length) + PIN : PIN;
      const isClear = (other) => other === place || other.point.distanceTo(place.point) > (extent + other.extent) * 0.94;
      place.isOpen = place.pins.length < 2 || places.every(isClear);
      if (place.isOpen) place.extent = extent;
    }
    const counts = places.filter((place) => !place.isOpen).sort((a, b) => b.pins.length - a.pins.length);
    for (const count of counts) {
      if (count.taken) continue;
      count.held = [];
      for (const other of places) {
        const isSmall = !other.isOpen || other.pins.length === 1;
        if (other === count || other.taken || other.held || !isSmall || other.point.distanceTo(count.point) > CLOSE) continue;
        other.taken = true;
        count.held.push(...other.pins);
      }
    }
    return counts.filter((count) => !count.taken);
  }

  function setPin(pin, shift, visible) {
    pin.shift = shift;
    const icon = pin.getElement();
    const half = pin.options.icon.options.iconSize[0] / 2;
    const [left, top, display] = [`${shift[0] - half}px`, `${shift[1] - half}px`, visible ? "" : "none"];
    if (icon.style.marginLeft !== left) icon.style.marginLeft = left;
    if (icon.style.marginTop !== top) icon.style.marginTop = top;
    if (icon.style.display !== display) icon.style.display = display;
  }

  function fan(map, place) {
    const visible = place.isOpen && !place.taken;
    const radius = visible ? fanRadius(place.pins.length) : 0;
    place.pins.forEach(function (pin, rank) {
      const angle = -Math.PI / 2 + (2 * Math.PI * rank) / place.pins.length;
      const own = map.latLngToLayerPoint(pin.getLatLng());
      const [x, y] = [place.point.x - own.x, place.point.y - own.y];
      setPin(pin, [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))], visible);
    });
  }

  function countMarker(map, place, pins) {
    const said = atlas.mapWords.stack.replace("{count}", pins.length).replace("{name}", atlas.toldOf(place.pins[0]).feature.properties.name);
    const disc = atlas.element("span", "", String(pins.length));
    const marker = L.marker(place.at, {
      pane: "atlas-stacks", keyboard: true, riseOnHover: true,
      icon: L.divIcon({ className: "atlas-stack", html: disc, iconSize: [2 * STACK, 2 * STACK] }),
    });
    const open = () => atlas.listHere(map, place.at, pins.map(atlas.toldOf));
    marker.on("click", open);
    marker.on("add", function () {
      const icon = marker.getElement();
      icon.setAttribute("role", "button");
      icon.setAttribute("aria-label", said);
      icon.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        open();
      });
    });
    return marker.bindTooltip(atlas.element("span", "", said), { direction: "top", offset: [0, -STACK] });
  }

  function showCounts(map, counts) {
    if (!map.getPane("atlas-stacks")) map.createPane("atlas-stacks").style.zIndex = 590;
    const wanted = new Map();
    for (const place of counts) {
      const pins = [...place.pins, ...place.held];
      wanted.set(pins.map((pin) => L.stamp(pin)).join(), [place, pins]);
    }
    for (const [key, marker] of shown) {
      if (wanted.has(key)) continue;
      marker.remove();
      shown.delete(key);
    }
    for (const [key, [place, pins]] of wanted) if (!shown.has(key)) shown.set(key, countMarker(map, place, pins).addTo(map));
  }

  /* Arrange the pins of what is drawn for the zoom that is shown. */
  atlas.fanOut = function (map, handles) {
    const places = placesOf(map, handles);
    const counts = choose(places);
    for (const place of places) fan(map, place);
    showCounts(map, counts);
  };
})();
