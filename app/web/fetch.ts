/** Fetch with a time-out and retries; the status line says so while the link is poor. */
import { say } from "./status.ts";

const WAITS = [700, 2000, 5000, 12000]; // ms
const TIMEOUT = 20000; // ms
const kept = new Map<string, Promise<unknown>>();

/** A refusal; `words` are the server's own, in the reader's language, where it explains itself. */
export class Refusal extends Error {
  readonly status: number;
  readonly words: string;

  constructor(status: number, url: string, words: string) {
    super(`${status} ${url}`);
    this.status = status;
    this.words = words;
  }
}

async function refusal(answer: Response, url: string): Promise<Refusal> {
  if (!(answer.headers.get("Content-Type") ?? "").includes("problem+json")) return new Refusal(answer.status, url, "");
  const { title = "" } = (await answer.json().catch(() => ({}))) as { title?: string };
  return new Refusal(answer.status, url, title.charAt(0).toUpperCase() + title.slice(1));
}

async function attempt(url: string): Promise<unknown> {
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

/** A refusal that the server explains, or that is the page's own fault, is not tried again. */
const isFinal = (error: unknown): boolean => error instanceof Refusal && (Boolean(error.words) || error.status < 500);

/** What the status line says of a failure. */
export const whatFailed = (error: unknown): string => (error instanceof Refusal && error.words) || "failed";

async function persist(url: string): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    try {
      const content = await attempt(url);
      if (tries) say("");
      return content;
    } catch (error) {
      if (tries >= WAITS.length || isFinal(error)) {
        say(whatFailed(error));
        throw error;
      }
      say("retrying");
      await new Promise((wake) => setTimeout(wake, WAITS[tries]));
    }
  }
}

/** The JSON of an address, fetched once per page; a failure is forgotten, so that it may be tried again. */
export function fetchJson<T>(url: string): Promise<T> {
  if (!kept.has(url)) {
    const asked = persist(url);
    asked.catch(() => kept.delete(url));
    kept.set(url, asked);
  }
  return kept.get(url) as Promise<T>;
}
