/* Download menus: filled when they open, saved by fetch so that a refusal is read and a wait is said. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const TRIES = 6;
  const LONG = 1800; // characters of an address; past that the fields are posted
  const PAUSE = 4000; // ms that the last word stays

  async function get(url, options) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(url, options);
      if (answer.status !== 503 || attempt >= TRIES) return answer;
      await new Promise((wake) => setTimeout(wake, 1000 * Number(answer.headers.get("Retry-After") || 2)));
    }
  }

  function keep(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* Save the file at an address; `fields` are added to it, or posted where they are long. */
  atlas.saveFile = async function (path, fields) {
    const query = new URLSearchParams(fields).toString();
    const isLong = query.length > LONG;
    const [url, options] = isLong ? [path, { method: "POST", body: new URLSearchParams(fields) }] : [query ? `${path}?${query}` : path, undefined];
    const slow = setTimeout(() => atlas.say("download_saving"), 250);
    try {
      const answer = await get(url, options);
      if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        atlas.say(problem.title || "failed");
        return;
      }
      const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      const name = named ? named[1] : path.split("/").pop().replace(/\.(?=[^.]+$)/, `.${document.documentElement.lang}.`);
      keep(await answer.blob(), name);
      atlas.say(atlas.words().download_saved.replace("{name}", name));
    } catch (error) {
      atlas.say("failed");
    } finally {
      clearTimeout(slow);
      setTimeout(() => atlas.say(""), PAUSE);
    }
  };

  /* The arguments of computed layers, as the page's address has them: `ID.NAME`. */
  atlas.argumentFields = function (ids) {
    const fields = {};
    for (const [name, text] of new URLSearchParams(window.location.search)) {
      const [id, argument] = name.split(".");
      const entry = atlas.bootData().layers[id];
      if (argument && ids.includes(id) && entry && argument in entry.defaults) fields[name] = text;
    }
    return fields;
  };

  function address(id, ending) {
    const fields = { lang: atlas.bootData().lang };
    for (const [name, text] of Object.entries(atlas.argumentFields(id ? [id] : []))) fields[name.split(".")[1]] = text;
    return `${id ? `/layers/${id}` : "/atlas"}.${ending}?${new URLSearchParams(fields)}`;
  }

  function line(id, { ending, title, about }) {
    const item = atlas.element("li", "");
    const link = atlas.element("a", "", title);
    link.href = address(id, ending);
    link.setAttribute("download", "");
    link.dataset.ending = ending;
    item.append(link, atlas.element("span", "fine", about));
    return item;
  }

  function fill(menu) {
    const id = menu.dataset.files;
    const formats = atlas.bootData().formats.filter((format) => !id || !format.whole);
    menu.querySelector("ul").replaceChildren(...formats.map((format) => line(id, format)));
  }

  document.addEventListener("toggle", function (event) {
    const menu = event.target;
    if (menu.matches && menu.matches("details.files") && menu.open) fill(menu);
  }, true);

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest(".files a[data-ending]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.href = address(link.closest(".files").dataset.files, link.dataset.ending); // arguments may have changed
    atlas.saveFile(link.getAttribute("href"));
  });
})();
