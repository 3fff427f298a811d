/** Asks the search the questions of tests/web/test_questions.py: questions on stdin, the passages found on stdout, as JSON. */
import { readFileSync } from "node:fs";
import { ask } from "../../app/web/search/ask.ts";
import { type MakeEngine, makeLibrary } from "../../app/web/search/passages.ts";
import { runLibrary } from "./shared.ts";

interface Questions {
  /** Files of a language: the names, the passages, the help. */
  files: Record<string, [names: string, passages: string, help: string]>;
  questions: { lang: string; asked: string }[];
}

const read = (path: string | number) => JSON.parse(readFileSync(path, "utf-8"));
const { files, questions } = read(0) as Questions;
runLibrary("MiniSearch");
const engine = (globalThis as unknown as { MiniSearch: MakeEngine }).MiniSearch;
const libraries = new Map(
  await Promise.all(
    Object.entries(files).map(
      async ([lang, [names, passages, help]]) =>
        [lang, await makeLibrary(read(names), read(passages), read(help), "Help", engine)] as const,
    ),
  ),
);
const found = questions.map(({ lang, asked }) =>
  ask(libraries.get(lang)!, asked).map(({ passage, words }) => ({
    kind: passage.kind,
    id: passage.id || passage.name,
    name: passage.name,
    words: [...words],
  })),
);
process.stdout.write(JSON.stringify(found));
