/* Matching: any spelling, any accent, a few wrong letters. Works on the index that the build wrote. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const MOST = 12;
  const ORDER = ["site", "town", "layer", "region", "sector", "facility", "village", "cercle", "output", "indicator", "zone", "airport", "commune", "country", "outside"];

  const SMALL = new Set(["a", "au", "d", "de", "des", "du", "l", "la", "le", "les", "of", "the"]); // words that tell nothing

  /* Accents, case, hyphens and apostrophes set aside, as `geodata.places.gazetteer.fold` does. */
  function fold(text) {
    const letters = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return (letters.match(/[a-z0-9]+/g) || []).join(" ");
  }
  atlas.fold = fold;

  /* Letters to change, add, drop or swap (optimal string alignment), given up beyond `most`. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /* Wrong letters allowed; none in references and codes, where each figure counts. */
  const tolerance = (asked) => (asked.length < 4 || /\d/.test(asked) ? 0 : asked.length < 6 ? 1 : asked.length < 10 ? 2 : 3);

  /* Make the index ready: every item with its folded spellings and words. */
  atlas.readIndex = function (index) {
    return index.items.map(function ([kind, id, name, where, spellings, at, place, layer]) {
      const names = [...new Set([name, ...spellings].map(fold))];
      const words = [...new Set(`${names.join(" ")} ${fold(where)} ${fold(index.kinds[kind])}`.split(" "))];
      return { kind, id, name, where, at, place, layer, names, words, label: index.kinds[kind], rank: ORDER.indexOf(kind), spellings };
    });
  };

  function closeTo(asked, name) {
    const most = tolerance(asked);
    if (!most) return 0;
    const whole = distance(asked, name, most);
    const start = name.length > asked.length ? distance(asked, name.slice(0, asked.length), most) + 0.5 : most + 1;
    const wrong = Math.min(whole, start);
    return wrong <= most ? 56 - 8 * wrong : 0;
  }

  /* How well an item answers, 0 to 100: same, beginning, word, part, all words, nearly. */
  function score(item, asked, tokens) {
    let best = 0;
    const named = item.names.some((name) => tokens.includes(name)) ? 6 : 0; // such as the commune named Gao
    for (const name of item.names) {
      if (name === asked) return 100;
      if (name.startsWith(asked)) best = Math.max(best, 90 - Math.min(9, (name.length - asked.length) / 4));
      else if (` ${name}`.includes(` ${asked}`)) best = Math.max(best, 78);
      else if (asked.length > 2 && name.includes(asked)) best = Math.max(best, 62);
      else if (best < 60) best = Math.max(best, closeTo(asked, name));
    }
    if (best < 70 && tokens.length && tokens.every((token) => item.words.some((word) => word.startsWith(token)))) best = Math.max(best, tokens.length > 1 ? 66 + named : 50);
    if (best) return best;
    const near = (token) => item.words.some((word) => word.startsWith(token) || distance(token, word, tolerance(token)) <= tolerance(token));
    return tokens.length > 1 && tokens.every(near) ? 34 + named : 0;
  }

  /* The items that answer a text, best first. */
  atlas.find = function (items, text) {
    const asked = fold(text);
    if (!asked) return [];
    const tokens = asked.split(" ").filter((token) => !SMALL.has(token));
    const found = items
      .map((item) => ({ item, score: score(item, asked, tokens) }))
      .filter((found) => found.score > 0)
      .sort((a, b) => b.score - a.score || a.item.rank - b.item.rank || a.item.name.localeCompare(b.item.name));
    const exact = /\d/.test(asked) && found.length > 0 && found[0].score >= 78; // a reference, not one like it
    return found.filter((one) => !exact || one.score >= 73).slice(0, MOST).map((one) => one.item);
  };
})();
