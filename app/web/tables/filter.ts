/** How the tables are searched by words. */

/** Accents, case and typographic spaces and apostrophes set aside; signs stay, so that figures can be looked for. */
export const simplified = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/’/g, "'")
    .toLowerCase();

/** Whether a simplified text contains every word that was typed. */
export const hasWords = (text: string, typed: string): boolean =>
  simplified(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
