/* What lies under the pointer: every feature of the visible layers, as a list to choose from where there are several. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const REACH = 10; // px that a finger may miss a symbol by
  const told = new WeakMap(); // element of the map -> { feature, meta, mark, act }
  atlas.mapWords = { here: "", stack: "" }; // the page says them in its language

  /* Remember which feature an element draws, and what choosing it does. */
  atlas.tell = function (layer, about) {
    for (const part of layer.eachLayer ? layer.getLayers() : [layer]) part.on("add", () => told.set(part.getElement(), about));
  };
  atlas.toldOf = (layer) => told.get(layer.getElement());

  const isPoint = (about) => about.mark.shape === "pin" || about.mark.shape === "dot";

  function exactly(x, y) {
    return document.elementsFromPoint(x, y).map((element) => told.get(element) || told.get(element.closest(".atlas-pin"))).filter(Boolean);
  }

  function around(x, y) {
    const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4);
    return turns.flatMap((turn) => exactly(x + REACH * Math.cos(turn), y + REACH * Math.sin(turn))).filter(isPoint);
  }

  /* Everything at a place of the screen, topmost first. */
  atlas.under = (x, y) => [...new Set(exactly(x, y))];

  /* What a click means: the symbols hit, or nearly hit by a finger; else all the areas there. */
  atlas.meant = function (event) {
    const all = atlas.under(event.clientX, event.clientY);
    const points = all.filter(isPoint);
    if (points.length) return points;
    const near = event.pointerType === "touch" ? [...new Set(around(event.clientX, event.clientY))] : [];
    return near.length ? near : all;
  };

  function swatch(mark) {
    if (mark.shape === "pin") return atlas.pinElement({ ...mark, radius: 9 });
    const dot = atlas.element("i", mark.shape === "dot" ? "is-dot" : "");
    dot.style.border = `${Math.max(1.5, mark.width)}px ${mark.dash ? "dashed" : "solid"} ${mark.stroke}`;
    dot.style.background = mark.fill ? `color-mix(in srgb, ${mark.color} ${Math.round(100 * Math.max(0.15, mark.fill))}%, white)` : "none";
    return dot;
  }

  /* Buttons, one for each feature; `choose` is called with the one chosen. */
  atlas.hereList = function (items, choose) {
    const list = atlas.element("ul", "here-list");
    for (const about of items) {
      const button = atlas.element("button", "here-row");
      button.type = "button";
      const words = atlas.element("span", "", about.feature.properties.name);
      words.appendChild(atlas.element("small", "", about.meta.title));
      button.append(swatch(about.mark), words);
      button.addEventListener("click", () => choose(about));
      const line = atlas.element("li");
      line.appendChild(button);
      list.appendChild(line);
    }
    list.addEventListener("keydown", function (event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const buttons = [...list.querySelectorAll("button")];
      buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    });
    return list;
  };

  /* Show the list on the map; Escape closes it and gives the focus back. */
  atlas.listHere = function (map, latlng, items, title) {
    const box = atlas.element("div", "here");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", title || atlas.mapWords.here);
    box.appendChild(atlas.element("strong", "", title || atlas.mapWords.here));
    const before = document.activeElement;
    const popup = atlas.popup({ minWidth: 220, maxHeight: 300 });
    const leave = function () {
      popup.remove();
      (before && before.isConnected && before !== document.body ? before : map.getContainer()).focus({ preventScroll: true });
    };
    box.appendChild(atlas.hereList(items, function (about) {
      leave();
      about.act(latlng);
    }));
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      leave();
    });
    popup.setLatLng(latlng).setContent(box).openOn(map);
    atlas.nameClose(popup);
    box.querySelector("button").focus({ preventScroll: true });
  };

  /* A popup that opens clear of the buttons at the right of the map. */
  atlas.popup = (options) => L.popup({ className: "atlas-popup-frame", maxWidth: 300, autoPanPaddingTopLeft: [8, 12], autoPanPaddingBottomRight: [62, 30], ...options });

  atlas.nameClose = function (popup) {
    const close = popup.getElement() && popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close && atlas.mapWords.close) close.setAttribute("aria-label", atlas.mapWords.close);
  };
})();
