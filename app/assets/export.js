/* The export dialog: reads its own controls and the page's address, shows a preview, makes the link. */
(function () {
  "use strict";
  const PAUSE = 350; // ms after the last change before a preview is asked for
  const TRIES = 4;
  let wanted = 0;
  let timer = 0;

  const dialog = () => document.getElementById("export-dialog");
  const find = (selector) => dialog().querySelector(selector);
  const said = (key) => dialog().getAttribute(`data-word-${key}`);

  /* The sheet's query: the page's own, and what the dialog adds to it. */
  function query(extra) {
    const fields = new URLSearchParams(window.location.search);
    if (!fields.has("lang")) fields.set("lang", document.documentElement.lang);
    for (const select of dialog().querySelectorAll("select[data-export]")) {
      const name = select.getAttribute("data-export");
      if (name === "format") continue;
      const value = name === "focus" && select.value ? fields.get("sel") || "" : select.value;
      if (value && select.selectedIndex > 0) fields.set(name, value);
    }
    for (const line of dialog().querySelectorAll("[data-export-line]")) {
      const value = line.value.trim();
      const name = line.getAttribute("data-export-line");
      if (value) fields.set(name, name === "scale" ? value.replace(/\D/g, "") : value);
    }
    const chips = [...dialog().querySelectorAll('[data-export-chip][aria-pressed="true"]')];
    if (chips.length) fields.set("panels", chips.map((chip) => chip.getAttribute("data-export-chip")).join(","));
    for (const [name, value] of Object.entries(extra || {})) fields.set(name, value);
    return fields.toString().replace(/%2C/g, ",");
  }

  function address(extra, format) {
    return `/sheet.${format || find('select[data-export="format"]').value}?${query(extra)}`;
  }

  function show(text, busy) {
    find(".export-said").textContent = text;
    find(".export-progress").hidden = !busy;
  }

  /* Fetch with patience: a busy server says when to come back. */
  async function get(url) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(url);
      if (answer.status !== 503 || attempt >= TRIES) return answer;
      const wait = Number(answer.headers.get("Retry-After") || 2);
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }

  async function problemOf(answer) {
    try {
      return (await answer.json()).title || said("failed");
    } catch (error) {
      return said("failed");
    }
  }

  async function preview() {
    const turn = ++wanted;
    const image = find(".export-image");
    find("[data-export-link]").href = find("[data-export-download]").href = address();
    const url = address({ dpi: dialog().getAttribute("data-dpi") }, "png");
    const slow = setTimeout(() => turn === wanted && show(said("drawing"), true), 250);
    try {
      const answer = await get(url);
      if (turn !== wanted) return;
      if (!answer.ok) {
        show(await problemOf(answer), false);
        image.hidden = true;
        return;
      }
      image.src = url;
      await image.decode().catch(() => undefined);
      if (turn !== wanted) return;
      image.hidden = false;
      show("", false);
    } catch (error) {
      if (turn === wanted) show(said("failed"), false);
    } finally {
      clearTimeout(slow);
      if (turn === wanted) find(".export-progress").hidden = true;
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
  }

  /* Save the file; past a moment, say that it is being prepared. */
  async function save(event) {
    event.preventDefault();
    const url = address();
    const slow = setTimeout(() => show(said("saving"), true), 250);
    try {
      const answer = await get(url);
      if (!answer.ok) {
        show(await problemOf(answer), false);
        return;
      }
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name ? name[1] : "sheet";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      show("", false);
    } catch (error) {
      show(said("failed"), false);
    } finally {
      clearTimeout(slow);
      find(".export-progress").hidden = true;
    }
  }

  function open() {
    const selected = new URLSearchParams(window.location.search).has("sel");
    const framing = find('select[data-export="focus"]');
    framing.options[1].disabled = !selected;
    if (!selected) framing.selectedIndex = 0;
    dialog().showModal();
    preview();
  }

  document.addEventListener("click", function (event) {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    if (at("[data-export-open]")) open();
    else if (at("[data-export-close]") || event.target === dialog()) dialog().close();
    else if (at("[data-export-download]")) save(event);
    else if (at("[data-export-chip]")) {
      const chip = at("[data-export-chip]");
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") === "true" ? "false" : "true");
      later();
    }
  });
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, function (event) {
      if (event.target.closest && event.target.closest("#export-dialog")) later();
    });
  }
})();
