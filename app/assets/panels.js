/* The frame's buttons, switches and panels. A gesture writes a store (a control); the stores then flow to the map. */
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

  const all = (selector) => [...document.querySelectorAll(selector)];
  let unsaid = false; // has the view changed since the address last said it?
  function write(id, data) {
    unsaid = true;
    ns.set_props(id, { data });
  }
  atlas.write = write;

  /* The stores' last values: a gesture changes one key of them. */
  const last = { layers: [], opacity: {}, arguments: {}, order: [] };
  let wantedPanel = "";

  /* The picture first, then the control, whose address is the server's to write. Switches pressed in quick
     succession are one change of the control; a layer that has to be fetched does not wait for the next of them. */
  const [PICTURE_FIRST, LEGEND_NEXT, SUCCESSION] = [60, 150, 250]; // ms
  let settling = 0;
  let following = 0;
  function writeLayers(pause) {
    clearTimeout(settling);
    settling = setTimeout(settle, pause);
  }

  const switchedOn = () => all("[data-switch]:checked").map((box) => box.dataset.switch);

  function settle() {
    clearTimeout(settling);
    settling = 0;
    write("layers", switchedOn());
  }

  /* Legend and counts say what the switches say. */
  function followSwitches() {
    const on = switchedOn();
    for (const row of all("[data-legend]")) if (row.hidden === on.includes(row.dataset.legend)) row.hidden = !row.hidden;
    for (const group of all(".group")) {
      const [badge, count] = [group.querySelector(".badge"), group.querySelectorAll("[data-switch]:checked").length];
      if (badge.textContent !== String(count || "")) badge.textContent = count || "";
    }
    atlas.followOrder(on, last.order);
  }

  ns.atlas = {
    /* Controls to map, legend and switches. */
    sync: function (layers, opacity, args, base, order) {
      Object.assign(last, { layers: layers || [], opacity: opacity || {}, arguments: args || {}, order: order || [] });
      for (const box of settling ? [] : all("[data-switch]")) box.checked = last.layers.includes(box.dataset.switch);
      followSwitches();
      atlas.sync(settling ? switchedOn() : last.layers, last.opacity, base, last.arguments, order || []);
      return no();
    },

    /* The panel of the selected place or layer: fetched ready-made. An empty selection closes it. */
    dossier: async function (selection, args, lang) {
      const frame = document.getElementById("dossier-frame");
      if (atlas.figures.follow(selection, lang)) selection = ""; // that page covers the map; no dossier beside it
      frame.classList.toggle("is-open", Boolean(selection));
      const where = atlas.bootData().places[selection] || [];
      if (selection && document.getElementById("map-frame").clientWidth < 900) document.querySelector(".legend").open = false;
      atlas.select(selection || "", where[0], where[1]);
      if (!selection) return no();
      const url = (wantedPanel = panelUrl(selection, lang, args || {}));
      try {
        const tree = await atlas.fetchJson(url);
        if (url !== wantedPanel) return no(); // a later gesture asked for another
        if (frame.dataset.shown !== selection) frame.scrollTop = 0;
        frame.dataset.shown = selection;
        document.getElementById("dossier").replaceChildren(atlas.mount(tree));
        atlas.drawCharts(frame);
        document.dispatchEvent(new CustomEvent("atlas:dossier"));
      } catch (error) {
        atlas.say(error.said || "failed");
      }
      return no();
    },

    /* Keep the address bar and the links equal to the view. */
    address: function (view) {
      const query = view && view.query;
      unsaid = false;
      if (query) atlas.remember(view);
      if (!query || !view.fr) return no();
      for (const lang of ["fr", "en"]) document.getElementById(`lang-${lang}`).href = view[lang];
      document.dispatchEvent(new CustomEvent("atlas:view", { detail: view }));
      return no();
    },
  };

  function panelUrl(selection, lang, args) {
    if (!selection.startsWith("layer:")) return `/panel/place/${encodeURIComponent(selection)}.${lang}.json`;
    const layer = selection.slice("layer:".length);
    return `/panel/layer/${encodeURIComponent(layer)}.${lang}.json?${new URLSearchParams({ lang, ...args[layer] })}`;
  }

  const actions = (atlas.actions = {
    home: () => atlas.fitCountry(),
    help: () => atlas.later().then(() => ns.set_props("help-box", { opened: true })),
    panelHelp: function () {
      actions.togglePanel(); // the sheet would cover the box
      actions.help();
    },
    closeDossier: () => write("selection", ""),
    togglePanel: function () {
      document.getElementById("shell").classList.toggle(window.innerWidth < 900 ? "is-panel-open" : "is-panel-closed");
      setTimeout(() => atlas.map.invalidateSize(), 220);
    },
    copyLink: async function () {
      if (settling) settle();
      if (unsaid) await told();
      copy(location.href, "copied");
    },
  });

  /* The address follows the view by way of the server, which a bad link makes late: not waited for without end. */
  const LATE = 2500; // ms
  const told = () => new Promise(function (resolve) {
    document.addEventListener("atlas:view", resolve, { once: true });
    setTimeout(resolve, LATE);
  });

  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      atlas.say(said);
    } catch (error) {
      window.prompt(atlas.words().copy_by_hand, text);
    }
    setTimeout(() => atlas.say(""), 2500);
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-action], [data-goto], [data-copy]");
    if (!button) return;
    if (button.dataset.action) actions[button.dataset.action](button);
    else if (button.dataset.goto) write("selection", button.dataset.goto);
    else copy(button.dataset.copy, "copied_text");
  });

  const later = new Map(); // a pause for each control: two moved at once are two changes
  document.addEventListener("input", function (event) {
    const { opacity, parameter } = event.target.dataset;
    if (opacity) atlas.fade(opacity, Number(event.target.value));
    if (!parameter) return;
    const shown = event.target.parentElement.querySelector("output");
    if (shown) shown.textContent = Number(event.target.value).toLocaleString(document.documentElement.lang);
    clearTimeout(later.get(parameter));
    later.set(parameter, setTimeout(() => changeArgument(event.target), 120));
  });

  function changeArgument(control) {
    const [layer, name] = control.dataset.parameter.split(".");
    const text = control.type === "checkbox" ? String(Number(control.checked)) : control.value;
    const given = { ...last.arguments[layer], [name]: text };
    if (text === atlas.bootData().layers[layer].defaults[name]) delete given[name];
    last.arguments = { ...last.arguments, [layer]: given };
    write("arguments", last.arguments);
  }

  document.addEventListener("change", function (event) {
    const control = event.target;
    if (control.dataset.switch) {
      // read the switches themselves: three quick clicks are three changes, none lost
      const isThere = atlas.preview(switchedOn());
      clearTimeout(following);
      following = setTimeout(followSwitches, LEGEND_NEXT);
      writeLayers(isThere ? SUCCESSION : PICTURE_FIRST);
    } else if (control.dataset.opacity) {
      write("opacity", { ...last.opacity, [control.dataset.opacity]: Number(control.value) });
    } else if (control.name === "basemap") {
      write("base", control.value);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.querySelector(".dossier.is-open") && !document.querySelector("[role=dialog]")) actions.closeDossier();
  });
})();
