import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "../../app/web/page/failure.ts";

test("a call fails for want of a link, of room, of a session, or by an error", () => {
  const kinds = { 0: "link", 200: undefined, 204: undefined, 304: undefined, 400: "error", 401: "ended", 403: "ended" };
  const more = { 404: "error", 413: "error", 429: "busy", 500: "error", 502: "busy", 503: "busy", 504: "busy" };
  for (const [status, kind] of Object.entries({ ...kinds, ...more })) assert.equal(failureOf(Number(status)), kind, status);
});
