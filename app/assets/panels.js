/* Clientside callbacks: what only moves pixels, and panels that come ready-made by GET. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const ns = (window.dash_clientside = window.dash_clientside || {});
  const no = () => window.dash_clientside.no_update;

  /* Dash asks for its layout and its callbacks; the page already carries them. */
  const network = window.fetch.bind(window);
  window.fetch = function (resource, options) {
    const url = String(resource && resource.url ? resource.url : resource);
    for (const name of ["_dash-layout", "_dash-dependencies"]) {
      const kept = document.getElementById(name);
      if (kept && url.split("?")[0].endsWith(`/${name}`)) {
        const answer = new Response(kept.textContent, { status: 200, headers: { "Content-Type": "application/json" } });
        return Promise.resolve(answer);
      }
    }
    return network(resource, options);
  };

  ns.atlas = {
    sync: function (layers, opacities, base, opacityIds) {
      const opacity = {};
      opacityIds.forEach((id, index) => { opacity[id.layer] = opacities[index]; });
      for (const row of document.querySelectorAll("[data-legend]")) {
        row.hidden = !layers.includes(row.dataset.legend);
      }
      atlas.sync(layers || [], opacity, base);
      return no();
    },

    /* The dossier of the selected place: fetched ready-made. Empty selection closes the panel. */
    dossier: async function (place, lang) {
      const frame = document.getElementById("dossier-frame");
      frame.classList.toggle("is-open", Boolean(place));
      const where = atlas.bootData().places[place] || [];
      const room = document.getElementById("map-frame").clientWidth;
      if (place && room < 900) document.querySelector(".legend").open = false;
      atlas.select(place || "", where[0], where[1]);
      if (!place) return no();
      try {
        return await atlas.fetchJson(`/panel/place/${encodeURIComponent(place)}.${lang}.json`);
      } catch (error) {
        return no();
      }
    },

    closeDossier: function (clicks) {
      return clicks ? "" : no();
    },

    /* Keep the address bar equal to the view; going back shows the previous view. */
    address: function (query) {
      if (!query) return no();
      const next = `${location.pathname}?${query}`;
      if (`${location.pathname}${location.search}` !== next) history.replaceState(null, "", next);
      return no();
    },

    copyLink: async function (clicks) {
      if (!clicks) return no();
      try {
        await navigator.clipboard.writeText(location.href);
        atlas.say("copied");
      } catch (error) {
        window.prompt(atlas.words().copy_by_hand, location.href);
      }
      setTimeout(() => atlas.say(""), 2500);
      return no();
    },

    togglePanel: function (clicks) {
      const shell = document.getElementById("shell");
      if (clicks) shell.classList.toggle(window.innerWidth < 900 ? "is-panel-open" : "is-panel-closed");
      if (clicks && atlas.map) setTimeout(() => atlas.map.invalidateSize(), 220);
      return no();
    },

    home: function (clicks) {
      if (clicks) atlas.fitCountry();
      return no();
    },

    goto: function (clicks, ids) {
      const hit = window.dash_clientside.callback_context.triggered[0];
      if (!hit || !hit.value) return no();
      return JSON.parse(hit.prop_id.split(".n_clicks")[0]).place;
    },
  };
})();
