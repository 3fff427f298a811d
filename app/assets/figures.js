/* The page of figures: it covers the map; its parts are fetched when they are opened. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const PARTS = { figures: "national", "figures-results": "results", "figures-conflicts": "conflicts", "figures-topics": "topics" };
  const selectionOf = (part) => Object.keys(PARTS).find((key) => PARTS[key] === part);
  let page = null; // the element, once opened
  let data = null; // its words and topics
  let opener = null;
  let wanted = "";
  let sought = ""; // reference of the result to unfold once the table is there

  /* Make an element: attributes, then children; texts become text nodes. */
  atlas.figureNode = function (name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  };

  const covered = () => ["panel", "dossier-frame", "map-frame"].map((id) => document.getElementById(id)).filter(Boolean);
  const button = () => document.querySelector("[data-action=figures]");

  function uncover(isOpen) {
    for (const part of covered()) part.inert = isOpen;
    document.getElementById("shell").classList.toggle("is-figures-open", isOpen);
    if (button()) button().setAttribute("aria-expanded", String(isOpen));
    if (page) page.hidden = !isOpen;
  }

  async function open(part, lang) {
    const isNew = !wanted;
    wanted = part;
    if (isNew) opener = document.activeElement;
    if (!page) {
      page = atlas.figureNode("section", { id: "figures", class: "fig-page", role: "region", tabindex: "-1" });
      page.setAttribute("aria-label", button() ? button().title : "");
      document.querySelector(".body").append(page);
      page.addEventListener("click", onClick);
      page.addEventListener("keydown", onKey);
    }
    uncover(true);
    try {
      if (!data) {
        page.setAttribute("aria-busy", "true");
        data = await atlas.fetchJson(`/panel/figures.${lang}.json`);
        page.replaceChildren(atlas.mount(data.tree));
        atlas.drawCharts(page);
        name();
        document.dispatchEvent(new CustomEvent("atlas:figures"));
      }
      page.removeAttribute("aria-busy");
      if (!wanted) return;
      choose(wanted);
      if (isNew) page.querySelector("h2").focus({ preventScroll: true });
      await fill(wanted, lang);
      unfold();
    } catch (error) {
      fail(part, error);
    }
  }

  /* Tabs and panels name each other. */
  function name() {
    for (const tab of page.querySelectorAll("[data-fig-part]")) {
      const part = tab.dataset.figPart;
      const panel = page.querySelector(`[data-fig-panel=${part}]`);
      Object.assign(panel, { id: `fig-panel-${part}`, tabIndex: 0 });
      tab.id = `fig-tab-${part}`;
      tab.setAttribute("aria-controls", panel.id);
    }
  }

  function choose(part) {
    for (const tab of page.querySelectorAll("[data-fig-part]")) {
      const is = tab.dataset.figPart === part;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
      if (is && tab.parentElement.scrollWidth > tab.parentElement.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "center" });
    }
    for (const panel of page.querySelectorAll("[data-fig-panel]")) panel.hidden = panel.dataset.figPanel !== part;
  }

  async function fill(part, lang) {
    const body = page.querySelector(`[data-fig-body=${part}]`);
    if (!body || body.dataset.state) return;
    body.dataset.state = "loading";
    body.textContent = data.words.wait;
    try {
      const table = part === "topics" ? { topics: data.topics } : await atlas.fetchJson(`/figures/${part}.${lang}.json`);
      body.replaceChildren(atlas.figureTables[part](table, data.words, lang));
      body.dataset.state = "ready";
      document.dispatchEvent(new CustomEvent("atlas:figures"));
    } catch (error) {
      delete body.dataset.state;
      throw error;
    }
  }

  /* Unfold the result that was asked for, all filters cleared. */
  function unfold() {
    if (!sought || wanted !== "results") return;
    const reset = page.querySelector("[data-fig-panel=results] .fig-reset");
    if (reset && !reset.hidden) reset.click();
    const row = page.querySelector(`[data-ref="${CSS.escape(sought)}"]`);
    if (!row) return; // the table is still on its way
    sought = "";
    const title = row.querySelector(".fig-open");
    if (title.getAttribute("aria-expanded") === "false") title.click();
    row.scrollIntoView({ block: "center" });
    title.focus({ preventScroll: true });
  }

  function fail(part, error) {
    page.removeAttribute("aria-busy");
    const said = error.said || (data ? data.words.failed : atlas.words().failed);
    const body = page.querySelector(`[data-fig-body=${part}]`) || page;
    body.replaceChildren(atlas.figureNode("p", { class: "fig-about", role: "alert" }, said));
  }

  function close() {
    wanted = "";
    uncover(false);
    const back = opener && opener.isConnected && opener !== document.body ? opener : button();
    opener = null;
    if (back) back.focus({ preventScroll: true });
  }

  function onClick(event) {
    const tab = event.target.closest("[data-fig-part]");
    if (!tab) return;
    choose(tab.dataset.figPart);
    atlas.write("selection", selectionOf(tab.dataset.figPart));
  }

  /* Arrows move between the tabs. */
  function onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !event.target.dataset.figPart) return;
    const tabs = [...page.querySelectorAll("[data-fig-part]")];
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  }

  atlas.figures = {
    /* Whether a selection is a part of this page; shows it, or leaves the page for another selection. */
    follow: function (selection, lang) {
      const part = PARTS[selection];
      if (part) open(part, lang);
      else if (wanted) close();
      return Boolean(part);
    },

    /* Open the row of one result, by its reference. */
    result: function (reference) {
      sought = reference;
      atlas.write("selection", "figures-results");
      unfold();
    },
  };

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-result]");
    if (button) atlas.figures.result(button.dataset.result);
  });

  atlas.actions.figures = () => atlas.write("selection", wanted ? "" : "figures");
  atlas.actions.closeFigures = () => atlas.write("selection", "");
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !wanted || event.defaultPrevented || document.querySelector("[role=dialog]")) return;
    const typed = event.target.type === "search" && event.target.value; // Escape first empties a search box
    if (!typed) atlas.actions.closeFigures();
  });
})();
