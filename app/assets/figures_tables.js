/* The long tables of the page of figures, from compact rows (layers/reports/figures/tables.py); texts are text nodes. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const make = (...given) => atlas.figureNode(...given);
  const DISCS = ["●", "◐", "○"]; // achieved, partly, not
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u202f]/g, " ").replace(/’/g, "'").toLowerCase();
  const written = (number) => number.toLocaleString(document.documentElement.lang);
  const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? written(values[key]) : values[key]));

  function searchBox(words, onInput) {
    const box = make("input", { type: "search", class: "fig-search", placeholder: words.search, "aria-label": words.search });
    let timer = 0;
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(onInput, 120); });
    return box;
  }

  function chooser(label, choices, words, onChange) {
    const list = make("select", { "aria-label": label, onchange: onChange },
      make("option", { value: "" }, `${label}${words.all}`),
      choices.map(([value, text]) => make("option", { value }, text)));
    return list;
  }

  function facts(rows, table, preferred, words) {
    return make("ul", { class: "fig-facts" }, rows.map((row, rank) => factItem(row, table, rank === preferred && words)));
  }

  function factItem([measure, value, date, status, source, locator, note, place, disputed, since, until], table, words) {
    const [key, label] = table.statuses[status];
    const [chip, title] = table.sources[source];
    return make("li", { class: `is-${key}${words ? " is-preferred" : ""}`, "data-since": since, "data-until": until, "data-status": key },
      make("div", { class: "fig-fact-line" }, make("span", {}, measure, place ? make("span", { class: "fig-place" }, place) : null),
        make("span", { class: "fig-value" }, value, disputed ? make("span", { class: "disputed" }, "\u00a0≠") : null)),
      make("div", { class: "fig-fact-source" }, make("span", {}, [label, date].filter(Boolean).join(", ")),
        make("span", { class: "fig-chip", title }, chip), make("span", {}, locator), words ? make("strong", {}, words.preferred) : null),
      note ? make("p", { class: "note" }, note) : null);
  }

  /* The results framework: bars that count, a table that filters and sorts, a row that unfolds. */
  function results(table, words, lang) {
    const collator = new Intl.Collator(lang, { numeric: true });
    const rows = table.rows.map((row, rank) => ({
      rank, ref: row[0], component: row[1], title: row[2], verdict: row[3], reason: row[4], why: row[5], places: row[6], line: row[7],
      locator: row[8], values: row[9], text: fold([row[0], row[2], row[5], ...row[6].map((p) => table.places[p][1])].join(" ")),
    }));
    let sort = { by: "rank", down: false };
    const changed = () => show();
    const box = searchBox(words, changed);
    const used = [...table.places.keys()].sort((a, b) => collator.compare(table.places[a][1], table.places[b][1]));
    const pick = {
      component: chooser(words.component, table.components.map(([key, text]) => [key, `${key} · ${text}`]), words, changed),
      kind: chooser(words.kind, [["I", words.indicators], ["O", words.outputs]], words, changed),
      verdict: chooser(words.verdict, table.verdicts, words, changed),
      reason: chooser(words.reason, table.reasons, words, changed),
      place: chooser(words.place, used.map((rank) => [String(rank), table.places[rank][1]]), words, changed),
    };
    for (const [key, list] of Object.entries(pick)) list.dataset.figFilter = key;
    const reset = make("button", { type: "button", class: "fig-reset", onclick: clear }, words.reset);
    const count = make("span", { class: "fig-shown", role: "status" });
    const bars = make("div", { class: "fig-bars" });
    const body = make("tbody");
    const heads = [["rank", words.ref], ["component", words.component], ["title", words.measure], ["verdict", words.verdict], ["reason", words.reason]]
      .map(([by, text]) => make("th", { scope: "col", class: `fig-${by}` }, make("button", { type: "button", "data-fig-sort": by, onclick: () => order(by) }, text)));

    /* On a narrow screen the table has no heads: a list sorts it. */
    const sorter = make("select", { class: "fig-sorter", "aria-label": words.sort, onchange: () => { sort = { by: sorter.value, down: false }; show(); } },
      heads.map((head) => make("option", { value: head.firstChild.dataset.figSort }, say(words.sort_by, { head: head.textContent }))));

    function clear() {
      box.value = "";
      for (const list of Object.values(pick)) list.value = "";
      show();
    }
    function order(by) {
      sort = { by, down: sort.by === by && !sort.down };
      show();
    }
    function fits(row, except) {
      const is = (name, value) => !pick[name].value || pick[name].value === value;
      return (except === "bars" || is("component", row.component)) && is("kind", row.ref[0]) && (Boolean(except) || is("verdict", table.verdicts[row.verdict][0]))
        && is("reason", row.reason < 0 ? "" : table.reasons[row.reason][0]) && (!pick.place.value || row.places.includes(Number(pick.place.value)))
        && (!box.value || fold(box.value).split(/\s+/).every((part) => row.text.includes(part)));
    }
    const said = { title: (r) => r.title, component: (r) => r.component, verdict: (r) => r.verdict, reason: (r) => (r.reason < 0 ? "" : table.reasons[r.reason][1]) };
    function compare(a, b) {
      const key = said[sort.by];
      const [one, two] = key ? [key(a), key(b)] : [a.rank, b.rank];
      if ((one === "") !== (two === "")) return one === "" ? 1 : -1; // what is empty stays last
      const way = typeof one === "number" ? one - two : collator.compare(one, two);
      return (sort.down ? -way : way) || a.rank - b.rank;
    }

    function show() {
      const shown = rows.filter((row) => fits(row)).sort(compare);
      body.replaceChildren(...shown.map(line));
      if (!shown.length) body.append(make("tr", {}, make("td", { colspan: 5, class: "fig-none" }, words.none)));
      count.textContent = say(words.count, { shown: shown.length, total: rows.length });
      reset.hidden = shown.length === rows.length && !box.value;
      for (const head of heads) {
        const is = head.firstChild.dataset.figSort === sort.by;
        head.setAttribute("aria-sort", is ? (sort.down ? "descending" : "ascending") : "none");
      }
      sorter.value = sort.by;
      countBars();
    }

    function countBars() {
      const most = Math.max(...table.components.map(([key]) => rows.filter((row) => row.component === key).length));
      bars.replaceChildren(...table.components.map(([key, text]) => {
        const held = rows.filter((row) => row.component === key && fits(row, "bars"));
        const parts = table.verdicts.map(([verdict, name], rank) => [verdict, name, held.filter((row) => row.verdict === rank).length, rank]).filter((part) => part[2]);
        return make("div", { class: "fig-bar-row" }, make("span", { class: "fig-bar-name" }, `${key} · ${text}`),
          make("span", { class: "fig-bar" }, parts.map(([verdict, name, number, rank]) => {
            const is = pick.component.value === key && pick.verdict.value === verdict;
            const bar = make("button", { type: "button", class: `fig-part is-${verdict}`, "aria-pressed": String(is), title: `${number} ${name}`, "aria-label": `${key} · ${text}, ${name}: ${number}`,
              onclick: () => { pick.component.value = is ? "" : key; pick.verdict.value = is ? "" : verdict; show(); } }, String(number));
            bar.style.width = `${(100 * number) / most}%`;
            bar.dataset.figBar = `${key}-${rank}`;
            return bar;
          })));
      }));
      bars.prepend(make("p", { class: "fig-bars-key" }, table.verdicts.map(([key, name], rank) =>
        make("span", {}, make("span", { class: `fig-key is-${key}`, "aria-hidden": "true" }), `${name} `, make("b", {}, String(rows.filter((row) => row.verdict === rank && fits(row, "verdict")).length))))));
    }

    function line(row) {
      const [verdict, name] = table.verdicts[row.verdict];
      const title = make("button", { type: "button", class: "fig-open", "aria-expanded": "false" }, row.title);
      const item = make("tr", { class: "fig-row", "data-ref": row.ref }, make("td", { class: "fig-rank" }, row.ref),
        make("td", { class: "fig-component", title: table.components.find(([key]) => key === row.component)[1] }, row.component), make("td", { class: "fig-title" }, title),
        make("td", { class: `fig-verdict is-${verdict}` }, make("span", { "aria-hidden": "true" }, `${DISCS[row.verdict]} `), name),
        make("td", { class: "fig-reason" }, row.reason < 0 ? "" : table.reasons[row.reason][1]));
      item.addEventListener("click", function () {
        const isOpen = title.getAttribute("aria-expanded") === "true";
        title.setAttribute("aria-expanded", String(!isOpen));
        if (isOpen) item.nextSibling.remove();
        else item.after(make("tr", { class: "fig-detail" }, make("td", { colspan: 5 }, detail(row))));
      });
      return item;
    }

    function detail(row) {
      const [chip, title] = table.sources[table.source];
      const notes = (cells) => (cells[4] ? make("div", { class: "note" }, cells[4]) : null);
      const values = make("table", {}, make("thead", {}, make("tr", {}, [words.item, words.baseline, words.planned, words.actual].map((text) => make("th", { scope: "col" }, text)))),
        make("tbody", {}, row.values.map((cells) => make("tr", {}, make("td", {}, cells[0], notes(cells)), ...cells.slice(1, 4).map((cell, rank) => make("td", { class: "fig-value", "data-label": [words.baseline, words.planned, words.actual][rank] }, cell))))));
      return make("div", { class: "fig-detail-body" },
        row.values.length ? values : make("p", { class: "note" }, words.no_values),
        row.why ? make("p", {}, make("b", {}, row.reason < 0 || row.why.startsWith(table.reasons[row.reason][1]) ? "" : `${table.reasons[row.reason][1]}. `), row.why) : null,
        row.places.length ? make("div", { class: "fig-places" }, row.places.map((rank) => make("button", { type: "button", class: "goto", "data-goto": table.places[rank][0], title: table.places[rank][2] }, table.places[rank][1]))) : null,
        make("div", { class: "fig-fact-source" }, make("span", { class: "fig-chip", title }, chip), make("span", {}, row.locator), make("span", {}, say(words.line, { line: String(row.line) })),
          row.places.length ? make("button", { type: "button", class: "fig-on-map", onclick: () => atlas.showPlaces(row.ref, row.places.map((rank) => table.places[rank][0])) }, words.on_map) : null));
    }

    show();
    return make("div", { class: "fig-results", "data-days": table.days.join(" ") }, make("p", { class: "fig-dated", role: "status", hidden: true }), bars, make("div", { class: "fig-filters" }, box, Object.values(pick), sorter, reset, count),
      make("table", { class: "fig-table" }, make("thead", {}, make("tr", {}, heads)), body));
  }

  /* Contradictions: the explanation, and the figures on one thin line. */
  function conflicts(table, words) {
    const items = table.rows.map(([id, kind, said, preferred, why, rows]) => ({
      kind: table.kinds[kind][0],
      text: fold([said, why, ...rows.flatMap((row) => [row[0], row[1], row[7], table.sources[row[4]][0]])].join(" ")),
      node: make("li", { class: "fig-conflict", "data-conflict": id }, make("div", { class: "fig-conflict-said" }, make("p", { class: "kicker" }, table.kinds[kind][1]), make("p", {}, said), why ? make("p", { class: "note" }, why) : null), facts(rows, table, preferred, words)),
    }));
    const box = searchBox(words, show);
    const kinds = chooser(words.kind, table.kinds, words, show);
    kinds.dataset.figFilter = "kind";
    const count = make("span", { class: "fig-shown", role: "status" });
    const none = make("p", { class: "fig-none" }, words.none);
    function show() {
      const parts = fold(box.value).split(/\s+/);
      for (const item of items) item.node.hidden = (kinds.value && item.kind !== kinds.value) || !parts.every((part) => item.text.includes(part));
      const known = items.filter((item) => !item.node.classList.contains("is-later"));
      const shown = known.filter((item) => !item.node.hidden).length;
      none.hidden = shown > 0;
      count.textContent = say(words.count, { shown, total: known.length });
    }
    show();
    document.addEventListener("atlas:dated", show);
    return make("div", {}, make("div", { class: "fig-filters" }, box, kinds, count), none, make("ul", { class: "fig-conflicts" }, items.map((item) => item.node)));
  }

  /* Facts with no place, folded by topic; each topic is fetched when it is unfolded, all of them for a search. */
  function topics({ topics: listed }, words, lang) {
    /* How many facts are known at the date. */
    const numberOf = (known) => Object.entries(known).reduce((sum, [since, number]) => sum + (atlas.date && since > atlas.date ? 0 : number), 0);
    const parts = listed.map(([id, title, known]) => {
      const count = make("span", { class: "fig-count" });
      const body = make("div", {});
      const node = make("details", { class: "fig-topic", "data-topic": id }, make("summary", {}, title, count), body);
      const part = { id, known, count, body, node, lines: null };
      node.addEventListener("toggle", () => node.open && load(part).catch(() => {}));
      return part;
    });
    async function load(part) {
      if (part.lines) return;
      if (!part.body.firstChild) part.body.textContent = words.wait;
      try {
        const table = await atlas.fetchJson(`/figures/topic-${part.id}.${lang}.json`);
        if (part.lines) return;
        const list = facts(table.rows, table, -1, words);
        part.body.replaceChildren(list);
        atlas.dateAll(part.body);
        part.lines = [...list.children].map((node, rank) => ({ node, text: fold([table.rows[rank][0], table.rows[rank][1], table.rows[rank][5], table.rows[rank][7]].join(" ")) }));
      } catch (error) {
        part.body.textContent = words.failed;
        throw error;
      }
    }
    const box = searchBox(words, search);
    const count = make("span", { class: "fig-shown", role: "status" });
    const none = make("p", { class: "fig-none", hidden: true }, words.none);
    async function search() {
      const asked = box.value;
      if (asked.length > 1) {
        count.textContent = words.wait;
        await Promise.all(parts.map(load)).catch(() => {});
        if (box.value !== asked) return;
      }
      const wanted = asked.length > 1 ? fold(asked).split(/\s+/) : [];
      let shown = 0;
      for (const part of parts) {
        const kept = (part.lines || []).filter((line) => !(line.node.hidden = !wanted.every((word) => line.text.includes(word))) && !line.node.classList.contains("is-later")).length;
        const number = wanted.length ? kept : numberOf(part.known);
        part.node.hidden = !number;
        if (searched !== wanted.join(" ")) part.node.open = wanted.length > 0 && number > 0;
        part.count.textContent = written(number);
        shown += number;
      }
      searched = wanted.join(" ");
      none.hidden = shown > 0;
      count.textContent = say(words.count, { shown, total: parts.reduce((sum, part) => sum + numberOf(part.known), 0) });
    }
    let searched = "";
    search();
    document.addEventListener("atlas:dated", search);
    return make("div", {}, make("div", { class: "fig-filters" }, box, count), none, make("div", { class: "fig-topics" }, parts.map((part) => part.node)));
  }

  atlas.figureTables = { results, conflicts, topics };
})();
