/* The search box: a combobox over the built index; choosing goes there and opens what is known of it. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const PAUSE = 2500; // ms a message stays
  const POINT_ZOOM = { site: 9, town: 9, village: 10, airport: 11, facility: 9 };
  const byId = (id) => document.getElementById(id);
  const words = () => atlas.words();
  let items = null;
  let found = [];
  let active = -1;
  let turn = 0;

  async function load() {
    if (items) return items;
    if (!byId("search-field").value) say(words().search_loading);
    items = atlas.readIndex(await atlas.fetchJson(byId("search").dataset.index));
    return items;
  }

  function say(text) {
    byId("search-said").textContent = text;
  }

  function tell(key, title) {
    atlas.say(title ? words()[key].replace("{title}", title) : key);
    setTimeout(() => atlas.say(""), PAUSE);
  }

  function unfold(open) {
    byId("search-drop").hidden = !open;
    byId("search-field").setAttribute("aria-expanded", String(open && found.length > 0));
    if (!open) activate(-1);
  }

  function activate(rank) {
    active = rank;
    const options = [...byId("search-list").children];
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === rank)));
    const field = byId("search-field");
    if (rank < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options[rank].id);
      options[rank].scrollIntoView({ block: "nearest" });
    }
  }

  /* The spelling that was asked for, where it is not the name shown. */
  function alias(item, asked) {
    const start = atlas.fold(asked);
    if (item.names[0].includes(start) || !start) return "";
    return item.spellings.find((name) => atlas.fold(name).startsWith(start) && !/^[a-z-]+$/.test(name)) || "";
  }

  function option(item, rank, asked) {
    const node = atlas.element("div", "search-option");
    node.id = `search-option-${rank}`;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", "false");
    const text = atlas.element("span", "search-text");
    text.appendChild(atlas.element("span", "search-name", item.name));
    const beside = [alias(item, asked), item.where].filter(Boolean).join(" · ");
    if (beside) text.appendChild(atlas.element("span", "search-where", beside));
    node.append(text, atlas.element("span", "search-kind", item.label));
    node.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    node.addEventListener("click", () => choose(item));
    node.addEventListener("mousemove", () => active !== rank && activate(rank));
    return node;
  }

  async function update() {
    const mine = ++turn;
    const asked = byId("search-field").value;
    if (!asked.trim()) {
      found = [];
      byId("search-list").replaceChildren();
      say(words().search_help);
      unfold(true);
      load().then(() => mine === turn && say(words().search_help)).catch(() => undefined);
      return;
    }
    const at = await atlas.readPosition(asked).catch(() => null);
    let named = [];
    try {
      named = atlas.find(await load(), asked);
    } catch (error) {
      items = null; // said by the fetch; a position can still be gone to
    }
    if (mine !== turn) return;
    const position = at && { kind: "position", name: atlas.decimal(at), where: atlas.dms(at), label: words().search_position, position: at, names: [""], spellings: [] };
    found = position ? [position, ...named.slice(0, 3)] : named;
    byId("search-list").replaceChildren(...found.map((item, rank) => option(item, rank, asked)));
    say(found.length === 0 ? words().search_none : found.length === 1 ? words().search_one : words().search_count.replace("{count}", found.length));
    byId("search-said").classList.toggle("is-quiet", found.length > 0);
    unfold(true);
    activate(found.length ? 0 : -1);
  }

  /* Switch a layer on as a reader would. */
  atlas.switchOn = function (layer) {
    const box = document.querySelector(`[data-switch="${CSS.escape(layer)}"]`);
    if (!box || box.checked) return false;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  const titleOf = (layer) => document.querySelector(`[data-switch="${CSS.escape(layer)}"]`).parentElement.textContent;

  async function choose(item) {
    byId("search-field").value = item.position ? item.name : "";
    leave();
    if (item.position) {
      await atlas.goTo([item.position.lat, item.position.lng], 9);
      await atlas.showPosition(item.position);
      return;
    }
    if (atlas.map) atlas.map.closePopup(); // what was asked before
    const isResult = item.kind === "output" || item.kind === "indicator";
    const switched = item.layer && (item.at || !isResult) && atlas.switchOn(item.layer);
    if (isResult) atlas.figures.result(item.name); // its row; its places are on the map behind
    else if (item.place) atlas.write("selection", item.place);
    if (item.at) await atlas.goTo(item.at, POINT_ZOOM[item.kind]);
    if (isResult) return;
    if (item.kind === "layer" || switched) tell("search_switched", titleOf(item.layer));
    else if (!item.place && !item.at) tell("search_nowhere");
    if (!item.place && item.at && item.kind !== "facility") {
      const [a, b, c, d] = item.at;
      await atlas.showPosition(item.at.length === 2 ? [a, b] : [(a + c) / 2, (b + d) / 2], `${item.name} · ${item.label}`);
    }
  }

  /* Close the list; on a narrow screen the field goes back behind its button. */
  function leave() {
    turn += 1;
    const wide = byId("search").classList.contains("is-open");
    byId("search").classList.remove("is-open");
    unfold(false);
    byId("search-field").blur();
    if (wide) byId("search-open").focus();
  }

  function enter() {
    byId("search").classList.add("is-open");
    byId("search-field").focus();
    byId("search-field").select();
  }

  function onKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && found.length) {
      event.preventDefault();
      if (byId("search-drop").hidden) unfold(true);
      activate((active + steps[event.key] + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0 && found[active]) choose(found[active]);
    } else if (event.key === "Escape") {
      event.stopPropagation(); // the dossier stays
      if (event.target.value && !byId("search-drop").hidden) {
        event.target.value = "";
        update();
      } else leave();
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.target.id === "search-field") onKey(event);
    else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
      && !event.target.closest("input, textarea, select, [contenteditable], [role=dialog], dialog")) {
      event.preventDefault();
      enter();
    }
  }, true);
  document.addEventListener("focusin", function (event) {
    if (event.target.id === "search-field") update();
    else if (!event.target.closest || !event.target.closest("#search")) close();
  });
  document.addEventListener("input", (event) => event.target.id === "search-field" && update());
  document.addEventListener("click", function (event) {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    if (at("#search-open")) enter();
    else if (at("#search-close")) leave();
    else if (!at("#search")) close();
  });

  /* A gesture elsewhere closes the list without taking the focus back. */
  function close() {
    if (byId("search-drop").hidden) return;
    turn += 1;
    byId("search").classList.remove("is-open");
    unfold(false);
  }
})();
