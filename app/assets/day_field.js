/* A day typed as both languages write it: day, month, year, by any separator or none; the year first is understood. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const SHAPES = [/^(?<day>\d{1,2})\D+(?<month>\d{1,2})\D+(?<year>\d{4})$/, /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})$/, /^(?<year>\d{4})\D+(?<month>\d{1,2})\D+(?<day>\d{1,2})$/];

  /* The day of a text in ISO 8601, or nothing where it is no day of the calendar. */
  function dayOf(text) {
    const found = SHAPES.map((shape) => text.match(shape)).find(Boolean);
    if (!found) return "";
    const { day, month, year } = found.groups;
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCDate() === Number(day) && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : "";
  }

  atlas.fillDay = function (field, day) {
    field.value = day ? day.split("-").reverse().join("/") : "";
    field.removeAttribute("aria-invalid");
  };

  /* The day typed, nothing for an emptied field; null where it cannot be used, which is said beside the field. */
  atlas.dayTyped = function (field) {
    const text = field.value.trim();
    const day = dayOf(text);
    if (!text || (day >= field.dataset.first && day <= field.dataset.last)) return day;
    field.setAttribute("aria-invalid", "true");
    field.closest(".time-bar, .dates").querySelector(".time-empty, .dates-said").textContent = atlas.phrase("time_wrong", { text });
    return null;
  };
})();
