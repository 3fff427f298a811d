/** The frame's own buttons: home, help, layer panel, copying. */
import { around, byId } from "../../../layers/web/dom.ts";
import { address, writeAddress } from "../address.ts";
import { word } from "../boot.ts";
import { setLater } from "../later.ts";
import { fitCountry, isNarrow, theMap, whenMap } from "../map/map.ts";
import { say } from "../status.ts";
import { act, registerActions } from "./actions.ts";

const PAUSE = 2500; // ms a message stays
const FOLDED = 220; // ms that the panel takes to fold

/** Put a text on the clipboard and say so; where the browser forbids it, show it to be copied by hand. */
export async function copy(text: string, words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words, PAUSE);
  } catch {
    window.prompt(word("copy_by_hand"), text);
  }
}

function togglePanel(): void {
  byId("shell").classList.toggle(isNarrow() ? "is-panel-open" : "is-panel-closed");
  setTimeout(() => theMap().invalidateSize(), FOLDED);
}

/** Open a panel and give it the keys; they are not held in it, as the map beside stays in hand. */
export async function openDrawer(id: string): Promise<void> {
  await setLater(id, { opened: true });
  const opened = (): HTMLElement | null | undefined => document.getElementById(`${id}-body`)?.closest<HTMLElement>("[role=dialog]");
  const watch = new MutationObserver(() => {
    if (!opened()) return;
    watch.disconnect();
    opened()!.focus({ preventScroll: true });
  });
  if (opened()) opened()!.focus({ preventScroll: true });
  else watch.observe(document.body, { childList: true, subtree: true });
}

/** The link to the map gives it the keys, not only its place on the page. */
function skip(event: Event): void {
  event.preventDefault();
  whenMap.then((map) => map.getContainer().focus());
}

export function startFrame(): void {
  registerActions({
    home: fitCountry,
    help: () => setLater("help-box", { opened: true }),
    panelHelp: () => {
      togglePanel(); // the sheet would cover the box
      act("help");
    },
    openPanel: (button) => openDrawer(button.dataset.panel!),
    togglePanel,
    copyLink: () => {
      writeAddress();
      return copy(location.origin + address(), "copied");
    },
  });
  document.addEventListener("click", (event) => {
    if (around(event, ".skip")) skip(event);
    const button = around(event, "[data-copy]");
    if (button) copy(button.dataset.copy!, "copied_text");
  });
}
