/* The places of one result, ringed on the map until the reader takes the rings away. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const AREAS = ["regions", "sectors"]; // layers that hold the outlines of places without a point
  const PANE = "atlas-ringed"; // above the layers, below their names
  const LOOK = { pane: PANE, color: "#0B6FB8", weight: 3, fill: false, interactive: false };
  let rings = null;

  /* Switch the layer of activities on, ring the places, look at them; of a single place, open the dossier. */
  atlas.showPlaces = async function (reference, places) {
    atlas.switchOn("results");
    atlas.write("selection", places.length === 1 ? places[0] : "");
    const map = await atlas.whenMap;
    if (!map.getPane(PANE)) Object.assign(map.createPane(PANE).style, { zIndex: 610, pointerEvents: "none" });
    try {
      const shapes = await shapesOf(places);
      forget();
      rings = L.layerGroup(shapes).addTo(map);
      const bounds = L.featureGroup(shapes).getBounds();
      if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: 8, animate: false, padding: [48, 48] });
      tell(reference, places.length);
    } catch (error) {
      atlas.say(error.said || "failed");
    }
  };

  async function shapesOf(places) {
    const points = places.map((place) => atlas.bootData().places[place]).filter((at) => at && at[0] !== null);
    const found = points.map((at) => L.circleMarker(at, { ...LOOK, radius: 16 }));
    for (const layer of AREAS) {
      const wanted = new Set(places);
      if (![...wanted].some((place) => !atlas.bootData().places[place])) break; // all have a point
      const entry = atlas.bootData().layers[layer];
      const content = entry ? await atlas.fetchJson(entry.url) : { features: [] };
      found.push(...content.features.filter((one) => wanted.has(one.properties.place)).map((one) => L.geoJSON(one, { pane: PANE, style: LOOK, interactive: false })));
    }
    return found;
  }

  function forget() {
    if (rings) rings.remove();
    rings = null;
    const note = document.getElementById("ringed");
    if (note) note.remove();
  }

  function tell(reference, count) {
    const key = count === 1 ? "results_ringed_one" : "results_ringed";
    const note = atlas.figureNode("div", { id: "ringed", class: "ringed", role: "status" },
      atlas.figureNode("button", { type: "button", class: "goto", "data-result": reference }, reference),
      atlas.figureNode("span", {}, atlas.phrase(key, { count: count.toLocaleString(document.documentElement.lang) })),
      atlas.figureNode("button", { type: "button", class: "icon-button", "aria-label": atlas.words().close, title: atlas.words().close, onclick: forget }, "×"));
    document.getElementById("map-frame").append(note);
  }
})();
