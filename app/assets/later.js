/* What the first view does without: its script is fetched, then its part of the layout mounted, once the map is drawn. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  let mounted;

  function fetchScript(src) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      Object.assign(script, { src, onload: resolve, onerror: reject });
      document.head.appendChild(script);
    });
  }

  async function mount() {
    const children = JSON.parse(document.getElementById("atlas-later").textContent);
    for (const src of atlas.bootData().later) await fetchScript(src);
    window.dash_clientside.set_props("later", { children });
    await new Promise((painted) => setTimeout(painted, 60));
  }

  /* Mounted once; a failure is forgotten, so that it may be tried again. */
  atlas.later = function () {
    mounted = mounted || mount().catch(function (error) {
      mounted = undefined;
      atlas.say("failed");
      throw error;
    });
    return mounted;
  };

  /* Do something after the first picture, when the browser has nothing else to do. */
  atlas.whenDrawn = function (act) {
    const idle = window.requestIdleCallback || ((call) => setTimeout(call, 500));
    const root = document.documentElement;
    const watch = new MutationObserver(() => root.dataset.drawn !== undefined && go());
    const waited = setTimeout(go, 8000); // a view without layers draws none
    function go() {
      watch.disconnect();
      clearTimeout(waited);
      idle(act, { timeout: 4000 });
    }
    if (root.dataset.drawn !== undefined) go();
    else watch.observe(root, { attributes: true, attributeFilter: ["data-drawn"] });
  };

  atlas.whenDrawn(() => atlas.later().catch(() => undefined));
})();
