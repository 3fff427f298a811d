/** Words as the search reads them, French and English alike: without endings, and without those that tell nothing. */
import { fold } from "../../../layers/web/text.ts";

/** Words that tell nothing, of both languages, folded: articles, prepositions, and those of questions. */
const SMALL = new Set(
  [
    "a,ai,as,au,aux,avec,c,ce,ces,cette,combien,comment,d,dans,de,des,du,elle,en,est,et,eu,il,ils,j,je,l,la,le,les,leur,leurs,lui,me,n,ne,nous",
    "ou,ont,par,pas,plus,pour,qu,quand,que,quel,quelle,quelles,quels,qui,quoi,s,sa,se,ses,son,sont,sous,sur,t,un,une,vers,vous,y",
    "all,am,an,and,are,at,be,been,by,can,did,do,does,for,from,had,has,have,her,him,his,how,i,in,is,it,its,many,may,much,of,on,or,our",
    "that,the,their,them,there,these,they,this,those,to,us,was,we,were,what,when,where,which,who,whom,whose,why,will,with,you,your",
  ].flatMap((words) => words.split(",")),
);

/** A folded word without its ending: plurals and a final e, which both languages and their common words differ by. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const one = word.replace(/(?<!e)aux$/, "al").replace(/(?<!s)s$|x$/, "");
  return one.length < 4 ? one : one.replace(/y$/, "i").replace(/e$/, "");
}

/** The stems of a text's telling words, in order. */
export const stems = (text: string): string[] =>
  fold(text)
    .split(" ")
    .filter((word) => word && !SMALL.has(word))
    .map(stem);

/** A term: words and phrases that mean one thing, each as its stems. */
interface Phrase {
  words: string[];
  term: number;
}

/** A stretch of words that is a phrase of some terms. */
export interface Meant {
  start: number;
  length: number;
  terms: number[];
}

/** Acronyms and synonyms: which terms a run of stems speaks of. */
export class Thesaurus {
  private readonly byFirst = new Map<string, Phrase[]>();

  constructor(terms: readonly string[][]) {
    for (const [term, phrases] of terms.entries())
      for (const phrase of phrases) {
        const words = stems(phrase);
        if (!words.length) continue;
        const known = this.byFirst.get(words[0]!);
        if (known) known.push({ words, term });
        else this.byFirst.set(words[0]!, [{ words, term }]);
      }
  }

  /** Every phrase of a text, also those within longer ones. */
  all(words: readonly string[]): Meant[] {
    return words.flatMap((word, start) =>
      (this.byFirst.get(word) ?? [])
        .filter((phrase) => phrase.words.every((each, n) => words[start + n] === each))
        .map((phrase) => ({ start, length: phrase.words.length, terms: [phrase.term] })),
    );
  }

  /** The longest phrase that begins at a word. */
  longest(words: readonly string[], start: number): Meant | undefined {
    const here = this.all(words.slice(start)).filter((meant) => meant.start === 0);
    const length = Math.max(0, ...here.map((meant) => meant.length));
    const terms = here.filter((meant) => meant.length === length).flatMap((meant) => meant.terms);
    return length ? { start, length, terms: [...new Set(terms)] } : undefined;
  }
}

/** A text in pieces, told whether each is among the words that were asked for. */
export function marked(text: string, asked: ReadonlySet<string>): { text: string; isAsked: boolean }[] {
  const pieces: { text: string; isAsked: boolean }[] = [];
  for (const piece of text.split(/([\p{L}\p{M}\p{N}]+)/u)) {
    if (!piece) continue;
    const isAsked = asked.has(stem(fold(piece)));
    const last = pieces.at(-1);
    if (last?.isAsked === isAsked) last.text += piece;
    else pieces.push({ text: piece, isAsked });
  }
  return pieces;
}
