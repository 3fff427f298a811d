/* What is written follows the date: dossier, charts, page of figures. What is later is left out, or drawn
   as an empty mark; what no longer holds is greyed. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const ITEM = "li[data-since], .values > [data-since], [data-told]";
  /* What a fold's number counts. */
  const COUNTED = [[".is-conflict", ".conflict"], [".is-series", ".dossier-charts > div"], [".is-activities, .is-inner", ".activity"], [".fig-more", "li"], [".topic", ".fact"]];
  const BLOCKS = ".pair, .activity, .conflict, .dossier-charts > div, .topic, .radio, .fig-more, .fig-card, .fig-section, .fig-conflict";

  const lang = () => document.documentElement.lang;
  const inWords = (iso) => atlas.dayInWords(iso, lang());
  const written = (number) => number.toLocaleString(lang());

  function stateOf({ since, until, told }) {
    if (!atlas.date || !(since || told)) return "holds";
    return atlas.stateOn(since || told, until || "", atlas.date);
  }

  function mark(node) {
    const state = stateOf(node.dataset);
    for (const name of ["later", "past"]) node.classList.toggle(`is-${name}`, state === name);
    return state;
  }

  /* A fact that no longer holds says since when. */
  function dateItem(item) {
    const state = mark(item);
    if (item.tagName !== "LI") return;
    const present = item.querySelector(":scope > .time-tag");
    if (present) present.remove();
    if (state !== "past") return;
    const key = ["planned", "authorised"].includes(item.dataset.status) ? "time_ended" : "time_past";
    item.append(atlas.element("p", "time-tag", atlas.phrase(key, { date: inWords(item.dataset.until) })));
  }

  /* Where a chart's years lie, a fine line stands at the date. */
  function drawDay(svg) {
    const old = svg.querySelector(".chart-day");
    if (old) old.remove();
    if (!atlas.date || !svg.dataset.plane) return;
    const [first, last, left, right, top, bottom] = svg.dataset.plane.split(" ").map(Number);
    const [start, end] = [0, 1].map((more) => Date.UTC(Number(atlas.date.slice(0, 4)) + more, 0, 1));
    const year = Number(atlas.date.slice(0, 4)) + (Date.parse(atlas.date) - start) / (end - start);
    if (year < first || year > last) return;
    const x = left + ((year - first) / (last - first)) * (right - left);
    const line = document.createElementNS(svg.namespaceURI, "path");
    line.setAttribute("class", "chart-day");
    line.setAttribute("d", `M${x.toFixed(1)} ${top}V${bottom}`);
    svg.prepend(line);
  }

  /* A chart as of the date, and under it how many of its figures hold. */
  atlas.dateChart = function (holder) {
    const svg = holder.querySelector("svg");
    if (!svg) return;
    const counts = { holds: 0, past: 0, later: 0 };
    for (const part of svg.querySelectorAll("g[data-since]")) {
      const state = mark(part);
      if (part.querySelector("circle")) counts[state] += 1;
    }
    drawDay(svg);
    holder.dataset.alt = holder.dataset.alt || holder.getAttribute("aria-label");
    let note = holder.nextElementSibling;
    if (note && note.classList.contains("chart-note")) note.remove();
    const isWhole = !counts.past && !counts.later;
    const told = ["holds", "past", "later"].filter((state) => counts[state] || state === "holds").map((state) => atlas.phrase(`chart_${state}`, { count: written(counts[state]) }));
    const said = isWhole ? "" : `${inWords(atlas.date)} · ${told.join(" · ")}`;
    const shown = [...svg.querySelectorAll("g[data-since]:not(.is-later) text")].map((text) => text.textContent);
    holder.setAttribute("aria-label", isWhole ? holder.dataset.alt : [said, ...shown].join("; "));
    if (isWhole) return;
    note = atlas.element("p", "chart-note", said);
    holder.after(note);
  };

  /* A block is left out with all that it holds; a contradiction, until two of its sides are known. */
  function dateBlock(block) {
    const inside = [...block.querySelectorAll(ITEM)];
    const known = inside.filter((item) => !item.classList.contains("is-later")).length;
    const least = Math.min(block.matches(".conflict, .fig-conflict") ? 2 : 1, inside.length);
    block.classList.toggle("is-later", stateOf(block.dataset) === "later" || known < least);
    const count = block.querySelector(":scope > summary > :is(.count, .fig-count)");
    if (!count) return;
    const [, counted] = COUNTED.find(([kind]) => block.matches(kind));
    count.textContent = written([...block.querySelectorAll(counted)].filter((item) => !item.classList.contains("is-later")).length);
  }

  /* Everything dated below an element; the innermost blocks first. */
  atlas.dateAll = function (root) {
    root.querySelectorAll(ITEM).forEach(dateItem);
    root.querySelectorAll(".fig-chart").forEach(atlas.dateChart);
    [...root.querySelectorAll(BLOCKS)].reverse().forEach(dateBlock);
  };

  function dateDossier() {
    const article = document.querySelector("#dossier article");
    if (!article) return;
    atlas.dateAll(article);
    let note = article.querySelector(".time-note");
    if (note) note.remove();
    if (!atlas.date) return;
    const facts = [...article.querySelectorAll(".fact")];
    const later = facts.filter((fact) => fact.classList.contains("is-later")).length;
    note = atlas.element("div", "time-note");
    note.append(atlas.element("strong", "", inWords(atlas.date)));
    if (facts.length && later === facts.length) note.append(atlas.element("p", "", atlas.phrase("time_no_facts")));
    if (later) note.append(atlas.element("p", "", later === 1 ? atlas.phrase("time_later_one") : atlas.phrase("time_later", { count: written(later) })));
    article.querySelector("header").after(note);
  }

  /* The results framework: before the end of its period only the plan is known, before its start nothing. */
  function dateResults(page) {
    const results = page.querySelector(".fig-results");
    if (!results) return;
    const [plan, told] = results.dataset.days.split(" ");
    const isUntold = Boolean(atlas.date) && atlas.date < told;
    const key = atlas.date < plan ? "results_unplanned" : "results_untold";
    results.classList.toggle("is-untold", isUntold);
    const note = results.querySelector(".fig-dated");
    note.hidden = !isUntold;
    note.textContent = isUntold ? atlas.phrase(key, { plan: inWords(plan), told: inWords(told) }) : "";
  }

  /* What a tab counts: what is known at the date. */
  function dateCount(count) {
    const days = count.dataset.known.split(" ").map((known) => known.split(":"));
    count.textContent = written(days.reduce((sum, [day, number]) => sum + (atlas.date && day > atlas.date ? 0 : Number(number)), 0));
  }

  function dateFigures() {
    const page = document.getElementById("figures");
    if (!page || !page.querySelector(".dates")) return;
    atlas.dateAll(page);
    dateResults(page);
    for (const count of page.querySelectorAll("[data-known]")) dateCount(count);
    for (const button of page.querySelectorAll(".dates button")) button.setAttribute("aria-pressed", String((button.dataset.timeMark || "") === (atlas.date || "")));
    atlas.fillDay(page.querySelector("[data-time-day]"), atlas.date || "");
    page.querySelector(".dates-said").textContent = atlas.date ? atlas.phrase("figures_as_of", { date: inWords(atlas.date) }) : "";
    page.querySelector(".fig-unsaid").hidden = Boolean(page.querySelector(".fig-card:not(.is-later)"));
    document.dispatchEvent(new CustomEvent("atlas:dated"));
  }

  atlas.dateWritten = function () {
    dateDossier();
    dateFigures();
  };
  document.addEventListener("atlas:dossier", dateDossier);
  document.addEventListener("atlas:figures", dateFigures);
})();
