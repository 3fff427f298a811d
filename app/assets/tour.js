/* The first visit: three steps that can be skipped, shown once to each browser. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const MARK = "atlas-tour";
  /* What each step points at; of several ways to one thing, the first that shows. */
  const TARGETS = { 1: [["#panel", "[data-action=togglePanel]"]], 2: [["#map"], ["#time-toggle", "#time-bar"]], 3: [["[data-action=copyLink]"]] };
  let step = 0;

  const box = () => document.getElementById("tour");

  function seen() {
    try {
      return Boolean(localStorage.getItem(MARK));
    } catch (error) {
      return true; // no storage: a tour at each visit would only be in the way
    }
  }

  function keep() {
    try {
      localStorage.setItem(MARK, "1");
    } catch (error) {
      // nothing to keep it in
    }
  }

  function point() {
    for (const node of document.querySelectorAll(".is-toured")) node.classList.remove("is-toured");
    for (const ways of TARGETS[step] || []) {
      const target = ways.map((selector) => document.querySelector(selector)).find((node) => node && node.offsetParent);
      if (target) target.classList.add("is-toured");
    }
  }

  function show(wanted) {
    step = wanted;
    const parts = [...box().querySelectorAll(".tour-step")];
    for (const part of parts) part.hidden = Number(part.dataset.step) !== step;
    box().hidden = !step;
    box().dataset.at = step;
    point();
    if (!step) {
      box().removeAttribute("role");
      return;
    }
    box().setAttribute("role", "dialog");
    const next = box().querySelector(".tour-next");
    next.dataset.next = next.dataset.next || next.textContent;
    next.textContent = step === parts.length ? next.dataset.done : next.dataset.next;
    next.focus({ preventScroll: true });
  }

  function end() {
    keep();
    show(0);
  }

  Object.assign(atlas.actions, {
    tour: function () {
      window.dash_clientside.set_props("help-box", { opened: false });
      setTimeout(() => show(1), 250); // the help box gives the focus back first
    },
    skipTour: end,
    nextStep: () => (step < box().querySelectorAll(".tour-step").length ? show(step + 1) : end()),
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && step) end();
  });
  if (box() && !seen() && !/[?&]sel=figures/.test(location.search)) atlas.whenMap.then(() => show(1));
})();
