/** One fact, shown where its dossier tells it: unfolded, in view, marked. */
import { byId } from "../../../layers/web/dom.ts";
import { view } from "../state.ts";
import { dossierShown } from "./dossier.ts";

let sought = "";

/** Unfold what holds a node, bring it into view, mark it, and let a screen reader read it. */
export function bringOut(node: HTMLElement): void {
  for (let part = node.closest("details"); part; part = part.parentElement?.closest("details") ?? null) part.open = true;
  for (const other of document.querySelectorAll(".is-sought")) other.classList.remove("is-sought");
  node.classList.add("is-sought");
  node.tabIndex = -1;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
}

function reveal(): void {
  if (!sought || byId("dossier-frame").dataset.shown !== view().selection) return; // the dossier is still on its way
  const node = byId("dossier").querySelector<HTMLElement>(`[data-fact="${CSS.escape(sought)}"]`);
  sought = "";
  if (node) bringOut(node);
}

/** Show a fact in the dossier of the selection, now or as soon as that is there. */
export function seekFact(id: string): void {
  sought = id;
  reveal();
}

dossierShown.on(reveal);
