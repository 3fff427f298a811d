/** Panels' calls to the server that failed: said in words, and made again where they can be. */
import { all } from "../../../layers/web/dom.ts";
import { setLater } from "../later.ts";
import { registerActions } from "./actions.ts";
import { type Failure, failureOf } from "./failure.ts";

const CALL = "/_dash-update-component";

/** What a panel does about a failed call: it may return how to make the call again. */
type Mender = () => (() => void) | undefined;

const menders: Mender[] = [];
let again: (() => void) | undefined;
let isSaid = false;

/** Have a panel told of calls that failed. */
export const onFailedCall = (mend: Mender): unknown => menders.push(mend);

function close(): void {
  if (!isSaid) return;
  isSaid = false;
  setLater("call-failed", { hidden: true });
}

function tell(failure: Failure): void {
  for (const { id } of all(".under-way > [id]")) setLater(id, { hidden: true }); // Dash leaves them as they are
  again = menders.map((mend) => mend()).find(Boolean);
  isSaid = true;
  setLater("call-failed", { hidden: false, className: `is-${failure}${again ? " is-repeatable" : ""}` });
}

/** Dash tells the console alone of a call that failed. */
export function watchCalls(): void {
  const watch = new PerformanceObserver((seen) => {
    for (const { name, responseStatus } of seen.getEntries() as PerformanceResourceTiming[]) {
      if (responseStatus === undefined || !new URL(name).pathname.endsWith(CALL)) continue; // an older browser
      const failure = failureOf(responseStatus);
      if (failure) tell(failure);
      else close();
    }
  });
  watch.observe({ type: "resource" });
  registerActions({
    callClosed: close,
    callAgain: () => {
      close();
      again?.();
    },
  });
}
