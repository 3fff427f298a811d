/* The address bar: a step for what a reader would go back over, a mere rewrite while the map moves. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const QUIET = ["lang", "camera", "opacity", "arguments"]; // changes that are no step of their own
  const TOGETHER = 400; // ms: several controls changed by one gesture are one step
  const SETTLED = 4000; // ms after going back, within which no new step is made
  let now = null; // the controls of the view that the address shows
  let stepped = 0;
  let target = null;

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const address = (query) => `${location.pathname}?${query}`;

  function isStep(controls) {
    return Object.keys(controls).some((name) => !QUIET.includes(name) && !same(controls[name], now[name]));
  }

  /* Is the view on its way to the one gone back to? Then what comes before it makes no step. */
  function isReturning(query) {
    if (target && (target.query === query || Date.now() > target.until)) {
      const arrived = target.query === query;
      target = null;
      return arrived;
    }
    return Boolean(target);
  }

  /* Keep the address equal to the view; each entry of the history holds its controls' values. */
  atlas.remember = function (view) {
    if (!view.controls) return;
    const kept = { query: view.query, controls: view.controls };
    if (!now) {
      now = view.controls;
      history.replaceState(kept, "", location.href);
      return;
    }
    if (address(view.query) === `${location.pathname}${location.search}`) {
      now = view.controls;
      isReturning(view.query);
      history.replaceState(kept, "", location.href);
      return;
    }
    const returning = isReturning(view.query);
    const step = !returning && isStep(view.controls) && Date.now() - stepped > TOGETHER;
    if (isStep(view.controls) && !returning) stepped = Date.now();
    now = view.controls;
    history[step ? "pushState" : "replaceState"](kept, "", address(view.query));
  };

  function look(camera) {
    if (!camera) return atlas.fitCountry();
    return atlas.map.setView([camera[0], camera[1]], camera[2], { animate: false });
  }

  window.addEventListener("popstate", function (event) {
    const kept = event.state;
    if (!kept && now && location.hash) return; // a link within the page
    if (!kept || !kept.controls || !now || kept.controls.lang !== now.lang) {
      location.reload();
      return;
    }
    const changed = Object.keys(kept.controls).filter((name) => !same(kept.controls[name], now[name]));
    if (changed.length) target = { query: kept.query, until: Date.now() + SETTLED };
    stepped = 0;
    now = kept.controls;
    if (changed.includes("camera")) look(kept.controls.camera);
    for (const name of changed) atlas.write(name, kept.controls[name]);
    for (const radio of document.querySelectorAll("input[name=basemap]")) radio.checked = radio.value === kept.controls.base;
  });

  document.addEventListener("atlas:view", function (event) {
    const link = document.getElementById("open-explorer");
    if (link) link.href = `/?${event.detail.query.replace(/&embed=1\b/, "")}`;
  });
})();
