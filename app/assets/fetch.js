/* Fetch with a time-out and retries; say so while the link is poor. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const WAITS = [700, 2000, 5000, 12000];
  const TIMEOUT = 20000;
  const kept = new Map();

  /* What went wrong; a problem that the server explains carries its words, and is not tried again. */
  async function refusal(answer, url) {
    const error = Object.assign(new Error(`${answer.status} ${url}`), { status: answer.status, said: "" });
    const isProblem = (answer.headers.get("Content-Type") || "").includes("problem+json");
    if (!isProblem) return error;
    const { title } = await answer.json().catch(() => ({}));
    if (title) error.said = title[0].toUpperCase() + title.slice(1);
    return error;
  }

  async function attempt(url) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      const answer = await fetch(url, { signal: abort.signal, credentials: "same-origin" });
      if (!answer.ok) throw await refusal(answer, url);
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }

  async function persist(url) {
    for (let tries = 0; ; tries += 1) {
      try {
        const content = await attempt(url);
        if (tries) atlas.say("");
        return content;
      } catch (error) {
        if (tries >= WAITS.length || error.said || (error.status && error.status < 500)) {
          atlas.say(error.said || "failed");
          throw error;
        }
        atlas.say("retrying");
        await new Promise((wake) => setTimeout(wake, WAITS[tries]));
      }
    }
  }

  /* The same URL is fetched once per page; a failure is forgotten, so that it may be tried again. */
  atlas.fetchJson = function (url) {
    if (!kept.has(url)) {
      kept.set(url, persist(url).catch((error) => {
        kept.delete(url);
        throw error;
      }));
    }
    return kept.get(url);
  };

  /* One status line, read aloud by screen readers; its words come from the page. */
  atlas.say = function (key) {
    const line = document.getElementById("status");
    if (!line) return;
    const words = atlas.words();
    line.textContent = key ? words[key] || key : "";
    line.classList.toggle("is-shown", Boolean(key));
  };

  let words;
  atlas.words = function () {
    words = words || JSON.parse(document.getElementById("atlas-words").textContent);
    return words;
  };
})();
