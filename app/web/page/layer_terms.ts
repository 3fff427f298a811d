/**
 * Which layers a word of the filter means that stands in no title: acronyms and synonyms of `data/terms.csv`, in either
 * language, as the search reads them. They come with the search's passages, when the filter is first used.
 */
import { fold } from "../../../layers/web/text.ts";
import { lang } from "../boot.ts";
import { fetchJson } from "../fetch.ts";
import type { Passages } from "../search/passages.ts";
import { stems, Thesaurus } from "../search/tongue.ts";
import { sentences } from "./parts.ts";

let thesaurus: Thesaurus | undefined;
let about: Record<string, string> = {}; // layer -> in a sentence, what it shows

/** Fetch the terms once; without them the filter reads titles only. */
export async function loadTerms(): Promise<void> {
  if (thesaurus) return;
  const [{ terms }, said] = await Promise.all([fetchJson<Passages>(`search/passages.${lang()}.json`), sentences()]);
  about = said;
  thesaurus = new Thesaurus(terms);
}

const known = new Map<string, Set<number>>(); // text -> the terms that it speaks of

function termsOf(text: string, terms: Thesaurus): Set<number> {
  let found = known.get(text);
  if (!found) known.set(text, (found = new Set(terms.all(stems(text)).flatMap((meant) => meant.terms))));
  return found;
}

/** Whether a layer has every part of a question: its words as they stand in the title, or a term that title or sentence speak of. */
export function speaksOf(layer: string, text: string, asked: string): boolean {
  const folded = fold(text);
  if (
    fold(asked)
      .split(" ")
      .every((part) => folded.includes(part))
  )
    return true;
  if (!thesaurus) return false;
  const words = stems(asked);
  if (!words.length) return false;
  const own = termsOf(`${text} ${about[layer] ?? ""}`, thesaurus);
  for (let start = 0; start < words.length; ) {
    const meant = thesaurus.longest(words, start);
    const part = words.slice(start, start + (meant?.length ?? 1));
    if (!part.every((word) => folded.includes(word)) && !meant?.terms.some((term) => own.has(term))) return false;
    start += part.length;
  }
  return true;
}
