/* The date: the bar, the map and its legend. What is written follows it in dated.js; the comparison is in changes.js. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const ns = window.dash_clientside;
  const last = { date: "", compare: "" };
  let isOpen = null; // whether the bar is unfolded, once a reader or the view has said

  const byId = (id) => document.getElementById(id);
  const words = (key, values) => Object.entries(values || {}).reduce((text, [name, value]) => text.replace(`{${name}}`, value), atlas.words()[key]);
  atlas.phrase = words;
  const lang = () => document.documentElement.lang;
  const inWords = (iso) => atlas.dayInWords(iso, lang());
  const rows = () => [...document.querySelectorAll("[data-time-of]")];

  /* Months of the slider: its position to the month's last day, and a day to its position. */
  function dayAt(position) {
    const [year, month] = byId("time-bar").dataset.first.split("-").map(Number);
    return new Date(Date.UTC(year, month + position, 0)).toISOString().slice(0, 10);
  }

  function positionOf(day) {
    const [first, wanted] = [byId("time-bar").dataset.first, day].map((text) => text.split("-").map(Number));
    return 12 * (wanted[0] - first[0]) + wanted[1] - first[1];
  }

  function showRow(row) {
    const name = row.dataset.timeOf;
    const day = last[name];
    row.hidden = name === "compare" && !last.compare;
    row.classList.toggle("is-off", !day);
    row.querySelector("[data-time-words]").textContent = day ? inWords(day) : words("time_all");
    const slider = row.querySelector("[data-time]");
    slider.value = day ? positionOf(day) : slider.max;
    slider.setAttribute("aria-valuetext", day ? inWords(day) : words("time_all"));
    atlas.fillDay(row.querySelector("[data-time-day]"), day);
    for (const mark of row.querySelectorAll("[data-time-mark]")) {
      mark.style.left = `${100 * mark.dataset.at}%`;
      mark.setAttribute("aria-pressed", String(mark.dataset.timeMark === day));
    }
  }

  function showBar() {
    const bar = byId("time-bar");
    if (!bar) return;
    if (isOpen === null && last.date) isOpen = window.innerWidth >= 900;
    bar.hidden = !isOpen;
    const toggle = byId("time-toggle");
    const shown = [Boolean(isOpen), Boolean(last.compare)].join();
    if (shown !== (bar.dataset.shown || "false,false")) setTimeout(atlas.resettle, 0); // the page comes with a closed bar
    bar.dataset.shown = shown;
    toggle.hidden = Boolean(isOpen);
    toggle.setAttribute("aria-expanded", String(Boolean(isOpen)));
    toggle.classList.toggle("is-dated", Boolean(last.date));
    const both = last.compare ? [last.compare, last.date].sort().map(inWords).join(" → ") : last.date && inWords(last.date);
    byId("time-said").textContent = both || words("time_all");
    document.querySelector(".time-all").setAttribute("aria-pressed", String(!last.date));
    byId("time-compare").checked = Boolean(last.compare);
    rows().forEach(showRow);
  }

  /* The map's room has changed: where it showed the whole country, it does so again. */
  atlas.resettle = async function () {
    const map = await atlas.whenMap;
    const isHome = atlas.isHome();
    map.invalidateSize();
    if (isHome) atlas.fitCountry();
  };

  /* The legend says the date, and the grey of what no longer holds. */
  function showLegend() {
    const body = document.querySelector(".legend-body");
    if (!body) return;
    let note = byId("legend-time");
    if (!note) {
      note = atlas.element("div", "legend-time");
      note.id = "legend-time";
      body.append(note);
    }
    note.hidden = !last.date;
    if (!last.date && byId("time-empty")) byId("time-empty").textContent = "";
    if (!last.date) return;
    const grey = atlas.shown().some((handle) => handle.meta.marks.some((mark) => mark.key.endsWith("~past")));
    const line = atlas.element("div", "legend-line");
    line.append(atlas.element("i", "legend-past"), words("time_legend"));
    const dated = atlas.shown().filter((handle) => handle.meta.time_words);
    const empty = dated.length && !dated.some((handle) => handle.features.length);
    if (byId("time-empty")) byId("time-empty").textContent = empty ? words("time_nothing") : "";
    const said = empty ? [atlas.element("p", "", words("time_nothing"))] : grey ? [line] : [];
    note.replaceChildren(atlas.element("p", "legend-date", inWords(last.date)), ...said);
  }

  /* The controls' dates to everything that follows them. */
  ns.atlas.time = async function (date, compare, selection) {
    const moved = (atlas.date || "") !== (date || "");
    Object.assign(last, { date: date || "", compare: compare || "" });
    atlas.date = last.date;
    showBar();
    atlas.dateWritten();
    atlas.comparison(last.date, last.compare, selection || "");
    const map = await atlas.whenMap;
    if (moved) {
      map.closePopup();
      await atlas.redraw();
    }
    document.documentElement.dataset.date = last.date;
    showLegend();
    return ns.no_update;
  };
  new MutationObserver(showLegend).observe(document.documentElement, { attributeFilter: ["data-drawn"] });

  function choose(name, day) {
    if (day === last[name]) {
      showBar();
      atlas.dateWritten();
    }
    atlas.write(name, day);
    if (name === "compare" && day && !last.date) atlas.write("date", dayAt(Number(document.querySelector("[data-time=date]").value)));
  }

  atlas.actions.timeBar = function () {
    isOpen = !isOpen;
    showBar();
    (isOpen ? document.querySelector(".time-all") : byId("time-toggle")).focus({ preventScroll: true });
  };
  atlas.actions.allDates = function () {
    atlas.write("compare", "");
    atlas.write("date", "");
  };

  /* A comparison starts between the last two reference dates, or with the one before the date chosen. */
  function compare(isOn) {
    if (!isOn) return atlas.write("compare", "");
    const marks = [...document.querySelectorAll("[data-time-row=date]")].map((mark) => mark.dataset.timeMark);
    const date = last.date || marks[marks.length - 1];
    const before = marks.filter((mark) => mark < date);
    if (!last.date) atlas.write("date", date);
    return atlas.write("compare", before.length ? before[before.length - 1] : marks.find((mark) => mark > date));
  }

  document.addEventListener("click", function (event) {
    const mark = event.target.closest && event.target.closest("[data-time-mark]");
    if (mark) choose(mark.dataset.timeRow, mark.dataset.timeMark);
  });
  document.addEventListener("input", function (event) {
    const name = event.target.dataset.time;
    if (!name) return;
    const day = dayAt(Number(event.target.value));
    event.target.setAttribute("aria-valuetext", inWords(day));
    event.target.closest(".time-row").classList.remove("is-off");
    event.target.closest(".time-row").querySelector("[data-time-words]").textContent = inWords(day);
  });
  document.addEventListener("change", function (event) {
    const { target } = event;
    if (target.dataset.time) choose(target.dataset.time, dayAt(Number(target.value)));
    else if (target.dataset.timeDay) {
      const day = atlas.dayTyped(target);
      if (day !== null) choose(target.dataset.timeDay, day);
    }
    else if (target.id === "time-compare") compare(target.checked);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !event.target.closest || !event.target.closest("#time-bar")) return;
    event.stopPropagation();
    atlas.actions.timeBar();
  }, true);
})();
