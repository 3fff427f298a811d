/* A layer as of a day, as layers/artifact/asof.py gives it: what was not yet true is left out, what no longer held is greyed. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const GREY = "#8C97A1";
  const PAST = "~past";
  const JOINTS = { fr: "\u202f; ", en: "; " };

  /* What a fact is on a day: later, holds or past. */
  atlas.stateOn = (since, until, day) => (day < since ? "later" : until && day > until ? "past" : "holds");

  function retell(properties, held, states, meta) {
    const text = properties.facts;
    delete properties.facts;
    for (const [name, wanted] of [["facts", "holds"], ["past", "past"]]) {
      const lines = held.filter((one, n) => states[n] === wanted).map((one) => text.slice(one[3], one[4]));
      if (lines.length) properties[name] = lines.join(JOINTS[meta.lang]);
    }
    const said = held.filter((one, n) => states[n] !== "later");
    properties.count = said.length;
    properties.documents = new Set(said.map((one) => one[2])).size;
    if (said[0] !== held[0] && "source" in properties) properties.source = meta.sources.find((s) => s.id === said[0][2]).title;
  }

  function featureOn(feature, day, meta) {
    const held = feature.times || [];
    const states = held.map((one) => atlas.stateOn(one[0], one[1], day));
    if (states.every((one) => one === "holds")) return feature;
    if (states.every((one) => one === "later")) return null;
    const properties = { ...feature.properties };
    if (!states.includes("holds")) properties.mark += PAST;
    if (held[0].length > 3) retell(properties, held, states, meta);
    return { ...feature, properties };
  }

  atlas.asOf = function (content, day) {
    const meta = content.atlas;
    if (!day || !meta.time_words) return content;
    const features = content.features.map((one) => featureOn(one, day, meta)).filter(Boolean);
    const used = new Set(features.map((feature) => feature.properties.mark));
    const marks = meta.marks.filter((mark) => used.has(mark.key));
    for (const mark of meta.marks) {
      if (used.has(mark.key + PAST)) marks.push({ ...mark, color: GREY, stroke: GREY, hatch: false, key: mark.key + PAST, label: meta.time_words.mark });
    }
    const fields = [...meta.fields];
    if (features.some((feature) => "past" in feature.properties)) fields.push({ name: "past", label: meta.time_words.past, kind: "text", unit: "" });
    const known = meta.data_date;
    const cited = new Set(features.flatMap((one) => one.times || []).filter((one) => day >= one[0]).map((one) => one[2]));
    const sources = meta.sources.filter((source) => source.licence || cited.has(source.id));
    const changed = { sources, marks, fields, count: features.length, data_date: known && known > day ? day : known, as_of: day };
    return { ...content, atlas: { ...meta, ...changed }, features };
  };
})();
