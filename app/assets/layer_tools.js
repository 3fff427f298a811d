/* The layer panel's extras: filter, starting sets, one layer alone, zoom to a layer. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const PAUSE = 2500; // ms a message stays
  const all = (selector) => [...document.querySelectorAll(selector)];
  const folded = new Map(); // group -> was open before the filter

  /* Show these layers and no others: the switches say so, as if the reader had set each. */
  function showOnly(layers) {
    const boxes = all("[data-switch]");
    for (const box of boxes) box.checked = layers.includes(box.dataset.switch);
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    atlas.say(atlas.words().set_shown.replace("{count}", layers.length));
    setTimeout(() => atlas.say(""), PAUSE);
  }

  function openGroups() {
    for (const group of all(".group")) if (group.querySelector("[data-switch]:checked")) group.open = true;
  }

  function filter(text) {
    const asked = atlas.fold(text).split(" ").filter(Boolean);
    let count = 0;
    for (const group of all(".group")) {
      if (asked.length && !folded.has(group)) folded.set(group, group.open);
      const heading = atlas.fold(group.querySelector("summary").textContent);
      const rows = [...group.querySelectorAll(".row[data-layer]")];
      for (const row of rows) {
        const words = `${heading} ${atlas.fold(row.querySelector(".switch").textContent)}`;
        row.hidden = !asked.every((part) => words.includes(part));
      }
      const shown = rows.filter((row) => !row.hidden).length;
      count += shown;
      group.hidden = shown === 0;
      group.open = asked.length ? shown > 0 : folded.get(group) ?? group.open;
    }
    if (!asked.length) folded.clear();
    document.getElementById("layer-filter-none").hidden = count > 0;
  }

  document.addEventListener("input", (event) => event.target.id === "layer-filter" && filter(event.target.value));
  document.addEventListener("keydown", function (event) {
    if (event.target.id !== "layer-filter" || event.key !== "Escape" || !event.target.value) return;
    event.stopPropagation();
    event.preventDefault();
    event.target.value = "";
    filter("");
  }, true);

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-set], [data-only], [data-zoom-layer]");
    if (!button) return;
    const { set, only, zoomLayer, bounds } = button.dataset;
    if (set !== undefined) {
      showOnly(set.split(" "));
      openGroups();
    } else if (only) showOnly([only]);
    else {
      atlas.switchOn(zoomLayer);
      if (window.innerWidth < 900) document.getElementById("shell").classList.remove("is-panel-open"); // it would hide what was asked for
      atlas.goTo(bounds.split(",").map(Number));
    }
  });
})();
