/* Positions: how they are written and read, moving the map to one, and libraries fetched when first needed. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const NARROW = 900; // px; there the dossier covers the lower part of the map
  const asked = new Map();

  /* A library of the project's own server, by name: fetched once, when a tool first needs it. */
  atlas.library = function (name) {
    if (window[name]) return Promise.resolve(window[name]);
    if (!asked.has(name)) {
      asked.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = atlas.bootData().vendor[name];
        script.onload = () => resolve(window[name]);
        script.onerror = function () {
          asked.delete(name);
          script.remove();
          atlas.say("failed");
          reject(new Error(name));
        };
        document.head.appendChild(script);
      }));
    }
    return asked.get(name);
  };

  const lang = () => document.documentElement.lang;

  /* A number as the reader's language writes it. */
  atlas.number = function (value, digits) {
    return value.toLocaleString(lang(), { maximumFractionDigits: digits, minimumFractionDigits: digits });
  };

  atlas.decimal = (at) => `${at.lat.toFixed(4)}, ${at.lng.toFixed(4)}`;

  function sexagesimal(value, positive, negative) {
    const seconds = Math.round(Math.abs(value) * 3600);
    const two = (number) => String(number).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″${value < 0 ? negative : positive}`;
  }
  atlas.dms = (at) => `${sexagesimal(at.lat, "N", "S")} ${sexagesimal(at.lng, "E", atlas.words().west)}`;

  /* MGRS with its parts apart; nothing near the poles, where there is none, or before the library is there. */
  atlas.mgrs = function (at, digits) {
    if (!window.mgrs || at.lat > 84 || at.lat < -80) return "";
    const precision = digits === undefined ? 5 : digits;
    const text = window.mgrs.forward([at.lng, at.lat], precision);
    const head = text.slice(0, text.length - 2 * precision);
    const figures = text.slice(head.length);
    return [head.slice(0, -2), head.slice(-2), figures.slice(0, precision), figures.slice(precision)].filter(Boolean).join(" ");
  };

  const inRange = (lat, lng) => (Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { lat, lng } : null);

  function readDecimal(text) {
    const number = "([+-]?\\d{1,3}(?:[.,]\\d+)?)";
    const found = new RegExp(`^${number}°?\\s*[;,\\s]\\s*${number}°?$`).exec(text.trim().replace(/−/g, "-"));
    return found && inRange(...found.slice(1).map((part) => Number(part.replace(",", "."))));
  }

  const FIGURES = "(\\d{1,3}(?:[.,]\\d+)?)\\s*[°D]?(?:\\s*(\\d{1,2}(?:[.,]\\d+)?)\\s*['′’]?)?(?:\\s*(\\d{1,2}(?:[.,]\\d+)?)\\s*(?:[\"″”]|'')?)?";
  const AFTER = new RegExp(`^${FIGURES}\\s*([NSEWO])[\\s,;]*${FIGURES}\\s*([NSEWO])$`);
  const BEFORE = new RegExp(`^([NSEWO])\\s*${FIGURES}[\\s,;]*([NSEWO])\\s*${FIGURES}$`);

  /* Degrees with hemispheres, minutes and seconds optional, in either order: 16°16′18″N 0°02′41″W. */
  function readSexagesimal(text) {
    const plain = text.trim().toUpperCase();
    const [after, before] = [AFTER.exec(plain), BEFORE.exec(plain)];
    const sides = after ? [after[4], after[8]] : before ? [before[1], before[5]] : [];
    const figures = after ? [after.slice(1, 4), after.slice(5, 8)] : before ? [before.slice(2, 5), before.slice(6, 9)] : [];
    const read = figures.map(function (parts, n) {
      const [d, m, s] = parts.map((part) => Number((part || "0").replace(",", ".")));
      return { side: sides[n], value: (d + m / 60 + s / 3600) * (/[SWO]/.test(sides[n]) ? -1 : 1), fits: m < 60 && s < 60 };
    });
    const lat = read.find((one) => /[NS]/.test(one.side));
    const lng = read.find((one) => /[EWO]/.test(one.side));
    return lat && lng && lat.fits && lng.fits ? inRange(lat.value, lng.value) : null;
  }

  async function readMgrs(text) {
    const plain = text.toUpperCase().replace(/\s+/g, "");
    if (!/^\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}(\d\d){0,5}$/.test(plain)) return null;
    try {
      const library = await atlas.library("mgrs");
      const [lng, lat] = library.toPoint(plain);
      return inRange(lat, lng);
    } catch (error) {
      return null; // no such square, or no library
    }
  }

  /* The position that a text writes, in decimal degrees, in degrees with hemispheres, or in MGRS. */
  atlas.readPosition = async (text) => readDecimal(text) || readSexagesimal(text) || readMgrs(text);

  /* Pixels of the map that a tool's card covers at the right, or a card or dossier below on a narrow screen. */
  function coveredParts(map) {
    const card = document.querySelector(".tool-card:not([hidden])");
    const height = map.getSize().y;
    if (window.innerWidth >= NARROW) return [card ? card.offsetWidth + 44 : 0, 0];
    const dossier = document.querySelector(".dossier.is-open") ? height * 0.58 : 0;
    return [0, Math.round(Math.max(dossier, card ? height - card.offsetTop : 0))];
  }

  /* Show `at` ([lat, lon], or [south, west, north, east]) clear of what covers the map. */
  atlas.goTo = async function (at, zoom) {
    const map = await atlas.whenMap;
    await new Promise((wake) => setTimeout(wake, 60)); // a dossier that opens narrows the map first
    map.invalidateSize({ pan: false });
    const [aside, below] = coveredParts(map);
    if (at.length === 4) {
      map.fitBounds([[at[0], at[1]], [at[2], at[3]]], { animate: false, maxZoom: 10, paddingTopLeft: [24, 24], paddingBottomRight: [56 + aside, 24 + below] });
      return;
    }
    const level = Math.max(map.getZoom(), zoom || 8);
    const middle = map.project(at, level).add([aside / 2, below / 2]);
    map.setView(map.unproject(middle, level), level, { animate: false });
  };

  function line(key, text) {
    const row = atlas.element("div", "coordinate");
    row.append(atlas.element("span", "term", atlas.words()[key]), atlas.element("span", "figure", text));
    const copy = atlas.element("button", "copy");
    const said = atlas.words().copy.replace("{what}", atlas.words()[key]);
    copy.type = "button";
    copy.title = said;
    copy.setAttribute("aria-label", said);
    copy.dataset.copy = text;
    row.appendChild(copy);
    return row;
  }

  function featuresAt(map, at) {
    const corner = map.getContainer().getBoundingClientRect();
    const point = map.latLngToContainerPoint(at);
    return atlas.under(corner.x + point.x, corner.y + point.y);
  }

  /* A small card on the map: a title, the position in three ways, each with a copy button, and what lies there. */
  atlas.showPosition = async function (latlng, title) {
    const map = await atlas.whenMap;
    await atlas.library("mgrs").catch(() => undefined); // without it, the other two ways
    const at = L.latLng(latlng).wrap();
    const box = atlas.element("div", "position-card");
    if (title) box.appendChild(atlas.element("strong", "", title));
    box.append(line("decimal", atlas.decimal(at)), line("dms", atlas.dms(at)));
    if (atlas.mgrs(at)) box.appendChild(line("mgrs", atlas.mgrs(at)));
    const found = featuresAt(map, at);
    const popup = atlas.popup({ minWidth: 250, maxHeight: 320 }).setLatLng(at);
    if (found.length) {
      box.append(atlas.element("strong", "here-title", atlas.mapWords.here), atlas.hereList(found, function (about) {
        popup.remove();
        about.act(at);
      }));
    }
    popup.setContent(box).openOn(map);
    atlas.nameClose(popup);
    return popup;
  };
})();
