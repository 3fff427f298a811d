/** Why a call to the server failed. */

/** Kinds of failure, as `app/words/calls.py` has words for them. */
export type Failure = "link" | "busy" | "ended" | "error";

const BUSY = [429, 502, 503, 504];
const ENDED = [401, 403];

/** What a status of HTTP says of a call, 0 where no answer came; nothing of one that was answered. */
export function failureOf(status: number): Failure | undefined {
  if (status >= 200 && status < 400) return undefined;
  if (status === 0) return "link";
  if (BUSY.includes(status)) return "busy";
  return ENDED.includes(status) ? "ended" : "error";
}
