/* What changed between two dates, as layers/reports/changes.py compares them; and the drawer that lists it. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const [NUMBER, SHOWN, SINCE, UNTIL, STATUS, SOURCE, CITED, WHEN, DISPUTED] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const KINDS = ["changed", "appeared", "ended"];
  const NATION = "mali";
  const shown = { first: "", second: "", topic: "" };
  const lang = () => document.documentElement.lang;
  const words = (key, values) => atlas.phrase(key, values);
  const node = (...parts) => atlas.figureNode(...parts);

  const rounded = (number, decimals) => Math.floor(number * 10 ** decimals + 0.5) / 10 ** decimals;
  const holding = (figures, day) => figures.map((f, n) => n).filter((n) => atlas.stateOn(figures[n][SINCE], figures[n][UNTIL], day) === "holds");

  function difference(series, then, now) {
    if (then.length !== 1 || now.length !== 1) return {};
    const [before, after] = [then[0], now[0]].map((n) => series.figures[n][NUMBER]);
    if (before === null || after === null) return {};
    const found = { difference: rounded(after - before, 6) };
    if (before && !series.percent) found.percent = rounded((100 * (after - before)) / Math.abs(before), 1);
    return found;
  }

  /* The comparison itself. */
  atlas.changes = function (content, first, second) {
    const found = [];
    content.series.forEach(function (series, place) {
      const [then, now] = [first, second].map((day) => holding(series.figures, day));
      const values = [then, now].map((held) => [...new Set(held.map((n) => series.figures[n][SHOWN]))].sort().join("\n"));
      if (values[0] === values[1]) return;
      const kind = then.length && now.length ? "changed" : now.length ? "appeared" : "ended";
      found.push({ series: place, kind, then, now, ...difference(series, then, now) });
    });
    return found;
  };

  function figure(content, one) {
    const [chip, title] = content.documents[one[SOURCE]];
    const when = [content.statuses[one[STATUS]], one[WHEN]].filter(Boolean).join(" · ");
    return node("div", { class: `change-figure is-${one[STATUS]}` },
      node("span", { class: "figure" }, one[SHOWN], one[DISPUTED] ? node("span", { class: "disputed" }, " ≠") : null),
      node("span", { class: "when" }, when),
      node("details", { class: "chip" }, node("summary", {}, chip), node("span", {}, `${title} · ${one[CITED]}`)));
  }

  function signed(number, decimals) {
    const text = Math.abs(number).toLocaleString(lang(), { maximumFractionDigits: decimals });
    return `${number > 0 ? "+" : number < 0 ? "−" : ""}${text}`;
  }

  function gap(series, change) {
    if (change.difference === undefined) return null;
    const joint = lang() === "fr" ? "\u202f" : "";
    const unit = series.percent ? `\u00a0${words("changes_points")}` : "";
    const share = change.percent === undefined ? "" : ` (${signed(change.percent, 1)}${joint}%)`;
    return node("p", { class: "change-gap figure" }, `${signed(change.difference, 6)}${unit}${share}`);
  }

  function entry(content, change) {
    const series = content.series[change.series];
    const side = (held) => node("div", { class: "change-side" }, held.map((n) => figure(content, series.figures[n])));
    const sides = change.kind === "changed" ? [side(change.then), node("span", { class: "change-arrow", "aria-hidden": "true" }, "→"), side(change.now)] : [side(change.kind === "ended" ? change.then : change.now)];
    return node("li", { class: `change is-${change.kind}`, "data-change": change.series },
      node("p", { class: "measure" }, series.measure, node("span", { class: "change-topic" }, content.topics[series.topic])),
      node("div", { class: "change-values" }, sides), gap(series, change));
  }

  /* A fold whose list is written when it opens: there may be hundreds of lines. */
  function fold(className, title, count, isOpen, fill) {
    const box = node("details", { class: className }, node("summary", {}, title, node("span", { class: "count" }, count.toLocaleString(lang()))));
    let isFilled = false;
    const write = () => {
      if (!box.open || isFilled) return;
      isFilled = true;
      box.append(...fill());
    };
    box.addEventListener("toggle", write);
    box.open = isOpen;
    write();
    return box;
  }

  function lists(content, entries) {
    return KINDS.map(function (kind) {
      const own = entries.filter((change) => change.kind === kind);
      const list = () => [node("ul", {}, own.map((change) => entry(content, change)))];
      return own.length ? fold(`change-kind is-${kind}`, words(`changes_${kind}`), own.length, kind === "changed" || own.length <= 5, list) : null;
    }).filter(Boolean);
  }

  function section(content, key, entries) {
    const { place, group } = content.series[entries[0].series];
    const title = place === NATION ? words("changes_nation") : place ? content.places[place][0] : words("changes_together", { title: content.groups[group] });
    const link = place && place !== NATION ? [node("p", {}, node("button", { type: "button", class: "goto", "data-goto": place }, words("changes_dossier")))] : [];
    const box = fold("topic change-place", title, entries.length, place === NATION, () => [...link, ...lists(content, entries)]);
    box.dataset.changesOf = key;
    return box;
  }

  /* The nation first, then places by number of changes, then figures given together. */
  function sections(content, found) {
    const held = new Map();
    for (const change of found) {
      const { place, group } = content.series[change.series];
      const key = place || group;
      if (!held.has(key)) held.set(key, []);
      held.get(key).push(change);
    }
    const rank = ([key]) => (key === NATION ? 0 : key in content.places ? 1 : 2);
    const ordered = [...held].sort((a, b) => rank(a) - rank(b) || b[1].length - a[1].length || a[0].localeCompare(b[0]));
    return ordered.map(([key, entries]) => section(content, key, entries));
  }

  function topicChoice(content, found) {
    const present = new Set(found.map((change) => content.series[change.series].topic));
    const options = Object.entries(content.topics).filter(([key]) => present.has(key) || key === shown.topic);
    const select = node("select", { id: "changes-topic", onchange: (event) => { shown.topic = event.target.value; write(content); } },
      node("option", { value: "" }, words("changes_every_topic")), options.map(([key, title]) => node("option", { value: key, selected: key === shown.topic }, title)));
    return node("label", { class: "changes-filter" }, node("span", {}, words("changes_topic")), select);
  }

  function write(content) {
    const all = atlas.changes(content, shown.first, shown.second);
    const found = all.filter((change) => !shown.topic || content.series[change.series].topic === shown.topic);
    const counted = KINDS.map((kind) => [kind, found.filter((change) => change.kind === kind).length]).filter(([, count]) => count);
    const counts = counted.map(([kind, count]) => words(`changes_count_${kind}`, { count: count.toLocaleString(lang()) })).join(" · ");
    const [first, second] = [shown.first, shown.second].map((day) => atlas.dayInWords(day, lang()));
    const isSame = shown.first === shown.second;
    const body = isSame ? [node("p", { class: "empty" }, words("changes_same"))] : [
      topicChoice(content, all),
      node("p", { class: "changes-counts", role: "status" }, counts || words("changes_none")),
      ...sections(content, found),
      node("p", { class: "fine" }, words("changes_reading")),
    ];
    const head = node("header", {}, node("h2", { tabindex: "-1" }, words("changes")), node("p", { class: "kicker" }, words("changes_dates", { first, second })));
    document.getElementById("changes").replaceChildren(node("article", {}, head, ...body));
    if (shown.topic) document.getElementById("changes-topic").focus({ preventScroll: true });
  }

  /* Open the drawer on two dates, close it without; a dossier stands before it. */
  atlas.comparison = async function (date, compare, selection) {
    const frame = document.getElementById("changes-frame");
    if (!frame) return;
    const isOn = Boolean(date && compare);
    const isShown = isOn && !selection;
    const moved = frame.classList.contains("is-open") !== isShown;
    frame.classList.toggle("is-open", isShown);
    if (isShown && document.getElementById("map-frame").clientWidth < 900) document.querySelector(".legend").open = false;
    if (moved) await atlas.resettle();
    if (!isOn) {
      Object.assign(shown, { first: "", second: "", topic: "" });
      return;
    }
    const [first, second] = [date, compare].sort();
    if (shown.first === first && shown.second === second) return;
    Object.assign(shown, { first, second });
    try {
      if (!document.querySelector("#changes article")) document.getElementById("changes").textContent = words("changes_loading");
      const content = await atlas.fetchJson(`/timeline.${lang()}.json`);
      if (shown.first === first && shown.second === second) write(content);
    } catch (error) {
      Object.assign(shown, { first: "", second: "" }); // so that the next gesture tries again
      atlas.say(error.said || "failed");
    }
  };

  atlas.actions.closeChanges = () => atlas.write("compare", "");
})();
