/** How many items have become known; `known` pairs days (ISO 8601) and numbers of items. */

/** How many are known on a day; all of them where the day is empty. */
export const countKnown = (known: [day: string, count: number][], date: string): number =>
  known.reduce((sum, [day, count]) => sum + (date && day > date ? 0 : count), 0);

/** The pairs of an attribute: `2018-03-31:12 2020-08-31:4`. */
export const readKnown = (text: string): [string, number][] =>
  text.split(" ").map((pair) => {
    const [day = "", count = "0"] = pair.split(":");
    return [day, Number(count)];
  });
